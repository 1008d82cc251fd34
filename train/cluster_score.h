// How well clusters agree with gold clusters over the same mentions.
#pragma once
#include <cstdint>
#include <vector>

#include "train/chain_score.h"

namespace dragoman::train {

// Pairs of mentions that share a cluster.
struct PairCounts {
  double both = 0, gold = 0, found = 0;
  double precision() const { return found > 0 ? 100 * both / found : 0; }
  double recall() const { return gold > 0 ? 100 * both / gold : 0; }
  double f1() const { return gold + found > 0 ? 200 * both / (gold + found) : 0; }
};

// Chains of one mention count. Percentages.
struct ClusterScore {
  ChainScore chains;
  PairCounts pairs;
  // Adds one set of mentions; gold[i] and found[i] are the cluster numbers of mention i, of any size.
  void add(const std::vector<std::uint32_t>& gold, const std::vector<std::uint32_t>& found);
};

}  // namespace dragoman::train
