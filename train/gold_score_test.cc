#include "train/gold_score.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace dragoman::train {
namespace {

using namespace std::chrono;

constexpr auto kArticle =
    "published 2031-05-14\n"
    "text\n"
    "  Faramir will visit Rohan on Friday, he said. Mordor accused Gondor of lying.\n"
    "report\n"
    "  act         visit\n"
    "  source      GON\n"
    "  target      ROH\n"
    "  status      planned\n"
    "  time        2031-05-16..2031-05-18 | 2031-05-16\n"
    "  attribution Northern Wire < Faramir | none\n"
    "report\n"
    "  act         accuse\n"
    "  source      MOR\n"
    "  status      happened\n"
    "may statement | talks\n"
    "none invasion MOR\n";

Actor state(const char* code) { return {code, code, code, "", 0, {}}; }

Report report(const char* act, const char* source, const char* target, Status status, double confidence) {
  Report r;
  r.act = act;
  r.source.push_back(state(source));
  r.target.push_back(state(target));
  r.status = status;
  r.confidence = confidence;
  return r;
}

Report visit() {
  auto r = report("visit", "GON", "ROH", Status::planned, 0.85);
  r.time.from = sys_days(2031y / May / 16);
  r.time.to = sys_days(2031y / May / 17);
  r.attribution.push_back({"Faramir", "", "", "GON", "say", "asserts", {}});
  return r;
}

GoldTally score(std::vector<Report> reports, std::vector<GoldLine>* said = nullptr) {
  const auto one = parse_golden(kArticle, "gold/004_visit.txt");
  EXPECT_TRUE(one.ok());
  Coding coding;
  coding.article.text = one->groups.front().text;
  coding.reports = std::move(reports);
  std::vector<GoldLine> lines;
  const auto tally = score_gold(*one, one->groups.front(), coding, lines);
  if (said) *said = lines;
  return tally;
}

TEST(GoldScore, FirstDayAndInnermostSpeakerCount) {
  const auto t = score({visit()});
  EXPECT_EQ(t.type.right, 1u);
  EXPECT_EQ(t.type.of, 2u);
  EXPECT_EQ(t.actors.right, 1u);
  EXPECT_EQ(t.actors.of, 1u);
  EXPECT_EQ(t.whole.of, 2u);
  EXPECT_EQ(t.start.right, 1u);
  EXPECT_EQ(t.speaker.right, 1u);
  EXPECT_EQ(t.chain.right, 0u);
  EXPECT_EQ(t.planned_happened.right, 0u);
  EXPECT_EQ(t.planned_happened.of, 1u);
}

TEST(GoldScore, PlannedToldAsHappenedIsCounted) {
  auto told = visit();
  told.status = Status::happened;
  EXPECT_EQ(score({told}).planned_happened.right, 1u);
}

TEST(GoldScore, TheNearerReportAnswersAndNoneAnswersTwice) {
  std::vector<GoldLine> lines;
  const auto t = score({report("visit", "MOR", "ROH", Status::planned, 0.5), visit()}, &lines);
  EXPECT_EQ(t.actors.right, 1u);
  EXPECT_EQ(t.listed.right, 1u);
  EXPECT_EQ(t.listed.of, 2u);
  ASSERT_FALSE(lines.empty());
  EXPECT_TRUE(std::ranges::any_of(lines, [](const GoldLine& line) { return line.field == "unlisted"; }));
}

TEST(GoldScore, WhatMayBeSaidTeachesNothingAboutConfidence) {
  const auto t = score({visit(), report("talks", "GON", "ROH", Status::planned, 0.2), report("invasion", "MOR", "ROH", Status::happened, 0.95)});
  EXPECT_EQ(t.bins[2].share.of, 0u);
  EXPECT_EQ(t.bins[8].share.right, 1u);
  EXPECT_EQ(t.bins[9].share.right, 0u);
  EXPECT_EQ(t.never.right, 1u);
  EXPECT_NEAR(t.calibration_error(), (0.15 + 0.95) / 2, 1e-9);
}

TEST(GoldScore, AnotherActByTheSameActorsIsAWrongType) {
  const auto t = score({visit(), report("warn", "MOR", "GON", Status::happened, 0.7)});
  EXPECT_EQ(t.met.right, 1u);
  EXPECT_EQ(t.met.of, 2u);
}

TEST(GoldScore, EveryThirdArticleIsForTesting) {
  GoldenCase one;
  one.name = "006_test";
  EXPECT_TRUE(in_test_part(one));
  one.name = "007_open";
  EXPECT_FALSE(in_test_part(one));
}

TEST(GoldScore, TalliesAdd) {
  auto sum = score({visit()});
  sum.add(score({}));
  EXPECT_EQ(sum.articles, 2u);
  EXPECT_EQ(sum.type.right, 1u);
  EXPECT_EQ(sum.type.of, 4u);
  EXPECT_NE(gold_table(sum, score({})).find("type, of events told"), std::string::npos);
}

}  // namespace
}  // namespace dragoman::train
