// Where a verb writes: standard output, or a file that appears whole or not at all.
#pragma once
#include <cstdio>
#include <string>
#include <string_view>

#include "dragoman/result.h"

namespace dragoman::app {

// Externally synchronised. Without commit() a named file is left as it was.
class Output {
 public:
  Output() = default;
  ~Output();
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  // An empty path is standard output. A regular file is written beside itself first; pipes and devices directly.
  Outcome open(const std::string& path);
  Outcome write(std::string_view bytes);
  Outcome flush();
  // Flushes and, for a named file, puts it in place.
  Outcome commit();

 private:
  Error failed(int problem) const;
  std::FILE* file_ = nullptr;
  std::string path_, temporary_;  // temporary_: empty when written directly
};

}  // namespace dragoman::app
