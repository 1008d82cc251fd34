// Room for many elements on large pages, where the system has them: one fault for two megabytes in place of 512.
#pragma once
#include <sys/mman.h>

#include <cstdint>
#include <vector>

namespace dragoman {

// As reserve(); the advice is a hint and may be ignored. Worth it from some megabytes on.
template <class T>
void reserve_large(std::vector<T>& list, std::size_t count) {
  list.reserve(count);
#ifdef MADV_HUGEPAGE
  constexpr std::uintptr_t kPage = 4096;
  const auto begin = (reinterpret_cast<std::uintptr_t>(list.data()) + kPage - 1) / kPage * kPage;
  const auto end = reinterpret_cast<std::uintptr_t>(list.data() + list.capacity()) / kPage * kPage;
  if (end > begin) ::madvise(reinterpret_cast<void*>(begin), end - begin, MADV_HUGEPAGE);
#endif
}

}  // namespace dragoman
