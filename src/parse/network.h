// The network: from word hashes to tags, heads and relations of one sentence.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "numeric/bytes.h"
#include "numeric/dense.h"
#include "parse/word_features.h"

namespace dragoman {

inline constexpr std::size_t kMaxLayers = 4;
inline constexpr std::size_t kDistances = 32;  // classes of signed distance between dependent and head

// The sizes of a network; all widths are multiples of kLane.
struct NetworkShape {
  std::uint32_t words = 0, word_width = 0;    // rows and width of the word table; row 0 stands for unknown words
  std::uint32_t pieces = 0, piece_width = 0;  // the hashed table
  std::uint32_t width = 0;                    // of one direction of a layer
  std::uint32_t layers = 0, tag_layer = 0;    // tags are read off this layer
  std::uint32_t tags = 0, labels = 0, names = 0;
  std::uint32_t arc_width = 0, label_width = 0;

  std::size_t input() const { return word_width + piece_width; }
  std::size_t state() const { return 2 * width; }
  bool plausible() const;         // all of them
  bool plausible_widths() const;  // those that do not depend on data
  // Everything read off the last layer in one product: dependents, governors, relations of both, names.
  std::size_t heads() const { return 2 * std::size_t{arc_width} + 2 * std::size_t{label_width} + padded(names); }
};

// Weights, as views into memory owned elsewhere. Matrices hold a byte for each weight.
struct NetworkWeights {
  const float* root = nullptr;                           // [input]: stands before every sentence
  ByteMatrix project;                                    // [input × state]
  const float* project_bias = nullptr;
  struct Layer {
    ByteMatrix gates;                                    // [state × 6·width]: forward, then backward
    const float* bias = nullptr;                         // [6·width]
    const float* peeps = nullptr;                        // [4·width]: forget and output, forward; then backward
  } layer[kMaxLayers];
  ByteMatrix tag;                                        // [state × tags]
  const float* tag_bias = nullptr;
  ByteMatrix heads;                                      // [state × heads()]: dependent, governor, label dependent, label governor, names
  const float* heads_bias = nullptr;
  ByteMatrix bilinear;                                   // [arc × arc], and
  const float* popular = nullptr;                        // [arc]: how good a head a word is, whoever asks
  const float* distance = nullptr;                       // [kDistances]
  ByteMatrix label;                                      // [label × labels]
  const float* label_bias = nullptr;
};

// Names and sizes of the weights in file order; rows 0 marks numbers, the rest are matrices of bytes.
struct WeightSpec {
  std::string_view name;
  std::size_t rows = 0, columns = 0;
};
std::vector<WeightSpec> weight_specs(const NetworkShape& shape);
// Points the weights at parts given in that order: of numbers `numbers`, of a matrix `matrix`.
struct WeightPart {
  const float* numbers = nullptr;
  ByteMatrix matrix;
};
NetworkWeights bind_weights(const NetworkShape& shape, const std::vector<WeightPart>& parts);

// The class of a signed distance head - dependent.
constexpr std::size_t distance_class(std::ptrdiff_t distance) {
  const std::ptrdiff_t far = distance < 0 ? -distance : distance;
  const std::ptrdiff_t step = far < 8 ? far : far < 12 ? 8 : far < 16 ? 9 : far < 24 ? 10 : far < 32 ? 11 : far < 48 ? 12 : 13;
  return static_cast<std::size_t>(distance < 0 ? step : 16 + step);
}

// Scratch of one thread; capacity, never information.
struct NetworkScratch {
  const DenseKernels* kernels = &dense_kernels();
  const ByteKernels* bytes = &byte_kernels();
  std::vector<float> input, projected, state, next, gates, tags, heads, mixed, popular, arcs, governors, distances, hidden, labels;
  std::vector<std::uint8_t> rounded;
  std::vector<float> row_scales;
};

// Some sentences run together, so that every weight is fetched once for all of them; each as if it were alone.
// Rows lie end to end: a sentence's root, then its words.
struct NetworkBatch {
  std::vector<std::uint32_t> first{0};   // the root's row of each sentence, and one behind the last
  std::vector<std::size_t> arcs{0};      // where its arc scores begin

  void clear() { first.assign(1, 0), arcs.assign(1, 0); }
  void add(std::uint32_t words) {
    const std::size_t rows = std::size_t{words} + 1;
    first.push_back(first.back() + words + 1);
    arcs.push_back(arcs.back() + rows * padded(rows));
  }
  std::size_t size() const { return first.size() - 1; }
  std::uint32_t rows() const { return first.back(); }
};

// Takes words in: scratch.input is [words × input], scratch.projected becomes [words × state]. Each row as if it were alone.
void project_words(const NetworkShape& shape, const NetworkWeights& weights, std::size_t words, NetworkScratch& scratch);
// `state` rows of scratch hold what project_words() made of the words and, for the roots, of weights.root. Afterwards scratch.tags is [rows × padded tags], and
// from scratch.arcs[batch.arcs[i]] on stand the arc scores of a sentence of n words: [n+1 × padded(n+1)]
// (row: dependent, column: head; 0 is the root).
void run_network(const NetworkShape& shape, const NetworkWeights& weights, const NetworkBatch& batch, NetworkScratch& scratch);
// Scores of the name tags of a row of the batch last run: [names].
const float* name_scores(const NetworkShape& shape, std::size_t row, const NetworkScratch& scratch);
// Scores of every label for each row of that batch under the row given as its head: scratch.labels is [rows × padded labels].
void run_labels(const NetworkShape& shape, const NetworkWeights& weights, const std::vector<std::uint32_t>& heads, NetworkScratch& scratch);

}  // namespace dragoman
