// What `dragoman calendar` and `dragoman compare` must answer from the two seed articles; numbers as in the list of questions
// beside them. What they do not answer yet stands here too, turned round, so that a mended fault is noticed.
#include <algorithm>

#include "program.h"

namespace seeds {
namespace {

constexpr const char* kMended = "a known fault is mended: turn this line round";

json answer(const std::string& verb, const std::string& options = "") {
  int status = 0;
  const auto out = run(verb + " --format json " + options + " '" + kCnn + "' '" + kGt + "'", status);
  EXPECT_EQ(status, 0);
  auto j = json::parse(out, nullptr, false);
  EXPECT_FALSE(j.is_discarded()) << out;
  return j;
}

class SeedsAhead : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    if (!present()) return;
    calendar_ = new json(answer("calendar"));
    comparison_ = new json(answer("compare"));
  }
  static void TearDownTestSuite() {
    delete calendar_;
    delete comparison_;
  }
  void SetUp() override {
    if (!present()) GTEST_SKIP() << "the seed articles are not beside this tree";
  }

  // The first entry whose title or words hold this.
  static json entry(const json& calendar, const std::string& part) {
    for (const auto& e : calendar.at("entries"))
      if (has(words(e, "title") + words(e, "cites"), part)) return e;
    return json::object();
  }
  static json visit(const json& calendar) {
    for (const auto& e : calendar.at("entries"))
      if (words(e, "act") == "visit" && has(words(e, "title"), "Zhao")) return e;
    return json::object();
  }

  static std::string outlet(std::size_t article) { return words(comparison_->at("articles").at(article), "outlet"); }
  // Are there event rows of this act that only this article tells?
  static bool only_in(std::size_t article, const std::string& act) {
    for (const auto& row : comparison_->at("rows")) {
      if (row["kind"] != "event" || !has(words(row, "title"), ": " + act)) continue;
      if (row["cells"][article]["mentioned"] == true && row["cells"][1 - article]["mentioned"] == false) return true;
    }
    return false;
  }
  static bool leaves_out(std::size_t article, const std::string& part) { return has(words(comparison_->at("left_out").at(article), "titles"), part); }

  static inline json* calendar_ = nullptr;
  static inline json* comparison_ = nullptr;
};

constexpr std::size_t kFirst = 0, kSecond = 1;  // articles, in the order they are given

TEST_F(SeedsAhead, Q50TheVisitItsDaysAndWhoStandsBehindIt) {
  const json e = visit(*calendar_);
  EXPECT_EQ(words(e, "from"), "2024-04-11") << e;
  EXPECT_EQ(words(e, "to"), "2024-04-13") << e;
  EXPECT_EQ(words(e, "certainty"), "confirmed") << e;
  for (const char* who : {"Mao Ning", "KCNA"}) EXPECT_TRUE(has(words(e, "voices"), who)) << e;
}

TEST_F(SeedsAhead, Q10NothingTellsWhetherItTookPlace) {
  EXPECT_EQ(words(visit(*calendar_), "outcome"), "ahead");
  const json late = visit(answer("calendar", "--as-of 2024-04-20"));
  EXPECT_EQ(words(late, "outcome"), "awaiting");
  EXPECT_EQ(late.value("overdue_days", 0), 7);
}

TEST_F(SeedsAhead, Q50ExchangesOfTheFriendshipYear) {
  const json e = entry(*calendar_, "exchanges between youths");
  EXPECT_EQ(words(e, "from"), "2024-01-01") << e;
  EXPECT_EQ(words(e, "precision"), "year") << e;
  EXPECT_EQ(words(e, "certainty"), "expected") << e;
  EXPECT_TRUE(has(words(e, "voices"), "Wang Junsheng")) << e;
}

TEST_F(SeedsAhead, Q50TheElectionInNovember) {
  const json e = entry(*calendar_, "November election");
  EXPECT_EQ(words(e, "from"), "2024-11-01") << e;
  EXPECT_EQ(words(e, "precision"), "month") << e;
}

TEST_F(SeedsAhead, Q50TheTrilateralSummitIsUnderWay) {
  const json e = entry(*calendar_, "trilateral summit");
  EXPECT_EQ(words(e, "outcome"), "under way") << e;
  for (const char* country : {"USA", "JPN", "PHL"}) EXPECT_TRUE(has(words(e, "countries"), country)) << e;
}

TEST_F(SeedsAhead, Q50TheCalendarIsTheSameFileTwice) {
  int status = 0;
  const std::string arguments = "calendar --ics '" + kCnn + "' '" + kGt + "'";
  const auto once = run(arguments, status);
  EXPECT_EQ(once, run(arguments, status));
  EXPECT_TRUE(once.starts_with("BEGIN:VCALENDAR\r\n"));
  EXPECT_TRUE(has(once, "DTSTART;VALUE=DATE:20240411\r\nDTEND;VALUE=DATE:20240414\r\n")) << once;
}

TEST_F(SeedsAhead, Q16NotTheSameClaimScopeAndBaselineDiffer) {
  const auto& forms = comparison_->at("record_claims");
  const auto index = [&](const std::string& part) {
    for (std::size_t i = 0; i < forms.size(); ++i)
      if (has(words(forms[i], "form"), part)) return i;
    ADD_FAILURE() << "no claim " << part << " in " << forms;
    return forms.size();
  };
  const std::size_t years = index("nearly five years"), xi = index("since Xi Jinping"), activity = index("↔ PRK, since 2019"), pandemic = index("since the end of the COVID-19 pandemic");
  EXPECT_EQ(forms[activity]["cites"].size(), 2u) << "the second says it twice";
  const auto pair = [&](std::size_t a, std::size_t b) {
    for (const auto& p : comparison_->at("claim_pairs"))
      if (p["claims"] == json({std::min(a, b), std::max(a, b)})) return p;
    return json::object();
  };
  const auto term = [](const json& p, const std::string& field) {
    for (const auto& t : p["fields"])
      if (words(t, "field") == field) return words(t, "relation");
    return std::string();
  };
  EXPECT_EQ(words(pair(years, xi), "verdict"), "same") << "June 2019 lies nearly five years back";
  EXPECT_EQ(words(pair(xi, activity), "verdict"), "different");
  EXPECT_EQ(term(pair(xi, activity), "deeds"), "narrower") << "visits against any activity";
  EXPECT_EQ(term(pair(xi, activity), "direction"), "narrower");
  EXPECT_EQ(term(pair(xi, activity), "baseline"), "wider") << "from 22 June 2019 against from 2020";
  EXPECT_EQ(words(pair(xi, pandemic), "verdict"), "wider") << "the same scope, a later baseline";
  EXPECT_EQ(words(pair(activity, pandemic), "verdict"), "wider");
}

TEST_F(SeedsAhead, Q38WhatOnlyOneOfThemTells) {
  for (const char* act : {"arms transfer", "weapons test", "sanction breached", "veto", "policy shift"}) EXPECT_TRUE(only_in(kFirst, act)) << act;
  EXPECT_TRUE(only_in(kSecond, "anniversary"));
  bool youths = false;
  for (const auto& row : comparison_->at("rows")) youths |= has(words(row, "cells"), "exchanges between youths") && row["cells"][kFirst]["mentioned"] == false;
  EXPECT_TRUE(youths);
}

TEST_F(SeedsAhead, Q39WhatFramesTheVisitStandsInTheCells) {
  std::string first, second;
  for (const auto& row : comparison_->at("rows")) {
    first += words(row["cells"][kFirst], "cites");
    second += words(row["cells"][kSecond], "cites");
  }
  for (const char* frame : {"demonstrate its influence", "thin line", "weapons", "sanctions"}) EXPECT_TRUE(has(first, frame)) << frame;
  EXPECT_FALSE(has(first, "becoming more hostile")) << kMended;
  for (const char* frame : {"add certainty", "recovery", "friendship"}) EXPECT_TRUE(has(second, frame)) << frame;
  EXPECT_FALSE(has(second, "sanction"));
}

TEST_F(SeedsAhead, Q40WordsForTheSameAlignedByWhatTheyAreSaidOf) {
  const auto said = [](const std::string& about, std::size_t article) {
    std::string all;
    for (const auto& d : comparison_->at("differences"))
      if (d["kind"] == "choice" && d["about"] == about)
        for (const auto& part : d["parts"])
          if (words(part, "outlet") == outlet(article)) all += words(part, "text") + "; ";
    return all;
  };
  for (const char* part : {"authoritarian countries", "aggressive language", "illegal weapons testing"}) EXPECT_TRUE(has(said("North Korea", kFirst), part)) << said("North Korea", kFirst);
  EXPECT_TRUE(has(said("North Korea", kSecond), "stability and prosperity")) << said("North Korea", kSecond);
  const std::string ties = "relations of China and North Korea";
  EXPECT_TRUE(has(said(ties, kFirst), "intricate connections")) << said(ties, kFirst);
  EXPECT_TRUE(has(said(ties, kSecond), "traditional friendship")) << said(ties, kSecond);
  EXPECT_TRUE(has(said("the situation", kSecond), "sensitive moment")) << said("the situation", kSecond);
}

TEST_F(SeedsAhead, Q41WhatEachLeavesOut) {
  for (const char* act : {"weapons test", "arms transfer", "veto", "abstention"}) EXPECT_TRUE(leaves_out(kSecond, act)) << act;
  EXPECT_FALSE(leaves_out(kFirst, "Zhao Leji (China) → North Korea: visit"));
  EXPECT_TRUE(leaves_out(kFirst, "anniversary"));
}

TEST_F(SeedsAhead, Q42WhoseActsAreBlamed) {
  std::string first, second;
  for (const auto& blame : comparison_->at("blames")) (words(blame, "outlet") == outlet(kFirst) ? first : second) += words(blame, "whom") + ": " + words(blame, "act") + ", " + words(blame, "by") + "\n";
  EXPECT_TRUE(has(first, "North Korea: weapons test")) << first;
  EXPECT_TRUE(has(second, "relations worsened, Zheng Jiyong")) << second;
  EXPECT_FALSE(has(second, "South Korea: relations worsened")) << kMended << second;
}

TEST_F(SeedsAhead, Q43TheTwoShareTheMinistryAndNoAnalyst) {
  std::string announced;
  for (const auto& row : comparison_->at("rows")) {
    if (words(row, "field") == "announced_on") announced = words(row["cells"][kFirst], "value") + " / " + words(row["cells"][kSecond], "value");
    const bool both = row["cells"][kFirst]["mentioned"] == true && row["cells"][kSecond]["mentioned"] == true;
    EXPECT_FALSE(row["kind"] == "statement" && both) << row;
  }
  EXPECT_EQ(announced, "2024-04-09 / Tuesday");
}

TEST_F(SeedsAhead, NoScoreOfAnOutlet) {
  for (const char* word : {"bias", "score"}) EXPECT_FALSE(has(comparison_->dump(), "\"" + std::string(word))) << word;
}

}  // namespace
}  // namespace seeds
