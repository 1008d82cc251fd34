#include "train/relation_tags.h"

#include <gtest/gtest.h>

#include "parse/relation_tags.h"

namespace dragoman::train {
namespace {

Tree tree_of(std::initializer_list<std::pair<Upos, Deprel>> words) {
  Tree tree;
  for (const auto& [upos, deprel] : words) {
    TreeWord& word = tree.words.emplace_back();
    word.upos = upos, word.deprel = deprel;
  }
  return tree;
}

TEST(RelationTags, FavourWhatARelationTakes) {
  const std::vector<float> fits = count_relation_tags(std::vector<Tree>(20, tree_of({{Upos::SCONJ, Deprel::mark}, {Upos::ADP, Deprel::case_}, {Upos::NOUN, Deprel::obl}})));
  const RelationTags tags(fits);
  const auto at = [&](Deprel relation, Upos upos) { return tags.of(relation)[static_cast<std::size_t>(upos)]; };
  EXPECT_GT(at(Deprel::mark, Upos::SCONJ), 0.1f);
  EXPECT_LT(at(Deprel::mark, Upos::ADP), -0.1f);
  EXPECT_GT(at(Deprel::case_, Upos::ADP), 0.1f);
  EXPECT_LT(at(Deprel::case_, Upos::SCONJ), -0.1f);
  EXPECT_NEAR(at(Deprel::vocative, Upos::NOUN), 0.0f, 1e-6f) << "a relation never seen says nothing";
}

TEST(RelationTags, NoneWithoutTrees) { EXPECT_TRUE(count_relation_tags({}).empty()); }

}  // namespace
}  // namespace dragoman::train
