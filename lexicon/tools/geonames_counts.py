#!/usr/bin/env python3
"""Counts how news writes the names of GeoNames: what geonames.py takes as --counts.

    geonames_counts.py cities15000.json admin1.json TEXT… > counts.tsv

TEXT is plain text, JSON lines with a "text" field, or CSV with a "text" column; .xz is unpacked. Columns: name, times seen with a
capital, of those behind a preposition of place, inside a longer name, before a comma and a capital; times in small letters.
"""
import collections
import csv
import json
import lzma
import re
import sys
import unicodedata

csv.field_size_limit(1 << 30)


def fold(s):
    s = unicodedata.normalize("NFKD", s)
    return "".join(c for c in s if not unicodedata.combining(c)).lower()


def words(s):
    return tuple(w for w in re.split(r"[\s\-'’‘ʻʼ.]+", fold(s)) if w)


LATIN = re.compile(r"^[A-Za-z\u00c0-\u024f\u1e00-\u1eff'’‘ʻʼ.\- ]+$")
TOKEN = re.compile(r"[A-Za-z\u00c0-\u024f]+|\d+|[^\sA-Za-z\u00c0-\u024f'’.\-]|\.\s|'s|’s")
PLACED = {"in", "near", "outside", "around", "at", "from"}


def wanted(cities, regions):
    names = [n for c in json.load(open(cities)).values() for n in [c["name"], *c["alternatenames"]]] + [r["name"] for r in json.load(open(regions))]
    return {words(n) for n in names if LATIN.match(n) and n[0].isupper() and 1 <= len(words(n)) <= 4}


def texts(path):
    with (lzma.open if path.endswith(".xz") else open)(path, "rt", encoding="utf-8") as file:
        kind = path.removesuffix(".xz")
        if kind.endswith(".jsonl"):
            for line in file:
                yield str(json.loads(line).get("text", ""))
        elif kind.endswith(".csv"):
            for row in csv.DictReader(file):
                yield row["text"]
        else:
            yield file.read()


def main():
    names = wanted(*sys.argv[1:3])
    first = {n[0] for n in names}
    seen, placed, inside, comma, small = (collections.Counter() for _ in range(5))
    for text in (text for path in sys.argv[3:] for text in texts(path)):
        tokens = TOKEN.findall(text)
        i = 0
        while i < len(tokens):
            word = tokens[i]
            if word[0].islower():
                small[word] += 1
            elif word[0].isalpha() and fold(word) in first:
                for size in (4, 3, 2, 1):
                    key = tuple(fold(t) for t in tokens[i:i + size])
                    if key not in names:
                        continue
                    before = tokens[i - 1] if i else "."
                    behind, third = (tokens[i + size:i + size + 2] + [".", "."])[:2]
                    seen[key] += 1
                    if before[0].isupper() or behind[0].isupper():
                        inside[key] += 1
                    elif before.lower() in PLACED:
                        placed[key] += 1
                    elif behind == "," and third[0].isupper():
                        comma[key] += 1
                    i += size - 1
                    break
            i += 1
    for name in sorted(names):
        letters = small[name[0]] if len(name) == 1 else 0
        if seen[name] or letters:
            print(" ".join(name), seen[name], placed[name], inside[name], comma[name], letters, sep="\t")


if __name__ == "__main__":
    main()
