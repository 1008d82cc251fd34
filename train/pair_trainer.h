// Learns the weights of fuse/pair_score from pairs of tellings.
#pragma once
#include <string>
#include <vector>

#include "fuse/pair_score.h"

namespace dragoman::train {

struct PairLesson {
  PairFeatures features{};
  bool same = false;   // one event
  double weight = 1;
  unsigned fold = 0;   // lessons of one story share it
};

struct PairsBefore {
  std::vector<double> weights;
  std::vector<bool> held;
};
// `set fusion.before` and `set fusion.held` of the lexicon.
PairsBefore pairs_before(const Knowledge& knowledge);

// Logistic regression with a penalty on weights far from `before`, what was held before the lessons; a feature that is `held` stays
// there. The same lessons give the same weights.
std::vector<double> learn_pairs(const std::vector<PairLesson>& lessons, const PairsBefore& before, unsigned rounds, double penalty);

// The penalty, of some, that serves best where one half of the folds teaches the other.
double best_penalty(const std::vector<PairLesson>& lessons, const PairsBefore& before);

// The weights as `set fusion.pairs` of the lexicon.
std::string pairs_text(const std::vector<double>& weights);

}  // namespace dragoman::train
