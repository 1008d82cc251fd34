#include "app/output_file.h"

#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "app/session.h"

namespace dragoman::app {

namespace {
std::string part_name(const std::string& path) { return path + ".part"; }
}  // namespace

std::unique_ptr<OutputFile> OutputFile::open(const std::string& path) {
  if (path.empty()) return std::unique_ptr<OutputFile>(new OutputFile(stdout, {}));
  std::FILE* file = std::fopen(part_name(path).c_str(), "wb");
  if (file) return std::unique_ptr<OutputFile>(new OutputFile(file, path));
  complain({ErrorCode::output_failed, std::strerror(errno), path, "choose a folder that exists and can be written"});
  return nullptr;
}

OutputFile::~OutputFile() {
  if (path_.empty() || !file_) return;
  std::fclose(file_);
  std::remove(part_name(path_).c_str());
}

bool OutputFile::fail() {
  if (!failed_)
    complain({ErrorCode::output_failed, std::strerror(errno), path_.empty() ? "standard output" : path_, "free some space or keep the reader of the pipe open"});
  failed_ = true;
  return false;
}

bool OutputFile::write(const std::string& bytes) { return std::fwrite(bytes.data(), 1, bytes.size(), file_) == bytes.size() || fail(); }

bool OutputFile::finish() {
  if (std::fflush(file_) != 0) return fail();
  if (path_.empty()) return !failed_;
  if (fsync(fileno(file_)) != 0 && errno != EINVAL) return fail();
  std::fclose(file_);
  file_ = nullptr;
  if (failed_ || std::rename(part_name(path_).c_str(), path_.c_str()) != 0) return fail();
  return true;
}

}  // namespace dragoman::app
