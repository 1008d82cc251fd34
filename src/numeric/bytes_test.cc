#include "numeric/bytes.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <vector>

#include "numeric/test_numbers.h"

namespace dragoman {
namespace {

struct Packed {
  std::vector<std::int8_t> blocks;
  std::vector<float> scales;
  std::vector<std::int32_t> sums;
  ByteMatrix matrix;

  Packed(std::size_t inner, std::size_t columns) : blocks(ByteMatrix::bytes(inner, columns)), scales(numbers(columns, 7)), sums(columns) {
    unsigned seed = 11;
    for (std::size_t k = 0; k < inner; ++k)
      for (std::size_t c = 0; c < columns; ++c) {
        const auto value = static_cast<std::int8_t>(static_cast<int>((seed = seed * 1664525u + 1013904223u) >> 26) - 32);
        blocks[ByteMatrix::place(inner, k, c)] = value;
        sums[c] += 128 * value;
      }
    matrix = {blocks.data(), scales.data(), sums.data(), inner, columns};
  }
};

TEST(Bytes, EveryKernelGivesTheBitsOfTheFormula) {
  const ByteKernels* kernels[4];
  const std::size_t count = all_byte_kernels(kernels);
  for (const std::size_t inner : {3u, 64u, 101u, 160u})
    for (const std::size_t rows : {1u, 4u, 11u}) {
      const std::size_t columns = 80, stride = ByteMatrix::padded_inner(inner);
      const auto x = numbers(rows * inner, 1), bias = numbers(columns, 3);
      const Packed w(inner, columns);
      std::vector<float> expected;
      for (std::size_t i = 0; i < count; ++i) {
        std::vector<std::uint8_t> bytes(rows * stride);
        std::vector<float> scales(rows), y(rows * columns);
        kernels[i]->round(x.data(), rows, inner, inner, bytes.data(), stride, scales.data());
        kernels[i]->multiply({bytes.data(), stride, scales.data()}, rows, w.matrix, bias.data(), y.data(), columns);
        if (i == 0) {
          for (std::size_t r = 0; r < rows; ++r)
            for (std::size_t c = 0; c < columns; ++c) {
              std::int32_t sum = 0;
              float most = 0;
              for (std::size_t k = 0; k < inner; ++k) most = std::max(most, std::fabs(x[r * inner + k]));
              for (std::size_t k = 0; k < inner; ++k)
                sum += (static_cast<int>(std::nearbyint(x[r * inner + k] * (127.0f / most))) * w.blocks[ByteMatrix::place(inner, k, c)]);
              EXPECT_NEAR(y[r * columns + c], static_cast<float>(sum) * scales[r] * w.scales[c] + bias[c], 1e-3f) << r << " " << c;
            }
          expected = y;
        }
        EXPECT_EQ(std::memcmp(expected.data(), y.data(), y.size() * sizeof(float)), 0) << kernels[i]->name << ", inner " << inner << ", rows " << rows;
      }
    }
}

TEST(Bytes, RoundsToTheNearestAndKeepsNoughts) {
  const ByteKernels* kernels[4];
  const std::size_t count = all_byte_kernels(kernels);
  const std::vector<float> x = {0, 0, 0, 0, 0, 254, -254, 3, 1, -127};
  for (std::size_t i = 0; i < count; ++i) {
    std::vector<std::uint8_t> bytes(16);
    std::vector<float> scales(2);
    kernels[i]->round(x.data(), 2, 5, 5, bytes.data(), 8, scales.data());
    EXPECT_EQ(std::vector<int>(bytes.begin(), bytes.end()), (std::vector<int>{128, 128, 128, 128, 128, 128, 128, 128, 255, 1, 130, 128, 64, 128, 128, 128})) << kernels[i]->name;
    EXPECT_EQ(scales, (std::vector<float>{0, 2}));
    std::vector<float> y = {1, 1, 1};
    const std::int8_t some[] = {-2, 0, 100};
    kernels[i]->add_scaled(some, 0.5f, 3, y.data());
    EXPECT_EQ(y, (std::vector<float>{0, 1, 51}));
  }
}

}  // namespace
}  // namespace dragoman
