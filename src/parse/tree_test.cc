#include "parse/tree.h"

#include <gtest/gtest.h>

namespace dragoman {
namespace {

void expect_tree(const std::vector<std::uint32_t>& heads) {
  std::size_t roots = 0;
  for (std::size_t word = 0; word < heads.size(); ++word) {
    roots += heads[word] == 0;
    std::uint32_t node = static_cast<std::uint32_t>(word) + 1;
    std::size_t steps = 0;
    while (node != 0 && steps <= heads.size()) node = heads[node - 1], ++steps;
    EXPECT_EQ(node, 0u) << "cycle at " << word;
  }
  EXPECT_EQ(roots, 1u);
}

TEST(BestTree, OpensTheCheapestCycle) {
  // 1 and 2 prefer each other; 2 loses least by hanging under 3, the root.
  const std::vector<float> arcs = {0, 0, 0, 0, 0, 0, 9, 1, 0, 8, 0, 7, 9, 0, 0, 0};
  std::vector<std::uint32_t> heads;
  TreeScratch scratch;
  best_tree(arcs.data(), 4, 3, heads, scratch);
  EXPECT_EQ(heads, (std::vector<std::uint32_t>{2, 3, 0}));
}

TEST(BestTree, AnyScoresGiveOneTree) {
  std::uint32_t state = 3;
  TreeScratch scratch;
  std::vector<std::uint32_t> heads;
  for (std::size_t words = 1; words < 60; ++words) {
    std::vector<float> arcs((words + 1) * (words + 1));
    for (auto& score : arcs) score = static_cast<float>((state = state * 1664525u + 1013904223u) >> 20);
    best_tree(arcs.data(), words + 1, words, heads, scratch);
    expect_tree(heads);
  }
}

}  // namespace
}  // namespace dragoman
