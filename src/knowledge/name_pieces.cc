#include <utf8proc.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <array>
#include <cstddef>
#include <memory_resource>
#include <string>

#include "knowledge/name_pieces.h"

namespace dragoman {

namespace {

// Case folded, marks stripped: "Élysée" is "elysee". Bytes that are no UTF-8 stay as they are.
std::pmr::string fold(std::string_view word, std::pmr::memory_resource& memory) {
  std::pmr::string folded(&memory);
  folded.reserve(word.size());
  bool ascii = true;
  for (const char c : word) {
    if (static_cast<unsigned char>(c) >= 0x80) ascii = false;
    folded.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
  }
  if (ascii) return folded;
  const auto options = static_cast<utf8proc_option_t>(UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK);
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(word.data());
  const auto length = static_cast<utf8proc_ssize_t>(word.size());
  std::pmr::vector<utf8proc_int32_t> points(word.size(), &memory);
  auto count = utf8proc_decompose(bytes, length, points.data(), length, options);
  if (count > static_cast<utf8proc_ssize_t>(points.size())) {  // one code point can become many
    points.resize(static_cast<std::size_t>(count));
    count = utf8proc_decompose(bytes, length, points.data(), count, options);
  }
  if (count < 0) return folded;
  folded.clear();
  for (utf8proc_ssize_t i = 0; i < count; ++i) {
    std::array<utf8proc_uint8_t, 4> encoded;
    const auto size = utf8proc_encode_char(points[static_cast<std::size_t>(i)], encoded.data());
    folded.append(reinterpret_cast<const char*>(encoded.data()), static_cast<std::size_t>(size));
  }
  return folded;
}

// One code point; invalid bytes give themselves with length 1.
std::size_t next_point(std::string_view word, std::size_t at, utf8proc_int32_t& point) {
  const auto byte = static_cast<unsigned char>(word[at]);
  point = byte;
  if (byte < 0x80) return 1;
  const auto size = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(word.data()) + at,
                                     static_cast<utf8proc_ssize_t>(word.size() - at), &point);
  if (size > 0) return static_cast<std::size_t>(size);
  point = byte;
  return 1;
}

bool separates(utf8proc_int32_t point) {  // hyphens and apostrophes
  return point == '-' || point == '\'' || point == 0x2018 || point == 0x2019 || point == 0x2010 || point == 0x2011;
}

struct Piece {
  std::pmr::string bytes;
  std::uint32_t letters = 0, upper = 0;
  bool capital = false;
};

template <class Pieces>
void flush(Piece& piece, std::uint32_t token, Pieces& out) {
  if (piece.bytes.empty()) return;
  const auto folded = fold(piece.bytes, *piece.bytes.get_allocator().resource());
  out.push_back({name_piece_key(folded), token, piece.capital, piece.letters > 0 && piece.letters == piece.upper});
  piece.bytes.clear();
  piece.letters = piece.upper = 0;
  piece.capital = false;
}

template <class Pieces>
void read_pieces(std::string_view word, std::uint32_t token, Pieces& out) {
  const auto before = out.size();
  std::array<std::byte, 512> room;  // no word of prose asks for more
  std::pmr::monotonic_buffer_resource memory(room.data(), room.size());
  Piece piece{std::pmr::string(&memory)};
  bool other = false;  // something that is neither dropped nor a separator
  for (std::size_t at = 0; at < word.size();) {
    utf8proc_int32_t point = 0;
    const auto size = next_point(word, at, point);
    if (separates(point)) {
      flush(piece, token, out);
    } else if (point == '.') {
      other = true;
    } else {
      const bool ascii = point < 0x80;
      const bool is_upper = ascii ? point >= 'A' && point <= 'Z' : utf8proc_category(point) == UTF8PROC_CATEGORY_LU;
      const bool is_lower = ascii ? point >= 'a' && point <= 'z' : utf8proc_category(point) == UTF8PROC_CATEGORY_LL;
      if (piece.bytes.empty()) piece.capital = is_upper;
      piece.letters += is_upper || is_lower;
      piece.upper += is_upper;
      piece.bytes.append(word.substr(at, size));
    }
    at += size;
  }
  flush(piece, token, out);
  // Hyphens and apostrophes that stand alone vanish ("Workers' Party", "Jong - un"); a point matches only a point.
  if (out.size() == before && other) out.push_back({name_piece_key(word), token, false, false});
}

}  // namespace

std::uint64_t name_piece_key(std::string_view folded_piece) {
  const std::uint64_t key = XXH3_64bits(folded_piece.data(), folded_piece.size());
  return key ? key : 1;
}

void name_pieces(std::string_view word, std::uint32_t token, std::vector<NamePiece>& out) { read_pieces(word, token, out); }
void name_pieces(std::string_view word, std::uint32_t token, std::pmr::vector<NamePiece>& out) { read_pieces(word, token, out); }

}  // namespace dragoman
