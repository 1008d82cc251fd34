#include "app/output.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <utility>

namespace dragoman::app {

Output::~Output() {
  if (file_ && file_ != stdout) std::fclose(file_);
  if (!temporary_.empty()) ::unlink(temporary_.c_str());
}

Error Output::failed(int problem) const {
  const char* remedy = problem == ENOSPC || problem == EDQUOT ? "free some space"
                       : path_.empty()                        ? "free some space or keep the reader of the pipe open"
                                                              : "choose a file in a folder you may write to";
  return {ErrorCode::output_failed, std::strerror(problem), path_.empty() ? "standard output" : path_, remedy};
}

Outcome Output::open(const std::string& path) {
  path_ = path;
  if (path.empty()) {
    file_ = stdout;
    return Done{};
  }
  struct stat info {};
  const bool there = ::stat(path.c_str(), &info) == 0;
  if (there && !S_ISREG(info.st_mode)) {
    file_ = S_ISDIR(info.st_mode) ? nullptr : std::fopen(path.c_str(), "we");
    return file_ ? Outcome(Done{}) : failed(S_ISDIR(info.st_mode) ? EISDIR : errno);
  }
  temporary_ = path + ".XXXXXX";
  const int descriptor = ::mkostemp(temporary_.data(), O_CLOEXEC);
  if (descriptor < 0) {
    const int problem = errno;
    temporary_.clear();
    return failed(problem);
  }
  const mode_t mask = ::umask(0);
  ::umask(mask);
  ::fchmod(descriptor, there ? info.st_mode & 07777 : 0666 & ~mask);
  file_ = ::fdopen(descriptor, "w");
  return file_ ? Outcome(Done{}) : failed(errno);
}

Outcome Output::write(std::string_view bytes) {
  if (std::fwrite(bytes.data(), 1, bytes.size(), file_) == bytes.size()) return Done{};
  return failed(errno);
}

Outcome Output::flush() {
  if (std::fflush(file_) == 0) return Done{};
  return failed(errno);
}

Outcome Output::commit() {
  if (auto flushed = flush(); !flushed || file_ == stdout) return flushed;
  const bool closed = std::fclose(std::exchange(file_, nullptr)) == 0;
  if (!closed) return failed(errno);
  if (temporary_.empty()) return Done{};
  if (std::rename(temporary_.c_str(), path_.c_str()) != 0) return failed(errno);
  temporary_.clear();
  return Done{};
}

}  // namespace dragoman::app
