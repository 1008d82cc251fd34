#include "train/cluster_score.h"

#include <gtest/gtest.h>

#include <cmath>

#include "train/ecb_events.h"
#include "train/pair_trainer.h"

namespace dragoman::train {
namespace {

TEST(ClusterScore, CountsPairsAndSingleMentions) {
  ClusterScore score;
  score.add({0, 0, 0, 1, 2}, {5, 5, 6, 6, 7});
  EXPECT_EQ(score.pairs.gold, 3);
  EXPECT_EQ(score.pairs.found, 2);
  EXPECT_EQ(score.pairs.both, 1);
  EXPECT_NEAR(score.pairs.f1(), 40, 1e-9);
  EXPECT_NEAR(score.chains.b_cubed.precision(), 100 * (1 + 1 + 0.5 + 0.5 + 1) / 5, 1e-9);
  EXPECT_NEAR(score.chains.b_cubed.recall(), 100 * (2.0 / 3 + 2.0 / 3 + 1.0 / 3 + 1 + 1) / 5, 1e-9);
}

TEST(ClusterScore, TheSameClustersUnderOtherNumbersAreRight) {
  ClusterScore score;
  score.add({0, 0, 1, 2, 2}, {9, 9, 4, 0, 0});
  EXPECT_NEAR(score.chains.conll(), 100, 1e-9);
  EXPECT_NEAR(score.pairs.f1(), 100, 1e-9);
}

TEST(PairTrainer, LearnsWhatTellsAndLeavesWhatIsHeld) {
  std::vector<PairLesson> lessons;
  for (unsigned i = 0; i < 200; ++i) {
    PairLesson lesson;
    lesson.features[0] = 1;
    lesson.features[1] = static_cast<float>(i % 2);
    lesson.features[2] = static_cast<float>(i % 2);
    lesson.same = i % 2 == 1;
    lesson.fold = i / 2;
    lessons.push_back(lesson);
  }
  PairsBefore before{std::vector<double>(kPairFeatures.size(), 0.0), std::vector<bool>(kPairFeatures.size(), false)};
  before.held[2] = true, before.weights[2] = 0.25;
  const auto weights = learn_pairs(lessons, before, 500, 1);
  EXPECT_LT(weights[0], -1);
  EXPECT_GT(weights[1], 1);
  EXPECT_EQ(weights[2], 0.25);
  EXPECT_EQ(weights[3], 0);
  EXPECT_EQ(learn_pairs(lessons, before, 500, 1), weights);
  EXPECT_EQ(best_penalty(lessons, before), 10);
}

TEST(EcbEvents, TextsOfOneStoryComeTogether) {
  const std::vector<std::vector<std::string>> lemmas = {{"quake", "village", "aid"}, {"election", "poll", "vote"}, {"quake", "village", "rescue"}, {"vote", "poll", "count"}};
  EXPECT_EQ(stories_of(lemmas, 0.2), (std::vector<std::uint32_t>{0, 1, 0, 1}));
  EXPECT_EQ(stories_of(lemmas, 1.1), (std::vector<std::uint32_t>{0, 1, 2, 3}));
}

}  // namespace
}  // namespace dragoman::train
