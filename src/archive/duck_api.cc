#include "archive/duck_api.h"

#include <dlfcn.h>

#include <cstdlib>
#include <filesystem>
#include <string_view>
#include <vector>

namespace dragoman::duck {

namespace {

namespace fs = std::filesystem;

#ifdef __APPLE__
constexpr const char* kLibrary = "libduckdb.dylib";
#else
constexpr const char* kLibrary = "libduckdb.so";
#endif
constexpr int kOldestMinor = 2;  // of version 1: the first that compresses text with zstd

// Paths in order; the bare name at the end lets the system look.
std::vector<std::string> places() {
  if (const char* given = std::getenv("DRAGOMAN_DUCKDB"); given && *given) return {given};
  std::vector<std::string> all;
  std::error_code ignored;
  const fs::path program = fs::read_symlink("/proc/self/exe", ignored).parent_path();
  if (!program.empty())
    for (const fs::path& folder : {program / "lib", program.parent_path() / DRAGOMAN_LIBDIR, program.parent_path() / "lib"})
      all.push_back((folder / "dragoman" / kLibrary).string());
  all.emplace_back(DRAGOMAN_INSTALL_LIB + std::string("/dragoman/") + kLibrary);
  all.emplace_back(kLibrary);
  return all;
}

bool new_enough(std::string_view version) {  // "v1.5.6"
  if (version.starts_with('v')) version.remove_prefix(1);
  if (!version.starts_with("0.") && !version.starts_with("1.")) return !version.empty();
  return version.starts_with("1.") && std::atoi(std::string(version.substr(2)).c_str()) >= kOldestMinor;
}

}  // namespace

Result<std::shared_ptr<const Api>> load() {
  const std::string remedy = "fetch it with `sh .ci/duckdb.sh` and build again, or set DRAGOMAN_DUCKDB to the path of a libduckdb.so of version 1.2 or later";
  std::shared_ptr<void> library;
  std::string tried, found;
  for (const std::string& place : places()) {
    tried += (tried.empty() ? "" : ", ") + place;
    if (void* opened = dlopen(place.c_str(), RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE)) {
      library.reset(opened, [](void* handle) { dlclose(handle); });
      found = place;
      break;
    }
  }
  if (!library) return Error{ErrorCode::not_found, "the archive needs DuckDB's library, which was not found", tried, remedy};
  auto api = std::make_shared<Api>();
  bool whole = true;
#define DRAGOMAN_DUCKDB_LOAD(name, result, parameters)                                            \
  api->name = reinterpret_cast<result(*) parameters>(dlsym(library.get(), "duckdb_" #name)); \
  whole = whole && api->name != nullptr;
  DRAGOMAN_DUCKDB_FUNCTIONS(DRAGOMAN_DUCKDB_LOAD)
#undef DRAGOMAN_DUCKDB_LOAD
  if (!whole || !new_enough(api->library_version()))
    return Error{ErrorCode::bad_format, "this library is not DuckDB's, or too old", found, remedy};
  api->library = std::move(library);
  return std::shared_ptr<const Api>(std::move(api));
}

}  // namespace dragoman::duck
