#include "numeric/bytes.h"

#include "numeric/processor.h"

namespace dragoman {

extern const ByteKernels kBytesAvx2, kBytesVnni;

namespace {
#include "numeric/bytes_round.inc"

// From a whole sum to a number.
float finish(std::int32_t sum, const ByteMatrix& w, std::size_t column, float row_scale, const float* bias) {
  return static_cast<float>(sum - w.sums[column]) * row_scale * w.scales[column] + (bias ? bias[column] : 0.0f);
}

void multiply(const ByteRows& x, std::size_t rows, const ByteMatrix& w, const float* bias, float* y, std::size_t y_stride) {
  const std::size_t inner = ByteMatrix::padded_inner(w.inner);
  for (std::size_t r = 0; r < rows; ++r)
    for (std::size_t c = 0; c < w.columns; c += kBlock) {
      const std::int8_t* from = w.blocks + c * inner;
      std::int32_t sum[kBlock] = {};
      for (std::size_t q = 0; q < inner / kQuad; ++q, from += kBlock * kQuad) {
        const std::uint8_t* value = x.bytes + r * x.stride + q * kQuad;
        for (std::size_t i = 0; i < kBlock; ++i)
          for (std::size_t k = 0; k < kQuad; ++k) sum[i] += value[k] * from[i * kQuad + k];
      }
      for (std::size_t i = 0; i < kBlock; ++i) y[r * y_stride + c + i] = finish(sum[i], w, c + i, x.scales[r], bias);
    }
}

constexpr ByteKernels kPlain = {round_rows, multiply, add_scaled, "plain"};
}  // namespace

const ByteKernels& byte_kernels() { return has_vnni() ? kBytesVnni : has_avx2() ? kBytesAvx2 : kPlain; }

std::size_t all_byte_kernels(const ByteKernels* (&out)[4]) {
  std::size_t count = 0;
  out[count++] = &kPlain;
  if (has_avx2()) out[count++] = &kBytesAvx2;
  if (has_vnni()) out[count++] = &kBytesVnni;
  return count;
}

}  // namespace dragoman
