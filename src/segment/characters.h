// Characters of UTF-8 text as the tokeniser sees them.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace dragoman {

enum class CharKind : std::uint8_t { space, letter, digit, apostrophe, quote, dash, point, symbol, ignorable, invalid };

// One decoded character. `size` is 1 for an invalid byte, so that every byte is consumed exactly once.
struct Character {
  char32_t code = 0;
  std::uint8_t size = 1;
  CharKind kind = CharKind::invalid;
  bool upper = false;
  bool lower = false;
};

// Decodes the character at text[at]; at < text.size().
Character character_at(std::string_view text, std::size_t at);

// Straightens curly quotes, maps the ellipsis sign to "...", drops soft hyphens and zero-width characters.
// Returns false, and leaves nothing of use in `out`, when the word is already plain.
bool straighten(std::string_view word, std::string& out);

// ASCII letters to lower case; other bytes unchanged.
constexpr char lower_ascii(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

}  // namespace dragoman
