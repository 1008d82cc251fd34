// Trains the tagging and parsing network by gradient descent, on one core, the same way for the same seed.
#pragma once
#include <array>
#include <cstdint>
#include <functional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "parse/network.h"

namespace dragoman::train {

struct Matrix {
  std::size_t rows = 0, columns = 0;
  std::vector<float> value, slope, first, second;  // weights, gradient, and the optimiser's two moments
  void shape(std::size_t r, std::size_t c);
};

inline constexpr std::uint16_t kNoTarget = 0xffff;

// Names and sizes of the matrices that are trained, in single precision and row-major [inner × columns], in order.
struct MatrixSpec {
  std::string_view name;
  std::size_t rows = 0, columns = 0;
};
std::vector<MatrixSpec> matrix_specs(const NetworkShape& shape);
// How many of them come before those of tags, arcs, relations and names; and these, counted from there.
constexpr std::size_t first_head(const NetworkShape& shape) { return 3 + 3 * std::size_t{shape.layers}; }
enum HeadMatrix : std::size_t {
  kTag, kTagBias, kDep, kDepBias, kGov, kGovBias, kBilinear, kPopular, kDistance, kLabelDep, kLabelBias, kLabelGov, kLabel, kLabelOutBias, kName, kNameBias,
};

// One sentence as rows and targets. Positions are words; heads are 0 for the root, else word + 1. Targets that a source
// does not annotate stay empty and teach nothing.
struct Example {
  std::vector<std::uint32_t> word;                              // row of the word table
  std::vector<std::uint32_t> seen;                              // how often the treebanks have the word
  std::vector<std::array<std::uint32_t, kPieceKinds>> pieces;   // rows of the hashed table; the whole word first
  std::vector<std::uint16_t> tag;
  std::vector<std::uint32_t> head;
  std::vector<std::uint8_t> label;
  std::vector<std::uint8_t> name;                               // NameTag
  std::vector<std::uint16_t> hidden;                            // class to guess of a word that is hidden; kNoTarget elsewhere
};

struct NetworkSettings {
  std::uint64_t seed = 1;
  unsigned epochs = 12;
  std::size_t batch_words = 700;
  float rate = 2e-3f, last_rate = 5e-5f;
  float input_dropout = 0.1f, layer_dropout = 0.15f, name_dropout = 0.4f;
  float unknown_share = 0.25f;  // the row of a word seen n times is hidden with chance share / (share + n), so is its whole-word piece
  float average = 0;            // share of the running mean of the weights that a step keeps; the mean is what is shown; 0: no mean
  bool fixed_words = false;     // the word table was learnt elsewhere and stays
};

// Weights that serve training alone: guessing the class of a hidden word off the last layer.
struct Guesser {
  Matrix weights, bias;  // [state × padded(classes)]
  std::size_t classes = 0;
};

class Network {
 public:
  Network(const NetworkShape& shape, std::uint64_t seed, std::size_t hidden_classes = 0);
  const NetworkShape& shape() const { return shape_; }
  std::vector<Matrix>& matrices() { return matrices_; }
  const std::vector<Matrix>& matrices() const { return matrices_; }
  Matrix& words() { return words_; }
  const Matrix& words() const { return words_; }
  Matrix& pieces() { return pieces_; }
  const Matrix& pieces() const { return pieces_; }
  Guesser& guesser() { return guesser_; }
  // Drops the guesser and what the optimiser remembers: another lesson begins.
  void forget_steps();

 private:
  NetworkShape shape_;
  std::vector<Matrix> matrices_;  // in the order of matrix_specs
  Matrix words_, pieces_;
  Guesser guesser_;
};

// Called for every epoch with a fresh view of the training data; may alter it (headline style and the like).
using Corpus = std::function<std::vector<Example>(unsigned epoch, std::mt19937_64&)>;

struct Losses {
  double tag = 0, arc = 0, label = 0, name = 0, hidden = 0;
  std::size_t words = 0, trees = 0, names = 0, guesses = 0;  // words of all sentences; with a tree; with name tags; hidden
};

// `after_epoch` may report; it returns false to stop early.
void train_network(Network& network, const NetworkSettings& settings, const Corpus& corpus,
                   const std::function<bool(unsigned epoch, const Losses&)>& after_epoch);

// Loss and gradients of one batch without dropout (for tests of the gradients).
Losses batch_slopes(Network& network, const std::vector<Example>& batch);

}  // namespace dragoman::train
