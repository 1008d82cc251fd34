// The crosswalks of the lexicon that is shipped: no PLOVER mode and no second-level CAMEO code without an act, no act without codes,
// no state without the codes others know it by.
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <set>
#include <string>

#include "knowledge/record_reader.h"
#include "knowledge/values.h"

namespace dragoman {
namespace {

using Fields = std::multimap<std::string, std::string>;
using Records = std::map<std::string, Fields>;

// All records of one kind in some files.
Records records(std::string_view kind, const std::string& path) {
  const auto source = Source::read({std::string(DRAGOMAN_SOURCE_DIR) + path});
  EXPECT_TRUE(source.ok()) << path;
  Records found;
  if (source.ok())
    for (const auto& record : source->records())
      if (record.kind == kind)
        for (const auto& field : record.fields) found[std::string(record.id)].emplace(field.key, field.value);
  return found;
}

std::string value(const Fields& fields, const std::string& key) {
  const auto found = fields.find(key);
  return found == fields.end() ? std::string() : found->second;
}

std::map<std::string, std::string> codes(const Fields& fields) {
  std::map<std::string, std::string> found;
  const auto line = value(fields, "codes");
  for (const auto word : split_words(line))
    if (const auto mark = word.find('='); mark != std::string_view::npos) found.emplace(word.substr(0, mark), word.substr(mark + 1));
  return found;
}

bool digits(const std::string& word) { return !word.empty() && std::all_of(word.begin(), word.end(), [](unsigned char c) { return std::isdigit(c); }); }
bool letters(const std::string& word) { return !word.empty() && std::all_of(word.begin(), word.end(), [](unsigned char c) { return std::isupper(c); }); }

TEST(Crosswalk, EveryPloverTypeAndModeHasAnAct) {
  std::set<std::string> used;
  for (const auto& [id, act] : records("act", "/lexicon/ontology")) {
    const auto plover = value(act, "plover");
    const auto words = split_words(plover);
    if (!words.empty()) used.emplace(words[0]);
    if (words.size() > 1) used.insert(std::string(words[0]) + " " + std::string(words[1]));
  }
  for (const auto& [type, fields] : records("plover", "/lexicon/ontology")) {
    if (type == "contexts") continue;
    EXPECT_TRUE(used.contains(type)) << "no act is a PLOVER " << type;
    for (auto [at, end] = fields.equal_range("modes"); at != end; ++at)
      for (const auto mode : split_either(at->second)) EXPECT_TRUE(used.contains(type + " " + std::string(mode))) << "no act is a PLOVER " << type << " " << mode;
  }
}

TEST(Crosswalk, EverySecondLevelCameoCodeHasAnAct) {
  std::set<std::string> used;
  for (const auto& [id, act] : records("act", "/lexicon/ontology")) used.insert(value(act, "cameo").substr(0, 3));
  for (const auto& [code, fields] : records("cameo", "/lexicon/ontology"))
    EXPECT_TRUE(code.size() != 3 || used.contains(code)) << "no act has CAMEO " << code << " (" << value(fields, "label") << ")";
}

TEST(Crosswalk, EveryActHasItsRows) {
  const auto plover = records("plover", "/lexicon/ontology"), cameo = records("cameo", "/lexicon/ontology");
  const auto contexts = value(plover.at("contexts"), "contexts");
  for (const auto& [id, act] : records("act", "/lexicon/ontology")) {
    const auto code = value(act, "cameo");
    EXPECT_TRUE(cameo.contains(code)) << id << " has CAMEO " << code;
    EXPECT_FALSE(value(act, "define").empty()) << id;
    const auto row = value(act, "plover");
    const auto words = split_words(row);
    if (words.empty()) continue;  // none of PLOVER's types
    const auto type = plover.find(std::string(words[0]));
    ASSERT_NE(type, plover.end()) << id << " is " << row;
    const auto modes = value(type->second, "modes");
    const auto known = split_either(modes);
    EXPECT_TRUE(words.size() == 1 || std::find(known.begin(), known.end(), words[1]) != known.end()) << id << " is " << row;
    EXPECT_LE(words.size(), 2u) << id;
  }
}

TEST(Crosswalk, EveryActHasPatternsAndExamples) {
  const auto words = records("act", "/lexicon/en/acts");
  for (const auto& [id, act] : records("act", "/lexicon/ontology")) {
    const auto found = words.find(id);
    ASSERT_NE(found, words.end()) << id;
    EXPECT_TRUE(found->second.contains("verb") || found->second.contains("noun") || found->second.contains("adj")) << id;
    EXPECT_TRUE(found->second.contains("yes") && found->second.contains("no")) << id;
  }
}

// ISO 3166, FIPS and CAMEO for all that exist; the numbers of Correlates of War and of Gleditsch and Ward for states.
TEST(Crosswalk, EveryStateHasTheCodesOthersKnowItBy) {
  const std::set<std::string> without = {"SML"};         // Somaliland: no list has it
  const std::set<std::string> no_number = {"XKX"};       // Kosovo: ISO has none
  const std::set<std::string> no_fips = {"ALA", "UMI"};  // Åland is Finland's there, the Minor Outlying Islands are many
  const std::set<std::string> no_system = {"PSE"};       // Palestine is in neither list of states
  for (const auto& [id, state] : records("state", "/lexicon/states")) {
    const auto has = codes(state);
    const auto kind = value(state, "kind");
    if (kind == "historical" || without.contains(id)) continue;
    EXPECT_TRUE(has.contains("iso2") && letters(has.at("iso2")) && has.at("iso2").size() == 2) << id;
    EXPECT_TRUE(no_number.contains(id) || (has.contains("isonum") && digits(has.at("isonum")) && has.at("isonum").size() == 3)) << id;
    EXPECT_TRUE(no_fips.contains(id) || (has.contains("fips") && letters(has.at("fips")) && has.at("fips").size() == 2)) << id;
    EXPECT_TRUE(has.contains("cameo") && letters(has.at("cameo")) && has.at("cameo").size() % 3 == 0) << id;
    if (kind == "territory" || no_system.contains(id)) continue;
    EXPECT_TRUE(has.contains("cow") && digits(has.at("cow"))) << id;
    EXPECT_TRUE(has.contains("gw") && digits(has.at("gw"))) << id;
  }
}

TEST(Crosswalk, NoTwoStatesOfTodayShareACode) {
  const std::set<std::string> shared = {"fips=NL"};  // the Caribbean Netherlands are the Netherlands' there
  std::map<std::string, std::string> first;
  for (const auto& [id, state] : records("state", "/lexicon/states")) {
    if (value(state, "kind") == "historical") continue;
    for (const auto& [system, code] : codes(state)) {
      const auto key = system + "=" + code;
      const auto [at, fresh] = first.emplace(key, id);
      EXPECT_TRUE(fresh || shared.contains(key)) << key << " is " << at->second << " and " << id;
    }
  }
}

}  // namespace
}  // namespace dragoman
