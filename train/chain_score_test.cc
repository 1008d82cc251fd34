#include "train/chain_score.h"

#include <gtest/gtest.h>

namespace dragoman::train {
namespace {

std::vector<ChainMention> chains(const std::vector<std::vector<std::uint32_t>>& list) {
  std::vector<ChainMention> out;
  std::uint32_t number = 0;
  for (const auto& chain : list) {
    for (const std::uint32_t at : chain) out.push_back({at, at + 1, number});
    ++number;
  }
  return out;
}

// The worked example of Luo 2005 and Pradhan and others 2014 ("TC-A"): 1-5, 6-7, 8-9-10-11-12 and what a system made of it.
TEST(ChainScore, FollowsItsFormulas) {
  ChainScore score;
  score.add(chains({{1, 2, 3, 4, 5}, {6, 7}, {8, 9, 10, 11, 12}}), chains({{1, 2, 3, 4, 5}, {6, 7, 8, 9, 10, 11, 12}}), true);
  EXPECT_NEAR(score.muc.f1(), 100 * 2 * 0.9 / 1.9, 1e-9);            // 9 of 10 links found are right, all 9 gold links are found
  EXPECT_NEAR(score.b_cubed.f1(), 100 * 2 * (16.0 / 21) / (1 + 16.0 / 21), 1e-9);  // precision (5·1 + 2·2/7 + 5·5/7) / 12
  const double same = 1.0 + 10.0 / 12;                              // {1-5} whole, {8-12} beside {6-12}
  EXPECT_NEAR(score.ceaf.f1(), 100 * 2 * same / 5, 1e-9);
  EXPECT_NEAR(score.mentions.f1(), 100, 1e-9);
}

TEST(ChainScore, SingleMentionsCountOnlyWhereAsked) {
  const auto gold = chains({{1, 2}, {3}}), found = chains({{1, 2}, {4}});
  ChainScore without, with;
  without.add(gold, found, false);
  with.add(gold, found, true);
  EXPECT_NEAR(without.conll(), 100, 1e-9);
  EXPECT_NEAR(with.mentions.f1(), 100 * 2.0 / 3, 1e-9);
  EXPECT_LT(with.b_cubed.f1(), 100);
}

TEST(ChainScore, NothingFoundIsNought) {
  ChainScore score;
  score.add(chains({{1, 2}}), {}, true);
  EXPECT_EQ(score.conll(), 0);
}

}  // namespace
}  // namespace dragoman::train
