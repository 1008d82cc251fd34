#!/bin/sh
# What the README and the guide show is what the program prints: shown.sh REPOSITORY PROGRAM PAGE...
# A block ```console holds "$ dragoman …" and the output that follows; a last line "[…]" leaves the rest out.
# To write the present output into the pages: shown.sh --bless REPOSITORY PROGRAM PAGE...
set -eu
bless=no
[ "$1" != --bless ] || { bless=yes; shift; }
cd "$1"
program=$2
shift 2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/bin"
ln -s "$program" "$work/bin/dragoman"
PATH=$work/bin:$PATH
passed=0 failed=0

for page; do
  # Every block to a file of its own: the command, then the lines shown.
  awk -v work="$work" '/^```console$/ { block = work "/" ++n ".shown"; printf "" > block; next } /^```$/ { block = ""; next } block != "" { print > block }' "$page"
  number=0
  while number=$((number + 1)) && [ -e "$work/$number.shown" ]; do
    shown=$work/$number.shown
    printed=$work/$number.printed
    command=$(sed -n '1s/^\$ //p' "$shown")
    { sed -n 1p "$shown" && sh -c "$command"; } >"$printed" 2>&1 || echo "(exit status $?)" >>"$printed"
    if [ "$(tail -n 1 "$shown")" = "[…]" ]; then
      lines=$(($(wc -l <"$shown") - 1))
      { sed -n "1,${lines}p" "$printed" && echo "[…]"; } >"$printed.cut"
      mv "$printed.cut" "$printed"
    fi
    if cmp -s "$shown" "$printed"; then
      passed=$((passed + 1))
    else
      failed=$((failed + 1))
      echo "$page: $command"
      diff -u "$shown" "$printed" | sed '1,2d' || true
    fi
  done
  if [ "$bless" = yes ]; then
    awk -v work="$work" '
      /^```console$/ { print; printed = work "/" ++n ".printed"; while ((getline line < printed) > 0) print line; inside = 1; next }
      /^```$/ { inside = 0 }
      !inside { print }' "$page" >"$work/page"
    cp "$work/page" "$page"
  fi
  rm -f "$work"/*.shown "$work"/*.printed
done
[ "$bless" = no ] || exit 0
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
