#!/bin/sh
# Lexicon files of users, good and bad, through check, build, diff and --lexicon-add: run.sh REPOSITORY PROGRAM BLOB [--model FILE]
set -eu
lexicon=$1/lexicon
program=$2
blob=$3
shift 3
box=$(mktemp -d)
trap 'rm -rf "$box"' EXIT
cd "$box"
failures=0
passed=0

# run NAME STATUS COMMAND…
run() {
  name=$1 wanted=$2
  shift 2
  status=0
  "$program" "$@" >out 2>err || status=$?
  [ "$status" -eq "$wanted" ] && passed=$((passed + 1)) || failed "exit status $status, expected $wanted"
}
failed() {
  failures=$((failures + 1))
  echo "FAIL  $name: $1"
  cat out err | sed 's/^/        /' | cut -c1-200 | head -8
}
says() { grep -qF -- "$2" "$1" && passed=$((passed + 1)) || failed "$1 does not say: $2"; }
silent() { ! grep -qF -- "$2" "$1" && passed=$((passed + 1)) || failed "$1 says: $2"; }
json() { command -v python3 >/dev/null || return 0; python3 -c "import json; d = json.load(open('out')); assert $1, d" 2>err && passed=$((passed + 1)) || failed "not so in the JSON: $1"; }

cat >mine.txt <<'EOF'
# Invented, for this test.
person faramir_of_ithilien
  name     Faramir Example
  country  GBR
  office   gbr.prime_minister 2031-01-01..
body GBR.think_tank.example
  name     Faramir Institute
  kind     think_tank
EOF
cat >wrong.txt <<'EOF'
person eomer_example
  name     Eomer Example
  country  GBR
  colour   red
  short
two words here
  name     Nobody At All
body GBR.think_tank.other
  name     Eomer Institute
  nmae     Other
  country  XYZ
EOF
printf 'state GBR\n  kind  territory\n  name=  Isles of Example\n' >override.txt
printf '%s\n' 'Faramir Example visited France on Tuesday.' '' 'Germany condemned Russia on Monday.' >article.txt

# ---- check -------------------------------------------------------------------------------------------------------

run "the lexicon has no errors" 0 lexicon check "$lexicon"
run "a sound file" 0 lexicon check "$lexicon" mine.txt
run "a sound file beside the compiled lexicon" 0 lexicon check "$blob" mine.txt
run "a wrong file" 3 lexicon check "$blob" wrong.txt
says out 'wrong.txt:4:3: error: person eomer_example: a person has no field "colour" [unknown-key]'
says out 'wrong.txt:5:3: error: the field "short" has no value [unreadable-line]'
says out 'wrong.txt:6:5: error: an id is one word, found "words here" [unreadable-line]'
silent out 'Nobody At All'
says out 'did you mean "name"?'
says out 'wrong.txt:11:12: missing: body GBR.think_tank.other: there is no state XYZ [missing-id]'
run "the same as JSON" 3 lexicon check --format json "$blob" wrong.txt
json 'd["counts"]["error"] == 4 and d["counts"]["missing"] == 1'
json '[(p["line"], p["column"], p["check"]) for p in d["problems"] if "line" in p][0] == (4, 3, "unknown-key")'
json 'all(p.get("remedy") for p in d["problems"])'
run "what a file overrides" 0 lexicon check "$lexicon" override.txt
says out 'override.txt:2:3: replaced: state GBR: kind "territory" takes the place of "state" ('
says out 'override.txt:3:3: replaced: state GBR: name "Isles of Example" takes the place of "'
run "no such file" 1 lexicon check nowhere.txt
says err 'nowhere.txt'
run "nothing to check" 2 lexicon check
head -c 4000 "$blob" >cut.blob
run "a compiled lexicon cut short" 1 lexicon check cut.blob mine.txt
says err 'cut.blob: the compiled lexicon'
: >empty.txt
run "an empty file" 0 lexicon check empty.txt
printf '\377\376\000\n' >bytes.txt
run "bytes" 3 lexicon check bytes.txt

# ---- build -------------------------------------------------------------------------------------------------------

run "a wrong line is left out" 3 lexicon build "$blob" wrong.txt --output wrong.blob
says err 'wrong.txt:4:3: error'
[ -s wrong.blob ] || failed "no blob"
run "unless strict" 1 lexicon build --strict "$blob" wrong.txt --output strict.blob
[ ! -e strict.blob ] || failed "a blob was written"
run "the compiled lexicon and a file" 0 lexicon build "$blob" mine.txt --output mine.blob
run "its text and the file" 0 lexicon build "$lexicon" mine.txt --output text.blob
cmp -s mine.blob text.blob && passed=$((passed + 1)) || failed "another blob than from the text"
run "what is overridden is printed" 0 lexicon build "$blob" override.txt --output over.blob
says err 'override.txt:2:3: replaced: state GBR'

# ---- beside the lexicon ------------------------------------------------------------------------------------------

run "without the file" 0 "$@" --lexicon "$blob" code article.txt
silent out 'person:faramir_of_ithilien'
run "with it" 0 "$@" --lexicon "$blob" --lexicon-add mine.txt code article.txt
says out 'person:faramir_of_ithilien'
cp out added
run "as from a compiled one" 0 "$@" --lexicon mine.blob code article.txt
cmp -s out added && passed=$((passed + 1)) || failed "other reports"
run "with a wrong file too" 0 "$@" --lexicon "$blob" --lexicon-add wrong.txt --lexicon-add mine.txt code article.txt
says out 'person:faramir_of_ithilien'
says err 'wrong.txt:4:3: person eomer_example: a person has no field "colour"'
run "a file that is not there" 4 "$@" --lexicon "$blob" --lexicon-add nowhere.txt code article.txt
says err 'nowhere.txt'

# ---- diff --------------------------------------------------------------------------------------------------------

run "nothing differs" 0 "$@" lexicon diff --expect-same "$blob" "$blob" --over article.txt
says out '1 articles, 0 with changes; '
run "a person more" 0 "$@" lexicon diff "$blob" "$blob" mine.txt --over article.txt
says out '"Faramir Example visited France on Tuesday."'
says out 'person:faramir_of_ithilien'
silent out 'condemned'
run "is a difference" 1 "$@" lexicon diff --expect-same "$blob" mine.blob --over article.txt
run "as JSON" 0 "$@" lexicon diff "$blob" mine.blob --format json --over article.txt
json 'd["articles"] == 1 and len(d["changes"]) == d["appeared"] + d["vanished"] + d["changed"] > 0'
json 'd["changes"][0]["sentence"] == "Faramir Example visited France on Tuesday."'
i=0
while [ $i -lt 40 ]; do printf '{"id": "%s", "text": "Faramir Example visited France on Tuesday."}\n' $i; i=$((i + 1)); done >many.jsonl
run "one thread" 0 "$@" lexicon diff "$blob" mine.blob --threads 1 --over many.jsonl
cp out one
run "four threads" 0 "$@" lexicon diff "$blob" mine.blob --threads 4 --over many.jsonl
cmp -s out one && passed=$((passed + 1)) || failed "not the output of one thread"
run "a bad article among good ones" 3 "$@" lexicon diff "$blob" mine.blob --over empty.txt article.txt
says out 'person:faramir_of_ithilien'
run "no new lexicon" 2 "$@" lexicon diff "$blob" --over article.txt
run "no articles" 2 "$@" lexicon diff "$blob" "$blob"
run "a lexicon that is not there" 4 "$@" lexicon diff "$blob" nowhere.blob --over article.txt

echo "$passed passed, $failures failed"
[ "$failures" -eq 0 ]
