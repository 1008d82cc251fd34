#include "parse/network.h"

#include <gtest/gtest.h>

namespace dragoman {
namespace {

TEST(Network, EveryKernelGivesTheSameScores) {
  NetworkShape shape;
  shape.words = 1, shape.word_width = 16, shape.pieces = 1, shape.piece_width = 8, shape.width = 24, shape.layers = 2, shape.tag_layer = 1;
  shape.tags = 5, shape.labels = 7, shape.arc_width = 16, shape.label_width = 8;
  ASSERT_TRUE(shape.plausible());
  std::vector<std::vector<float>> store;
  std::vector<const float*> matrices;
  unsigned seed = 3;
  for (const MatrixSpec& spec : matrix_specs(shape)) {
    auto& values = store.emplace_back(spec.rows * spec.columns);
    for (float& x : values) x = static_cast<float>(static_cast<int>((seed = seed * 1664525u + 1013904223u) >> 16) - 32768) / 100000.0f;
    matrices.push_back(values.data());
  }
  const NetworkWeights weights = bind_weights(shape, matrices);
  const DenseKernels* kernels[4];
  const std::size_t count = all_dense_kernels(kernels);
  const std::vector<std::uint32_t> heads = {2, 0, 2, 3, 3, 1};
  std::vector<float> tags, arcs, labels;
  for (std::size_t k = 0; k < count; ++k) {
    NetworkScratch scratch;
    scratch.kernels = kernels[k];
    scratch.input.assign((heads.size() + 1) * shape.input(), 0.0f);
    for (std::size_t i = 0; i < scratch.input.size(); ++i) scratch.input[i] = 0.01f * static_cast<float>(i % 17);
    run_network(shape, weights, heads.size(), scratch);
    run_labels(shape, weights, heads, scratch);
    if (k == 0) tags = scratch.tags, arcs = scratch.arcs, labels = scratch.labels;
    EXPECT_EQ(scratch.tags, tags) << kernels[k]->name;
    EXPECT_EQ(scratch.arcs, arcs) << kernels[k]->name;
    EXPECT_EQ(scratch.labels, labels) << kernels[k]->name;
  }
}

}  // namespace
}  // namespace dragoman
