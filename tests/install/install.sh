#!/bin/sh
# Installs a build into an empty folder, then builds and runs a client that knows nothing but that folder.
# install.sh SOURCE BUILD CMAKE COMPILER GENERATOR
set -eu
source=$1 build=$2 cmake=$3 compiler=$4 generator=$5
prefix=$(mktemp -d)
trap 'rm -rf "$prefix"' EXIT

"$cmake" --install "$build" --prefix "$prefix/usr" >"$prefix/log" 2>&1 || { cat "$prefix/log"; exit 1; }
(cd "$prefix/usr" && find . -type f | sort)

# Nothing of anybody else's, and no header but the public ones.
foreign=$(cd "$prefix/usr" && find . -type f | grep -v dragoman | grep -v '^./share/dragoman/' || true)
[ -z "$foreign" ] || { echo "installed, but not ours: $foreign"; exit 1; }
for wanted in bin/dragoman share/dragoman/lexicon.blob share/dragoman/history/visits_china_north_korea.csv share/dragoman/en.model share/man/man1/dragoman.1 include/dragoman/pipeline.h; do
  [ -s "$prefix/usr/$wanted" ] || { echo "not installed: $wanted"; exit 1; }
done

# The program finds its data beside itself, wherever the folder was put.
(cd / && env -u DRAGOMAN_SHARE "$prefix/usr/bin/dragoman" explain "Russia vetoed the resolution." >"$prefix/explain") ||
  { echo "the installed program failed"; exit 1; }

"$cmake" -G "$generator" -S "$source/tests/install" -B "$prefix/client" -DCMAKE_PREFIX_PATH="$prefix/usr" -DCMAKE_CXX_COMPILER="$compiler" >"$prefix/log" 2>&1 &&
  "$cmake" --build "$prefix/client" >>"$prefix/log" 2>&1 || { cat "$prefix/log"; exit 1; }
"$prefix/client/client"
