// Results, errors and byte spans: the small words every other header uses.
#pragma once
#include <cstdint>
#include <string>
#include <utility>
#include <variant>

namespace dragoman {

// What kind of thing went wrong. app/ maps each to an exit status.
enum class ErrorCode : std::uint8_t {
  not_found,      // a file, model or lexicon is missing
  unreadable,     // it exists but cannot be read or written
  bad_format,     // its bytes are not what they should be
  bad_request,    // the user asked for something impossible
  too_large,      // over a documented limit
  output_failed,  // disk full, closed pipe
  internal,       // our own mistake
};

// An error in words a user can act on.
struct Error {
  ErrorCode code = ErrorCode::internal;
  std::string message;  // what is wrong
  std::string where;    // file, file:line or file:line:column; empty when there is no place
  std::string remedy;   // what to do about it
};

// A T or an Error. Accessing the side that is not there is undefined.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}
  bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }
  T& value() { return *std::get_if<0>(&state_); }
  const T& value() const { return *std::get_if<0>(&state_); }
  T& operator*() { return value(); }
  const T& operator*() const { return value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }
  const Error& error() const { return *std::get_if<1>(&state_); }

 private:
  std::variant<T, Error> state_;
};

struct Done {};                 // the value of a Result that has nothing to say
using Outcome = Result<Done>;   // success or an Error

// Half-open byte range [begin, end) into the original UTF-8 text of one article.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t size() const { return end - begin; }
  bool empty() const { return begin >= end; }
  bool contains(Span inner) const { return begin <= inner.begin && inner.end <= end; }
  bool overlaps(Span other) const { return begin < other.end && other.begin < end; }
  friend bool operator==(Span, Span) = default;
};

}  // namespace dragoman
