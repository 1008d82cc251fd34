#!/bin/sh
# Holds the table of acts in docs/codebook.md against lexicon/ontology/acts*.txt. codebook.sh REPOSITORY [--write]
set -eu
cd "${1:-.}"
page=docs/codebook.md
table=$(mktemp)
trap 'rm -f "$table" "$table.page"' EXIT

# One row a PLOVER type, its acts in order of the file: `act` CODE, with the mode where there is one.
awk '
  $1 == "act"    { if (id != "") put(); id = $2; type = "none"; mode = ""; code = "" }
  $1 == "plover" { type = $2; mode = $3 }
  $1 == "cameo"  { code = $2 }
  function put() {
    if (!(type in acts)) order[++n] = type
    acts[type] = acts[type] (acts[type] == "" ? "" : " · ") "`" id "` " code (mode == "" ? "" : " (" mode ")")
  }
  END {
    put()
    print "| PLOVER type | acts: CAMEO code (mode) |"; print "|---|---|"
    for (i = 1; i <= n; ++i) print "| " order[i] " | " acts[order[i]] " |"
  }' lexicon/ontology/acts*.txt >"$table"

if [ "${2:-}" = --write ]; then
  awk -v table="$table" '
    /^\| PLOVER type/ { while ((getline row < table) > 0) print row; skip = 1; next }
    skip && /^\|/ { next }
    { skip = 0; print }' "$page" >"$table.page"
  cat "$table.page" >"$page"
fi
if ! sed -n '/^| PLOVER type/,/^$/p' "$page" | sed '/^$/d' | diff - "$table"; then
  echo "$page does not show the acts of the lexicon: run tests/structure/codebook.sh . --write"
  exit 1
fi
echo "ok    $page shows every act"
