#include "parse/word_features.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>

namespace dragoman {

namespace {

constexpr std::size_t kLongest = 64;  // bytes of a word that count

char fold(char c) {
  if (c >= 'A' && c <= 'Z') return static_cast<char>(c + 32);
  return c >= '0' && c <= '9' ? '0' : c;
}

struct Folded {
  std::array<char, kLongest> bytes;
  std::size_t size = 0;
  explicit Folded(std::string_view form) : size(std::min(form.size(), kLongest)) {
    std::transform(form.begin(), form.begin() + static_cast<std::ptrdiff_t>(size), bytes.begin(), fold);
  }
  std::string_view view() const { return {bytes.data(), size}; }
};

std::uint64_t hash(std::string_view bytes, std::uint64_t kind) { return XXH3_64bits_withSeed(bytes.data(), bytes.size(), kind); }

// "Xxx-Xxx" → "X-X": runs of one class are written once.
std::size_t shape(std::string_view form, std::array<char, 16>& out) {
  std::size_t size = 0;
  char last = 0;
  for (const char c : form) {
    const char kind = c >= 'A' && c <= 'Z' ? 'X' : c >= 'a' && c <= 'z' ? 'x' : c >= '0' && c <= '9' ? '0' : static_cast<unsigned char>(c) >= 0x80 ? 'w' : c;
    if (kind != last && size < out.size()) out[size++] = kind;
    last = kind;
  }
  return size;
}

// Length class, first capital, capitals only, and which marks occur.
std::uint64_t marks(std::string_view form) {
  std::uint64_t length = std::min<std::size_t>(form.size(), 12);
  bool small = false, capital = false, digit = false, wide = false;
  for (const char c : form) {
    small = small || (c >= 'a' && c <= 'z');
    capital = capital || (c >= 'A' && c <= 'Z');
    digit = digit || (c >= '0' && c <= '9');
    wide = wide || static_cast<unsigned char>(c) >= 0x80;
  }
  const bool first = !form.empty() && form[0] >= 'A' && form[0] <= 'Z';
  return length | small << 4 | capital << 5 | digit << 6 | wide << 7 | static_cast<std::uint64_t>(first) << 8;
}

}  // namespace

std::uint64_t folded_hash(std::string_view form) {
  const std::uint64_t value = hash(Folded(form).view(), 1);
  return value == 0 ? 1 : value;
}

WordHashes word_hashes(std::string_view form) {
  const Folded folded(form);
  const std::string_view word = folded.view();
  WordHashes out;
  const std::uint64_t whole = hash(word, 1);
  out.word = whole == 0 ? 1 : whole;
  std::size_t at = 0;
  const auto add = [&](std::uint64_t value) { out.pieces[at++] = static_cast<std::uint32_t>(value ^ value >> 32); };
  add(hash(word, 2));
  for (std::size_t n = 1; n <= 4; ++n) add(hash(word.substr(word.size() - std::min(n, word.size())), 10 + n));
  for (std::size_t n = 1; n <= 3; ++n) add(hash(word.substr(0, n), 20 + n));
  std::array<char, 16> outline;
  add(hash({outline.data(), shape(form, outline)}, 30));
  const std::uint64_t bits = marks(form);
  add(hash({reinterpret_cast<const char*>(&bits), sizeof bits}, 31));
  return out;
}

}  // namespace dragoman
