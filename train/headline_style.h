// Sentences rewritten the way headlines and captions are printed.
#pragma once
#include <random>

#include "train/treebank.h"

namespace dragoman::train {

// Drops what headlines drop (final stop, articles, forms of "be") where nothing hangs on it, joins names by commas, changes
// the capitals, or some of these.
std::vector<TreeWord> headline_style(const std::vector<TreeWord>& words, std::mt19937_64& random);

}  // namespace dragoman::train
