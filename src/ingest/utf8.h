// UTF-8: which bytes are well formed.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace dragoman {

// Length of the well-formed character at text[at], 0 when the byte there begins none.
std::size_t utf8_character(std::string_view text, std::size_t at);
// Position of the first byte that is not well-formed UTF-8; npos when all is.
std::size_t first_invalid_utf8(std::string_view text);
// Each ill-formed sequence becomes one U+FFFD (maximal subparts, as the Unicode standard recommends).
std::string replace_invalid_utf8(std::string_view text);

}  // namespace dragoman
