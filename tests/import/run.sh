#!/bin/sh
# Public tables brought into our own columns: run.sh REPOSITORY PROGRAM. The files here are invented, in the form of the true ones.
set -eu
cd "$1"
program=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0 failed=0

. tests/expect.sh

here=tests/import
mkdir "$work/history"
expect "visits" 3 "^state-visits: 3 records read, 2 rows, 1 set aside" history import $here/visits.xml --to "$work/history/visits.csv" --report "$work/lost.json"
expect "which and why" 3 "visits.xml:13: no state of today is called .Ruritania" history import $here/visits.xml --to "$work/visits.csv"
expect "what became of each column" 3 "created-\*, last-modified-\* +not kept" history import $here/visits.xml --to "$work/visits.csv"
expect "journeys" 0 "^state-travels: 1 records read, 1 rows, 0 set aside" history import $here/travels.xml --to "$work/history/travels.csv"
expect "vetoes" 3 "vetoes.csv:3: .2/30/2017. is no day" history import $here/vetoes.csv --to "$work/history/vetoes.csv"
expect "items" 3 "items.jsonl:3: this line is no JSON object" history import $here/items.jsonl --to "$work/history/items.csv"
expect "items without a visit" 3 "1 +tells no visit" history import $here/items.jsonl --to "$work/items.csv"
expect "to standard output" 0 "^state-travels-1,Anna Quist,USA,LAO,Secretary of State" history import $here/travels.xml
expect "two formats" 2 "one format at a time" history import $here/travels.xml $here/vetoes.csv
expect "no format" 2 "of no format that is known" history import $here/run.sh
expect "another format than said" 3 "is missing" history import $here/travels.xml --format council-vetoes --to "$work/none.csv"
expect "an absent file beside a good one" 3 "^state-travels: 1 records" history import $here/travels.xml "$work/absent" --to "$work/t.csv"
expect "a folder" 3 "give its files" history import $here
expect "a place that cannot be written" 5 "cannot be written" history import $here/travels.xml --to "$work/no/such/folder.csv"

expect "asked like our own tables" 0 "Anna Quist \[DNK\]" visits --history "$work/history" --from DNK --to USA
expect "with its source" 0 "Gazette, as an item of current events tells it" visits --history "$work/history" --from CHN --to HUN
# The tables claim no completeness, so nothing is borne out by them.
expect "nothing is supported by them" 0 "^cannot decide" check "It was the first visit by a king of Norway to the United States since 2010." --history "$work/history" --as-of 2015-06-10
if grep -q '"where": "tests/import/visits.xml:13"' "$work/lost.json" && grep -q '"rows": 2' "$work/lost.json"; then passed=$((passed + 1)); else failed=$((failed + 1)) && echo "FAIL  the report"; fi

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
