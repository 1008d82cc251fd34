// The compiled lexicon: one file, mapped. Described byte by byte in docs/formats/lexicon-blob.md.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dragoman/result.h"
#include "knowledge/gazetteer.h"
#include "knowledge/name_trie.h"
#include "knowledge/record_reader.h"

namespace dragoman {

inline constexpr std::uint32_t kBlobVersion = 2;

// Lays records, places and name tables out as one blob. Same input, same bytes.
std::string write_blob(std::span<const RecordView> records, std::span<const GazetteerPlace> places, const NameTrieBuilder::Tables& names);

// Views of a blob whose every offset has been checked. The bytes must outlive it and be aligned to 8.
struct Blob {
  std::vector<FieldView> fields;
  std::vector<RecordView> records;  // point into `fields`
  NameTrie names;                   // entity numbers are not checked here: NameTrie::valid()
  std::uint64_t fingerprint = 0;
  std::size_t place_count = 0;

  // One row of the gazetteer, its texts empty where they would lie outside; its numbers are for World::add_places() to check.
  GazetteerPlace place(std::size_t row) const;

  // Whether the bytes begin as a compiled lexicon does, sound or not.
  static bool is_one(std::string_view bytes);
  // Errors: bad_format (foreign, truncated, damaged or of another version), with `where` as given.
  static Result<Blob> read(std::string_view bytes, const std::string& where);

 private:
  const char* place_rows_ = nullptr;  // in place: there are tens of thousands
  std::string_view strings_;
};

}  // namespace dragoman
