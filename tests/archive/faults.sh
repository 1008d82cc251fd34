#!/bin/sh
# What can go wrong with an archive, made to go wrong: faults.sh REPOSITORY PROGRAM [KILLS]
# KILLS is how often `add` is killed at a random moment (5; `sh tests/archive/faults.sh . build/dev/dragoman 200` for the long run).
# Nothing that `add --list` named may be lost, and no half of an article may be seen.
set -eu
cd "$1"
program=$2 kills=${3:-5}
work=$(mktemp -d)
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
archive=$work/news.dragoman
passed=0 failed=0

verdict() {  # verdict NAME STATUS: what was printed stands in $work/out
  if [ "$2" -eq 0 ]; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    echo "FAIL  $1"
    sed 's/^/        /' "$work/out"
  fi
}
# refused NAME WANTED COMMAND...: fails with a message that matches, and not by a crash.
refused() {
  name=$1 wanted=$2
  shift 2
  got=0
  "$program" "$@" >"$work/out" 2>&1 || got=$?
  if [ "$got" -gt 0 ] && [ "$got" -lt 100 ] && grep -qE "$wanted" "$work/out"; then verdict "$name" 0; else echo "status $got" >>"$work/out" && verdict "$name" 1; fi
}

if "$program" add examples/friendship-year-1-*.txt --archive "$work/probe" 2>&1 | grep -q "DuckDB's library"; then
  echo "skipped: DuckDB's library is not here; sh .ci/duckdb.sh fetches it"
  exit 77
fi

# The same dispatch by many outlets, so that coding is short and writing frequent.
text=$(cat examples/friendship-year-1-*.txt | tr '\n"\\' '   ' | head -c 600)
number=0
while [ $((number += 1)) -le 2000 ]; do
  printf '{"id":"n%d","outlet":"Outlet %d","published":"2024-04-09","text":"%s"}\n' "$number" "$number" "$text"
done >"$work/news.jsonl"

# Killed again and again, it goes on where it was. What was named stays.
: >"$work/named"
killed=0 round=0
while [ "$round" -lt "$kills" ]; do
  round=$((round + 1))
  : >"$work/list"
  "$program" add "$work/news.jsonl" --archive "$archive" --list >"$work/list" 2>"$work/out" &
  running=$!
  sleep "$(awk -v seed="$round" 'BEGIN { srand(seed); printf "%.2f", 0.05 + rand() * 2.5 }')"
  kill -9 "$running" 2>/dev/null && killed=$((killed + 1))
  wait "$running" 2>/dev/null || true
  grep '^n[0-9]*$' "$work/list" >>"$work/named" || true
  [ -e "$archive" ] || continue
  if ! "$program" archive check --archive "$archive" >"$work/out" 2>&1; then
    verdict "whole after kill $round" 1
    break
  fi
  "$program" articles --archive "$archive" --format jsonl 2>&1 | sed -n 's/.*"id":"\(n[0-9]*\)".*/\1/p' | sort -u >"$work/held"
  sort -u "$work/named" | comm -23 - "$work/held" >"$work/out"
  if [ -s "$work/out" ]; then
    verdict "what was named before kill $round is there" 1
    break
  fi
done
echo "killed $killed times, $(sort -u "$work/named" | wc -l) articles named as kept, $(wc -l <"$work/held" 2>/dev/null || echo 0) held"
: >"$work/out"
verdict "killed at random moments" 0

# What was left undone is done by the next run, with the same events as those of an archive that nothing happened to.
"$program" add "$work/news.jsonl" --archive "$archive" >"$work/out" 2>&1
"$program" add "$work/news.jsonl" --archive "$work/calm.dragoman" >>"$work/out" 2>&1
got=0
[ "$(sed -n 's/.*; the archive holds //p' "$work/out" | sort -u | wc -l)" -eq 1 ] || got=1
verdict "the same events as without kills" "$got"
got=0
"$program" archive check --archive "$archive" >"$work/out" 2>&1 || got=$?
verdict "whole after the last run" "$got"
# Killed after the last article was kept and before it was fused, or while it was.
head -n 20 "$work/news.jsonl" | sed 's/"id":"n/"id":"m/; s/Outlet/Sheet/' >"$work/late.jsonl"
round=0
while [ $((round += 1)) -le 3 ]; do
  cp "$archive" "$work/late.dragoman"
  : >"$work/list"  # or the last round's names are read before this one's begin
  "$program" add "$work/late.jsonl" --archive "$work/late.dragoman" --list >"$work/list" 2>&1 &
  running=$!
  waited=0
  while [ "$(wc -l <"$work/list")" -lt 20 ] && [ $((waited += 1)) -lt 300 ]; do sleep 0.02; done
  sleep "0.0$((round * 3))"
  kill -9 "$running" 2>/dev/null || true
  wait "$running" 2>/dev/null || true
  got=0
  "$program" archive check --archive "$work/late.dragoman" >"$work/out" 2>&1 || got=$?
  verdict "whole after a kill before fusion" "$got"
  got=0
  "$program" add "$work/late.jsonl" --archive "$work/late.dragoman" >"$work/out" 2>&1 || got=$?
  grep -q "^0 added, 20 already there" "$work/out" || got=1
  verdict "all were kept before fusion" "$got"
  got=0
  "$program" archive stats --format json --archive "$work/late.dragoman" | sed -n 's/.*"members":\([0-9]*\).*/\1/p' >"$work/out"
  [ "$(cat "$work/out")" -gt "$("$program" archive stats --format json --archive "$archive" | sed -n 's/.*"members":\([0-9]*\).*/\1/p')" ] || got=1
  verdict "the next run fuses them" "$got"
done

archive=$work/small.dragoman
got=0
"$program" add examples --archive "$archive" >"$work/out" 2>&1 || got=$?
verdict "a small archive" "$got"
size=$(wc -c <"$archive")

# Cut short, and a bit turned in every part of the file: an error or the truth, never a crash, never something else.
"$program" articles --archive "$archive" --format jsonl >"$work/truth"
for share in 1 10 25 50 75 90 99; do
  head -c $((size * share / 100)) "$archive" >"$work/cut"
  refused "cut to $share %" "cut: " archive check --archive "$work/cut"
done
: >"$work/empty"
refused "nothing in it" "empty: " archive check --archive "$work/empty"
detected=0 step=0
while [ $((step += 1)) -le 24 ]; do
  at=$((size * step / 25))
  cp "$archive" "$work/turned"
  byte=$(od -An -tu1 -j "$at" -N 1 "$archive" | tr -d ' ')
  # shellcheck disable=SC2059  # the octal byte is the format
  printf "\\$(printf %o $((byte ^ 64)))" | dd of="$work/turned" bs=1 seek="$at" conv=notrunc 2>/dev/null
  got=0
  "$program" archive check --archive "$work/turned" >"$work/out" 2>&1 || got=$?
  if [ "$got" -eq 1 ]; then
    detected=$((detected + 1))
  elif [ "$got" -ne 0 ] || ! "$program" articles --archive "$work/turned" --format jsonl 2>&1 | cmp -s - "$work/truth"; then
    echo "status $got, byte $at" >>"$work/out"
    verdict "a bit turned at $at" 1
  fi
done
echo "$detected of 24 turned bits were noticed; the others lay where nothing is kept"
verdict "bits turned" "$((detected == 0))"

# Others at the file: a reader waits, then says so.
if command -v flock >/dev/null 2>&1; then
  (flock -x 9; sleep 9) 9<"$archive" &
  holder=$!
  sleep 0.3
  refused "a second writer" "another program is using this archive.*wait until it is done" add examples --archive "$archive"
  kill "$holder" 2>/dev/null || true
  wait "$holder" 2>/dev/null || true
fi

# No room: a limit on the size of files stands for a full disk.
head -n 400 "$work/news.jsonl" >"$work/more.jsonl"
cp "$archive" "$work/full.dragoman"
got=0
(trap '' XFSZ; ulimit -f $((size / 512 + 64)); exec "$program" add "$work/more.jsonl" --archive "$work/full.dragoman" --list) >"$work/list" 2>"$work/out" || got=$?
if [ "$got" -eq 5 ] && grep -q "full.dragoman: .*nothing is kept twice" "$work/out"; then got=0; else echo "status $got" >>"$work/out"; got=1; fi
verdict "no room" "$got"
got=0
"$program" archive check --archive "$work/full.dragoman" >"$work/out" 2>&1 || got=$?
verdict "whole after there was no room" "$got"

# Not to be written to (root may write anywhere, so only others see this one).
if [ "$(id -u)" -ne 0 ]; then
  chmod a-w "$archive"
  refused "read-only" "permissions" add "$work/more.jsonl" --archive "$archive"
fi
refused "a folder" "$work: " add examples --archive "$work"
refused "no such folder" "none/news: " add examples --archive "$work/none/news"

# Other kinds and versions.
printf 'SQLite format 3\000%4096s' x >"$work/sqlite"
refused "a SQLite file" "sqlite: " articles --archive "$work/sqlite"

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
