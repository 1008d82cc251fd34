#!/bin/sh
# The verbs calendar and compare over the examples: run.sh REPOSITORY PROGRAM
set -eu
cd "$1"
program=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0 failed=0

. tests/expect.sh

plans="examples/friendship-year-1-eastern-lantern.txt examples/friendship-year-2-harbour-post.txt"
later=examples/friendship-year-3-northern-wire.txt
# shellcheck disable=SC2086  # lists of files
{
  expect "a visit ahead" 0 '"outcome": "ahead"' calendar $plans --format json --as-of 2024-04-10
  expect "its days have come" 0 "its days have come; no news since 10 April 2024" calendar $plans --as-of 2024-04-12
  expect "overdue" 0 "^Awaiting: the day is past" calendar $plans --as-of 2024-04-15
  expect "by how much" 0 "no news since 10 April 2024; overdue by 2 days" calendar $plans --as-of 2024-04-15
  expect "who announced it" 0 "announced by +Mao Ning, Chinese Foreign Ministry, on 9 April 2024" calendar $plans
  expect "it happened" 0 "became of it +happened" calendar $plans $later
  expect "only what had been published" 0 "11–13 April 2024 .*Zhao Leji" calendar $plans $later --as-of 2024-04-10
  expect "put off" 0 "postponed; no new day told since 3 February 2023" calendar examples/blinken-beijing-*.txt
  expect "called off" 0 "became of it +cancelled" calendar examples/summits-1-*.txt
  expect "a forecast with a year" 0 "2024 · “cultural and youth exchanges" calendar $plans
  expect "no such window" 0 "Nothing is announced or expected" calendar $plans --since 2031
  expect "as a table" 0 '^[0-9a-f]{16},2024-04-11,2024-04-13,day,Zhao Leji' calendar $plans --format csv
  expect "for diaries" 0 "^DTSTART;VALUE=DATE:20240411" calendar $plans --ics
  expect "no date" 2 "YYYY-MM-DD" calendar $plans --as-of soon
  expect "no article" 3 "absent" calendar "$work/absent"
  expect "a bad article beside good ones" 3 "Zhao Leji" calendar $plans "$work/absent"

  expect "told by one of two" 0 "not mentioned +in Harbour Post, Northern Wire" compare $plans $later
  expect "left out" 0 "^Not in Eastern Lantern: [0-9]+ events that the other" compare $plans
  expect "whose harmful acts" 0 "Northern Wire +Russia: veto, in the article's own voice" compare examples/panel-veto-*.txt
  expect "who condemns" 0 "Russia: condemn by United States" compare examples/panel-veto-*.txt
  expect "as a page" 0 "^</html>" compare examples/panel-veto-*.txt --format html
  expect "as a table of three" 0 "^kind,row,event,Northern Wire,Harbour Post,Eastern Lantern" compare examples/panel-veto-*.txt --format csv
  expect "as data" 0 '"format": "dragoman-compare-1"' compare $plans --format json
  expect "what would confirm it" 0 "confirms +Kim Jong Un receives Zhao Leji; follows from: visit, planned" brief $plans
  expect "what would weaken it" 0 "weakens +the visit is put off" brief $plans
  expect "what was asked for and is told" 0 "receives Zhao Leji; follows from: visit, happened; so far:" brief $plans $later
  expect "a record that nobody need claim" 0 "highest +Zhao Leji .China. would be the highest-ranking visitor from China to" brief $plans
  expect "its earlier event, as data" 0 '"row": "2019-06-20-xi-jinping-pyongyang"' brief $plans --format json

  expect "words for the same" 0 "choice +“secretive government” \(Harbour Post s[0-9]\), “aggressive rhetoric”" compare tests/ahead/articles/words-*.txt
  expect "words for what is between two" 0 "“uneasy alliance” \(Harbour Post s[0-9]\), “traditional friendship” \(Eastern" compare tests/ahead/articles/words-*.txt
  expect "not the same claim" 0 "1 and 2 +narrower. deeds: visits / visits and meetings" compare $plans tests/ahead/articles/claims-*.txt
  expect "another baseline" 0 "“since 2019”: counts from 2020-01-01 / “since the end of" compare $plans tests/ahead/articles/claims-*.txt
  expect "claims as data" 0 '"verdict": "narrower"' compare $plans tests/ahead/articles/claims-*.txt --format json
  expect "two sentences" 0 "^narrower: the first counts a part of what the second counts" check "This is the highest-level Chinese visit to North Korea since 2020." \
    --against "This is the highest-level diplomatic activity between China and North Korea since 2019." --as-of 2024-04-12
  expect "a sentence that is not understood" 0 "^cannot tell" check "It was the most colourful parade of the century." --against "It was Russia's first veto since 2022." --as-of 2024-04-12

  expect "an event that is not there" 2 "id that begins with 000000" compare $plans --event 000000
  expect "a whole archive" 2 "give the id of one" compare --archive "$work/absent"
  expect "nothing to compare" 3 "empty" compare

  id=$("$program" calendar $plans --format csv | sed -n 's/^\([0-9a-f]*\),2024-04-11,2024-04-13.*/\1/p')
  expect "the articles of an event" 0 "Zhao Leji .* North Korea: visit" compare $plans examples/summits-*.txt --event "$id"
  if "$program" compare $plans examples/summits-*.txt --event "$id" | grep -q "Trump"; then
    failed=$((failed + 1))
    echo "FAIL  articles of another event are compared"
  else
    passed=$((passed + 1))
  fi

  "$program" calendar $plans $later --ics >"$work/once.ics"
  "$program" calendar $plans $later --ics >"$work/twice.ics"
  if cmp -s "$work/once.ics" "$work/twice.ics" && grep -q "^UID:$id@dragoman" "$work/once.ics"; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    echo "FAIL  the same entry has another UID, or the file other bytes, when news is added"
  fi
}

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
