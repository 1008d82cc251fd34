#include "numeric/bytes.h"

#if defined(__x86_64__)
#include <immintrin.h>
#pragma GCC push_options
#pragma GCC target("avx2")
#endif

namespace dragoman {

extern const ByteKernels kBytesAvx2;

namespace {
#include "numeric/bytes_round.inc"

#if defined(__x86_64__)

// As round_rows, 32 numbers at a time; the processor rounds to the nearest, halves to even.
void round_rows32(const float* x, std::size_t rows, std::size_t inner, std::size_t x_stride, std::uint8_t* bytes, std::size_t stride, float* scales) {
  if (inner % 32 != 0) return round_rows(x, rows, inner, x_stride, bytes, stride, scales);
  const __m256i order = _mm256_setr_epi32(0, 4, 1, 5, 2, 6, 3, 7);
  const __m256i added = _mm256_set1_epi8(static_cast<char>(0x80));
  for (std::size_t r = 0; r < rows; ++r) {
    const float* row = x + r * x_stride;
    const float most = largest(row, inner), factor = most > 0 ? 127.0f / most : 0.0f;
    scales[r] = most / 127.0f;
    const __m256 by = _mm256_set1_ps(factor), top = _mm256_set1_ps(127.0f), bottom = _mm256_set1_ps(-127.0f);
    const auto whole = [&](std::size_t k) {
      return _mm256_cvtps_epi32(_mm256_min_ps(_mm256_max_ps(_mm256_mul_ps(_mm256_loadu_ps(row + k), by), bottom), top));
    };
    for (std::size_t k = 0; k < inner; k += 32) {
      const __m256i low = _mm256_packs_epi32(whole(k), whole(k + 8)), high = _mm256_packs_epi32(whole(k + 16), whole(k + 24));
      const __m256i all = _mm256_permutevar8x32_epi32(_mm256_packs_epi16(low, high), order);
      _mm256_storeu_si256(reinterpret_cast<__m256i*>(bytes + r * stride + k), _mm256_xor_si256(all, added));
    }
  }
}

// sum += the products of unsigned and signed bytes. Eight rows of weights at a time: pairs are summed in sixteen bits, twice
// (ByteMatrix says why that fits), then widened. The sums are tied to registers, or the compiler copies them about.
inline void add_to(__m256i& sum, __m256i more) { asm("vpaddd %1, %0, %0" : "+x"(sum) : "x"(more)); }

template <int kRows>
[[gnu::always_inline]] inline void tile(const ByteRows& x, std::size_t row, const ByteMatrix& w, std::size_t c, const float* bias, float* y, std::size_t y_stride) {
  const std::size_t inner = ByteMatrix::padded_inner(w.inner), stride = x.stride;
  const std::int8_t* from = w.blocks + c * inner;
  const std::int8_t* const end = from + inner * kBlock;
  const std::uint8_t* values = x.bytes + row * stride;
  const __m256i ones = _mm256_set1_epi16(1);
  __m256i sum[kRows][2];
  for (int half = 0; half < 2; ++half) {
    const __m256i less = _mm256_sub_epi32(_mm256_setzero_si256(), _mm256_loadu_si256(reinterpret_cast<const __m256i*>(w.sums + c + 8 * static_cast<std::size_t>(half))));
    for (int r = 0; r < kRows; ++r) sum[r][half] = less;
  }
  for (; from < end; from += kBlock * kOctet, values += kOctet) {
    __m256i weights[4];
    for (int v = 0; v < 4; ++v) weights[v] = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(from + 32 * v));
    for (int r = 0; r < kRows; ++r) {
      int four, next;
      __builtin_memcpy(&four, values + static_cast<std::size_t>(r) * stride, 4);
      __builtin_memcpy(&next, values + static_cast<std::size_t>(r) * stride + kQuad, 4);
      const __m256i value = _mm256_set1_epi32(four), later = _mm256_set1_epi32(next);
      for (int half = 0; half < 2; ++half) {
        const __m256i pairs = _mm256_add_epi16(_mm256_maddubs_epi16(value, weights[half]), _mm256_maddubs_epi16(later, weights[half + 2]));
        add_to(sum[r][half], _mm256_madd_epi16(pairs, ones));
      }
    }
  }
  for (int half = 0; half < 2; ++half) {
    const std::size_t first = c + 8 * static_cast<std::size_t>(half);
    const __m256 scales = _mm256_loadu_ps(w.scales + first), shift = bias ? _mm256_loadu_ps(bias + first) : _mm256_setzero_ps();
    for (int r = 0; r < kRows; ++r) {
      const __m256 row_scale = _mm256_set1_ps(x.scales[row + static_cast<std::size_t>(r)]);
      const __m256 scaled = _mm256_mul_ps(_mm256_mul_ps(_mm256_cvtepi32_ps(sum[r][half]), row_scale), scales);
      _mm256_storeu_ps(y + (row + static_cast<std::size_t>(r)) * y_stride + first, _mm256_add_ps(scaled, shift));
    }
  }
}

void multiply(const ByteRows& x, std::size_t rows, const ByteMatrix& w, const float* bias, float* y, std::size_t y_stride) {
  for (std::size_t c = 0; c < w.columns; c += kBlock) {
    std::size_t r = 0;
    for (; r + 4 <= rows; r += 4) tile<4>(x, r, w, c, bias, y, y_stride);
    for (; r < rows; ++r) tile<1>(x, r, w, c, bias, y, y_stride);
  }
}

#else
constexpr auto round_rows32 = round_rows;
void multiply(const ByteRows&, std::size_t, const ByteMatrix&, const float*, float*, std::size_t) {}  // never chosen
#endif

}  // namespace

const ByteKernels kBytesAvx2 = {round_rows32, multiply, add_scaled, "avx2"};

}  // namespace dragoman

#if defined(__x86_64__)
#pragma GCC pop_options
#endif
