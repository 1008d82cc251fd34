// Working memory of the stages: a bump allocator that standard containers can use.
#pragma once
#include <algorithm>
#include <cstddef>
#include <memory>
#include <memory_resource>
#include <vector>

namespace dragoman {

// One per thread. What a stage takes from it is good until clear(), which the pipeline calls between documents; giving
// back does nothing. clear() keeps the largest block, if it is no larger than `keep`, so a warm thread allocates nothing and one
// monstrous document is not paid for by all after it.
class Scratch final : public std::pmr::memory_resource {
 public:
  explicit Scratch(std::size_t keep = std::size_t{16} << 20) : keep_(keep) {}
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;

  void clear() {
    if (blocks_.size() > 1) blocks_.erase(blocks_.begin(), blocks_.end() - 1);
    if (capacity_ > keep_) blocks_.clear(), capacity_ = 0;
    used_ = 0;
  }

 private:
  void* do_allocate(std::size_t size, std::size_t alignment) override {
    std::size_t at = (used_ + alignment - 1) / alignment * alignment;
    if (blocks_.empty() || size > capacity_ - std::min(at, capacity_)) at = grow(size);
    used_ = at + size;
    return blocks_.back().get() + at;
  }
  void do_deallocate(void*, std::size_t, std::size_t) override {}
  bool do_is_equal(const std::pmr::memory_resource& other) const noexcept override { return this == &other; }

  std::size_t grow(std::size_t need) {
    std::size_t size = capacity_ ? capacity_ * 2 : std::size_t{1} << 16;
    while (size < need) size *= 2;
    blocks_.push_back(std::make_unique_for_overwrite<std::byte[]>(size));  // aligned for every fundamental type
    capacity_ = size;
    return 0;
  }

  std::vector<std::unique_ptr<std::byte[]>> blocks_;
  std::size_t keep_, used_ = 0, capacity_ = 0;
};

}  // namespace dragoman
