#!/bin/sh
# Holds docs/codebook.md against what the program prints from the lexicon: codebook.sh REPOSITORY PROGRAM [--write]
set -eu
program=$2
cd "$1"
page=docs/codebook.md
printed=$(mktemp)
trap 'rm -f "$printed"' EXIT
"$program" lexicon codebook lexicon >"$printed"
[ "${3:-}" != --write ] || cat "$printed" >"$page"
if ! diff -u "$page" "$printed" | sed -n '1,40p' | grep . ; then
  echo "ok    $page is what the lexicon says"
else
  echo "$page is not what the lexicon says: run dragoman lexicon codebook lexicon > $page"
  exit 1
fi
