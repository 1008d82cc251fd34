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
  std::vector<GazetteerPlace> places;  // their entity numbers are not checked here: World::add_places()
  NameTrie names;                   // entity numbers are not checked here: NameTrie::valid()
  std::uint64_t fingerprint = 0;

  // Errors: bad_format (foreign, truncated, damaged or of another version), with `where` as given.
  static Result<Blob> read(std::string_view bytes, const std::string& where);
};

}  // namespace dragoman
