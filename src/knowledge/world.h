// The entities of the lexicon: states, bodies, persons, places, agents, titles, offices, and how they hang together.
#pragma once
#include <array>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/arena.h"
#include "knowledge/blob.h"
#include "knowledge/gazetteer.h"
#include "knowledge/knowledge.h"
#include "knowledge/record_reader.h"

namespace dragoman {

// Immutable once built. Views point into the records' text and into the arena or the blob given to the constructor.
class World {
 public:
  // From text. Dangling references are left out silently here: check_lexicon() is where they are told.
  World(std::span<const RecordView> records, Arena& arena);
  // As it was written; the blob must outlive this. sound() tells whether its numbers and texts fit.
  explicit World(const Blob& blob);

  // Everything but the records and the names, which the blob keeps apart. `places`: the rows of read_gazetteer().
  void write(std::span<const GazetteerPlace> places, BlobWriter& out) const;
  bool sound() const { return sound_; }

  const std::vector<Entity>& entities() const { return entities_; }
  std::uint32_t find(EntityKind kind, std::string_view id) const;
  NameGuards guards(std::uint32_t entity) const;
  std::span<const Holding> holdings(std::uint32_t person) const;
  std::vector<Holding> offices_on(std::uint32_t person, Day from, Day to) const;
  std::uint32_t office_for(std::string_view country, std::string_view title_id) const;
  std::vector<std::uint32_t> holders(std::uint32_t office, Day from, Day to) const;
  std::uint32_t outlet_of(std::string_view host) const;
  std::string_view field(std::uint32_t entity, std::string_view key) const;

  struct Name {
    std::string_view text;
    std::uint32_t entity;
    NameKind kind;
  };
  // Every name of every entity that is no row of a gazetteer, in order of the records: what the trie is built from.
  std::vector<Name> names() const;

 private:
  struct Range {
    std::uint32_t first = 0, end = 0;
  };
  struct Holder {
    std::uint32_t office, person;
    Day from, to;
  };
  void register_entities();
  void fill(std::uint32_t id, const RecordView& record);
  void fill_person(std::uint32_t id, const RecordView& record);
  void add_capitals(const RecordView& record, std::uint32_t state);
  void add_guards(std::uint32_t id, const RecordView& record);

  bool read_entities(const Blob& blob);
  bool read_places(const Blob& blob);
  bool read_lists(const Blob& blob);

  std::span<const RecordView> records_;
  Arena* arena_ = nullptr;  // null where a blob holds the texts
  bool sound_ = true;
  std::vector<Entity> entities_;
  std::vector<std::uint32_t> record_of_;  // entity → record; kNone for a capital
  std::span<const std::uint32_t> slots_;  // kind and id → entity, of a blob; ids_ when built from text
  std::array<std::unordered_map<std::string_view, std::uint32_t>, 7> ids_;
  std::vector<Name> capitals_;
  std::uint32_t first_place_ = kNone;  // entities from here on are rows, by id
  std::vector<Holding> holdings_;
  std::vector<Range> holdings_of_;  // by entity; empty for those behind its end
  std::vector<Holder> holders_;  // sorted by office, then start
  std::unordered_map<std::uint32_t, std::array<std::vector<std::string_view>, 3>> guards_;
  std::deque<std::vector<std::uint32_t>> members_;
  std::unordered_map<std::string_view, std::vector<std::uint32_t>> office_as_;  // title → offices, one a country
  std::unordered_map<std::string_view, std::uint32_t> domains_;
};

}  // namespace dragoman
