#include "dragoman/brief.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "analyse/test_telling.h"
#include "base/days.h"
#include "pipeline/parts.h"

using namespace dragoman;

namespace {

std::shared_ptr<const Models> models() {
  static const auto shared = test::models(DRAGOMAN_SOURCE_DIR);
  return shared;
}

const std::string kText = "Zhao will visit North Korea on Thursday. <b>Sign up</b> for our letter.";

Span at(std::string_view words) {
  const auto begin = kText.find(words);
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + words.size())};
}

Coding telling(const char* outlet, bool goodwill) {
  Coding coding;
  coding.article.id = outlet;
  coding.article.text = kText;
  coding.outlet = outlet;
  coding.sentences = {{at("Zhao will visit North Korea on Thursday."), 0, 8, 0}, {at("<b>Sign up</b> for our letter."), 8, 14, 1}};
  coding.blocks = {{at("Zhao will visit North Korea on Thursday."), BlockKind::body, kNone, {}}, {at("<b>Sign up</b> for our letter."), BlockKind::newsletter, kNone, {}}};
  Report r;
  r.article = outlet;
  r.act = "visit";
  r.source = {{"person:zhao", "CHN", "Zhao", "", 3, at("Zhao")}};
  r.target = {{"PRK", "PRK", "North Korea", "", 0, at("North Korea")}};
  r.status = Status::planned;
  r.cameo = {"042", 1, 1.9};
  r.time.from = r.time.to = *parse_iso_day("2024-04-11");
  r.time.precision = "day";
  r.time.span = at("Thursday");
  if (goodwill) r.roles = {{"class", "goodwill", "", {}}};
  r.evidence = {{0, coding.sentences[0].span, at("visit")}};
  coding.reports = {std::move(r)};
  return coding;
}

const BriefSection* section(const Story& story, std::string_view id) {
  for (const BriefSection& s : story.sections)
    if (s.id == id) return &s;
  return nullptr;
}

std::size_t longest_line(const std::string& text) {
  std::size_t longest = 0, now = 0;
  for (const char c : text) {
    if (c == '\n') now = 0;
    else if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) longest = std::max(longest, ++now);
  }
  return longest;
}

TEST(Brief, OneStoryOneVisitTwoVoices) {
  const Brief brief = make_brief({telling("North", true), telling("South", false)}, *models());
  ASSERT_EQ(brief.stories.size(), 1u);
  ASSERT_EQ(brief.events.size(), 1u);
  EXPECT_EQ(brief.stories[0].title, "Zhao (China) → North Korea: visit");
  const auto* differences = section(brief.stories[0], "differences");
  ASSERT_TRUE(differences);
  EXPECT_NE(differences->lines.front().text.find("only in North"), std::string::npos);
  const auto* missing = section(brief.stories[0], "not_stated");
  ASSERT_TRUE(missing);
  bool inviter = false;
  for (const auto& line : missing->lines) inviter |= line.label == "inviter";
  EXPECT_TRUE(inviter);
}

TEST(Brief, APlanThatHappenedKeepsItsHistory) {
  Coding later = telling("South", false);
  later.reports[0].status = Status::happened;
  const Brief brief = make_brief({telling("North", false), later}, *models());
  ASSERT_EQ(brief.events.size(), 1u);
  EXPECT_EQ(brief.events[0].merged.status, Status::happened);
  bool told = false;
  for (const auto& line : section(brief.stories[0], "main")->lines) told |= line.text == "planned (North) → happened (South)";
  EXPECT_TRUE(told);
}

TEST(Brief, AJudgeIsAskedAboutEveryClaimAndHisVerdictShown) {
  Coding coding = telling("North", true);
  coding.claims.resize(2);
  coding.claims[1].metric = "rank";
  std::size_t asked = 0;
  const ClaimJudge judge = [&](const Coding&, const RecordClaim& claim, const Report* main) -> std::optional<ClaimVerdict> {
    ++asked;
    EXPECT_TRUE(main != nullptr && main->act == "visit");
    if (claim.metric.empty()) return std::nullopt;
    ClaimVerdict verdict;
    verdict.verdict = "contradicted", verdict.reason = "an earlier one was higher", verdict.as_of = *parse_iso_day("2024-04-11");
    return verdict;
  };
  const Brief brief = make_brief({coding}, *models(), judge);
  EXPECT_EQ(asked, 2u);
  ASSERT_EQ(brief.verdicts.size(), 1u);
  EXPECT_EQ(brief.verdicts[0].claim, 1u);
  const auto* claims = section(brief.stories[0], "claims");
  ASSERT_TRUE(claims && claims->lines.size() == 2);
  EXPECT_EQ(claims->lines[0].text.find("history tables"), std::string::npos);
  EXPECT_NE(claims->lines[1].text.find("as of 2024-04-11: contradicted (an earlier one was higher)."), std::string::npos);
  const auto j = nlohmann::json::parse(render(brief, {BriefFormat::json}));
  EXPECT_TRUE(j["stories"][0]["claims"][0]["verdict"].is_null());
  EXPECT_EQ(j["stories"][0]["claims"][1]["verdict"]["verdict"], "contradicted");
}

TEST(Brief, EveryLineThatSaysSomethingCitesWords) {
  const Brief brief = make_brief({telling("North", true), telling("South", false)}, *models());
  for (const BriefSection& s : brief.stories[0].sections) {
    if (s.id == "not_stated" || s.id == "sources") continue;
    for (const BriefLine& line : s.lines) {
      EXPECT_FALSE(line.cites.empty()) << s.id << ": " << line.text;
      for (const Citation& c : line.cites) EXPECT_LE(c.words.end, kText.size());
    }
  }
}

TEST(Brief, TextFitsItsColumnsAndHasNoColourUnlessAsked) {
  const Brief brief = make_brief({telling("North", true), telling("South", false)}, *models());
  for (const std::size_t columns : {40u, 72u, 100u}) {
    const auto text = render(brief, {BriefFormat::text, false, columns});
    EXPECT_LE(longest_line(text), columns);
    EXPECT_EQ(text.find('\033'), std::string::npos);
    EXPECT_NE(text.find("11 April 2024"), std::string::npos);
  }
  EXPECT_NE(render(brief, {BriefFormat::text, true, 100}).find('\033'), std::string::npos);
}

TEST(Brief, MarkdownEscapesWhatStrangersWrote) {
  const auto text = render(make_brief({telling("North", true)}, *models()), {BriefFormat::markdown});
  EXPECT_EQ(text.find("<b>"), std::string::npos);
  EXPECT_NE(text.find("\\<b\\>Sign up"), std::string::npos);
}

TEST(Brief, JsonHoldsTheSameAccount) {
  const auto j = nlohmann::json::parse(render(make_brief({telling("North", true), telling("South", false)}, *models()), {BriefFormat::json}));
  const auto& story = j.at("stories").at(0);
  const auto& event = story.at("events").at(story.at("main").get<std::size_t>());
  EXPECT_EQ(event.at("status"), "planned");
  EXPECT_EQ(event.at("time").at("from"), "2024-04-11");
  EXPECT_EQ(event.at("members").size(), 2u);
  EXPECT_EQ(event.at("fields").at("class").at("silent").at(0), "South");
  EXPECT_EQ(event.at("members").at(0).at("cite").at("words"), "Zhao will visit North Korea");
}

TEST(Brief, NothingCodedIsSaid) {
  Coding coding = telling("North", true);
  coding.reports.clear();
  const Brief brief = make_brief({coding}, *models());
  EXPECT_EQ(brief.stories.at(0).title, "Nothing coded");
  EXPECT_NE(render(brief, {}).find("Nothing coded"), std::string::npos);
}

}  // namespace
