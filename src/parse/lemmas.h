// Lemmas by exceptions and suffix edits, learnt from treebanks.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "dragoman/document.h"

namespace dragoman {

// Cut `strip` bytes off the end, add text[add_at, add_at + add_size), in small letters unless keep_case.
// A whole-word exception strips everything.
struct LemmaEdit {
  std::uint32_t add_at = 0;
  std::uint8_t add_size = 0;
  std::uint8_t strip = 0;
  std::uint8_t keep_case = 0;
  std::uint8_t spare = 0;
};

// One slot of an open-addressing table with a power of two of slots; an empty slot has check 0.
struct LemmaSlot {
  std::uint32_t check = 0;
  LemmaEdit edit;
};

inline constexpr std::size_t kMaxLemmaSuffix = 6;

// Keys: a whole form, or a suffix of it, under a class of tag and features.
struct LemmaKeys {
  LemmaKeys(std::string_view form, Upos upos, std::uint32_t feats);
  std::uint64_t whole() const;
  std::uint64_t suffix(std::size_t bytes) const;
  std::uint64_t of_class() const { return class_; }
  std::string_view folded() const { return {bytes_, size_}; }

 private:
  char bytes_[64];
  std::size_t size_;
  std::uint64_t class_;
};

// Slots and text live in the model file.
class LemmaTable {
 public:
  LemmaTable() = default;
  LemmaTable(std::span<const LemmaSlot> slots, std::string_view text) : slots_(slots), text_(text) {}
  // The lemma; a view of `form` when nothing changes, else of `buffer`, which it overwrites.
  std::string_view lemma(std::string_view form, Upos upos, std::uint32_t feats, std::string& buffer) const;

 private:
  const LemmaEdit* find(std::uint64_t key) const;
  std::span<const LemmaSlot> slots_;
  std::string_view text_;
};

// Applies one edit.
std::string_view apply_edit(std::string_view form, const LemmaEdit& edit, std::string_view text, std::string& buffer);

}  // namespace dragoman
