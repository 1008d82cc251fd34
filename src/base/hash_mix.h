// Hashes of small things for tables of features: fast, the same everywhere, no protection against an adversary.
#pragma once
#include <cstdint>
#include <string_view>

namespace dragoman {

inline constexpr std::uint32_t kHashSeed = 2166136261u;
constexpr std::uint32_t hash_mix(std::uint32_t hash, std::uint32_t value) { return (hash ^ value) * 16777619u; }  // FNV-1a's step
// The finisher of MurmurHash3 (Appleby, public domain).
constexpr std::uint32_t hash_spread(std::uint32_t hash) {
  hash ^= hash >> 16, hash *= 0x85ebca6bu;
  hash ^= hash >> 13, hash *= 0xc2b2ae35u;
  return hash ^ hash >> 16;
}
// Of the first 32 bytes of a word: ASCII letters as small ones, every digit as 0.
constexpr std::uint32_t hash_word(std::string_view word) {
  std::uint32_t hash = kHashSeed;
  for (const char c : word.substr(0, 32)) {
    const char plain = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c >= '0' && c <= '9' ? '0' : c;
    hash = hash_mix(hash, static_cast<unsigned char>(plain));
  }
  return hash_spread(hash);
}

}  // namespace dragoman
