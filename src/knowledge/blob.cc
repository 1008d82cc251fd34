#include "knowledge/blob.h"

#include <fmt/format.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

#include <array>
#include <bit>
#include <cstring>
#include <type_traits>
#include <unordered_map>

#include "base/large_pages.h"

namespace dragoman {

namespace {

static_assert(std::endian::native == std::endian::little, "the blob is little-endian and read in place");
static_assert(sizeof(TrieEdge) == 16 && sizeof(TrieNode) == 8 && sizeof(TrieGroup) == 16 && sizeof(NameEntry) == 8);

constexpr std::array<char, 8> kMagic = {'D', 'R', 'G', 'M', 'L', 'E', 'X', '\n'};
constexpr std::string_view kRemedy = "build it anew: dragoman lexicon build lexicon --output lexicon.blob";

enum Section : std::uint32_t { kStrings, kRecords, kFields, kEdges, kNodes, kGroups, kEntries, kPlaces, kSections };

struct SectionEntry {
  std::uint64_t offset, size;  // bytes; offset is a multiple of 8
};
struct Header {
  std::array<char, 8> magic;
  std::uint32_t version, sections;
  std::uint64_t total, fingerprint;  // fingerprint: XXH3 of every byte after the header
  std::array<SectionEntry, kSections> table;
};
static_assert(sizeof(Header) == 32 + 16 * kSections);

struct Text {
  std::uint32_t offset, size;
};
struct RecordEntry {
  Text kind, id;
  std::uint32_t first_field, field_end;
};
struct FieldEntry {
  Text key, value;
};
struct PlaceEntry {
  Text id, name, country;
  std::uint32_t entity, region, population;
  float latitude, longitude;
  std::uint32_t flags;  // 1: a city, not a region; 2: has a point
};
static_assert(sizeof(PlaceEntry) == 48);

// Strings once each; kinds and keys repeat in every record.
class Strings {
 public:
  Text add(std::string_view text) {
    const auto found = seen_.find(text);
    if (found != seen_.end()) return found->second;
    const Text at{static_cast<std::uint32_t>(bytes.size()), static_cast<std::uint32_t>(text.size())};
    bytes.append(text);
    if (text.size() < 64) seen_.emplace(text, at);
    return at;
  }
  std::string bytes;

 private:
  std::unordered_map<std::string_view, Text> seen_;  // keys point into the records, which outlive this
};

template <class T>
void put(std::string& blob, Header& header, Section section, const T* data, std::size_t count) {
  while (blob.size() % 8) blob.push_back('\0');
  header.table[section] = {blob.size(), count * sizeof(T)};
  blob.append(reinterpret_cast<const char*>(data), count * sizeof(T));
}

template <class T>
std::span<const T> section(std::string_view bytes, const Header& header, Section which) {
  static_assert(std::is_trivially_copyable_v<T>);
  const auto& entry = header.table[which];
  return {reinterpret_cast<const T*>(bytes.data() + entry.offset), entry.size / sizeof(T)};
}

}  // namespace

std::string write_blob(std::span<const RecordView> records, std::span<const GazetteerPlace> places, const NameTrieBuilder::Tables& names) {
  Strings strings;
  std::vector<RecordEntry> record_entries;
  std::vector<FieldEntry> field_entries;
  for (const auto& record : records) {
    RecordEntry entry{strings.add(record.kind), strings.add(record.id), static_cast<std::uint32_t>(field_entries.size()), 0};
    for (const auto& field : record) field_entries.push_back({strings.add(field.key), strings.add(field.value)});
    entry.field_end = static_cast<std::uint32_t>(field_entries.size());
    record_entries.push_back(entry);
  }
  std::vector<PlaceEntry> place_entries;
  place_entries.reserve(places.size());
  for (const auto& place : places)
    place_entries.push_back({strings.add(place.id), strings.add(place.name), strings.add(place.country), place.entity, place.region, place.population,
                             place.latitude, place.longitude, (place.city ? 1u : 0u) | (place.has_point ? 2u : 0u)});
  // Padding inside NameEntry must not carry stray bytes into the file.
  std::string entries(names.entries.size() * sizeof(NameEntry), '\0');
  for (std::size_t i = 0; i < names.entries.size(); ++i) {
    std::memcpy(entries.data() + i * sizeof(NameEntry), &names.entries[i].entity, sizeof(std::uint32_t));
    entries[i * sizeof(NameEntry) + sizeof(std::uint32_t)] = static_cast<char>(names.entries[i].kind);
  }
  Header header{};
  header.magic = kMagic;
  header.version = kBlobVersion;
  header.sections = kSections;
  std::string blob(sizeof(Header), '\0');
  put(blob, header, kStrings, strings.bytes.data(), strings.bytes.size());
  put(blob, header, kRecords, record_entries.data(), record_entries.size());
  put(blob, header, kFields, field_entries.data(), field_entries.size());
  put(blob, header, kEdges, names.edges.data(), names.edges.size());
  put(blob, header, kNodes, names.nodes.data(), names.nodes.size());
  put(blob, header, kGroups, names.groups.data(), names.groups.size());
  put(blob, header, kEntries, entries.data(), entries.size());
  put(blob, header, kPlaces, place_entries.data(), place_entries.size());
  while (blob.size() % 8) blob.push_back('\0');
  header.total = blob.size();
  header.fingerprint = XXH3_64bits(blob.data() + sizeof(Header), blob.size() - sizeof(Header));
  std::memcpy(blob.data(), &header, sizeof(Header));
  return blob;
}

bool Blob::is_one(std::string_view bytes) { return bytes.starts_with(std::string_view(kMagic.data(), kMagic.size())); }

Result<Blob> Blob::read(std::string_view bytes, const std::string& where) {
  const auto bad = [&](std::string message) { return Error{ErrorCode::bad_format, std::move(message), where, std::string(kRemedy)}; };
  if (bytes.size() < kMagic.size() || std::memcmp(bytes.data(), kMagic.data(), kMagic.size()) != 0)
    return bad("this is not a compiled dragoman lexicon");
  if (bytes.size() < 32) return bad("the compiled lexicon is cut off in its header");
  Header header{};
  std::memcpy(&header, bytes.data(), std::min(bytes.size(), sizeof(Header)));
  if (header.version != kBlobVersion)
    return bad(fmt::format("the compiled lexicon has format version {}, this program reads version {}", header.version, kBlobVersion));
  if (header.sections != kSections || bytes.size() < sizeof(Header)) return bad("the compiled lexicon is cut off in its header");
  if (header.total != bytes.size())
    return bad(fmt::format("the compiled lexicon should have {} bytes and has {}", header.total, bytes.size()));
  constexpr std::array<std::size_t, kSections> kUnits = {1, sizeof(RecordEntry), sizeof(FieldEntry), sizeof(TrieEdge),
                                                         sizeof(TrieNode), sizeof(TrieGroup), sizeof(NameEntry), sizeof(PlaceEntry)};
  for (std::uint32_t i = 0; i < kSections; ++i) {
    const auto& entry = header.table[i];
    if (entry.offset % 8 || entry.offset < sizeof(Header) || entry.offset > bytes.size() || entry.size > bytes.size() - entry.offset ||
        entry.size % kUnits[i])
      return bad(fmt::format("section {} of the compiled lexicon lies outside the file", i));
  }

  const auto strings = section<char>(bytes, header, kStrings);
  const auto record_entries = section<RecordEntry>(bytes, header, kRecords);
  const auto field_entries = section<FieldEntry>(bytes, header, kFields);
  bool sound = true;
  const auto text = [&](Text at) -> std::string_view {
    if (at.offset > strings.size() || at.size > strings.size() - at.offset) {
      sound = false;
      return {};
    }
    return {strings.data() + at.offset, at.size};
  };
  Blob blob;
  blob.fingerprint = header.fingerprint;
  reserve_large(blob.fields, field_entries.size());
  for (const auto& field : field_entries) {
    blob.fields.push_back({text(field.key), text(field.value)});
    sound = sound && !blob.fields.back().value.empty();
  }
  reserve_large(blob.records, record_entries.size());
  for (const auto& record : record_entries) {
    if (record.first_field > record.field_end || record.field_end > blob.fields.size()) {
      sound = false;
      break;
    }
    blob.records.push_back({text(record.kind), text(record.id), blob.fields.data() + record.first_field, blob.fields.data() + record.field_end});
  }
  const auto place_entries = section<PlaceEntry>(bytes, header, kPlaces);
  blob.place_count = place_entries.size();
  blob.place_rows_ = bytes.data() + header.table[kPlaces].offset;
  blob.strings_ = {strings.data(), strings.size()};
  if (!sound) return bad("the compiled lexicon is damaged: a text or record lies outside its section");
  blob.names.edges = section<TrieEdge>(bytes, header, kEdges);
  blob.names.nodes = section<TrieNode>(bytes, header, kNodes);
  blob.names.groups = section<TrieGroup>(bytes, header, kGroups);
  blob.names.entries = section<NameEntry>(bytes, header, kEntries);
  return blob;
}

GazetteerPlace Blob::place(std::size_t row) const {
  PlaceEntry place{};
  std::memcpy(&place, place_rows_ + row * sizeof(PlaceEntry), sizeof place);
  const auto text = [&](Text at) {
    return at.offset > strings_.size() || at.size > strings_.size() - at.offset ? std::string_view{} : strings_.substr(at.offset, at.size);
  };
  return {text(place.id), text(place.name), text(place.country), place.entity, place.region, place.population,
          place.latitude, place.longitude, (place.flags & 1) != 0, (place.flags & 2) != 0};
}

}  // namespace dragoman
