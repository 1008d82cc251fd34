#!/bin/sh
# The verbs add and events over the examples: run.sh REPOSITORY PROGRAM
set -eu
cd "$1"
program=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
archive=$work/news.dragoman
passed=0 failed=0

# expect NAME STATUS WANTED COMMAND...: the status, and a line matching WANTED in the output ("" when there must be none at all).
expect() {
  name=$1 status=$2 wanted=$3
  shift 3
  got=0
  "$program" "$@" >"$work/out" 2>&1 || got=$?
  if [ "$got" -eq "$status" ] && if [ -z "$wanted" ]; then [ ! -s "$work/out" ]; else grep -qE "$wanted" "$work/out"; fi; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    echo "FAIL  $name: status $got"
    sed 's/^/        /' "$work/out"
  fi
}

articles=$(find examples -name '*.txt' | wc -l)
half=$(find examples -name 'friendship-year-*.txt' | wc -l)
expect "a first half" 0 "^$half added, 0 already there" add examples/friendship-year-*.txt --archive "$archive"
expect "the rest, the half being there" 0 "^$((articles - half)) added, $half already there, 0 set aside; the archive holds $articles articles" add examples --archive "$archive"
expect "bad input beside good" 3 "^0 added, 1 already there, 1 set aside" add "$work/absent" examples/friendship-year-1-*.txt --archive "$archive"
expect "events by day" 0 "^2024-04-11/2024-04-13  .*Zhao Leji .* North Korea: visit" events --archive "$archive"
expect "events as data" 0 '^\{"event":[0-9]+,"act":"visit"' events --archive "$archive" --format jsonl
expect "before anything was published" 0 "" events --archive "$archive" --as-of 1999-12-31
expect "before anything was recorded" 0 "" events --archive "$archive" --recorded 1999-12-31
expect "as of a day between two dispatches" 0 "planned" events --archive "$archive" --as-of 2024-04-09
"$program" events --archive "$archive" --as-of 2024-04-09 >"$work/early"
if grep -q "Kim Jong Un.*Zhao Leji" "$work/early"; then
  failed=$((failed + 1))
  echo "FAIL  a meeting reported on 13 April 2024 was known on 9 April"
else
  passed=$((passed + 1))
fi
expect "no archive there" 1 "dragoman add" events --archive "$work/absent"
expect "a file that is no archive" 1 "README.md: .*give the path of an archive" events --archive README.md
expect "no file that is no archive is written to" 1 "README.md: " add examples --archive README.md
expect "no date" 2 "YYYY-MM-DD" events --archive "$archive" --as-of soon
expect "no archive named" 2 "archive" add examples

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
