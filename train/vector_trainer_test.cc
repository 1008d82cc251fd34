#include "train/vector_trainer.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "parse/word_features.h"

namespace dragoman::train {
namespace {

double likeness(const WordVectors& vectors, std::size_t width, const char* a, const char* b) {
  const auto row = [&](const char* word) {
    const auto at = std::find(vectors.words.begin(), vectors.words.end(), folded_hash(word));
    return vectors.rows.data() + static_cast<std::size_t>(at - vectors.words.begin()) * width;
  };
  double same = 0, one = 0, two = 0;
  for (std::size_t k = 0; k < width; ++k) {
    same += static_cast<double>(row(a)[k]) * row(b)[k];
    one += static_cast<double>(row(a)[k]) * row(a)[k], two += static_cast<double>(row(b)[k]) * row(b)[k];
  }
  return same / std::sqrt(one * two);
}

TEST(VectorTrainer, WordsOfLikePlacesAreAlike) {
  TextCorpus corpus;
  std::mt19937 random(1);
  const char* nouns[] = {"envoy", "minister"};
  const char* verbs[] = {"met", "praised"};
  for (int i = 0; i < 20000; ++i) {
    for (const char* word : {"the", nouns[random() % 2], verbs[random() % 2], "a", nouns[random() % 2], "."}) corpus.add(word);
    corpus.end_sentence();
  }
  EXPECT_EQ(corpus.words(), 120000u);
  EXPECT_EQ(corpus.count("The"), 20000u);
  EXPECT_EQ(corpus.count("treaty"), 0u);
  VectorSettings settings;
  settings.width = 16;
  const WordVectors vectors = learn_vectors(corpus, settings);
  ASSERT_EQ(vectors.words.size(), 7u);
  EXPECT_GT(likeness(vectors, 16, "envoy", "minister"), likeness(vectors, 16, "envoy", "met") + 0.3);
  EXPECT_GT(likeness(vectors, 16, "met", "praised"), likeness(vectors, 16, "met", "the") + 0.3);
}

}  // namespace
}  // namespace dragoman::train
