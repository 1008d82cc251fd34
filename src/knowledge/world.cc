#include "knowledge/world.h"

#include <algorithm>
#include <tuple>

#include "knowledge/schema.h"
#include "knowledge/values.h"

namespace dragoman {

namespace {

std::string_view first_of_list(std::string_view value) {
  const auto bar = value.find(" | ");
  return trim(value.substr(0, bar));
}

// "minas_tirith": the id of a capital that no place record names.
std::string slug(std::string_view name) {
  std::string id = ascii_lower(name);
  std::replace(id.begin(), id.end(), ' ', '_');
  return id;
}

int sort_rank(int rank) { return rank ? rank : 99; }

}  // namespace

World::World(std::span<const RecordView> records, Arena& arena) : records_(records), arena_(&arena) {
  register_entities();
  const auto listed = static_cast<std::uint32_t>(entities_.size());
  for (std::uint32_t id = 0; id < listed; ++id)
    if (entities_[id].kind == EntityKind::state) add_capitals(records_[record_of_[id]], id);
  holdings_of_.resize(listed);
  for (std::uint32_t id = 0; id < listed; ++id) fill(id, records_[record_of_[id]]);
  for (std::uint32_t id = 0; id < listed; ++id)
    if (entities_[id].kind == EntityKind::person) fill_person(id, records_[record_of_[id]]);
  std::sort(holders_.begin(), holders_.end(), [](const Holder& a, const Holder& b) {
    return std::tuple(a.office, a.from, a.person) < std::tuple(b.office, b.from, b.person);
  });
}

void World::register_entities() {
  for (std::uint32_t at = 0; at < records_.size(); ++at) {
    const auto kind = entity_kind(records_[at].kind);
    if (!kind) continue;
    Entity entity;
    entity.kind = *kind;
    entity.id = records_[at].id;
    ids_[static_cast<std::size_t>(*kind)].emplace(entity.id, static_cast<std::uint32_t>(entities_.size()));
    entities_.push_back(entity);
    record_of_.push_back(at);
  }
}

// A capital is a city too: the place record of that name, or a new one.
void World::add_capitals(const RecordView& record, std::uint32_t state) {
  for (const auto& field : record) {
    if (field.key != "capital") continue;
    for (const auto part : split_list(field.value)) {
      const auto capital = parse_placed_name(part);
      if (capital.name.empty()) continue;
      const auto country = entities_[state].id;
      std::string id = slug(capital.name);
      auto place = find(EntityKind::place, id);
      const auto owner = place == kNone ? country
                         : record_of_[place] == kNone ? entities_[place].country : records_[record_of_[place]].value("country");
      if (owner != country) {
        id += "_" + ascii_lower(country);  // two states, one name: San José, San Jose
        place = find(EntityKind::place, id);
      }
      if (place == kNone) {
        Entity city;
        city.kind = EntityKind::place;
        city.id = arena_->keep(id);
        city.name = capital.name;
        city.country = country;
        city.type = "city";
        place = static_cast<std::uint32_t>(entities_.size());
        ids_[static_cast<std::size_t>(EntityKind::place)].emplace(city.id, place);
        entities_.push_back(city);
        record_of_.push_back(kNone);
      }
      if (capital.at) {
        for (const auto id_of : {place, state}) {
          auto& entity = entities_[id_of];
          if (entity.has_point) continue;
          entity.latitude = capital.at->latitude;
          entity.longitude = capital.at->longitude;
          entity.has_point = true;
        }
      }
      capitals_.push_back({capital.name, place, NameKind::capital});
    }
  }
}

void World::fill(std::uint32_t id, const RecordView& record) {
  auto& entity = entities_[id];
  std::string_view acronym;
  bool guarded = false;
  for (const auto& [key, value] : record) {
    if (key == "name" || key == "title") {
      if (entity.name.empty()) entity.name = first_of_list(value);
    } else if (key == "acronym") {
      acronym = first_of_list(value);
    } else if (key == "country") {
      entity.country = first_of_list(value);
    } else if (key == "kind") {
      entity.type = value;
    } else if (key == "suffix") {
      entity.suffix = value;
    } else if (key == "rank") {
      const auto rank = parse_integer(value);
      if (rank && *rank >= 1 && *rank <= 7) entity.rank = static_cast<int>(*rank);
    } else if (key == "sex") {
      entity.sex = value.front() == 'm' || value.front() == 'f' ? value.front() : '\0';
    } else if (key == "of") {
      entity.body = find(EntityKind::body, value);
    } else if (key == "at") {
      if (const auto point = parse_point(value)) {
        entity.latitude = point->latitude;
        entity.longitude = point->longitude;
        entity.has_point = true;
      }
    } else if (key == "population") {
      entity.population = parse_integer(value).value_or(0);
    } else if (key == "domain") {
      for (const auto domain : split_either(value)) domains_.emplace(domain, id);
    } else if (key == "as" && entity.kind == EntityKind::office) {
      for (const auto title : split_either(value)) office_as_[title].push_back(id);
    } else if (key == "member") {
      if (entity.members.empty()) members_.emplace_back();
      auto& members = members_.back();
      for (const auto member : split_list(value)) {
        auto found = find(EntityKind::state, member);
        if (found == kNone) found = find(EntityKind::body, member);
        if (found != kNone) members.push_back(found);
      }
      entity.members = members;
    } else if (key.starts_with("not_")) {
      guarded = true;
    }
  }
  if (entity.name.empty()) entity.name = acronym.empty() ? entity.id : acronym;
  if (entity.kind == EntityKind::state) entity.country = entity.id;
  if (entity.kind == EntityKind::office && entity.country.empty() && entity.body != kNone)
    entity.country = entities_[entity.body].country;
  if (entity.kind == EntityKind::body && entity.country.empty()) {
    // The first part of a body's code is its state, or one of the families that belong to no state.
    const auto family = entity.id.substr(0, entity.id.find('.'));
    if (find(EntityKind::state, family) != kNone) entity.country = family;
  }
  if (guarded) add_guards(id, record);
}

void World::add_guards(std::uint32_t id, const RecordView& record) {
  auto& lists = guards_[id];
  for (const auto& [key, value] : record) {
    const int which = key == "not_before" ? 0 : key == "not_after" ? 1 : key == "not_with" ? 2 : -1;
    if (which < 0) continue;
    for (const auto word : split_list(value)) lists[static_cast<std::size_t>(which)].push_back(arena_->keep(ascii_lower(word)));
  }
}

void World::fill_person(std::uint32_t id, const RecordView& record) {
  Range range{static_cast<std::uint32_t>(holdings_.size()), 0};
  for (const auto& [key, value] : record) {
    if (key != "office") continue;
    const auto words = split_words(value);
    const auto office = words.empty() ? kNone : find(EntityKind::office, words[0]);
    const auto period = words.size() > 1 ? parse_period(words[1]) : Period{};
    if (office == kNone || !period) continue;
    holdings_.push_back({office, period->from, period->to});
    holders_.push_back({office, id, period->from, period->to});
  }
  range.end = static_cast<std::uint32_t>(holdings_.size());
  // Offices of one state tell whose official this is; a minister who went to the Commission is of no one state.
  const std::span<const Holding> held(holdings_.data() + range.first, range.end - range.first);
  if (entities_[id].country.empty() && !held.empty()) {
    const auto country = entities_[held.front().office].country;
    if (std::all_of(held.begin(), held.end(), [&](const Holding& one) { return entities_[one.office].country == country; })) entities_[id].country = country;
  }
  std::stable_sort(holdings_.begin() + range.first, holdings_.end(), [](const Holding& a, const Holding& b) { return a.from < b.from; });
  holdings_of_[id] = range;
}

std::uint32_t World::find(EntityKind kind, std::string_view id) const {
  if (slots_.empty()) {
    const auto& ids = ids_[static_cast<std::size_t>(kind)];
    if (const auto found = ids.find(id); found != ids.end()) return found->second;
  } else {
    const auto same = [&](std::uint32_t row) { return entities_[row].kind == kind && entities_[row].id == id; };
    if (const auto found = find_in_slots(slots_, blob_hash(id, static_cast<std::uint64_t>(kind)), same); found != kNone) return found;
  }
  if (kind != EntityKind::place || first_place_ == kNone) return kNone;
  const auto row = std::lower_bound(entities_.begin() + first_place_, entities_.end(), id, [](const Entity& a, std::string_view b) { return a.id < b; });
  return row == entities_.end() || row->id != id ? kNone : static_cast<std::uint32_t>(row - entities_.begin());
}

NameGuards World::guards(std::uint32_t entity) const {
  const auto found = guards_.find(entity);
  if (found == guards_.end()) return {};
  return {found->second[0], found->second[1], found->second[2]};
}

std::span<const Holding> World::holdings(std::uint32_t person) const {
  if (person >= holdings_of_.size()) return {};
  const Range& range = holdings_of_[person];
  return std::span(holdings_).subspan(range.first, range.end - range.first);
}

std::vector<Holding> World::offices_on(std::uint32_t person, Day from, Day to) const {
  std::vector<Holding> held;
  for (const auto& holding : holdings(person))
    if (holding.from <= to && holding.to >= from) held.push_back(holding);
  // A king of many realms, or a president who is co-prince next door, acts for the own state.
  const auto abroad = [&](const Holding& one) { return entities_[one.office].country != entities_[person].country; };
  std::stable_sort(held.begin(), held.end(), [&](const Holding& a, const Holding& b) {
    return std::tuple(sort_rank(entities_[a.office].rank), abroad(a), b.from) < std::tuple(sort_rank(entities_[b.office].rank), abroad(b), a.from);
  });
  return held;
}

std::uint32_t World::office_for(std::string_view country, std::string_view title_id) const {
  const auto found = office_as_.find(title_id);
  if (found == office_as_.end()) return kNone;
  for (const auto office : found->second)
    if (entities_[office].country == country) return office;
  return kNone;
}

std::vector<std::uint32_t> World::holders(std::uint32_t office, Day from, Day to) const {
  std::vector<std::uint32_t> persons;
  auto at = std::lower_bound(holders_.begin(), holders_.end(), office, [](const Holder& a, std::uint32_t b) { return a.office < b; });
  for (; at != holders_.end() && at->office == office; ++at)
    if (at->from <= to && at->to >= from && std::find(persons.begin(), persons.end(), at->person) == persons.end())
      persons.push_back(at->person);
  return persons;
}

std::uint32_t World::outlet_of(std::string_view host) const {
  while (!host.empty()) {
    if (const auto found = domains_.find(host); found != domains_.end()) return found->second;
    const auto dot = host.find('.');
    if (dot == std::string_view::npos) break;
    host.remove_prefix(dot + 1);
  }
  return kNone;
}

std::string_view World::field(std::uint32_t entity, std::string_view key) const {
  if (entity >= record_of_.size() || record_of_[entity] == kNone) return {};
  return records_[record_of_[entity]].value(key);
}

std::vector<World::Name> World::names() const {
  std::vector<Name> all;
  for (std::uint32_t id = 0; id < record_of_.size(); ++id) {
    if (record_of_[id] == kNone) continue;
    for (const auto& [key, value] : records_[record_of_[id]]) {
      const auto kind = name_key(entities_[id].kind, key);
      if (!kind) continue;
      for (const auto name : split_list(value)) all.push_back({name, id, *kind});
    }
  }
  all.insert(all.end(), capitals_.begin(), capitals_.end());
  return all;
}

}  // namespace dragoman
