// A bump allocator for bytes that live as long as one document.
#pragma once
#include <cstddef>
#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

namespace dragoman {

// One per thread. clear() keeps the largest block, so a warm arena no longer allocates.
class Arena {
 public:
  std::string_view keep(std::string_view bytes) {
    if (bytes.empty()) return {};
    if (used_ + bytes.size() > capacity_) grow(bytes.size());
    char* to = blocks_.back().get() + used_;
    std::memcpy(to, bytes.data(), bytes.size());
    used_ += bytes.size();
    return {to, bytes.size()};
  }

  void clear() {
    if (blocks_.size() > 1) blocks_.erase(blocks_.begin(), blocks_.end() - 1);
    used_ = 0;
  }

 private:
  void grow(std::size_t need) {
    std::size_t size = capacity_ ? capacity_ * 2 : 1 << 14;
    while (size < need) size *= 2;
    blocks_.push_back(std::make_unique<char[]>(size));
    capacity_ = size;
    used_ = 0;
  }

  std::vector<std::unique_ptr<char[]>> blocks_;
  std::size_t used_ = 0, capacity_ = 0;
};

}  // namespace dragoman
