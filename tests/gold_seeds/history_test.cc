// Questions 17 to 25 of the list beside the seed articles, answered from the history tables of the tree.
#include <algorithm>

#include "program.h"

namespace seeds {
namespace {

json ask(const std::string& arguments) {
  int status = 0;
  const auto out = run(arguments + " --history '" DRAGOMAN_HISTORY "' --format json", status);
  EXPECT_EQ(status, 0) << arguments;
  auto answer = json::parse(out, nullptr, false);
  EXPECT_FALSE(answer.is_discarded()) << out;
  return answer;
}

std::vector<std::string> visits(const std::string& arguments) {
  std::vector<std::string> ids;
  const json answer = ask("visits " + arguments);
  for (const auto& row : answer.at("visits")) ids.push_back(words(row, "id"));
  return ids;
}

json check(const std::string& sentence, const std::string& as_of) { return ask("check \"" + sentence + "\" --as-of " + as_of); }

const std::string kToKorea = "--from CHN --to PRK --until 2024-04-10 ";

TEST(Questions, q17_last_visit_of_at_least_this_rank) {
  const auto ids = visits(kToKorea + "--rank ..3");
  ASSERT_FALSE(ids.empty());
  EXPECT_EQ(ids.front(), "2019-06-20-xi-jinping-pyongyang");
}

TEST(Questions, q18_last_visitor_of_exactly_this_rank) {
  const auto ids = visits(kToKorea + "--rank 3");
  ASSERT_FALSE(ids.empty());
  EXPECT_EQ(ids.front(), "2018-09-08-li-zhanshu-pyongyang");
}

TEST(Questions, q19_who_came_in_between) {
  const auto ids = visits(kToKorea + "--since 2019-06-22 --rank ..4");
  EXPECT_EQ(ids, (std::vector<std::string>{"2023-09-08-liu-guozhong-pyongyang", "2023-07-26-li-hongzhong-pyongyang", "2019-09-02-wang-yi-pyongyang"}));
}

TEST(Questions, q20_nearly_five_years) {
  const auto right = check("Zhao Leji is paying the highest-level Chinese visit to North Korea in nearly five years.", "2024-04-11");
  EXPECT_EQ(words(right, "verdict"), "supported") << words(right, "reason");
  const auto wrong = check("Zhao Leji is paying the highest-level Chinese visit to North Korea in nearly six years.", "2024-04-11");
  EXPECT_EQ(words(wrong, "verdict"), "contradicted") << words(wrong, "reason");
  EXPECT_EQ(words(wrong, "counter_example"), "2019-06-20-xi-jinping-pyongyang");
}

TEST(Questions, q21_since_2019_leaves_2019_out) {
  const auto answer = check("Zhao Leji's stay in Pyongyang is the highest-level Chinese visit to North Korea since 2019.", "2024-04-12");
  EXPECT_EQ(words(answer, "verdict"), "supported") << words(answer, "reason");
  EXPECT_EQ(words(answer["claim"]["baseline"], "later_than"), "2019-12-31");
  EXPECT_EQ(words(check("Zhao Leji's stay in Pyongyang is the highest-level Chinese visit to North Korea since 2018.", "2024-04-12"), "counter_example"),
            "2019-06-20-xi-jinping-pyongyang");
}

TEST(Questions, q22_the_wider_claim_counts_both_ways_and_third_places) {
  const auto ids = visits("--from CHN --to PRK --rank 1 --since 2019 --until 2024-04-10 --both-ways --third-places");
  EXPECT_NE(std::find(ids.begin(), ids.end(), "2019-01-07-kim-jong-un-beijing"), ids.end());
  EXPECT_NE(std::find(ids.begin(), ids.end(), "2019-06-20-xi-jinping-pyongyang"), ids.end());
  const auto answer = check("Zhao Leji's visit is the highest-level diplomatic activity between China and North Korea since 2019.", "2024-04-11");
  EXPECT_EQ(words(answer, "verdict"), "supported") << words(answer, "reason");
  EXPECT_TRUE(has(words(answer["claim"], "scope"), "both ways")) << words(answer["claim"], "scope");
}

TEST(Questions, q23_until_when_the_record_stood) {
  const auto answer = check("Zhao Leji's journey is the highest-level Chinese visit to North Korea since 2019.", "2024-04-13");
  EXPECT_EQ(words(answer, "first_superseded"), "2025-10-09-li-qiang-pyongyang");
  EXPECT_EQ(words(answer, "stood_until"), "2025-10-08");
}

TEST(Questions, q24_the_same_question_a_year_earlier) {
  const auto then = check("Li Hongzhong is the most senior Chinese visitor to North Korea since the pandemic.", "2023-09-01");
  EXPECT_EQ(words(then, "verdict"), "supported") << words(then, "reason");
  const auto later = check("Li Hongzhong is the most senior Chinese visitor to North Korea since the pandemic.", "2024-06-01");
  EXPECT_EQ(words(later, "verdict"), "contradicted") << words(later, "reason");
  EXPECT_EQ(words(later, "counter_example"), "2024-04-11-zhao-leji-pyongyang");
}

TEST(Questions, q25_coverage_is_part_of_the_verdict) {
  const auto coverage = words(check("Zhao Leji's trip is the highest-level Chinese visit to North Korea since 2019.", "2024-04-11"), "coverage");
  EXPECT_TRUE(has(coverage, "complete from 1999-01-01")) << coverage;
  EXPECT_TRUE(has(coverage, "the border was closed")) << coverage;
}

TEST(Questions, what_is_not_understood_is_not_decided) {
  for (const char* sentence : {"Zhao Leji's visit was the most beautiful since 2019.", "Aragorn's visit is the highest-level visit to Gondor since 2019.", "It rained in Pyongyang."}) {
    const auto answer = check(sentence, "2024-04-11");
    EXPECT_EQ(words(answer, "verdict"), "cannot decide") << sentence;
    EXPECT_FALSE(words(answer, "reason").empty());
  }
}

// Figures of tests/claims that may not be lost; each was printed by `dragoman eval claims tests/claims`.
TEST(Claims, precision_and_abstention_hold) {
  int status = 0;
  const auto figures = json::parse(run("eval claims '" DRAGOMAN_CLAIMS "' --format json", status), nullptr, false);
  ASSERT_FALSE(figures.is_discarded());
  for (const char* part : {"open", "test", "all"}) EXPECT_GE(figures[part]["precision"].get<double>(), 95.0) << part;
  EXPECT_LE(figures["all"]["abstention"].get<double>(), 25.0);
  EXPECT_LE(figures["test"]["abstention"].get<double>(), 38.0);
  EXPECT_GE(figures["all"]["counter_examples_right"].get<double>(), 95.0);
  EXPECT_GE(figures["all"]["ends_right"].get<double>(), 95.0);
}

}  // namespace
}  // namespace seeds
