#include "numeric/bytes.h"

#if defined(__x86_64__)
#include <immintrin.h>
#pragma GCC push_options
#pragma GCC target("avx2,avx512f,avx512bw,avx512vl,avx512vnni,prefer-vector-width=512")
#endif

namespace dragoman {

extern const ByteKernels kBytesVnni;

namespace {
#include "numeric/bytes_round.inc"

#if defined(__x86_64__)

// sum += products of unsigned and signed bytes, by fours. In words of its own: the compiler's builtin copies registers about.
inline void add_products(__m512i& sum, __m512i values, __m512i weights) { asm("vpdpbusd %2, %1, %0" : "+v"(sum) : "v"(values), "v"(weights)); }

// A block of 16 columns is one register; four products are summed in each lane.
template <int kRows, int kBlocks>
[[gnu::always_inline]] inline void tile(const ByteRows& x, std::size_t row, const ByteMatrix& w, std::size_t c, const float* bias, float* y, std::size_t y_stride) {
  const std::size_t inner = ByteMatrix::padded_inner(w.inner), panel = inner * kBlock;
  const std::int8_t* from = w.blocks + c * inner;
  const std::uint8_t* values = x.bytes + row * x.stride;
  __m512i sum[kRows][kBlocks];
  for (int b = 0; b < kBlocks; ++b) {
    const __m512i less = _mm512_sub_epi32(_mm512_setzero_si512(), _mm512_loadu_si512(w.sums + c + kBlock * static_cast<std::size_t>(b)));
    for (int r = 0; r < kRows; ++r) sum[r][b] = less;
  }
  for (std::size_t q = 0; q < inner / kQuad; ++q, from += kBlock * kQuad) {
    __m512i weights[kBlocks];
    for (int b = 0; b < kBlocks; ++b) weights[b] = _mm512_loadu_si512(from + static_cast<std::size_t>(b) * panel);
    for (int r = 0; r < kRows; ++r) {
      int four;
      __builtin_memcpy(&four, values + static_cast<std::size_t>(r) * x.stride + q * kQuad, 4);
      const __m512i value = _mm512_set1_epi32(four);
      for (int b = 0; b < kBlocks; ++b) add_products(sum[r][b], value, weights[b]);
    }
  }
  for (int b = 0; b < kBlocks; ++b) {
    const std::size_t first = c + kBlock * static_cast<std::size_t>(b);
    const __m512 scales = _mm512_loadu_ps(w.scales + first);
    const __m512 bias_of = bias ? _mm512_loadu_ps(bias + first) : _mm512_setzero_ps();
    for (int r = 0; r < kRows; ++r) {
      const __m512 row_scale = _mm512_set1_ps(x.scales[row + static_cast<std::size_t>(r)]);
      const __m512 scaled = _mm512_mul_ps(_mm512_mul_ps(_mm512_maskz_cvtepi32_ps(0xffff, sum[r][b]), row_scale), scales);
      _mm512_storeu_ps(y + (row + static_cast<std::size_t>(r)) * y_stride + first, _mm512_add_ps(scaled, bias_of));
    }
  }
}

template <int kBlocks>
void strip(const ByteRows& x, std::size_t rows, const ByteMatrix& w, std::size_t c, const float* bias, float* y, std::size_t y_stride) {
  std::size_t r = 0;
  for (; r + 6 <= rows; r += 6) tile<6, kBlocks>(x, r, w, c, bias, y, y_stride);
  for (; r + 3 <= rows; r += 3) tile<3, kBlocks>(x, r, w, c, bias, y, y_stride);
  for (; r < rows; ++r) tile<1, kBlocks>(x, r, w, c, bias, y, y_stride);
}

void multiply(const ByteRows& x, std::size_t rows, const ByteMatrix& w, const float* bias, float* y, std::size_t y_stride) {
  std::size_t c = 0;
  for (; c + 4 * kBlock <= w.columns; c += 4 * kBlock) strip<4>(x, rows, w, c, bias, y, y_stride);
  for (; c < w.columns; c += kBlock) strip<1>(x, rows, w, c, bias, y, y_stride);
}

#else
void multiply(const ByteRows&, std::size_t, const ByteMatrix&, const float*, float*, std::size_t) {}  // never chosen
#endif

}  // namespace

const ByteKernels kBytesVnni = {round_rows, multiply, add_scaled, "avx512-vnni"};

}  // namespace dragoman

#if defined(__x86_64__)
#pragma GCC pop_options
#endif
