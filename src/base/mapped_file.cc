#include "base/mapped_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace dragoman {

namespace {
#ifdef MAP_POPULATE
constexpr int kPopulate = MAP_POPULATE;
#else
constexpr int kPopulate = 0;
#endif
}  // namespace

Result<MappedFile> MappedFile::open(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) {
    const bool missing = errno == ENOENT;
    return Error{missing ? ErrorCode::not_found : ErrorCode::unreadable, std::strerror(errno), path, "check the path and its permissions"};
  }
  struct stat info {};
  if (::fstat(descriptor, &info) != 0 || !S_ISREG(info.st_mode) || info.st_size == 0) {
    ::close(descriptor);
    return Error{ErrorCode::unreadable, "not a regular file, or empty", path, "give the path of a file with content"};
  }
  const auto size = static_cast<std::size_t>(info.st_size);
  // Whoever opens a file here reads all of it: the pages come at once instead of one fault each.
  void* data = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE | kPopulate, descriptor, 0);
  ::close(descriptor);
  if (data == MAP_FAILED) return Error{ErrorCode::unreadable, std::strerror(errno), path, "free some memory or address space"};
  return MappedFile(static_cast<const char*>(data), size);
}

MappedFile::~MappedFile() {
  if (data_) ::munmap(const_cast<char*>(data_), size_);
}

}  // namespace dragoman
