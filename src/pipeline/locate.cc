#include "pipeline/locate.h"

#include <cstdlib>
#include <filesystem>
#include <vector>

namespace dragoman {

namespace fs = std::filesystem;

Result<std::string> locate(const std::string& given, const std::string& name) {
  std::error_code ignored;
  std::vector<fs::path> tried;
  if (!given.empty()) {
    if (fs::is_regular_file(given, ignored)) return given;
    return Error{ErrorCode::not_found, "no such file", given, "give the path of " + name + ", or leave the option out to use the installed one"};
  }
  if (const char* share = std::getenv("DRAGOMAN_SHARE"); share && *share) tried.emplace_back(fs::path(share) / name);
  const fs::path program = fs::read_symlink("/proc/self/exe", ignored).parent_path();
  if (!program.empty()) {
    tried.emplace_back(program / "share" / "dragoman" / name);
    tried.emplace_back(program.parent_path() / "share" / "dragoman" / name);
  }
  std::string places;
  for (const fs::path& path : tried) {
    if (fs::is_regular_file(path, ignored)) return path.string();
    places += (places.empty() ? "" : ", ") + path.string();
  }
  return Error{ErrorCode::not_found, name + " was not found", places,
               "set DRAGOMAN_SHARE to the folder that holds it, or build it with ./demo"};
}

}  // namespace dragoman
