// A read-only file mapped into memory.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "dragoman/result.h"

namespace dragoman {

// Immutable; share freely. Movable, not copyable; unmaps on destruction.
class MappedFile {
 public:
  // Errors: not_found, unreadable (also for folders and empty files), with the path in `where`.
  static Result<MappedFile> open(const std::string& path);
  MappedFile(MappedFile&& other) noexcept : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}
  MappedFile& operator=(MappedFile&& other) noexcept {
    std::swap(data_, other.data_);
    std::swap(size_, other.size_);
    return *this;
  }
  ~MappedFile();
  std::string_view bytes() const { return {data_, size_}; }

 private:
  MappedFile(const char* data, std::size_t size) : data_(data), size_(size) {}
  const char* data_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace dragoman
