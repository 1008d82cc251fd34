// Texts with the names of places marked and located (geoparsing XML: LGL, TR-News, GeoVirus), and scores of what is found in them.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "knowledge/knowledge.h"
#include "dragoman/document.h"
#include "dragoman/result.h"

namespace dragoman::train {

// Degrees.
struct GeoPoint {
  double latitude = 0, longitude = 0;
};
double kilometres(const GeoPoint& a, const GeoPoint& b);  // along the great circle

// One name of a place. Bytes of the text; `point` and `country` (ISO 3166 alpha-3) only where they are known.
struct Toponym {
  std::uint32_t begin = 0, end = 0;
  std::optional<GeoPoint> point;
  std::string country;
  std::string geonames_id;  // found ones only
};

struct ToponymText {
  std::string doc;   // the article's docid; where there is none, its number in the file, from 0
  std::string text;  // what stands in its text element, references resolved
  std::vector<Toponym> toponyms;
};

// Gold offsets count characters and are often off: a name is looked for in the twelve characters around. Where the gold
// names no country it is that of the state the linked page is about, else of the listed place nearest to the point; continents have none.
// Errors: not_found, unreadable, bad_format (no article).
Result<std::vector<ToponymText>> read_toponym_texts(const std::string& path, const Knowledge& knowledge);

// Names of places and states among the mentions of a document, in text order; nationalities are none. One that no list knows has the
// point of what it lies in or near (coding/whereabouts.h) and no id.
std::vector<Toponym> find_toponyms(const Document& document, const Knowledge& knowledge);

struct ToponymScore {
  std::size_t texts = 0, gold = 0, found = 0, right = 0;  // exact spans
  // Of the spans that are right: those whose gold has a country, and whose country is right; the same for a point within 161 km (100 miles).
  std::size_t with_country = 0, right_country = 0, with_point = 0, near = 0;
  std::size_t gold_countries = 0, gold_points = 0;  // of all gold spans
  void add(const std::vector<Toponym>& gold, const std::vector<Toponym>& found);
};

// One JSON object a line: doc, begin, end, lat, lon, geonames_id; absent when not known.
std::string toponym_lines(const std::string& doc, const std::vector<Toponym>& found);

}  // namespace dragoman::train
