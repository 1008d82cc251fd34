#include "train/fused_product.h"

#include <gtest/gtest.h>

#include <cstring>
#include <vector>

#include "numeric/test_numbers.h"

namespace dragoman::train {
namespace {

TEST(FusedProduct, EveryProcessorGivesTheSameBits) {
  FusedProduct all[3];
  const std::size_t count = all_fused_products(all);
  for (const std::size_t columns : {8u, 24u, 88u, 152u})
     for (const std::size_t inner : {37u, 300u})
    for (const bool add : {false, true}) {
      const std::size_t rows = 11;
      const auto x = numbers(rows * inner, 1), w = numbers(inner * columns, 2), bias = numbers(columns, 3), before = numbers(rows * columns, 4);
      auto expected = before;
      all[0](x.data(), rows, inner, inner, w.data(), columns, bias.data(), expected.data(), add);
      for (std::size_t i = 1; i < count; ++i) {
        auto again = before;
        all[i](x.data(), rows, inner, inner, w.data(), columns, bias.data(), again.data(), add);
        EXPECT_EQ(std::memcmp(expected.data(), again.data(), again.size() * sizeof(float)), 0) << "kernel " << i << ", " << columns << " columns";
      }
    }
}

}  // namespace
}  // namespace dragoman::train
