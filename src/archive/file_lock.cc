#include "archive/file_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <thread>
#include <utility>

#include "archive/database.h"

namespace dragoman {

namespace {

constexpr int kTries = 50;
constexpr auto kBetweenTries = std::chrono::milliseconds(100);

}  // namespace

Result<FileLock> FileLock::take(const std::string& path, Kind kind) {
  FileLock lock;
  lock.file_ = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (lock.file_ < 0) return database_error(std::strerror(errno), path);
  for (int tries = 1; ::flock(lock.file_, (kind == Kind::alone ? LOCK_EX : LOCK_SH) | LOCK_NB) != 0; ++tries) {
    if (errno != EWOULDBLOCK && errno != EINTR) return lock;  // a file system without such locks: DuckDB's own still hold between programs
    if (tries == kTries) return database_error("Could not set lock on file", path);
    std::this_thread::sleep_for(kBetweenTries);
  }
  return lock;
}

FileLock::FileLock(FileLock&& other) noexcept : file_(std::exchange(other.file_, -1)) {}
FileLock& FileLock::operator=(FileLock&& other) noexcept {
  std::swap(file_, other.file_);
  return *this;
}
FileLock::~FileLock() {
  if (file_ >= 0) ::close(file_);
}

}  // namespace dragoman
