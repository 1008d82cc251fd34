#include "train/fused_product.h"

#include <algorithm>
#include <cmath>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace dragoman::train {

namespace {

void plain_product(const float* x, std::size_t rows, std::size_t inner, std::size_t x_stride, const float* w, std::size_t columns,
                   const float* bias, float* y, bool add) {
  for (std::size_t r = 0; r < rows; ++r)
    for (std::size_t c = 0; c < columns; ++c) {
      float sum = add ? y[r * columns + c] : bias ? bias[c] : 0.0f;
      for (std::size_t k = 0; k < inner; ++k) sum = std::fma(x[r * x_stride + k], w[k * columns + c], sum);
      y[r * columns + c] = sum;
    }
}

#if defined(__x86_64__)

// One operand set: where a strip of columns begins in every matrix.
struct Strip {
  const float* x;
  std::size_t inner, x_stride;
  const float* w;
  std::size_t w_stride;
  std::size_t columns;  // of y
  const float* bias;
  float* y;
  bool add;
};

template <int kRows, int kVectors>
[[gnu::target("avx2,fma"), gnu::always_inline]] inline void tile8(const Strip& s, std::size_t row) {
  __m256 sum[kRows][kVectors];
  float* y = s.y + row * s.columns;
  for (int r = 0; r < kRows; ++r)
    for (int v = 0; v < kVectors; ++v)
      sum[r][v] = s.add ? _mm256_loadu_ps(y + static_cast<std::size_t>(r) * s.columns + 8 * v) : s.bias ? _mm256_loadu_ps(s.bias + 8 * v) : _mm256_setzero_ps();
  const float* x = s.x + row * s.x_stride;
  for (std::size_t k = 0; k < s.inner; ++k) {
    __m256 w[kVectors];
    for (int v = 0; v < kVectors; ++v) w[v] = _mm256_loadu_ps(s.w + k * s.w_stride + 8 * v);
    for (int r = 0; r < kRows; ++r) {
      const __m256 value = _mm256_broadcast_ss(x + static_cast<std::size_t>(r) * s.x_stride + k);
      for (int v = 0; v < kVectors; ++v) sum[r][v] = _mm256_fmadd_ps(value, w[v], sum[r][v]);
    }
  }
  for (int r = 0; r < kRows; ++r)
    for (int v = 0; v < kVectors; ++v) _mm256_storeu_ps(y + static_cast<std::size_t>(r) * s.columns + 8 * v, sum[r][v]);
}

template <int kRows, int kVectors>
[[gnu::target("avx512f"), gnu::always_inline]] inline void tile16(const Strip& s, std::size_t row) {
  __m512 sum[kRows][kVectors];
  float* y = s.y + row * s.columns;
  for (int r = 0; r < kRows; ++r)
    for (int v = 0; v < kVectors; ++v)
      sum[r][v] = s.add ? _mm512_loadu_ps(y + static_cast<std::size_t>(r) * s.columns + 16 * v) : s.bias ? _mm512_loadu_ps(s.bias + 16 * v) : _mm512_setzero_ps();
  const float* x = s.x + row * s.x_stride;
  for (std::size_t k = 0; k < s.inner; ++k) {
    __m512 w[kVectors];
    for (int v = 0; v < kVectors; ++v) w[v] = _mm512_loadu_ps(s.w + k * s.w_stride + 16 * v);
    for (int r = 0; r < kRows; ++r) {
      const __m512 value = _mm512_set1_ps(x[static_cast<std::size_t>(r) * s.x_stride + k]);
      for (int v = 0; v < kVectors; ++v) sum[r][v] = _mm512_fmadd_ps(value, w[v], sum[r][v]);
    }
  }
  for (int r = 0; r < kRows; ++r)
    for (int v = 0; v < kVectors; ++v) _mm512_storeu_ps(y + static_cast<std::size_t>(r) * s.columns + 16 * v, sum[r][v]);
}

template <int kVectors>
[[gnu::target("avx2,fma")]] void rows8(const Strip& s, std::size_t rows) {
  std::size_t r = 0;
  for (; r + 4 <= rows; r += 4) tile8<4, kVectors>(s, r);
  for (; r < rows; ++r) tile8<1, kVectors>(s, r);
}

template <int kVectors>
[[gnu::target("avx512f")]] void rows16(const Strip& s, std::size_t rows) {
  std::size_t r = 0;
  for (; r + 6 <= rows; r += 6) tile16<6, kVectors>(s, r);
  for (; r + 2 <= rows; r += 2) tile16<2, kVectors>(s, r);
  for (; r < rows; ++r) tile16<1, kVectors>(s, r);
}

Strip strip(std::size_t c, const float* x, std::size_t inner, std::size_t x_stride, const float* w, std::size_t columns, const float* bias, float* y, bool add) {
  return {x, inner, x_stride, w + c, columns, columns, bias ? bias + c : nullptr, y + c, add};
}

constexpr std::size_t kPanel = 256;  // rows of a strip that are copied side by side, where they stay near the processor

// A strip of 24 columns, a panel of its rows at a time: rows far apart fall into the same few places of the cache.
[[gnu::target("avx2,fma")]] void packed24(Strip s, std::size_t rows) {
  alignas(32) float panel[kPanel * 24];
  const Strip whole = s;
  for (std::size_t k = 0; k < whole.inner; k += kPanel) {
    s.inner = std::min(kPanel, whole.inner - k);
    for (std::size_t i = 0; i < s.inner; ++i)
      for (int v = 0; v < 3; ++v) _mm256_store_ps(panel + i * 24 + 8 * v, _mm256_loadu_ps(whole.w + (k + i) * whole.w_stride + 8 * v));
    s.w = panel, s.w_stride = 24, s.x = whole.x + k;
    s.add = whole.add || k > 0;
    rows8<3>(s, rows);
  }
}

void product_avx2(const float* x, std::size_t rows, std::size_t inner, std::size_t x_stride, const float* w, std::size_t columns,
                  const float* bias, float* y, bool add) {
  std::size_t c = 0;
  for (; c + 24 <= columns; c += 24) packed24(strip(c, x, inner, x_stride, w, columns, bias, y, add), rows);
  for (; c + 8 <= columns; c += 8) rows8<1>(strip(c, x, inner, x_stride, w, columns, bias, y, add), rows);
}

void product_avx512(const float* x, std::size_t rows, std::size_t inner, std::size_t x_stride, const float* w, std::size_t columns,
                    const float* bias, float* y, bool add) {
  std::size_t c = 0;
  for (; c + 64 <= columns; c += 64) rows16<4>(strip(c, x, inner, x_stride, w, columns, bias, y, add), rows);
  for (; c + 16 <= columns; c += 16) rows16<1>(strip(c, x, inner, x_stride, w, columns, bias, y, add), rows);
  for (; c + 8 <= columns; c += 8) rows8<1>(strip(c, x, inner, x_stride, w, columns, bias, y, add), rows);
}

#endif

}  // namespace

std::size_t all_fused_products(FusedProduct (&out)[3]) {
  std::size_t count = 0;
  out[count++] = plain_product;
#if defined(__x86_64__)
  const bool fma = __builtin_cpu_supports("avx2") > 0 && __builtin_cpu_supports("fma") > 0;
  if (fma) out[count++] = product_avx2;
  if (fma && __builtin_cpu_supports("avx512f") > 0) out[count++] = product_avx512;
#endif
  return count;
}

FusedProduct fused_product() {
  FusedProduct all[3];
  const std::size_t count = all_fused_products(all);
  return all[count - 1];
}

}  // namespace dragoman::train
