// The compiled lexicon: one file, mapped. Described byte by byte in docs/formats/lexicon-blob.md.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <vector>

#include "dragoman/result.h"
#include "knowledge/name_trie.h"
#include "knowledge/record_reader.h"

namespace dragoman {

inline constexpr std::uint32_t kBlobVersion = 3;

// In the order of the file. Blob itself reads the first seven; PatternTables and World know what is in the others.
enum class BlobSection : std::uint32_t {
  strings, records, fields, edges, nodes, groups, entries,
  places, entities, entity_slots, members, holdings, holders, guards, stand_ins, domains,
  words, ways, roles, constraints, patterns, heads, head_patterns, head_slots,
  count
};
inline constexpr std::size_t kBlobSections = static_cast<std::size_t>(BlobSection::count);

// A text in the section of strings.
struct BlobText {
  std::uint32_t offset, size;
};

// Collects sections and lays them out as one blob. Same input, same bytes. Texts given to it must outlive it.
class BlobWriter {
 public:
  BlobText text(std::string_view text);
  // Rows of plain numbers; a row must have no padding, whose stray bytes would go into the file.
  template <class Row>
  void put(BlobSection section, const std::vector<Row>& rows) {
    static_assert(std::is_trivially_copyable_v<Row>);
    bytes_[static_cast<std::size_t>(section)].assign(reinterpret_cast<const char*>(rows.data()), rows.size() * sizeof(Row));
  }
  void put(std::span<const RecordView> records);
  void put(const NameTrieBuilder::Tables& names);
  std::string finish() const;

 private:
  std::array<std::string, kBlobSections> bytes_;
  std::unordered_map<std::string_view, BlobText> seen_;  // kinds and keys repeat in every record
};

// Views of a blob whose texts and records have been checked. The bytes must outlive it and be aligned to 8.
struct Blob {
  std::vector<FieldView> fields;
  std::vector<RecordView> records;  // point into `fields`
  NameTrie names;                   // entity numbers are not checked here: NameTrie::valid()
  std::uint64_t fingerprint = 0;

  // Whether the bytes begin as a compiled lexicon does, sound or not.
  static bool is_one(std::string_view bytes);
  // Errors: bad_format (foreign, truncated, damaged or of another version), with `where` as given.
  static Result<Blob> read(std::string_view bytes, const std::string& where);

  // The rows of a section, in place; false when it does not hold whole rows.
  template <class Row>
  bool rows(BlobSection section, std::span<const Row>& out) const {
    static_assert(std::is_trivially_copyable_v<Row> && alignof(Row) <= 8);
    const std::string_view bytes = sections_[static_cast<std::size_t>(section)];
    out = {reinterpret_cast<const Row*>(bytes.data()), bytes.size() / sizeof(Row)};
    return bytes.size() % sizeof(Row) == 0;
  }
  // False when it lies outside the strings.
  bool text(BlobText at, std::string_view& out) const {
    const std::string_view strings = sections_[0];
    if (at.offset > strings.size() || at.size > strings.size() - at.offset) return false;
    out = {strings.data() + at.offset, at.size};
    return true;
  }

 private:
  std::array<std::string_view, kBlobSections> sections_;
};

// A hash table of row numbers as the blob keeps it: open addressing, a power of two of slots, each a row number + 1 or 0.
// `hash` gives the row's hash.
template <class Hash>
std::vector<std::uint32_t> blob_slots(std::uint32_t rows, const Hash& hash) {
  std::size_t size = 16;
  while (size < rows * 2ull) size *= 2;
  std::vector<std::uint32_t> slots(size, 0);
  for (std::uint32_t row = 0; row < rows; ++row) {
    std::size_t at = hash(row) & (size - 1);
    while (slots[at] != 0) at = (at + 1) & (size - 1);
    slots[at] = row + 1;
  }
  return slots;
}

// The row that `matches`; kNone when there is none. Ends whatever the slots hold. Row numbers are not checked.
template <class Matches>
std::uint32_t find_in_slots(std::span<const std::uint32_t> slots, std::uint64_t hash, const Matches& matches) {
  for (std::size_t tried = 0, at = hash & (slots.size() - 1); tried < slots.size(); ++tried, at = (at + 1) & (slots.size() - 1)) {
    if (slots[at] == 0) return kNone;
    if (matches(slots[at] - 1)) return slots[at] - 1;
  }
  return kNone;
}

// Whether a table of `rows` rows may be looked up with find_in_slots().
bool sound_slots(std::span<const std::uint32_t> slots, std::size_t rows);
std::uint64_t blob_hash(std::string_view text, std::uint64_t kind);

}  // namespace dragoman
