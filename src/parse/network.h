// The network: from word hashes to tags, heads and relations of one sentence.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

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
  std::uint32_t tags = 0, labels = 0;
  std::uint32_t arc_width = 0, label_width = 0;

  std::size_t input() const { return word_width + piece_width; }
  std::size_t state() const { return 2 * width; }
  bool plausible() const;
};

// Weights in single precision, row-major [inner × columns]; views into memory owned elsewhere.
struct NetworkWeights {
  const float* root = nullptr;                           // [input]: stands before every sentence
  const float* project = nullptr, *project_bias = nullptr;  // [input × state]
  struct Layer {
    const float* gates = nullptr;                        // [state × 6·width]: forward, then backward
    const float* bias = nullptr;                         // [6·width]
    const float* peeps = nullptr;                        // [4·width]: forget and output, forward; then backward
  } layer[kMaxLayers];
  const float* tag = nullptr, *tag_bias = nullptr;       // [state × tags]
  const float* dependent = nullptr, *dependent_bias = nullptr;  // [state × arc]
  const float* governor = nullptr, *governor_bias = nullptr;
  const float* bilinear = nullptr;                       // [arc × arc], and
  const float* popular = nullptr;                        // [arc]: how good a head a word is, whoever asks
  const float* distance = nullptr;                       // [kDistances]
  const float* label_dependent = nullptr, *label_bias = nullptr;  // [state × label]
  const float* label_governor = nullptr;
  const float* label = nullptr, *label_out_bias = nullptr;  // [label × labels]
};

// Names and sizes of the weight matrices in file order.
struct MatrixSpec {
  std::string_view name;
  std::size_t rows = 0, columns = 0;
};
std::vector<MatrixSpec> matrix_specs(const NetworkShape& shape);
// Points the weights at matrices given in that order.
NetworkWeights bind_weights(const NetworkShape& shape, const std::vector<const float*>& matrices);

constexpr float leaky(float x) { return x > 0 ? x : 0.1f * x; }

// The class of a signed distance head - dependent.
constexpr std::size_t distance_class(std::ptrdiff_t distance) {
  const std::ptrdiff_t far = distance < 0 ? -distance : distance;
  const std::ptrdiff_t step = far < 8 ? far : far < 12 ? 8 : far < 16 ? 9 : far < 24 ? 10 : far < 32 ? 11 : far < 48 ? 12 : 13;
  return static_cast<std::size_t>(distance < 0 ? step : 16 + step);
}

// Scratch of one thread; capacity, never information.
struct NetworkScratch {
  const DenseKernels* kernels = &dense_kernels();
  std::vector<float> input, state, next, gates, tags, dependent, governor, mixed, popular, arcs, label_dependent, label_governor, hidden, labels;
};

// Runs the network over one sentence. `input` rows 1 … n of scratch hold the words, row 0 is filled here.
// Afterwards scratch.tags is [n+1 × padded tags], scratch.arcs [n+1 × padded(n+1)] (row: dependent, column: head; 0 is the root).
void run_network(const NetworkShape& shape, const NetworkWeights& weights, std::size_t words, NetworkScratch& scratch);
// Scores of every label for one dependent and head: scratch.labels is [n × padded labels], for the heads given (0 is the root).
void run_labels(const NetworkShape& shape, const NetworkWeights& weights, const std::vector<std::uint32_t>& heads, NetworkScratch& scratch);

}  // namespace dragoman
