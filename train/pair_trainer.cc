#include "train/pair_trainer.h"

#include <fmt/format.h>

#include <cmath>

namespace dragoman::train {

PairsBefore pairs_before(const Knowledge& knowledge) {
  const Weights weights(knowledge, "fusion.before");
  PairsBefore before;
  for (const std::string_view feature : kPairFeatures) {
    before.weights.push_back(weights.get(feature));
    before.held.push_back(knowledge.in_set("fusion.held", feature));
  }
  return before;
}

std::vector<double> learn_pairs(const std::vector<PairLesson>& lessons, const PairsBefore& before, unsigned rounds, double penalty) {
  constexpr std::size_t kCount = kPairFeatures.size();
  std::vector<double> weights = before.weights, seen(kCount, 1e-6);
  for (unsigned round = 0; round < rounds; ++round) {
    std::vector<double> slope(kCount, 0.0);
    for (const PairLesson& lesson : lessons) {
      double sum = 0;
      for (std::size_t f = 0; f < kCount; ++f) sum += weights[f] * static_cast<double>(lesson.features[f]);
      const double wrong = lesson.weight * ((lesson.same ? 1.0 : 0.0) - 1 / (1 + std::exp(-sum)));
      for (std::size_t f = 0; f < kCount; ++f) slope[f] += wrong * static_cast<double>(lesson.features[f]);
    }
    for (std::size_t f = 0; f < kCount; ++f) {
      if (before.held[f]) continue;
      slope[f] -= penalty * (weights[f] - before.weights[f]);
      seen[f] += slope[f] * slope[f];
      weights[f] += 0.5 * slope[f] / std::sqrt(seen[f]);
    }
  }
  return weights;
}

double best_penalty(const std::vector<PairLesson>& lessons, const PairsBefore& before) {
  constexpr unsigned kRounds = 600;
  double best = 0, least = 1e300;
  for (const double penalty : {10.0, 20.0, 40.0, 80.0}) {
    double loss = 0;
    for (const unsigned half : {0u, 1u}) {
      std::vector<PairLesson> taught;
      for (const PairLesson& lesson : lessons)
        if (lesson.fold % 2 == half) taught.push_back(lesson);
      const auto weights = learn_pairs(taught, before, kRounds, penalty / 2);
      for (const PairLesson& lesson : lessons) {
        if (lesson.fold % 2 == half) continue;
        double sum = 0;
        for (std::size_t f = 0; f < weights.size(); ++f) sum += weights[f] * static_cast<double>(lesson.features[f]);
        loss += lesson.weight * std::log1p(std::exp(lesson.same ? -sum : sum));
      }
    }
    if (loss < least) least = loss, best = penalty;
  }
  return best;
}

std::string pairs_text(const std::vector<double>& weights) {
  std::string text = "set fusion.pairs\n";
  for (std::size_t f = 0; f < weights.size(); ++f) text += fmt::format("  word       {} {:.3f}\n", kPairFeatures[f], weights[f]);
  return text;
}

}  // namespace dragoman::train
