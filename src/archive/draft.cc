#include "archive/draft.h"

#include <fcntl.h>
#include <unistd.h>

#include <filesystem>

#include "archive/database.h"

namespace dragoman {

void drop_draft(const std::string& draft) {
  std::error_code ignored;
  std::filesystem::remove(draft, ignored);
  std::filesystem::remove(draft + ".wal", ignored);
}

Outcome put_in_place(const std::string& draft, const std::string& path) {
  if (const int file = ::open(draft.c_str(), O_RDONLY | O_CLOEXEC); file >= 0) {
    ::fsync(file);
    ::close(file);
  }
  std::error_code failed;
  std::filesystem::rename(draft, path, failed);
  return failed ? Outcome(database_error(failed.message(), path)) : Outcome(Done{});
}

}  // namespace dragoman
