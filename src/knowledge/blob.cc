#include "knowledge/blob.h"

#include <fmt/format.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <bit>
#include <cstring>

#include "base/large_pages.h"

namespace dragoman {

namespace {

static_assert(std::endian::native == std::endian::little, "the blob is little-endian and read in place");
static_assert(sizeof(TrieEdge) == 16 && sizeof(TrieNode) == 8 && sizeof(TrieGroup) == 16 && sizeof(NameEntry) == 8);

constexpr std::array<char, 8> kMagic = {'D', 'R', 'G', 'M', 'L', 'E', 'X', '\n'};
constexpr std::string_view kRemedy = "build it anew: dragoman lexicon build lexicon --output lexicon.blob";

struct SectionEntry {
  std::uint64_t offset, size;  // bytes; offset is a multiple of 8
};
struct Header {
  std::array<char, 8> magic;
  std::uint32_t version, sections;
  std::uint64_t total, fingerprint;  // fingerprint: XXH3 of every byte after the header
  std::array<SectionEntry, kBlobSections> table;
};
static_assert(sizeof(Header) == 32 + 16 * kBlobSections);

struct RecordEntry {
  BlobText kind, id;
  std::uint32_t first_field, field_end;
};
struct FieldEntry {
  BlobText key, value;
};

}  // namespace

BlobText BlobWriter::text(std::string_view text) {
  const auto found = seen_.find(text);
  if (found != seen_.end()) return found->second;
  auto& strings = bytes_[0];
  const BlobText at{static_cast<std::uint32_t>(strings.size()), static_cast<std::uint32_t>(text.size())};
  strings.append(text);
  if (text.size() < 64) seen_.emplace(text, at);
  return at;
}

void BlobWriter::put(std::span<const RecordView> records) {
  std::vector<RecordEntry> entries;
  std::vector<FieldEntry> fields;
  for (const auto& record : records) {
    RecordEntry entry{text(record.kind), text(record.id), static_cast<std::uint32_t>(fields.size()), 0};
    for (const auto& field : record) fields.push_back({text(field.key), text(field.value)});
    entry.field_end = static_cast<std::uint32_t>(fields.size());
    entries.push_back(entry);
  }
  put(BlobSection::records, entries);
  put(BlobSection::fields, fields);
}

void BlobWriter::put(const NameTrieBuilder::Tables& names) {
  put(BlobSection::edges, names.edges);
  put(BlobSection::nodes, names.nodes);
  put(BlobSection::groups, names.groups);
  // Padding inside NameEntry must not carry stray bytes into the file.
  auto& entries = bytes_[static_cast<std::size_t>(BlobSection::entries)];
  entries.assign(names.entries.size() * sizeof(NameEntry), '\0');
  for (std::size_t i = 0; i < names.entries.size(); ++i) {
    std::memcpy(entries.data() + i * sizeof(NameEntry), &names.entries[i].entity, sizeof(std::uint32_t));
    entries[i * sizeof(NameEntry) + sizeof(std::uint32_t)] = static_cast<char>(names.entries[i].kind);
  }
}

std::string BlobWriter::finish() const {
  Header header{};
  header.magic = kMagic;
  header.version = kBlobVersion;
  header.sections = kBlobSections;
  std::string blob(sizeof(Header), '\0');
  for (std::size_t i = 0; i < kBlobSections; ++i) {
    header.table[i] = {blob.size(), bytes_[i].size()};
    blob.append(bytes_[i]);
    blob.resize((blob.size() + 7) / 8 * 8, '\0');
  }
  header.total = blob.size();
  header.fingerprint = XXH3_64bits(blob.data() + sizeof(Header), blob.size() - sizeof(Header));
  std::memcpy(blob.data(), &header, sizeof(Header));
  return blob;
}

bool Blob::is_one(std::string_view bytes) { return bytes.starts_with(std::string_view(kMagic.data(), kMagic.size())); }

Result<Blob> Blob::read(std::string_view bytes, const std::string& where) {
  const auto bad = [&](std::string message) { return Error{ErrorCode::bad_format, std::move(message), where, std::string(kRemedy)}; };
  if (!is_one(bytes)) return bad("this is not a compiled dragoman lexicon");
  if (bytes.size() < 32) return bad("the compiled lexicon is cut off in its header");
  Header header{};
  std::memcpy(&header, bytes.data(), std::min(bytes.size(), sizeof(Header)));
  if (header.version != kBlobVersion)
    return bad(fmt::format("the compiled lexicon has format version {}, this program reads version {}", header.version, kBlobVersion));
  if (header.sections != kBlobSections || bytes.size() < sizeof(Header)) return bad("the compiled lexicon is cut off in its header");
  if (header.total != bytes.size())
    return bad(fmt::format("the compiled lexicon should have {} bytes and has {}", header.total, bytes.size()));
  Blob blob;
  blob.fingerprint = header.fingerprint;
  for (std::size_t i = 0; i < kBlobSections; ++i) {
    const auto& entry = header.table[i];
    if (entry.offset % 8 || entry.offset < sizeof(Header) || entry.offset > bytes.size() || entry.size > bytes.size() - entry.offset)
      return bad(fmt::format("section {} of the compiled lexicon lies outside the file", i));
    blob.sections_[i] = bytes.substr(entry.offset, entry.size);
  }

  std::span<const RecordEntry> record_entries;
  std::span<const FieldEntry> field_entries;
  if (!blob.rows(BlobSection::records, record_entries) || !blob.rows(BlobSection::fields, field_entries) ||
      !blob.rows(BlobSection::edges, blob.names.edges) || !blob.rows(BlobSection::nodes, blob.names.nodes) ||
      !blob.rows(BlobSection::groups, blob.names.groups) || !blob.rows(BlobSection::entries, blob.names.entries))
    return bad("a section of the compiled lexicon does not hold whole rows");
  bool sound = true;
  reserve_large(blob.fields, field_entries.size());
  for (const auto& field : field_entries) {
    auto& view = blob.fields.emplace_back();
    sound = sound && blob.text(field.key, view.key) && blob.text(field.value, view.value) && !view.value.empty();
  }
  reserve_large(blob.records, record_entries.size());
  for (const auto& record : record_entries) {
    auto& view = blob.records.emplace_back();
    sound = sound && record.first_field <= record.field_end && record.field_end <= blob.fields.size() && blob.text(record.kind, view.kind) &&
            blob.text(record.id, view.id);
    if (!sound) break;
    view.first = blob.fields.data() + record.first_field;
    view.last = blob.fields.data() + record.field_end;
  }
  if (!sound) return bad("the compiled lexicon is damaged: a text or record lies outside its section");
  return blob;
}

bool sound_slots(std::span<const std::uint32_t> slots, std::size_t rows) {
  return std::has_single_bit(slots.size()) && std::all_of(slots.begin(), slots.end(), [&](std::uint32_t row) { return row <= rows; });
}

std::uint64_t blob_hash(std::string_view text, std::uint64_t kind) { return XXH3_64bits_withSeed(text.data(), text.size(), kind); }

}  // namespace dragoman
