// How much of lists made by others the lexicon knows.
#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "dragoman/result.h"
#include "knowledge/knowledge.h"

namespace dragoman::train {

struct CoverageMiss {
  std::string name, expected, why;  // why: "not listed", "another country: GON", "no office from … to …"
};

// One list against the lexicon.
struct Coverage {
  std::string list, file;
  std::string skipped = {};  // why the list was not measured; empty when it was
  bool damaged = false;     // skipped although it is there
  bool judged = true;       // false: the list does not say what would be right, so only `found` counts
  std::size_t asked = 0;    // names on the list
  std::size_t found = 0;    // names that mean something
  std::size_t right = 0;    // … of the right country or body, in office where the list says when
  std::vector<CoverageMiss> misses = {};  // in the order of the list
  double share() const { return asked ? static_cast<double>(judged ? right : found) / static_cast<double>(asked) : 0; }
};

// Heads of state and government with the days they ruled (REIGN): each spell that reaches into 1990 or later. A leader is right
// when a person of that country with these words in the name holds an office on some day of the spell. Names are mostly
// family names, in one spelling; where two ruled together, both must be right.
Coverage cover_leaders(const std::string& path, const Knowledge& knowledge);
// Present heads of state and government (a list of polities, names and "since" dates) on the day of the snapshot.
Coverage cover_present_leaders(const std::string& path, Day day, const Knowledge& knowledge);
// English names of countries; `codes` gives the ISO 3166 or Correlates of War code of each. Of those without, any state of the name is right.
Coverage cover_countries(const std::string& path, const std::string& codes, const Knowledge& knowledge);
// Titles that items of these two categories link to three times or more, of any kind: persons, bodies, places, things.
Coverage cover_links(const std::string& path, const Knowledge& knowledge);
// A table of names with the country or body each belongs to, judged by hand.
Coverage cover_judged(const std::string& path, const Knowledge& knowledge);

// All of them: the lists that lie where they are published in the folder `data`, and the judged table. Nothing is missing
// silently: a list that is not there is returned as skipped.
std::vector<Coverage> measure_coverage(const std::string& data, const std::string& judged, const Knowledge& knowledge);

// A table for the terminal, with the misses below it when asked for; or JSON.
std::string coverage_table(const std::vector<Coverage>& lists, bool misses);
std::string coverage_json(const std::vector<Coverage>& lists, bool misses);

}  // namespace dragoman::train
