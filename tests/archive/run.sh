#!/bin/sh
# The verbs add and events over the examples: run.sh REPOSITORY PROGRAM
set -eu
cd "$1"
program=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
archive=$work/news.dragoman
passed=0 failed=0

. tests/expect.sh

if "$program" add examples/friendship-year-1-*.txt --archive "$work/probe" 2>&1 | grep -q "DuckDB's library"; then
  echo "skipped: DuckDB's library is not here; sh .ci/duckdb.sh fetches it"
  exit 77
fi

articles=$(find examples -name '*.txt' | wc -l)
half=$(find examples -name 'friendship-year-*.txt' | wc -l)
expect "a first half" 0 "^$half added, 0 already there" add examples/friendship-year-*.txt --archive "$archive"
expect "the rest, the half being there" 0 "^$((articles - half)) added, $half already there, 0 set aside; the archive holds $articles articles" add examples --archive "$archive"
expect "bad input beside good" 3 "^0 added, 1 already there, 1 set aside" add "$work/absent" examples/friendship-year-1-*.txt --archive "$archive"
expect "events by day" 0 "^ +[0-9]+  2024-04-11/2024-04-13  .*Zhao Leji .* North Korea: visit" events --archive "$archive"
expect "events as data" 0 '^\{"event":[0-9]+,"revision":[0-9]+,"act":"visit"' events --archive "$archive" --format jsonl
expect "… as one object" 0 '"format": "dragoman-events-1"' events --archive "$archive" --format json
expect "… as CSV" 0 '^[0-9]+,[0-9]+,visit,CONSULT,visit,042,1.9,CHN,person:zhao_leji,Zhao Leji,PRK,' events --archive "$archive" --format csv
expect "events of a dyad's month" 0 "Zhao Leji .* North Korea: visit" events --archive "$archive" --dyad CHN "North Korea" --since 2024-04 --until 2024-04 --act visit
expect "… none outside it" 0 "" events --archive "$archive" --dyad CHN "North Korea" --since 2024-05 --until 2024-05-01 --plover consult --act talks
expect "no such act" 2 "no act: dance" events --archive "$archive" --act dance
id=$("$program" events --archive "$archive" --dyad CHN PRK --act visit --since 2024-04 --until 2024-04 | awk '{ print $1 }')
expect "one event: who says what" 0 "^  place  +Pyongyang  \[.*Northern Wire" event "$id" --archive "$archive"
expect "… how its status moved" 0 "^  2024-04-13    happened  +\[Northern Wire" event "$id" --archive "$archive"
expect "… its words" 0 "^  Eastern Lantern, 2024-04-09, sentence 3: “.*Zhao Leji" event "$id" --archive "$archive"
expect "… why they belong together" 0 "^    one with .*same act" event "$id" --archive "$archive"
expect "… as it was known on a day" 0 "^planned, .*; 1 report, 1 independent voice" event "$id" --archive "$archive" --as-of 2024-04-09
expect "… as data" 0 '"format": "dragoman-event-1"' event "$id" --archive "$archive" --format json
expect "no such event" 1 "no event 99999 was known then" event 99999 --archive "$archive"
expect "no number" 2 "no number of an event" event visit --archive "$archive"
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
expect "the calendar of an archive" 0 "overdue by 4 days" calendar --archive "$archive" --as-of 2024-04-15 --since 2024-04 --until 2024-04
id=$("$program" calendar --archive "$archive" --format csv | sed -n 's/^\([0-9a-f]*\),2024-06-18,.*/\1/p')
expect "articles of an event in an archive" 0 "Putin .* North Korea: visit" compare --archive "$archive" --event "$id"
expect "a dyad's month: what is new" 0 "^New$" brief --archive "$archive" --dyad CHN "North Korea" --since 2024-04 --until 2024-04
expect "… and whose status changed" 0 "^  2024-04-11 .*planned .*Lantern.* happened" brief --archive "$archive" --dyad CHN PRK --since 2024-04-10 --until 2024-04-30
expect "… nothing of a state outside it" 0 "^Russia, since 2024-04-01, as known on 2024-04-30$" brief --archive "$archive" --dyad RUS --since 2024-04 --until 2024-04
expect "a window with nothing in it says so" 0 "nothing that fits" brief --archive "$archive" --person nobody --since 2024-04
expect "a state that is none" 2 "no state: Atlantis" brief --archive "$archive" --dyad Atlantis
expect "no archive there" 1 "dragoman add" events --archive "$work/absent"
expect "a file that is no archive" 1 "README.md: .*give the path of an archive" events --archive README.md
expect "no file that is no archive is written to" 1 "README.md: " add examples --archive README.md
expect "articles by day" 0 "^[0-9a-f]{12}  2024-04-09 +[0-9]+ reports? " articles --archive "$archive" --as-of 2024-04-09
expect "articles as data" 0 '^\{"article":"[0-9a-f]{32}","id":' articles --archive "$archive" --format jsonl
expect "it is whole" 0 "^whole: $articles articles, $articles codings" archive check --archive "$archive"
expect "what is in it" 0 "^articles +$articles rows" archive stats --archive "$archive"
expect "what is in it, as data" 0 '"articles":'"$articles"',' archive stats --archive "$archive" --format json
expect "reports as CSV" 0 "^article,article_id,outlet,.*,act,.*,status," export reports --archive "$archive"
expect "reports as lines of JSON" 0 '"act":"visit".*"status":"planned"' export reports --archive "$archive" --format jsonl --as-of 2024-04-09
expect "articles with their words" 0 'Zhao Leji' export articles --archive "$archive" --format jsonl
expect "Parquet needs a file" 2 "name a file" export reports --archive "$archive" --format parquet
expect "Parquet into a file" 0 "" export reports --archive "$archive" --format parquet --to "$work/reports.parquet"
expect "… which is one" 0 "^whole" archive check --archive "$archive"
[ "$(head -c 4 "$work/reports.parquet")" = PAR1 ] || { failed=$((failed + 1)); echo "FAIL  no Parquet was written"; }
expect "no such table" 2 "say reports, articles" export everything --archive "$archive"
expect "a folder that is not there" 5 "check that the folder is there" export reports --archive "$archive" --to "$work/none/reports.csv"
expect "our tables of facts" 0 "^visits_china_north_korea: [0-9]+ added, 0 corrected, 0 withdrawn, 0 as they were, 0 set aside" history load history/*.csv --archive "$archive"
expect "the same again" 0 "^visits_china_north_korea: 0 added, 0 corrected, 0 withdrawn, [0-9]+ as they were, 0 set aside" history load history/*.csv --archive "$archive"
printf 'id,date,source\na,2024-13-01,Gazette\nb,2024,Gazette\n' >"$work/facts.csv"
expect "a wrong row is named" 3 "facts.csv:2: '2024-13-01' .*is no date" history load "$work/facts.csv" --archive "$archive"
expect "history goes out too" 0 "facts,b," export history --archive "$archive"
expect "an article is forgotten" 0 "^forgotten: [0-9a-f]{32}" forget "$("$program" articles --archive "$archive" | head -c 12)" --archive "$archive" --why "asked for"
expect "… and stays so" 0 "^0 added, $articles already there, 0 set aside; the archive holds $((articles - 1)) articles" add examples --archive "$archive"
expect "… and the rest is whole" 0 "^whole: $((articles - 1)) articles" archive check --archive "$archive"
expect "no such article" 1 "dragoman articles" forget 00000000 --archive "$archive"
for old in tests/archive/*.dragoman.gz; do  # a small one of every version
  gzip -dc "$old" >"$work/old"
  case $old in
  *version-2*)
    before=$(cksum <"$work/old")
    expect "$old is of an earlier version" 1 "old: this archive is of version 2.*archive migrate" events --archive "$work/old"
    expect "… and is brought forward" 0 "^whole: 3 articles, 3 codings, 19 reports, 1[0-9] events" archive migrate --archive "$work/old" --to "$work/new"
    [ "$before" = "$(cksum <"$work/old")" ] || { failed=$((failed + 1)); echo "FAIL  migrate wrote to the old archive"; }
    expect "… not onto another file" 2 "new: there is a file of this name" archive migrate --archive "$work/old" --to "$work/new"
    expect "… nor twice" 2 "new: .*present version already" archive migrate --archive "$work/new" --to "$work/newer"
    mv "$work/new" "$work/old"
    ;;
  esac
  expect "the archive of $old" 0 "^whole: 3 articles" archive check --archive "$work/old"
  expect "events of $old" 0 "2024-04-11/2024-04-13 .*visit" events --archive "$work/old"
done
printf 'SQLite format 3\000%4096s' x >"$work/sqlite"
expect "version 1 cannot be brought forward" 1 "sqlite: .*version 1, a SQLite file" archive migrate --archive "$work/sqlite" --to "$work/none"
[ ! -e "$work/none" ] || { failed=$((failed + 1)); echo "FAIL  a file was made for nothing"; }
expect "no date" 2 "YYYY-MM-DD" events --archive "$archive" --as-of soon
expect "no archive named" 2 "archive" add examples

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
