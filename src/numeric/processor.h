// What this processor can do beyond its family's first model.
#pragma once

namespace dragoman {

#if defined(__x86_64__)
inline bool has_avx2() { return __builtin_cpu_supports("avx2") > 0; }
inline bool has_vnni() {
  return has_avx2() && __builtin_cpu_supports("avx512f") > 0 && __builtin_cpu_supports("avx512bw") > 0 && __builtin_cpu_supports("avx512vl") > 0 &&
         __builtin_cpu_supports("avx512vnni") > 0;
}
#else
inline bool has_avx2() { return false; }
inline bool has_vnni() { return false; }
#endif

}  // namespace dragoman
