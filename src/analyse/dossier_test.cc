#include "analyse/dossier.h"

#include <gtest/gtest.h>

#include "analyse/test_telling.h"

namespace dragoman {
namespace {

using test::add_report;
using test::article_of;

std::shared_ptr<const Models> models() {
  static const auto shared = test::models(DRAGOMAN_SOURCE_DIR);
  return shared;
}

// Told on the 1st as a plan, on the 12th as done; another journey told on the 12th alone.
std::vector<Coding> codings() {
  std::vector<Coding> all = {article_of("North", "2024-04-01", "Orla will visit Vietnam."), article_of("South", "2024-04-12", "Orla visited Vietnam."),
                             article_of("West", "2024-04-12", "Orla met envoys of Vietnam.")};
  add_report(all[0], "visit", Status::planned, "visit", "Vietnam", "2024-04-11");
  add_report(all[1], "visit", Status::happened, "visited", "Vietnam", "2024-04-11");
  add_report(all[2], "meeting", Status::happened, "met", "Vietnam", "2024-04-12");
  return all;
}

std::vector<std::string> texts(const Brief& brief, std::string_view section) {
  std::vector<std::string> all;
  for (const BriefSection& s : brief.stories.front().sections)
    if (s.id == section)
      for (const BriefLine& line : s.lines) {
        EXPECT_FALSE(line.cites.empty()) << line.text;
        all.push_back(line.label + " " + line.text);
      }
  return all;
}

DossierQuery query() {
  DossierQuery query;
  query.countries = {"CHN", "VNM"};
  query.since = parse_iso_day("2024-04-10");
  return query;
}

TEST(Dossier, NewIsWhatWasFirstToldInTheWindow) {
  const Brief brief = make_dossier(codings(), *models(), query());
  const auto fresh = texts(brief, "new");
  ASSERT_EQ(fresh.size(), 1u);
  EXPECT_NE(fresh[0].find("2024-04-12"), std::string::npos);
}

TEST(Dossier, ChangedIsWhatTookAnotherStatusInTheWindow) {
  const Brief brief = make_dossier(codings(), *models(), query());
  const auto changed = texts(brief, "changed");
  ASSERT_EQ(changed.size(), 1u);
  EXPECT_NE(changed[0].find("planned (North) → happened (South)"), std::string::npos) << changed[0];
}

TEST(Dossier, NothingThatBecameKnownLaterIsTold) {
  DossierQuery early = query();
  early.since = {}, early.until = parse_iso_day("2024-04-05");
  const Brief brief = make_dossier(codings(), *models(), early);
  ASSERT_EQ(texts(brief, "new").size(), 1u);
  EXPECT_NE(texts(brief, "new")[0].find("planned"), std::string::npos);
  EXPECT_TRUE(texts(brief, "changed").empty());
  EXPECT_EQ(texts(brief, "next").size(), 1u);
}

TEST(Dossier, OthersHaveNoPartInIt) {
  DossierQuery other = query();
  other.countries = {"CHN", "LAO"};
  EXPECT_TRUE(make_dossier(codings(), *models(), other).stories.front().events.empty());
  other = query();
  other.person = "orla";
  EXPECT_EQ(make_dossier(codings(), *models(), other).stories.front().events.size(), 2u);
  other.person = "nobody";
  EXPECT_TRUE(make_dossier(codings(), *models(), other).stories.front().events.empty());
}

}  // namespace
}  // namespace dragoman
