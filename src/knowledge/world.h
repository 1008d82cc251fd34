// The entities of the lexicon: states, bodies, persons, places, agents, titles, offices, and how they hang together.
#pragma once
#include <array>
#include <deque>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/arena.h"
#include "knowledge/gazetteer.h"
#include "knowledge/knowledge.h"
#include "knowledge/record_reader.h"

namespace dragoman {

// Immutable once built. Views point into the records' text and into the arena given to the constructor.
class World {
 public:
  // Dangling references are left out silently here: check_lexicon() is where they are told.
  // `places` rows will be added: room for them is made at once.
  World(std::span<const RecordView> records, Arena& arena, std::size_t places = 0);

  // The rows of read_gazetteer(), in the order it gave them; their texts must outlive this. Once. False when their numbers or
  // texts do not fit.
  bool add_places(std::size_t count, const std::function<GazetteerPlace(std::size_t)>& row);

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
  void register_entities(std::size_t places);
  void fill(std::uint32_t id, const RecordView& record);
  void fill_person(std::uint32_t id, const RecordView& record);
  void add_capitals(const RecordView& record, std::uint32_t state);
  void add_guards(std::uint32_t id, const RecordView& record);

  std::span<const RecordView> records_;
  Arena& arena_;
  std::vector<Entity> entities_;
  std::vector<std::uint32_t> record_of_;  // entity → record; kNone for a capital
  std::array<std::unordered_map<std::string_view, std::uint32_t>, 7> ids_;
  std::vector<Name> capitals_;
  std::uint32_t first_place_ = kNone;  // entities from here on are rows, by id
  std::vector<Holding> holdings_;
  std::unordered_map<std::uint32_t, Range> holdings_of_;
  std::vector<Holder> holders_;  // sorted by office, then start
  std::unordered_map<std::uint32_t, std::array<std::vector<std::string_view>, 3>> guards_;
  std::deque<std::vector<std::uint32_t>> members_;
  std::unordered_map<std::string_view, std::vector<std::uint32_t>> office_as_;  // title → offices, one a country
  std::unordered_map<std::string_view, std::uint32_t> domains_;
};

}  // namespace dragoman
