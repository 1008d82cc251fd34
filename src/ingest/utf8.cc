#include "ingest/utf8.h"

#include <simdjson.h>

namespace dragoman {

namespace {

// Bytes of the longest start of a well-formed character at text[at]; `whole` tells whether it is complete.
std::size_t well_formed_prefix(std::string_view text, std::size_t at, bool& whole) {
  const auto byte = [&](std::size_t i) { return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0u; };
  const unsigned lead = byte(0);
  whole = true;
  if (lead < 0x80) return 1;
  const std::size_t length = lead >= 0xC2 && lead <= 0xDF ? 2 : lead >= 0xE0 && lead <= 0xEF ? 3 : lead >= 0xF0 && lead <= 0xF4 ? 4 : 0;
  whole = false;
  if (length == 0) return 1;
  const unsigned low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;   // no overlong forms
  const unsigned high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;  // no surrogates, nothing above U+10FFFF
  if (byte(1) < low || byte(1) > high) return 1;
  for (std::size_t i = 2; i < length; ++i)
    if (byte(i) < 0x80 || byte(i) > 0xBF) return i;
  whole = true;
  return length;
}

}  // namespace

std::size_t utf8_character(std::string_view text, std::size_t at) {
  bool whole = false;
  const std::size_t length = at < text.size() ? well_formed_prefix(text, at, whole) : 0;
  return whole ? length : 0;
}

std::size_t first_invalid_utf8(std::string_view text) {
  if (simdjson::validate_utf8(text.data(), text.size())) return std::string_view::npos;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = utf8_character(text, at);
    if (length == 0) return at;
    at += length;
  }
  return std::string_view::npos;
}

std::string replace_invalid_utf8(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 8);
  for (std::size_t at = 0; at < text.size();) {
    bool whole = false;
    const std::size_t length = well_formed_prefix(text, at, whole);
    if (whole) out.append(text.substr(at, length));
    else out.append("\xEF\xBF\xBD");
    at += length;
  }
  return out;
}

}  // namespace dragoman
