#!/bin/sh
# Prints docs/quality.md: what this build scores on the data it may be measured with, with the command of each figure.
#   tests/quality/quality.sh PROGRAM MODEL DATA > docs/quality.md
# DATA holds the sets as docs/quality.md names them; what is absent is said and passed over. Takes about two minutes.
set -eu
program=$1 model=$2 data=$3
here=$(cd "$(dirname "$0")/../.." && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# section TITLE NOTE LINES NEEDED COMMAND...: the first LINES lines of what the command prints; NEEDED must exist.
section() {
  title=$1 note=$2 lines=$3 needed=$4
  shift 4
  printf '## %s\n\n%s\n\n' "$title" "$note"
  if [ ! -e "$needed" ]; then
    printf 'Not measured: the data are not here.\n\n'
    return
  fi
  printf '    dragoman'
  for word; do printf ' %s' "$(printf '%s' "$word" | sed -e "s|$scratch/||" -e "s|$data/||" -e "s|$here/||" -e "s|^$data\$|DATA|")"; done
  printf '\n\n'
  "$program" --model "$model" "$@" 2>/dev/null | head -n "$lines" | sed -e 's/^/    /' -e 's/ *$//'
  printf '\n'
}
unpack() { [ ! -e "$1" ] || { mkdir -p "$2" && tar -xJf "$1" -C "$2"; }; }

unpack "$data/ner/en-worldwide-newswire/processed_annotated.tar.xz" "$scratch/names"
unpack "$data/time/TempEval-3/TBAQ-cleaned.tar.xz" "$scratch/time"
unpack "$data/polnear/polnear_train_dev.tar.xz" "$scratch/polnear"
names=$(find "$scratch" -type d -name processed_annotated | head -n 1)
polnear=$(find "$scratch" -type d -path '*dev' -not -path '*train*' | head -n 1)
timebank=$(find "$scratch" -type d -name 'TimeBank' | head -n 1)
aquaint=$(find "$scratch" -type d -name 'AQUAINT' | head -n 1)
ud=$data/ud

cat <<EOF
# Quality

Printed by \`tests/quality/quality.sh\` on $(date -u +%Y-%m-%d), $("$program" --version). "Ship" and "measure" are licence classes:
a model may learn from the first; the second only measures. Development figures: rules were mended on kinds of errors
in most of these sets, so parts held back by others are the fair test. Percentages unless said.

EOF
section "Tags, lemmas, trees, from raw text" "UD English-EWT and GUM, dev (ship)." 3 "$ud/UD_English-EWT/en_ewt-ud-dev.conllu.gz" \
  eval parse --raw "$ud/UD_English-EWT/en_ewt-ud-dev.conllu.gz" "$ud/UD_English-GUM/en_gum-ud-dev.conllu.gz"
section "Names" "en-worldwide-newswire (measure)." 8 "${names:-none}" eval mentions "${names:-none}"
section "Coreference" "UD English-GUM, dev (ship)." 4 "$ud/UD_English-GUM/en_gum-ud-dev.conllu.gz" eval coreference "$ud/UD_English-GUM/en_gum-ud-dev.conllu.gz"
section "Event types" "PLV, train (measure). The scorer learnt from \`train/sentences\` alone." 1 "$data/plv/PLV_train.tsv" \
  eval relations "$data/plv/PLV_train.tsv"
section "Event types, our own held-out sentences" "CC BY 4.0, in this repository." 1 "$here/train/sentences/held_out" eval relations "$here/train/sentences/held_out"
section "Who did it to whom" "cameo_ner (measure)." 12 "$data/cameo_ner/train.txt" eval spans "$data/cameo_ner/train.txt"
section "Dates" "TimeBank and AQUAINT of TempEval-3 (measure)." 9 "${timebank:-none}" eval time "${timebank:-none}" "${aquaint:-none}"
section "Who says so" "PolNeAR, dev (measure)." 9 "${polnear:-none}" eval attribution "${polnear:-none}"
section "Places" "GeoVirus (ship)." 9 "$data/geo/geoparsing-news/GeoVirus.xml.gz" eval places "$data/geo/geoparsing-news/GeoVirus.xml.gz"
section "Whole records" "Our own diplomacy gold, 152 articles, a third of them for testing; CC BY 4.0, in this repository." 40 "$here/tests/gold" eval gold "$here/tests/gold"
section "One event, many reports" "Our own stories, a third of them for testing, though that third was seen while the first rules were made; CC BY 4.0, in this repository. Pooled: all stories fused at once." 20 "$here/tests/stories" eval fuse "$here/tests/stories"
section "One event, many reports: newswire of 2009" "BBN's online mentions (measure); parties, codes and days without the words." 12 "$data/bbn_online_cameo" eval fuse "$data/bbn_online_cameo"
section "One event, many mentions" "ECB+, development topics (ship). own: what the program does, reports of the plain text fused. lemma baseline: mentions given, grouped by their lemmas, which the program itself does not do." 12 "$data/ecbplus/cybulska_setup/ECB_Dev_Event_gold_mentions.json.gz" \
  eval fuse "$data/ecbplus/cybulska_setup/ECB_Dev_Event_gold_mentions.json.gz"
section "What the lexicon reaches" "Leaders, countries, linked names of the news (facts)." 8 "$data/political" lexicon check "$here/lexicon" --coverage "$data"
section "Record claims" "Our own claims about the tables of \`history/\`; every third line is for testing, though those about the Council were partly read while rules were made; CC BY 4.0, in this repository." 4 "$here/tests/claims" eval claims "$here/tests/claims"
