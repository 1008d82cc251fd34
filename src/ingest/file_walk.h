// The files that a list of paths stands for, in order.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace dragoman {

// Walks files and folders lazily: memory grows with depth and the widest folder, not with the number of files.
// Externally synchronised.
class FileWalk {
 public:
  explicit FileWalk(std::vector<std::string> paths);
  // The next file, "-" or a path that cannot be visited (the caller's open() then says why). False at the end.
  bool next(std::string& path);
  std::uint64_t passed_over() const { return passed_over_; }
  // Bytes of all files to come, found by a walk of its own; 0 when a pipe or device is among them.
  static std::uint64_t total_bytes(std::vector<std::string> paths);

 private:
  void enter(const std::string& folder);
  std::vector<std::string> given_;         // still to come, last first
  std::vector<std::vector<std::string>> open_;  // per depth: names still to come, last first
  std::uint64_t passed_over_ = 0;
};

// What a file's name says it holds.
enum class NameSays { text, json_lines, html, nothing };
NameSays name_says(const std::string& path);

}  // namespace dragoman
