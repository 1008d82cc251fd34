#include "parse/name_decoder.h"

#include <gtest/gtest.h>

#include <random>

namespace dragoman {
namespace {

// Every row of tags that makes names, one by one.
std::vector<NameTag> slowly(const std::vector<std::array<float, kNameTags>>& scores, const NameSteps& steps) {
  std::vector<std::size_t> row(scores.size(), 0), best;
  float most = -1e30f;
  for (bool more = true; more;) {
    float sum = 0;
    std::size_t before = 0;
    bool legal = true;
    for (std::size_t i = 0; i < row.size(); ++i) {
      legal = legal && name_step(static_cast<NameTag>(before), static_cast<NameTag>(row[i]));
      sum += steps[before * kNameTags + row[i]] + scores[i][row[i]];
      before = row[i];
    }
    if (legal && sum > most) most = sum, best = row;
    more = false;
    for (std::size_t i = 0; i < row.size() && !more; ++i) more = ++row[i] < kNameTags || (row[i] = 0, false);
  }
  std::vector<NameTag> out;
  for (const std::size_t tag : best) out.push_back(static_cast<NameTag>(tag));
  return out;
}

TEST(NameDecoder, FindsTheBestRowOfAll) {
  std::mt19937 random(5);
  const auto number = [&] { return static_cast<float>(static_cast<int>(random() % 2001) - 1000) / 250.0f; };
  NameDecoder decoder;  // used again for every row
  for (int round = 0; round < 30; ++round) {
    NameSteps steps;
    for (float& s : steps) s = number() / 2;
    std::vector<std::array<float, kNameTags>> scores(1 + random() % 4);
    for (auto& word : scores)
      for (float& s : word) s = number();
    decoder.begin();
    for (const auto& word : scores) decoder.add(word.data(), steps);
    std::vector<NameTag> tags(scores.size());
    decoder.end(tags);
    EXPECT_EQ(tags, slowly(scores, steps)) << round;
  }
}

}  // namespace
}  // namespace dragoman
