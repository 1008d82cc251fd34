// A lock on a file that holds against other programs and against other openings in this one.
#pragma once
#include <string>

#include "dragoman/result.h"

namespace dragoman {

// Held until destroyed. One per thread.
class FileLock {
 public:
  enum class Kind : unsigned char { shared, alone };
  // Waits up to five seconds. Errors: as those of opening the file; output_failed when others hold it.
  static Result<FileLock> take(const std::string& path, Kind kind);
  FileLock() = default;
  FileLock(FileLock&& other) noexcept;
  FileLock& operator=(FileLock&& other) noexcept;
  ~FileLock();

 private:
  int file_ = -1;
};

}  // namespace dragoman
