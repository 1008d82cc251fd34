# To be read by scripts that try the program: `program`, `work` (a folder), `passed` and `failed` are theirs.

# expect NAME STATUS WANTED COMMAND...: the status, and a line matching WANTED in the output ("" when there must be none at all).
expect() {
  name=$1 status=$2 wanted=$3
  shift 3
  got=0
  "$program" "$@" >"$work/out" 2>&1 </dev/null || got=$?
  if [ "$got" -eq "$status" ] && if [ -z "$wanted" ]; then [ ! -s "$work/out" ]; else grep -qE "$wanted" "$work/out"; fi; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    echo "FAIL  $name: status $got"
    sed 's/^/        /' "$work/out"
  fi
}
