// Sentences rewritten the way headlines and captions are printed.
#pragma once
#include <random>

#include "train/treebank.h"

namespace dragoman::train {

// Drops what headlines drop (final stop, articles, forms of "be") where nothing hangs on it, or changes the capitals, or both.
std::vector<TreeWord> headline_style(const std::vector<TreeWord>& words, std::mt19937_64& random);

}  // namespace dragoman::train
