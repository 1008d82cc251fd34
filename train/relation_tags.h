// How well parts of speech suit dependency relations, counted from treebanks.
#pragma once
#include <vector>

#include "train/treebank.h"

namespace dragoman::train {

// For RelationTags of a model: [relations × parts of speech], a share of log P(tag | relation) - log P(tag).
// Empty for no trees.
std::vector<float> count_relation_tags(const std::vector<Tree>& trees);

}  // namespace dragoman::train
