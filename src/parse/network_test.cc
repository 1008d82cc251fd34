#include "parse/network.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>

namespace dragoman {
namespace {

// A small network with weights out of a formula.
struct Small {
  NetworkShape shape;
  std::vector<std::vector<float>> numbers;
  std::vector<std::vector<std::int8_t>> blocks;
  std::vector<std::vector<std::int32_t>> sums;
  NetworkWeights weights;

  Small() {
    shape.words = 1, shape.word_width = 16, shape.pieces = 1, shape.piece_width = 16, shape.width = 32, shape.layers = 2, shape.tag_layer = 1;
    shape.tags = 5, shape.labels = 7, shape.names = 11, shape.arc_width = 16, shape.label_width = 16;
    unsigned seed = 3;
    const auto next = [&] { return static_cast<int>((seed = seed * 1664525u + 1013904223u) >> 16) - 32768; };
    std::vector<WeightPart> parts;
    for (const WeightSpec& spec : weight_specs(shape)) {
      WeightPart& part = parts.emplace_back();
      auto& values = numbers.emplace_back(spec.columns);
      for (float& x : values) x = static_cast<float>(next()) / (spec.rows ? 4000000.0f : 100000.0f);
      part.numbers = values.data();
      if (spec.rows == 0) continue;
      auto& bytes = blocks.emplace_back(ByteMatrix::bytes(spec.rows, spec.columns));
      auto& sum = sums.emplace_back(spec.columns);
      for (std::size_t r = 0; r < spec.rows; ++r)
        for (std::size_t c = 0; c < spec.columns; ++c) {
          const auto weight = static_cast<std::int8_t>(next() / 1024);
          bytes[ByteMatrix::place(spec.rows, r, c)] = weight;
          sum[c] += 128 * weight;
        }
      part.matrix = {bytes.data(), values.data(), sum.data(), spec.rows, spec.columns};
    }
    weights = bind_weights(shape, parts);
  }
};

void fill(const Small& small, const NetworkBatch& batch, std::size_t sentence, unsigned seed, NetworkScratch& scratch) {
  const std::size_t width = small.shape.input();
  std::copy_n(small.weights.root, width, scratch.input.begin() + static_cast<std::ptrdiff_t>(batch.first[sentence] * width));
  for (std::size_t row = batch.first[sentence] + 1; row < batch.first[sentence + 1]; ++row)
    for (std::size_t k = 0; k < width; ++k) scratch.input[row * width + k] = 0.01f * static_cast<float>((seed = seed * 1664525u + 1013904223u) >> 25);
}

void run(const Small& small, const NetworkBatch& batch, NetworkScratch& scratch) {
  project_words(small.shape, small.weights, batch.rows(), scratch);
  scratch.state = scratch.projected;
  run_network(small.shape, small.weights, batch, scratch);
}

TEST(Network, EveryKernelGivesTheSameScores) {
  const Small small;
  ASSERT_TRUE(small.shape.plausible());
  NetworkBatch batch;
  batch.add(5), batch.add(1), batch.add(9);
  const std::vector<std::uint32_t> heads = {0, 2, 0, 2, 3, 3, 6, 6, 8, 8, 8, 9, 9, 9, 9, 9, 9, 9};
  const DenseKernels* dense[4];
  const ByteKernels* bytes[4];
  const std::size_t dense_count = all_dense_kernels(dense), byte_count = all_byte_kernels(bytes);
  std::vector<float> tags, arcs, labels;
  for (std::size_t k = 0; k < std::max(dense_count, byte_count); ++k) {
    NetworkScratch scratch;
    scratch.kernels = dense[std::min(k, dense_count - 1)], scratch.bytes = bytes[std::min(k, byte_count - 1)];
    scratch.input.assign(batch.rows() * small.shape.input(), 0.0f);
    for (std::size_t i = 0; i < batch.size(); ++i) fill(small, batch, i, static_cast<unsigned>(i), scratch);
    run(small, batch, scratch);
    run_labels(small.shape, small.weights, heads, scratch);
    if (k == 0) tags = scratch.tags, arcs = scratch.arcs, labels = scratch.labels;
    EXPECT_EQ(scratch.tags, tags) << scratch.bytes->name;
    EXPECT_EQ(scratch.arcs, arcs) << scratch.bytes->name;
    EXPECT_EQ(scratch.labels, labels) << scratch.bytes->name;
  }
}

TEST(Network, SentencesRunTogetherAreAsIfAlone) {
  const Small small;
  const std::size_t width = small.shape.input(), columns = padded(small.shape.tags);
  NetworkBatch together;
  for (const std::uint32_t words : {4u, 7u, 2u}) together.add(words);
  NetworkScratch all;
  all.input.assign(together.rows() * width, 0.0f);
  for (std::size_t i = 0; i < 3; ++i) fill(small, together, i, static_cast<unsigned>(i), all);
  run(small, together, all);
  NetworkScratch one;  // used again for every sentence
  for (std::size_t i = 0; i < 3; ++i) {
    NetworkBatch alone;
    alone.add(together.first[i + 1] - together.first[i] - 1);
    one.input.assign(alone.rows() * width, 0.0f);
    fill(small, alone, 0, static_cast<unsigned>(i), one);
    run(small, alone, one);
    EXPECT_EQ(std::memcmp(one.tags.data(), all.tags.data() + together.first[i] * columns, alone.rows() * columns * sizeof(float)), 0) << i;
    EXPECT_EQ(std::memcmp(one.arcs.data(), all.arcs.data() + together.arcs[i], alone.arcs.back() * sizeof(float)), 0) << i;
    for (std::size_t row = 0; row < alone.rows(); ++row)
      for (std::size_t k = 0; k < small.shape.names; ++k)
        EXPECT_EQ(name_scores(small.shape, row, one)[k], name_scores(small.shape, together.first[i] + row, all)[k]);
  }
}

}  // namespace
}  // namespace dragoman
