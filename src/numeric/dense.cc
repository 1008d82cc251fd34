#include "numeric/dense.h"

#include "numeric/processor.h"

namespace dragoman {

extern const DenseKernels kAvx2Kernels;

namespace {
constexpr int kStripLanes = 1;
#include "numeric/dense_kernel.inc"
constexpr DenseKernels kPlainKernels = {multiply, recur, bend, "plain"};
}  // namespace

const DenseKernels& dense_kernels() { return has_avx2() ? kAvx2Kernels : kPlainKernels; }

std::size_t all_dense_kernels(const DenseKernels* (&out)[4]) {
  std::size_t count = 0;
  out[count++] = &kPlainKernels;
  if (has_avx2()) out[count++] = &kAvx2Kernels;
  return count;
}

}  // namespace dragoman
