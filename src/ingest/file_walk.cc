#include "ingest/file_walk.h"

#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

namespace dragoman {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kMaxDepth = 64;

std::string extension_of(const std::string& path) {
  const auto slash = path.find_last_of('/');
  const auto point = path.find_last_of('.');
  if (point == std::string::npos || (slash != std::string::npos && point < slash)) return {};
  std::string extension = path.substr(point + 1);
  for (char& c : extension)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return extension;
}

}  // namespace

NameSays name_says(const std::string& path) {
  const std::string extension = extension_of(path);
  if (extension == "txt" || extension == "text") return NameSays::text;
  if (extension == "jsonl" || extension == "ndjson" || extension == "json") return NameSays::json_lines;
  if (extension == "html" || extension == "htm" || extension == "xhtml") return NameSays::html;
  return NameSays::nothing;
}

FileWalk::FileWalk(std::vector<std::string> paths) : given_(std::move(paths)) { std::reverse(given_.begin(), given_.end()); }

void FileWalk::enter(const std::string& folder) {
  std::vector<std::string> names;
  std::error_code problem;
  for (fs::directory_iterator it(folder, fs::directory_options::skip_permission_denied, problem), end; !problem && it != end; it.increment(problem))
    if (it->path().filename().native().front() != '.') names.push_back(it->path().native());
  std::sort(names.rbegin(), names.rend());
  open_.push_back(std::move(names));
}

bool FileWalk::next(std::string& path) {
  for (;;) {
    const bool inside = !open_.empty();
    std::vector<std::string>& from = inside ? open_.back() : given_;
    if (from.empty()) {
      if (!inside) return false;
      open_.pop_back();
      continue;
    }
    path = std::move(from.back());
    from.pop_back();
    if (path == "-" && !inside) return true;
    std::error_code problem;
    const bool link = inside && fs::is_symlink(path, problem);  // folders behind links may loop
    if (fs::is_directory(path, problem)) {
      if (link || open_.size() >= kMaxDepth) ++passed_over_;
      else enter(path);
      continue;
    }
    if (!inside) return true;
    const bool article = fs::is_regular_file(path, problem) && (name_says(path) != NameSays::nothing || extension_of(path).empty());
    if (article) return true;
    ++passed_over_;
  }
}

std::uint64_t FileWalk::total_bytes(std::vector<std::string> paths) {
  FileWalk walk(std::move(paths));
  std::uint64_t total = 0;
  std::string path;
  while (walk.next(path)) {
    struct stat info {};
    if (path == "-" ? ::fstat(0, &info) != 0 : ::stat(path.c_str(), &info) != 0) continue;
    if (!S_ISREG(info.st_mode)) return 0;
    total += static_cast<std::uint64_t>(info.st_size);
  }
  return total;
}

}  // namespace dragoman
