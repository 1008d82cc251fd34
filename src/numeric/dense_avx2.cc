#include "numeric/dense.h"

namespace dragoman {

extern const DenseKernels kAvx2Kernels;

#if defined(__x86_64__)
#pragma GCC push_options
#pragma GCC target("avx2")
#endif
namespace {
constexpr int kStripLanes = 2;
#include "numeric/dense_kernel.inc"
}  // namespace
#if defined(__x86_64__)
#pragma GCC pop_options
#endif

const DenseKernels kAvx2Kernels = {multiply, recur, bend, "avx2"};

}  // namespace dragoman
