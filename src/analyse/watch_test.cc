#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "analyse/sections.h"
#include "analyse/test_telling.h"
#include "pipeline/parts.h"

using namespace dragoman;
using namespace dragoman::test;

namespace {

const Models& lexicon() {
  static const auto shared = models(DRAGOMAN_SOURCE_DIR);
  return *shared;
}

Coding planned(const char* outlet = "North") {
  Coding coding = article_of(outlet, "2024-04-09", "Orla will go to Vietnam on Thursday.");
  add_report(coding, "visit", Status::planned, "go", "Vietnam", "2024-04-11", "2024-04-13");
  return coding;
}

const BriefLine* line(const Brief& brief, const std::string& part) {
  for (const BriefSection& section : brief.stories.at(0).sections)
    if (section.id == "watch")
      for (const BriefLine& l : section.lines)
        if (l.text.find(part) != std::string::npos) return &l;
  return nullptr;
}

TEST(Watch, EveryActThatIsNamedIsOne) {
  const Knowledge& knowledge = *lexicon().parts().knowledge;
  std::size_t lines = 0;
  for (const Act& act : knowledge.acts())
    for (const std::string_view entry : knowledge.set("watch." + std::string(act.id))) {
      ++lines;
      if (entry.starts_with("as ")) {
        EXPECT_FALSE(knowledge.set("watch." + std::string(entry.substr(3))).empty()) << act.id << ": " << entry;
        continue;
      }
      const auto colon = entry.find(" : ");
      ASSERT_NE(colon, std::string_view::npos) << act.id << ": " << entry;
      std::vector<std::string> parts;
      std::string head(entry.substr(0, colon));
      for (std::size_t at = 0; at < head.size();) {
        const auto end = std::min(head.find(' ', at), head.size());
        parts.push_back(head.substr(at, end - at));
        at = end + 1;
      }
      ASSERT_EQ(parts.size(), 4u) << act.id << ": " << entry;
      for (const auto& [part, allowed] : {std::pair(0u, " planned done alleged any "), std::pair(1u, " confirms weakens "), std::pair(3u, " on back off by any ")})
        EXPECT_NE(std::string(allowed).find(" " + parts[part] + " "), std::string::npos) << act.id << ": " << entry;
      for (std::size_t at = 0; at < parts[2].size();) {
        const auto end = std::min(parts[2].find('/', at), parts[2].size());
        const std::string expected = parts[2].substr(at, end - at);
        EXPECT_TRUE(expected == "-" || knowledge.find_act(expected) != kNone) << act.id << ": no act " << expected;
        at = end + 1;
      }
      for (auto brace = entry.find('{'); brace != std::string_view::npos; brace = entry.find('{', brace + 1)) {
        const auto name = entry.substr(brace, entry.find('}', brace) - brace + 1);
        EXPECT_TRUE(name == "{who}" || name == "{whom}" || name == "{leaders}") << act.id << ": " << name;
      }
    }
  EXPECT_GT(lines, 80u);
  for (const std::string_view act : knowledge.set("watch.beside")) EXPECT_FALSE(knowledge.set("watch." + std::string(act)).empty()) << act;
}

TEST(Watch, APlannedVisitAsksForArrivalTalksStatementAndReturn) {
  const Brief brief = make_brief({planned()}, lexicon());
  const BriefLine* arrival = line(brief, "Orla arrives in Vietnam");
  ASSERT_TRUE(arrival);
  EXPECT_EQ(arrival->label, "confirms");
  EXPECT_NE(arrival->text.find("11–13 April 2024"), std::string::npos) << "by when";
  EXPECT_NE(arrival->text.find("follows from: visit, planned"), std::string::npos) << "why it is listed";
  ASSERT_EQ(arrival->cites.size(), 1u);
  EXPECT_EQ(arrival->cites[0].coding, 0u) << "and from which report";
  for (const char* part : {"a leader of Vietnam receives Orla", "a joint statement", "a visit in return, from Vietnam"}) EXPECT_TRUE(line(brief, part)) << part;
  ASSERT_TRUE(line(brief, "put off"));
  EXPECT_EQ(line(brief, "put off")->label, "weakens");
}

TEST(Watch, WhatIsToldAlreadyIsSaid) {
  Coding later = article_of("South", "2024-04-12", "Orla met Binh of Vietnam.");
  add_report(later, "visit", Status::happened, "met", "Vietnam", "2024-04-11", "2024-04-13");
  Report& talks = add_report(later, "talks", Status::happened, "met", "Vietnam", "2024-04-12");
  talks.reciprocal = true;
  talks.target[0].rank = 3;
  Brief brief = make_brief({planned(), later}, lexicon());
  EXPECT_FALSE(line(brief, "arrives")) << "the visit is under way or over";
  const BriefLine* received = line(brief, "receives Orla");
  ASSERT_TRUE(received);
  EXPECT_NE(received->text.find("; so far: "), std::string::npos) << "no leader yet: " << received->text;
  later.reports[1].target[0].rank = 1;
  brief = make_brief({planned(), later}, lexicon());
  EXPECT_NE(line(brief, "receives Orla")->text.find("; told already: "), std::string::npos) << line(brief, "receives Orla")->text;
}

TEST(Watch, WhatIsNotKnownIsNotFilledIn) {
  Coding coding = planned();
  coding.reports[0].target.clear();
  const Brief brief = make_brief({coding}, lexicon());
  for (const char* part : {"{", "arrives in", "receives", "in return"}) EXPECT_FALSE(line(brief, part)) << part;
  EXPECT_TRUE(line(brief, "a joint statement"));
}

TEST(Watch, OfTheUnnamedNothingIsAskedByName) {
  Coding coding = article_of("North", "2024-04-12", "Orla bombed Vietnam, gunmen said.");
  Report& r = add_report(coding, "airstrike", Status::happened, "bombed", "Vietnam");
  r.source[0] = {"", "", "gunmen", "", 0, words_in(coding.article.text, "gunmen")};
  Brief brief = make_brief({coding}, lexicon());
  EXPECT_FALSE(line(brief, "gunmen")) << line(brief, "gunmen")->text;
  EXPECT_TRUE(line(brief, "pictures of the place"));
  coding.reports[0].source[0] = {"CHN.mil", "CHN", "army", "", 0, {}};
  brief = make_brief({coding}, lexicon());
  EXPECT_TRUE(line(brief, "China says that it did it"));
  coding.reports[0].status = Status::hypothetical;
  EXPECT_FALSE(line(make_brief({coding}, lexicon()), "")) << "what is only thought of has no follow-ups";
}

TEST(Watch, AnAllegationAsksForEvidenceAndDeniedActsForNothing) {
  Coding coding = article_of("West", "2024-04-12", "Orla sold shells to Vietnam, the neighbours said.");
  Report& r = add_report(coding, "arms-transfer", Status::happened, "sold", "Vietnam");
  r.attribution = {{"the neighbours", "LAO", "", "LAO", "say", "claims", words_in(coding.article.text, "the neighbours said")}};
  EXPECT_TRUE(line(make_brief({coding}, lexicon()), "shown to inspectors"));
  coding.reports[0].attribution.clear();
  EXPECT_FALSE(line(make_brief({coding}, lexicon()), "shown to inspectors"));
  coding.reports[0].status = Status::denied;
  EXPECT_FALSE(line(make_brief({coding}, lexicon()), ""));
}

}  // namespace
