// What the network sees of a word: a row of the word table and a handful of rows of the hashed table.
#pragma once
#include <array>
#include <cstdint>
#include <string_view>

namespace dragoman {

inline constexpr std::size_t kPieceKinds = 10;  // whole, four suffixes, three prefixes, shape, marks

// Hashes of one word. `word` is of the folded form (small letters, every digit 0) and is never 0.
struct WordHashes {
  std::uint64_t word = 0;
  std::array<std::uint32_t, kPieceKinds> pieces{};  // to be taken modulo the table's rows
};

WordHashes word_hashes(std::string_view form);

// The hash of a form folded as above, as word lists and vectors index it.
std::uint64_t folded_hash(std::string_view form);

}  // namespace dragoman
