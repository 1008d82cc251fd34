// Numbers for tests: the same everywhere, from -1.6 to 1.6.
#pragma once
#include <cstddef>
#include <vector>

namespace dragoman {

inline std::vector<float> numbers(std::size_t count, unsigned seed) {
  std::vector<float> out(count);
  for (auto& x : out) x = static_cast<float>(static_cast<int>((seed = seed * 1664525u + 1013904223u) >> 16) - 32768) / 20000.0f;
  return out;
}

}  // namespace dragoman
