// Learns where sentences end from the texts of treebanks.
#pragma once
#include <cstdint>
#include <vector>

#include "knowledge/knowledge.h"
#include "train/treebank.h"

namespace dragoman::train {

struct BoundarySettings {
  std::uint64_t seed = 1;
  unsigned epochs = 6;
  float rate = 0.2f, decay = 1e-6f;
};

// Weights for Boundaries: logistic regression by AdaGrad (Duchi and others 2011), every gap told with the sentence's true
// beginning. The same weights for the same trees, word lists and seed.
std::vector<std::int8_t> learn_boundaries(const std::vector<Tree>& trees, const Knowledge& knowledge, const BoundarySettings& settings = {});

}  // namespace dragoman::train
