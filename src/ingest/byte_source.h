// Bytes of a file or pipe, in pieces, with bounded memory.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "dragoman/result.h"

namespace dragoman {

// Externally synchronised. Closes what it opened; standard input stays open.
class ByteSource {
 public:
  ByteSource() = default;
  ~ByteSource();
  ByteSource(const ByteSource&) = delete;
  ByteSource& operator=(const ByteSource&) = delete;

  // "-" is standard input. Errors: not_found, unreadable.
  Outcome open(const std::string& path);
  void close();
  bool is_open() const { return descriptor_ >= 0; }
  std::uint64_t consumed() const { return consumed_; }  // bytes taken since open()

  // First bytes without taking them (at most one buffer); empty at the end.
  std::string_view peek();

  enum class Line : std::uint8_t { line, too_long, end, failed };
  // One line without its line feed. A line of more than `limit` bytes is passed over without being kept.
  Line line(std::string& into, std::uint64_t limit);
  // Everything up to the end. too_long as soon as more than `limit` bytes came; the rest stays unread.
  Line all(std::string& into, std::uint64_t limit);
  const Error& error() const { return error_; }  // after Line::failed

 private:
  bool fill();  // false at the end or on failure
  std::string path_;
  std::vector<char> buffer_;
  std::size_t at_ = 0, have_ = 0;
  std::uint64_t consumed_ = 0;
  int descriptor_ = -1;
  bool failed_ = false;
  Error error_;
};

}  // namespace dragoman
