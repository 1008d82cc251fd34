// The arithmetic of the networks: matrix products and gated recurrences, the same bits on every processor.
//
// Every sum runs in one written order and no multiply is fused with an add, so that the vector width chosen at run time
// never shows in the result. Pure functions; share freely.
#pragma once
#include <cstddef>

namespace dragoman {

inline constexpr std::size_t kLane = 16;  // columns come in multiples of this
constexpr std::size_t padded(std::size_t columns) { return (columns + kLane - 1) / kLane * kLane; }

// A smooth step from -1 to 1 that is exactly ±1 beyond ±3; cheap, and equal on every machine.
inline float soft_step(float x) {
  x = x < -3.0f ? -3.0f : x > 3.0f ? 3.0f : x;
  const float square = x * x;
  return x * (27.0f + square) / (27.0f + 9.0f * square);
}
inline float soft_step_slope(float x) {
  if (x < -3.0f || x > 3.0f) return 0.0f;
  const float square = x * x;
  const float root = (9.0f - square) / (3.0f * (3.0f + square));
  return root * root;
}
// The same as a gate from 0 to 1.
inline float gate(float x) { return 0.5f + 0.5f * soft_step(0.5f * x); }
inline float gate_slope(float x) { return 0.25f * soft_step_slope(0.5f * x); }

constexpr float leaky(float x) { return x > 0 ? x : 0.1f * x; }

// One direction of a gated recurrence over a sentence. Row t of `gates` holds, for each of `width` cells, the candidate,
// the forget and the output pre-activation (three runs of `width`); `skip` is the layer's input. Width: multiple of kLane.
struct Recurrence {
  const float* gates = nullptr;
  std::size_t gates_stride = 0;
  const float* skip = nullptr;
  std::size_t skip_stride = 0;
  const float* forget_peep = nullptr;  // [width]: weight of the old cell in the forget gate
  const float* output_peep = nullptr;
  float* cells = nullptr;              // row t: the cell after t; may be null
  std::size_t cells_stride = 0;
  float* out = nullptr;
  std::size_t out_stride = 0;
  std::size_t steps = 0, width = 0;
  bool backward = false;               // from the last row to the first
};

struct DenseKernels {
  // y[rows × columns] = (add ? y : bias or 0) + x[rows × inner] · w[inner × columns]; columns a multiple of kLane.
  void (*multiply)(const float* x, std::size_t rows, std::size_t inner, std::size_t x_stride, const float* w,
                   std::size_t columns, const float* bias, float* y, std::size_t y_stride, bool add);
  void (*recur)(const Recurrence&);
  // x = leaky(x), count a multiple of kLane.
  void (*bend)(float* x, std::size_t count);
  const char* name;
};

// The fastest kernels this processor runs.
const DenseKernels& dense_kernels();
// All that this processor runs, the plainest first (for tests).
std::size_t all_dense_kernels(const DenseKernels* (&out)[4]);

}  // namespace dragoman
