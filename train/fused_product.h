// Matrix products for training: every product is fused with its sum, in one written order.
//
// A fused multiply-add rounds once and is exactly defined, so the bits are the same on every processor; those without the
// instruction compute it in software, slowly. Pure functions; share freely.
#pragma once
#include <cstddef>

namespace dragoman::train {

// y[rows × columns] = (add ? y : bias or 0) + x[rows × inner] · w[inner × columns]; columns a multiple of 8.
using FusedProduct = void (*)(const float* x, std::size_t rows, std::size_t inner, std::size_t x_stride, const float* w, std::size_t columns,
                              const float* bias, float* y, bool add);

// The fastest that this processor runs.
FusedProduct fused_product();
// All that this processor runs, the plainest first (for tests). Returns how many.
std::size_t all_fused_products(FusedProduct (&out)[3]);

}  // namespace dragoman::train
