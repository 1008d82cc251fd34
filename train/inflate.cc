#include "train/inflate.h"

#include <zlib.h>

#include <memory>

namespace dragoman::train {

namespace {
struct GzClose {
  void operator()(gzFile_s* file) const { gzclose(file); }
};
}  // namespace

Result<std::string> inflate(const std::string& path, const std::string& remedy) {
  const std::unique_ptr<gzFile_s, GzClose> file(gzopen(path.c_str(), "rb"));
  if (!file) return Error{ErrorCode::not_found, "cannot open the file", path, remedy};
  std::string bytes, buffer(1 << 16, '\0');
  int got = 0;
  while ((got = gzread(file.get(), buffer.data(), static_cast<unsigned>(buffer.size()))) > 0) bytes.append(buffer.data(), static_cast<std::size_t>(got));
  if (got < 0) return Error{ErrorCode::unreadable, "the file is damaged", path, "fetch it again"};
  return bytes;
}

}  // namespace dragoman::train
