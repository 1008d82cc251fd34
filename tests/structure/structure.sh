#!/bin/sh
# Rules of the house that no compiler checks. Run from anywhere: structure.sh REPOSITORY [LIBRARY]
# Each breach is one line on standard output: file:line: what, and what to do.
set -eu
cd "${1:-.}"
library=${2:-}
names=$(mktemp)
results=$(mktemp)  # one letter a rule: verdicts run in subshells of their pipes
trap 'rm -f "$names" "$results"' EXIT

# verdict NAME: reads breaches from standard input.
verdict() {
  found=$(cat)
  if [ -z "$found" ]; then
    echo p >>"$results"
    echo "ok    $1"
  else
    echo f >>"$results"
    echo "FAIL  $1"
    printf '%s\n' "$found" | sed 's/^/        /'
  fi
}

code_files() {
  find include src app train bench tests \( -name '*.h' -o -name '*.cc' \) -type f 2>/dev/null | sort
}
library_sources() {
  find src \( -name '*.h' -o -name '*.cc' \) ! -name '*_test.cc' -type f | sort
}
everything() {
  if git rev-parse --is-inside-work-tree >/dev/null 2>&1; then
    git ls-files
  else
    find . -type f ! -path './.git/*' ! -path './build/*' | sed 's|^\./||'
  fi
}

# shellcheck disable=SC2046  # file names here have no spaces
awk '
  FILENAME == "src/LAYERS" { if ($0 ~ /^[a-z]/) rank[$1] = ++n; next }
  /^#include "/ {
    split(FILENAME, part, "/"); mine = part[2]
    split($2, quoted, "\""); target = quoted[2]; folder = target; sub("/.*", "", folder)
    if (!(mine in rank)) print FILENAME ": the folder " mine " is not in src/LAYERS"
    else if (target !~ "/") print FILENAME ":" FNR ": write the folder too: " target
    else if (folder == "dragoman") next
    else if (!(folder in rank)) print FILENAME ":" FNR ": includes " target ", which is no layer"
    else if (rank[folder] > rank[mine]) print FILENAME ":" FNR ": " mine " may not include " target ", a later layer"
  }' src/LAYERS $(find src \( -name '*.h' -o -name '*.cc' \) -type f | sort) | verdict "a layer includes only itself and earlier layers"

# Two types of one name in one namespace tear up each other's memory, and no compiler sees it.
for group in "include src" train app; do
  # shellcheck disable=SC2086  # folders
  grep -rhE '^(struct|class|enum class) [A-Za-z0-9]+( [^;]*)?$' $group --include='*.h' | grep -v '::' | sed -E 's/^(struct|class|enum class) ([A-Za-z0-9]+).*/\2/' | sort | uniq -d |
    sed "s|\$|: two types of this name in the headers of $group; rename one|"
done | verdict "no two types of one namespace share a name"

for folder in src/*/; do
  name=$(basename "$folder")
  grep -q "^$name " src/LAYERS || echo "$folder: add a line to src/LAYERS"
done | verdict "every folder of src/ is in src/LAYERS"

sed -n 's/^\([a-z][a-z]*\)  *\(.*\)$/| `\1` | \2 |/p' src/LAYERS | while read -r row; do
  grep -qxF "$row" README.md || echo "README.md: lacks the row $row"
done | verdict "the README shows src/LAYERS"

for file in $(code_files) $(find . \( -name '*.sh' -o -name '*.cmake' \) -type f ! -path './build/*' ! -path './.git/*'); do
  lines=$(wc -l <"$file")
  [ "$lines" -le 800 ] || echo "$file: $lines lines; split it (at most 800)"
done | verdict "no source file over 800 lines"

count=$(find include -name '*.h' | wc -l)
{ [ "$count" -le 10 ] || echo "include/dragoman: $count headers (at most 10)"; } | verdict "at most ten public headers"

# Standard headers of C++ have neither a folder nor an ending.
grep -rnE '^#include <[^>]*[./][^>]*>' include | sed 's/$/  (only standard headers in public)/' |
  verdict "public headers include only the standard library"

for file in $(code_files | grep '\.h$'); do
  grep -q '^#pragma once' "$file" || echo "$file: begins without #pragma once"
done | verdict "every header is guarded"

# The library never prints and never ends the program.
# shellcheck disable=SC2046
grep -nE 'std::(cout|cerr|clog)|(^|[^a-z_:])(printf|fprintf|puts|perror) *\(|fmt::print *\(|(^|[^a-z_])(std::)?(exit|abort|terminate|_exit) *\(' \
  $(library_sources) /dev/null | grep -v 'fprintf(file' | verdict "the library neither prints nor exits"

# shellcheck disable=SC2046
grep -nE 'std::regex|<regex>' $(library_sources) /dev/null | verdict "no regular expressions in the library"

# shellcheck disable=SC2046
grep -nE '^[[:space:]]*(static|thread_local|inline)[[:space:]]+[^(]*[;={]' $(library_sources) /dev/null |
  grep -vE '(static|inline)[[:space:]]+(inline[[:space:]]+)?(const|constexpr|constinit const|consteval)[[:space:]]|static_assert|operator|inline namespace|thread_local[[:space:]]+const' |
  verdict "no static mutable variables (by reading)"

grep -rnE -- '-march=native|-ffast-math' CMakeLists.txt CMakePresets.json cmake | grep -vE ':[[:space:]]*#' |
  verdict "no -march=native, no -ffast-math"

# Paths and hosts of one machine have no place in a repository.
# shellcheck disable=SC2046
grep -nIE '/wor[k]/|/hom[e]/[a-z]+/|/roo[t]/' $(everything | grep -v '^tests/structure/') /dev/null | cut -c1-160 |
  verdict "no paths of one machine"

everything | grep '\.md$' | while read -r page; do
  grep -oE '\]\([^)#]+' "$page" | sed 's/^](//' | grep -vE '^(https?|mailto):' | while read -r link; do
    [ -e "$(dirname "$page")/$link" ] || echo "$page: nothing is at $link"
  done
done | verdict "links between pages lead somewhere"

# Names of states, bodies, persons, places and outlets live in the lexicon, not in code.
for folder in states bodies persons places outlets; do
  find "lexicon/$folder" -name '*.txt' -type f 2>/dev/null
done | sort | while read -r file; do
  awk '/^  +(name|people|adjective|capital|seat)  / {
         sub(/^ +[a-z]+ +/, ""); sub(/  #.*/, ""); count = split($0, value, / *\| */)
         for (i = 1; i <= count; ++i) { sub(/ +-?[0-9.]+,-?[0-9.]+ *$/, "", value[i]); if (value[i] ~ /^[A-Z].*[a-z]/ && length(value[i]) > 3) print value[i] }
       }' "$file"
done | sort -u >"$names"
# shellcheck disable=SC2046
awk -v names="$names" '
  FILENAME == names { name[$0] = 1; next }
  {
    line = $0; sub(/\/\/.*/, "", line); count = split(line, piece, "\"")
    for (i = 2; i < count; i += 2) if (piece[i] in name) print FILENAME ":" FNR ": \"" piece[i] "\" belongs in lexicon/"
  }' "$names" $(library_sources) /dev/null | verdict "no names of the world in the library"

# shellcheck disable=SC2046
grep -nE '(lemma|form)\[[^]]*\] *[!=]= *"[^"]*[a-z]' $(library_sources) /dev/null | sed 's/$/  (a set in lexicon\/ says which words)/' |
  verdict "no words of a language in the library"

# Writable data in the built library is global state; what Boost's headers bring is theirs. Constants live in .data.rel.ro and are fine.
if [ -n "$library" ] && command -v objdump >/dev/null 2>&1; then
  objdump -t "$library" | awk '
    /^[^ ]+\.o:/ { object = $1 }
    $0 ~ / O (\.bss|\.data|\.tbss|\.tdata)/ && $0 !~ /\.data\.rel\.ro/ { print object " " $NF }' |
    grep -vE ' (_ZGV|DW\.ref|__|_ZZ?NK?5boost)|[0-9]k[A-Z][A-Za-z0-9]*E$' | sed 's/$/  (writable global)/' | verdict "no writable globals in the built library"
fi

failed=$(grep -c f "$results" || true)
echo "$(grep -c p "$results" || true) passed, $failed failed"
[ "$failed" -eq 0 ]
