// A greedy parser by transitions, scored by one hidden layer over the words, tags and relations at fixed positions.
// Chen and Manning 2014, but trained with the dynamic oracle. The part of the hidden layer that depends on a word alone is
// computed once for each word and kept for frequent ones.
#pragma once
#include <functional>
#include <random>
#include <unordered_map>
#include <vector>

#include "baseline/arc_hybrid.h"

namespace dragoman::baseline {

// Weights and what Adam keeps of their gradients.
struct Weights {
  std::vector<float> value, slope, first, second;
  void resize(std::size_t count);
  void fill(float spread, std::mt19937_64& random);
  void descend(std::size_t from, std::size_t to, float rate, float correction1, float correction2);
};

class FeedForwardParser {
 public:
  FeedForwardParser(std::size_t word_width, std::size_t tags);
  // `report` hears of every epoch: the share of arcs drawn right in training.
  void train(const std::vector<Sentence>& sentences, int epochs, const std::function<void(int, double)>& report);

  // Working memory; capacity, never information.
  struct Scratch {
    std::vector<float> inputs, words, word_slopes, turned, hidden, scores;
    Configuration now;
  };
  // The finished tree is in scratch.now.
  void parse(const Sentence& sentence, Scratch& scratch) const;
  std::size_t weights() const;
  std::size_t cached_words() const { return cached_.size(); }

 private:
  struct Batch;
  struct View;
  void input(const Sentence& sentence, std::size_t at, bool hidden, float* out) const;
  void score(const View& view, const float* words, Scratch& scratch) const;
  std::size_t learn(const Sentence& sentence, const float* words, float* word_slopes, Scratch& scratch);
  void learn_scores(const View& view, const std::vector<float>& slopes, float* word_slopes, const Scratch& scratch);
  void learn_words(const Batch& batch, Scratch& scratch);
  void descend(float rate);
  void keep_frequent(const std::vector<Sentence>& sentences);

  std::size_t word_width_, tags_;
  Weights pieces_, project_, tag_rows_, special_rows_, rows_, bias_, out_, out_bias_;
  std::vector<std::uint8_t> touched_;  // rows of pieces_ with a gradient
  unsigned steps_ = 0;
  int epoch_ = 0;
  std::size_t arcs_right_ = 0;
  std::mt19937_64 random_{1};
  std::unordered_map<std::uint64_t, std::size_t> cached_;
  std::vector<float> cache_;
};

}  // namespace dragoman::baseline
