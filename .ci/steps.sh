# Shared by ./demo and ./check: POSIX sh, sourced from the repository root.

began=$(date +%s)

# One heading per step, with the seconds since the start.
step() {
  printf '\n== %4ds  %s\n' "$(($(date +%s) - began))" "$1"
}

fail() {
  printf '\n%s: %s\n' "$0" "$1" >&2
  exit 1
}

wanted_packages() {
  sed -e 's/#.*//' -e '/^[[:space:]]*$/d' .ci/packages.txt
}

missing_packages() {
  for package in $(wanted_packages); do
    # shellcheck disable=SC2016  # dpkg-query expands this itself
    state=$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null) || state=absent
    [ "$state" = installed ] || printf '%s ' "$package"
  done
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    env DEBIAN_FRONTEND=noninteractive "$@"
  elif command -v sudo >/dev/null 2>&1; then
    sudo env DEBIAN_FRONTEND=noninteractive "$@"
  else
    fail "neither root nor sudo: ask an administrator to run
  apt-get install --no-install-recommends $missing"
  fi
}

# Installs what is missing and nothing else.
ensure_packages() {
  if ! command -v apt-get >/dev/null 2>&1 || ! command -v dpkg-query >/dev/null 2>&1; then
    echo "This is not a Debian-like system, so nothing is installed. It needs what these Debian packages hold:"
    wanted_packages | tr '\n' ' '
    echo
    for tool in cmake ninja c++ pkg-config; do
      command -v "$tool" >/dev/null 2>&1 || fail "$tool is missing"
    done
    return 0
  fi
  missing=$(missing_packages)
  if [ -z "$missing" ]; then
    echo "every package is there"
    return 0
  fi
  echo "installing: $missing"
  as_root apt-get update -qq || fail "apt-get update failed: is there a network?"
  # shellcheck disable=SC2086  # a list of words is meant
  as_root apt-get install -y -qq --no-install-recommends -o Dpkg::Use-Pty=0 $missing >/dev/null ||
    fail "apt-get install failed; the packages wanted were: $missing"
}

# Configures and builds one preset: build_preset NAME [TARGET...]
build_preset() {
  preset=$1
  shift
  log=build/$preset.configure.log
  mkdir -p build
  cmake --preset "$preset" >"$log" 2>&1 || {
    cat "$log" >&2
    fail "cmake could not configure the preset $preset"
  }
  NINJA_STATUS='[%f/%t, %es] ' cmake --build "build/$preset" ${1:+--target "$@"} || fail "the build of preset $preset failed"
}
