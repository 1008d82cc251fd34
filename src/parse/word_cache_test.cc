#include "parse/word_cache.h"

#include <gtest/gtest.h>

#include <string>

namespace dragoman {
namespace {

TEST(WordCache, GivesBackWhatWasKeptUntilTheModelChanges) {
  WordCache cache;
  EXPECT_TRUE(cache.open("a", 2));
  EXPECT_EQ(cache.find("Arnor"), nullptr);
  float* row = cache.keep("Arnor");
  ASSERT_NE(row, nullptr);
  row[0] = 1.0f, row[1] = 2.0f;
  EXPECT_FALSE(cache.open("a", 2));
  ASSERT_NE(cache.find("Arnor"), nullptr);
  EXPECT_EQ(cache.find("Arnor")[1], 2.0f);
  EXPECT_EQ(cache.find("arnor"), nullptr);
  EXPECT_TRUE(cache.open("b", 2));
  EXPECT_EQ(cache.find("Arnor"), nullptr);
}

TEST(WordCache, LongAndEmptyWordsAreNotKept) {
  WordCache cache;
  cache.open("a", 1);
  const std::string longest(WordCache::kLongest, 'x');
  EXPECT_NE(cache.keep(longest), nullptr);
  EXPECT_NE(cache.find(longest), nullptr);
  EXPECT_EQ(cache.keep(longest + 'x'), nullptr);
  EXPECT_EQ(cache.find(longest + 'x'), nullptr);
  EXPECT_EQ(cache.keep(""), nullptr);
}

TEST(WordCache, WhoComesLastKeepsAPlace) {
  WordCache cache;
  cache.open("a", 1);
  for (int i = 0; i < 100000; ++i) *cache.keep("w" + std::to_string(i)) = static_cast<float>(i);
  int kept = 0;
  for (int i = 0; i < 100000; ++i)
    if (const float* row = cache.find("w" + std::to_string(i))) {
      ++kept;
      EXPECT_EQ(*row, static_cast<float>(i));
    }
  EXPECT_GT(kept, 4000);
  EXPECT_LE(kept, static_cast<int>(WordCache::kPlaces));
}

}  // namespace
}  // namespace dragoman
