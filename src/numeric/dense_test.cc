#include "numeric/dense.h"

#include <gtest/gtest.h>

#include <cstring>
#include <vector>

#include "numeric/test_numbers.h"

namespace dragoman {
namespace {

TEST(Dense, EveryKernelGivesTheSameBits) {
  const DenseKernels* kernels[4];
  const std::size_t count = all_dense_kernels(kernels);
  const std::size_t rows = 7, inner = 37, columns = 40;
  const auto x = numbers(rows * inner, 1), w = numbers(inner * columns, 2), bias = numbers(columns, 3);
  std::vector<float> expected(rows * columns), again(rows * columns);
  kernels[0]->multiply(x.data(), rows, inner, inner, w.data(), columns, bias.data(), expected.data(), columns, false);
  float by_hand = bias[5];
  for (std::size_t k = 0; k < inner; ++k) by_hand += x[2 * inner + k] * w[k * columns + 5];
  EXPECT_EQ(expected[2 * columns + 5], by_hand);
  for (std::size_t i = 1; i < count; ++i) {
    kernels[i]->multiply(x.data(), rows, inner, inner, w.data(), columns, bias.data(), again.data(), columns, false);
    EXPECT_EQ(std::memcmp(expected.data(), again.data(), expected.size() * sizeof(float)), 0) << kernels[i]->name;
  }
}

TEST(Dense, RecurrenceFollowsItsFormulaBothWays) {
  const std::size_t steps = 5, width = 16;
  const auto gates = numbers(steps * 3 * width, 4), skip = numbers(steps * width, 5), peep = numbers(2 * width, 6);
  const DenseKernels* kernels[4];
  const std::size_t count = all_dense_kernels(kernels);
  for (const bool backward : {false, true}) {
    std::vector<float> expected(steps * width);
    for (std::size_t i = 0; i < width; ++i) {
      float cell = 0;
      for (std::size_t step = 0; step < steps; ++step) {
        const std::size_t t = backward ? steps - 1 - step : step;
        const float* row = gates.data() + t * 3 * width + i;
        const float forget = gate(row[width] + peep[i] * cell), output = gate(row[2 * width] + peep[width + i] * cell);
        cell = forget * cell + (1.0f - forget) * row[0];
        expected[t * width + i] = output * cell + (1.0f - output) * skip[t * width + i];
      }
    }
    for (std::size_t k = 0; k < count; ++k) {
      std::vector<float> out(steps * width);
      Recurrence layer;
      layer.gates = gates.data(), layer.gates_stride = 3 * width;
      layer.skip = skip.data(), layer.skip_stride = width;
      layer.forget_peep = peep.data(), layer.output_peep = peep.data() + width;
      layer.out = out.data(), layer.out_stride = width;
      layer.steps = steps, layer.width = width, layer.backward = backward;
      kernels[k]->recur(layer);
      for (std::size_t i = 0; i < out.size(); ++i) EXPECT_FLOAT_EQ(out[i], expected[i]) << kernels[k]->name;
    }
  }
}

}  // namespace
}  // namespace dragoman
