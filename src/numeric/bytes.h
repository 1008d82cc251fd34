// Matrix products over signed bytes: weights of one byte, rows of numbers rounded to one byte on the way in.
//
// Sums of bytes are whole numbers, so every processor gives the same bits, whatever instructions it has for them.
// Pure functions; share freely.
#pragma once
#include <cstddef>
#include <cstdint>

namespace dragoman {

inline constexpr std::size_t kBlock = 16;  // columns that lie together; matrices have a multiple of it
inline constexpr std::size_t kQuad = 4;    // rows of weights that lie together
inline constexpr std::size_t kOctet = 8;   // rows come in multiples of this; fewer are filled up with noughts
inline constexpr int kMostOfFour = 128;    // see ByteMatrix

// Weights [inner × columns], each column with a scale of its own. They lie in blocks of 16 columns; within a block in
// groups of four rows, four bytes of the first column, then four of the second.
//
// Of eight rows of a column, the sizes of the weights 0, 1, 4 and 5 make at most 128 together, and so do those of the other
// four. Then four products with a byte fit into sixteen bits, which processors without a dot product of bytes need.
struct ByteMatrix {
  const std::int8_t* blocks = nullptr;
  const float* scales = nullptr;       // [columns]
  const std::int32_t* sums = nullptr;  // [columns]: 128 times the sum of a column's bytes
  std::size_t inner = 0, columns = 0;

  static constexpr std::size_t padded_inner(std::size_t inner) { return (inner + kOctet - 1) / kOctet * kOctet; }
  static constexpr std::size_t bytes(std::size_t inner, std::size_t columns) { return padded_inner(inner) * columns; }
  // Where the weight of a row and column lies.
  static constexpr std::size_t place(std::size_t inner, std::size_t row, std::size_t column) {
    return column / kBlock * kBlock * padded_inner(inner) + row / kQuad * kBlock * kQuad + column % kBlock * kQuad + row % kQuad;
  }
};

// Rows rounded to bytes: x ≈ scale · (byte − 128).
struct ByteRows {
  const std::uint8_t* bytes = nullptr;
  std::size_t stride = 0;         // at least padded_inner, filled up with 128
  const float* scales = nullptr;  // one for each row
};

struct ByteKernels {
  // Rounds rows of `inner` numbers, to the nearest, halves to even; the largest of a row becomes ±127.
  void (*round)(const float* x, std::size_t rows, std::size_t inner, std::size_t x_stride, std::uint8_t* bytes, std::size_t stride, float* scales);
  // y[rows × columns] = x · w + bias (or 0).
  void (*multiply)(const ByteRows& x, std::size_t rows, const ByteMatrix& w, const float* bias, float* y, std::size_t y_stride);
  // y[0, count) += scale · bytes.
  void (*add_scaled)(const std::int8_t* bytes, float scale, std::size_t count, float* y);
  const char* name;
};

// The fastest kernels this processor runs.
const ByteKernels& byte_kernels();
// All that this processor runs, the plainest first (for tests).
std::size_t all_byte_kernels(const ByteKernels* (&out)[4]);

}  // namespace dragoman
