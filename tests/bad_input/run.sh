#!/bin/sh
# What strangers send: each bad input gives an error with place and remedy and the right exit status; the rest is coded.
# run.sh PROGRAM [--model FILE]
set -eu
program=$1
shift
box=$(mktemp -d)
trap 'rm -rf "$box"' EXIT
cd "$box"
failures=0
good='Zhao Leji will visit North Korea from Thursday to Saturday.'
good_line='{"id": "good", "text": "Zhao Leji will visit North Korea from Thursday to Saturday."}'

# run NAME STATUS INPUT-AND-OPTIONS…: runs the verb code; standard input is the caller's.
run() {
  name=$1 wanted=$2
  shift 2
  status=0
  timeout 300 "$program" $model code "$@" >out 2>err || status=$?
  if [ "$status" -eq "$wanted" ]; then
    echo "ok    $name"
  else
    failed "exit status $status, expected $wanted"
  fi
}
failed() {
  failures=$((failures + 1))
  echo "FAIL  $name: $1"
  sed 's/^/        /' err | cut -c1-200 | head -5
}
says() { grep -qF -- "$1" err || failed "the error does not say: $1"; }
reports() {
  count=$(wc -l <out)
  [ "$count" -eq "$1" ] || failed "$count reports, expected $1"
}
model=$*

# ---- files that are no articles ----------------------------------------------------------------------------------

printf '%s\n' "$good" >good.txt
run "a good article" 0 good.txt
reports 1

: >empty.txt
run "an empty file beside a good one" 3 empty.txt good.txt
says 'empty.txt: the file is empty (give a file with an article in it)'
reports 1

printf ' \n\t\n' >blank.txt
run "nothing but white space" 3 blank.txt
says 'the file is empty'

head -c 100000 "$program" >binary
run "a binary" 3 binary good.txt
says 'binary: this is no text'
reports 1

run "a missing file" 3 nowhere.txt good.txt
says 'nowhere.txt: there is no such file (check the path)'
reports 1

printf '\377\376Z\0h\0a\0o\0' >wide.txt
run "UTF-16" 3 wide.txt
says 'iconv -f UTF-16'

printf '<!DOCTYPE html><p>%s</p>' "$good" >page.txt
run "HTML" 3 page.txt
says 'HTML is not read yet'

printf '%s\n' "$good_line" | gzip >packed.jsonl
run "a packed file" 3 packed.jsonl
says 'packed.jsonl:1: broken JSON'
reports 0

head -c 20000000 /dev/zero | gzip -9 >bomb.txt
run "a small file that would unpack to a large one" 3 bomb.txt
says 'bomb.txt: this is no text'

# ---- bytes --------------------------------------------------------------------------------------------------------

printf 'Caf\351 \300\200 \355\240\200 \364\220\200\200.\n%s\n' "$good" >latin.txt
run "bytes that are no UTF-8" 0 latin.txt
reports 1
iconv -f UTF-8 -t UTF-8 out >/dev/null 2>&1 || failed "the output is not UTF-8"

printf 'A\0B.\n\n%s\n' "$good" >nul.txt
run "NUL bytes" 0 nul.txt
reports 1

printf '%s' "$good" >unended.txt
run "no line end at the end" 0 unended.txt
reports 1

printf '%s\r\n\r\n%s\r\n' "$good" "That is all." >dos.txt
run "lines that end in CR LF" 0 dos.txt
reports 1

printf '\360\237\232\200\360\237\207\250\360\237\207\263 \342\200\215\360\237\221\251\342\200\215\360\237\232\200 %s \360\237\230\200\n' "$good" >emoji.txt
run "emoji and joiners" 0 emoji.txt
reports 1

printf '\342\200\256%s\342\200\254\n\n%s\n' "txet desrever" "$good" >bidi.txt
run "marks that turn the writing round" 0 bidi.txt
reports 1

# ---- other languages -------------------------------------------------------------------------------------------------

french="Le ministre des Affaires étrangères est arrivé lundi dans la capitale pour deux jours d'entretiens sur la frontière, et il rencontrera le président avant de repartir, selon des responsables."
printf '%s\n\n%s\n' "$french" "$french" >french.txt
run "an article in French" 0 french.txt
reports 0
says 'dragoman: 1 article in another language than English, not coded'

printf '%s\n' "وصل وزير الخارجية يوم الاثنين إلى العاصمة لإجراء محادثات تستمر يومين بشأن الحدود، وسيلتقي الرئيس قبل مغادرته، وفقا لمسؤولين في الوزارة." >arabic.txt
run "an article in Arabic" 0 arabic.txt
reports 0
says 'another language'

printf '%s\n\n%s\n' "$french" "$good" >mixed.txt
run "a French paragraph beside an English one" 0 mixed.txt
reports 1

# ---- JSON lines ----------------------------------------------------------------------------------------------------

{
  echo "$good_line"
  echo '{"id": "broken", "text": "Zhao'
  echo '{"id": "empty", "text": ""}'
  echo '{"id": "none"}'
  echo '[1, 2]'
  echo '{"text": ["no", "string"]}'
  printf '{"id": "last", "text": "%s"}' "$good"
} >lines.jsonl
run "broken lines among good ones" 3 lines.jsonl
reports 2
for line in 2 3 4 5 6; do says "lines.jsonl:$line: "; done
says 'dragoman: 2 articles read, 5 set aside'

printf '[\n%s\n]\n' "$good_line" >list.json
run "one JSON document spread over lines" 3 list.json
says "list.json:1: one JSON document, not one object a line (write one object a line: jq -c '.[]' FILE)"

{
  head -c 200000 /dev/zero | tr '\0' '['
  printf '\n%s\n' "$good_line"
} >deep.jsonl
run "deep JSON" 3 --input jsonl deep.jsonl
says 'deep.jsonl:1: '

{
  printf '{"a":%s1%s,"text":"%s"}\n' "$(head -c 900 /dev/zero | tr '\0' '[')" "$(head -c 900 /dev/zero | tr '\0' ']')" "$good"
} >nested.jsonl
run "nested values that are passed over" 0 nested.jsonl
reports 1

printf '{"id": "\\ud800", "text": "%s"}\n%s\n' "$good" "$good_line" >surrogate.jsonl
run "half a surrogate pair" 3 surrogate.jsonl
reports 1

printf '{"id": "x\377y", "text": "%s"}\n' "$good" >latin.jsonl
run "JSON that is no UTF-8" 0 latin.jsonl
reports 1
iconv -f UTF-8 -t UTF-8 out >/dev/null 2>&1 || failed "the output is not UTF-8"

# ---- size ----------------------------------------------------------------------------------------------------------

{
  printf '{"id": "long", "text": "'
  head -c 20000000 /dev/zero | tr '\0' a
  printf '"}\n%s\n' "$good_line"
} >long.jsonl
run "a line over the limit among good ones" 3 long.jsonl
says 'long.jsonl:1: longer than 4194304 bytes; set aside (split it into articles)'
reports 1

mkfifo pipe
{
  head -c 200000000 /dev/zero | tr '\0' a
  printf '\n%s\n' "$good_line"
} >pipe &
run "a line of 200 MB through a pipe" 3 --input jsonl - <pipe
wait
says 'standard input:1: longer than'
reports 1

yes 'Zhao met Kim, and' | head -c 10000000 | tr '\n' ' ' >wide_line.txt
run "one line of 10 MB" 3 wide_line.txt good.txt
says 'wide_line.txt: longer than 4194304 bytes'
reports 1

head -c 500000 wide_line.txt >wide_line_read.txt
run "one line of half a million bytes" 0 wide_line_read.txt

head -c 3000000 /dev/zero | tr '\0' a >one_word.txt
run "one word of 3 MB" 0 one_word.txt

yes '' | head -c 1000000 >lines.txt
printf '%s\n' "$good" >>lines.txt
run "a million empty lines" 0 lines.txt
reports 1

head -c 1000000 /dev/zero | tr '\0' '(' >brackets.txt
run "a million brackets" 0 brackets.txt

{
  printf 'Zhao'
  yes ' and the envoy of the minister who met the guest that the host had sent' | head -n 360 | tr -d '\n'
  printf ' met Kim.\n\n%s\n' "$good"
} >sentence.txt
run "a sentence of 5,000 words" 0 sentence.txt

# noise LOWEST COUNT: bytes from LOWEST to 255, the same ones every time
noise() { LC_ALL=C awk -v low="$1" -v count="$2" 'BEGIN { for (s = 1; i < count; i++) { s = (s * 1103515245 + 12345) % 2147483648; printf "%c", low + int(s / 65536) % (256 - low) } }'; }

noise 1 500000 >random.txt
run "random bytes" 3 random.txt good.txt
says 'random.txt: this is no text'
reports 1

noise 128 500000 >high.txt
printf '\n\n%s\n' "$good" >>high.txt
run "random bytes that look like letters" 0 high.txt
reports 1

base64 -w 0 random.txt | tr '+/=' ',. ' >letters.txt
run "random letters" 0 letters.txt

yes 'Kim Jong Un' | head -c 1000000 | tr '\n' ' ' >names.txt
run "nothing but names" 0 names.txt

yes 'He and she met them.' | head -c 1000000 | tr '\n' ' ' >pronouns.txt
run "nothing but pronouns" 0 pronouns.txt

yes '"' | head -c 600000 | tr '\n' ' ' >quotes.txt
run "nothing but quotation marks" 0 quotes.txt

yes 'On Tuesday, May 3 to 5, 2019,' | head -c 1000000 >dates.txt
run "nothing but dates" 0 dates.txt

# ---- output --------------------------------------------------------------------------------------------------------

run "an output folder that is not there" 5 --to nowhere/reports.jsonl good.txt
says 'nowhere/reports.jsonl: No such file or directory (choose a file in a folder you may write to)'

if [ -w /dev/full ]; then
  name="a full disk" status=0
  "$program" $model code good.txt >/dev/full 2>err || status=$?
  if [ "$status" -eq 5 ]; then echo "ok    $name"; else failed "exit status $status, expected 5"; fi
  says 'No space left on device'
  run "a full disk by name" 5 --to /dev/full good.txt
fi

name="a reader that goes away"
i=0
while [ $i -lt 3000 ]; do echo "$good_line"; i=$((i + 1)); done >many.jsonl
{ "$program" $model code many.jsonl 2>err && echo 0 >gone || echo $? >gone; } | head -n 1 >out
if [ "$(cat gone)" -eq 5 ]; then echo "ok    $name"; else failed "exit status $(cat gone), expected 5"; fi
says 'Broken pipe'

echo before >kept.jsonl
model="--model nowhere.model"
run "a model that is not there" 4 --to kept.jsonl good.txt
says 'nowhere.model'
[ "$(cat kept.jsonl)" = before ] || failed "the old output is lost"
model=$*

run "a named output" 0 --to kept.jsonl good.txt
[ "$(wc -l <kept.jsonl)" -eq 1 ] || failed "the file has not one report"
[ "$(ls | grep -c '^kept')" -eq 1 ] || failed "a temporary file is left"

# ---- any number of threads -----------------------------------------------------------------------------------------

run "one thread" 3 --threads 1 many.jsonl lines.jsonl good.txt latin.txt empty.txt unended.txt
cp out one
run "four threads" 3 --threads 4 many.jsonl lines.jsonl good.txt latin.txt empty.txt unended.txt
cmp -s one out || failed "not the bytes of one thread"
run "256 threads" 3 --threads 100000 many.jsonl lines.jsonl good.txt latin.txt empty.txt unended.txt
cmp -s one out || failed "not the bytes of one thread"

[ "$failures" -eq 0 ] || { echo "$failures failures"; exit 1; }
