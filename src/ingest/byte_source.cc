#include "ingest/byte_source.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace dragoman {

namespace {
constexpr std::size_t kBufferBytes = 1 << 16;
}

ByteSource::~ByteSource() { close(); }

void ByteSource::close() {
  if (descriptor_ > STDIN_FILENO) ::close(descriptor_);
  descriptor_ = -1;
  at_ = have_ = 0;
  consumed_ = 0;
}

Outcome ByteSource::open(const std::string& path) {
  close();
  path_ = path;
  failed_ = false;
  buffer_.resize(kBufferBytes);
  descriptor_ = path == "-" ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor_ >= 0) return Done{};
  const bool missing = errno == ENOENT || errno == ENOTDIR;
  return Error{missing ? ErrorCode::not_found : ErrorCode::unreadable,
               missing ? "there is no such file" : std::strerror(errno), path,
               missing ? "check the path" : "check the file's permissions"};
}

bool ByteSource::fill() {
  if (descriptor_ < 0 || failed_) return false;
  ssize_t got = 0;
  do got = ::read(descriptor_, buffer_.data(), buffer_.size());
  while (got < 0 && errno == EINTR);
  at_ = 0;
  have_ = got > 0 ? static_cast<std::size_t>(got) : 0;
  if (got < 0) {
    failed_ = true;
    error_ = Error{ErrorCode::unreadable, std::strerror(errno), path_, "check that it is a readable file and that its disk is well"};
  }
  return got > 0;
}

std::string_view ByteSource::peek() {
  if (at_ == have_ && !fill()) return {};
  return {buffer_.data() + at_, have_ - at_};
}

ByteSource::Line ByteSource::line(std::string& into, std::uint64_t limit) {
  into.clear();
  bool any = false, over = false;
  for (;;) {
    const std::string_view piece = peek();
    if (piece.empty()) break;
    any = true;
    const std::size_t feed = piece.find('\n');
    const std::string_view part = piece.substr(0, feed);
    const std::size_t taken = part.size() + (feed != std::string_view::npos ? 1 : 0);
    over = over || into.size() + part.size() > limit;
    if (over) into.clear();
    else into.append(part);
    at_ += taken;
    consumed_ += taken;
    if (feed != std::string_view::npos) return over ? Line::too_long : Line::line;
  }
  if (failed_) return Line::failed;
  return !any ? Line::end : over ? Line::too_long : Line::line;
}

ByteSource::Line ByteSource::all(std::string& into, std::uint64_t limit) {
  into.clear();
  for (std::string_view piece = peek(); !piece.empty(); piece = peek()) {
    if (into.size() + piece.size() > limit) return Line::too_long;
    into.append(piece);
    consumed_ += piece.size();
    at_ = have_;
  }
  return failed_ ? Line::failed : Line::line;
}

}  // namespace dragoman
