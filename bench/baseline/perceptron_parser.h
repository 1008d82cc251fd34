// A greedy parser by transitions, scored by averaged perceptrons: one for the action, one for the relation of a new arc.
// Features after Zhang and Nivre 2011, with clusters.
#pragma once
#include <functional>
#include <random>
#include <vector>

#include "baseline/arc_hybrid.h"
#include "baseline/perceptron.h"

namespace dragoman::baseline {

class PerceptronParser {
 public:
  PerceptronParser();
  // `report` hears of every epoch: the share of arcs drawn right in training.
  void train(const std::vector<Sentence>& sentences, int epochs, const std::function<void(int, double)>& report);
  // The finished tree is in `work`, valid until the next call.
  void parse(const Sentence& sentence, Configuration& work) const;
  std::size_t used() const { return actions_.used() + relations_.used(); }  // weights that are not nought
  std::size_t bytes() const { return actions_.bytes() + relations_.bytes(); }

 private:
  struct Scratch {
    std::vector<std::uint32_t> features;
    std::vector<float> scores;
  };
  Action best_action(const Configuration& now, const Sentence& sentence, Scratch& scratch) const;
  std::uint8_t best_relation(const Configuration& now, const Sentence& sentence, Action action, Scratch& scratch) const;
  std::size_t learn(const Sentence& sentence, int epoch, std::mt19937_64& random, Configuration& now, Scratch& scratch);

  Perceptron actions_, relations_;
};

}  // namespace dragoman::baseline
