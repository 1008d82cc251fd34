// What both parsers do with the dynamic oracle while they learn.
#pragma once
#include <array>
#include <random>

#include "baseline/arc_hybrid.h"

namespace dragoman::baseline {

// The allowed actions that lose fewest gold arcs.
inline std::array<bool, kActions> best_actions(const Configuration& now, const Sentence& gold) {
  std::array<unsigned, kActions> cost{};
  unsigned least = 0xffffffff;
  for (const Action action : {kShift, kLeft, kRight}) {
    cost[action] = now.allowed(action) ? now.cost(action, gold) : 0xffffffff;
    least = std::min(least, cost[action]);
  }
  return {cost[kShift] == least, cost[kLeft] == least, cost[kRight] == least};
}

// From the second epoch on, most errors are followed, so that the parser learns to go on from them.
inline bool explore(int epoch, std::mt19937_64& random) { return epoch > 0 && random() % 10 != 0; }

}  // namespace dragoman::baseline
