// Trains the tagging and parsing network by gradient descent, on one core, the same way for the same seed.
#pragma once
#include <array>
#include <cstdint>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include "parse/network.h"

namespace dragoman::train {

struct Matrix {
  std::size_t rows = 0, columns = 0;
  std::vector<float> value, slope, first, second;  // weights, gradient, and the optimiser's two moments
  void shape(std::size_t r, std::size_t c);
};

// One sentence as rows and targets. Positions are words; heads are 0 for the root, else word + 1.
struct Example {
  std::vector<std::uint32_t> word;                              // row of the word table
  std::vector<std::uint32_t> seen;                              // how often the treebanks have the word
  std::vector<std::array<std::uint32_t, kPieceKinds>> pieces;   // rows of the hashed table; the whole word first
  std::vector<std::uint16_t> tag;
  std::vector<std::uint32_t> head;
  std::vector<std::uint8_t> label;
};

struct NetworkSettings {
  std::uint64_t seed = 1;
  unsigned epochs = 12;
  std::size_t batch_words = 700;
  float rate = 2e-3f, last_rate = 5e-5f;
  float input_dropout = 0.2f, layer_dropout = 0.25f;
  float unknown_share = 0.25f;  // the row of a word seen n times is hidden with chance share / (share + n), so is its whole-word piece
  bool fixed_words = false;     // the word table was learnt elsewhere and stays
};

class Network {
 public:
  Network(const NetworkShape& shape, std::uint64_t seed);
  const NetworkShape& shape() const { return shape_; }
  std::vector<Matrix>& matrices() { return matrices_; }
  const std::vector<Matrix>& matrices() const { return matrices_; }
  Matrix& words() { return words_; }
  const Matrix& words() const { return words_; }
  Matrix& pieces() { return pieces_; }
  const Matrix& pieces() const { return pieces_; }
  NetworkWeights weights() const;

 private:
  NetworkShape shape_;
  std::vector<Matrix> matrices_;  // in the order of matrix_specs
  Matrix words_, pieces_;
};

// Called for every epoch with a fresh view of the training data; may alter it (headline style and the like).
using Corpus = std::function<std::vector<Example>(unsigned epoch, std::mt19937_64&)>;

struct Losses {
  double tag = 0, arc = 0, label = 0;
  std::size_t words = 0;
};

// `after_epoch` may report; it returns false to stop early.
void train_network(Network& network, const NetworkSettings& settings, const Corpus& corpus,
                   const std::function<bool(unsigned epoch, const Losses&)>& after_epoch);

// Loss and gradients of one batch without dropout (for tests of the gradients).
Losses batch_slopes(Network& network, const std::vector<Example>& batch);

}  // namespace dragoman::train
