// The world as sections of the compiled lexicon: read without a look at the records, so that a first answer comes soon.
#include <algorithm>

#include "base/large_pages.h"
#include "knowledge/world.h"

namespace dragoman {

namespace {

constexpr std::uint32_t kHasPoint = 1;
struct EntityRow {
  BlobText id, name, country, type, suffix;
  double latitude, longitude;
  std::uint32_t record, body, population;
  std::uint32_t first_member, member_end, first_holding, holding_end;
  std::uint8_t kind, rank, sex, flags;
};
static_assert(sizeof(EntityRow) == 88);

enum PlaceFlag : std::uint32_t { kCity = 1, kPlaceHasPoint = 2 };
struct PlaceRow {
  BlobText id, name, country;
  std::uint32_t entity, region, population;
  float latitude, longitude;
  std::uint32_t flags;
};
static_assert(sizeof(PlaceRow) == 48);

struct HoldingRow {
  std::int64_t from, to;  // days since 1970-01-01
  std::uint32_t office, person;
};
static_assert(sizeof(HoldingRow) == 24);

struct NoteRow {  // a text that belongs to an entity
  BlobText text;
  std::uint32_t entity, which;
};
static_assert(sizeof(NoteRow) == 16);

std::int64_t number(Day day) { return day.time_since_epoch().count(); }
Day day(std::int64_t number) { return Day(std::chrono::days(number)); }

}  // namespace

void World::write(std::span<const GazetteerPlace> places, BlobWriter& out) const {
  std::vector<EntityRow> entities;
  std::vector<std::uint32_t> members;
  std::vector<HoldingRow> holdings, holders;
  for (std::uint32_t id = 0; id < entities_.size(); ++id) {
    const Entity& e = entities_[id];
    const auto held = id < holdings_of_.size() ? holdings_of_[id] : Range{};
    EntityRow row{out.text(e.id), out.text(e.name), out.text(e.country), out.text(e.type), out.text(e.suffix), e.latitude, e.longitude,
                  record_of_[id], e.body, static_cast<std::uint32_t>(std::clamp<std::int64_t>(e.population, 0, 0xffffffffLL)),
                  static_cast<std::uint32_t>(members.size()), 0, held.first, held.end, static_cast<std::uint8_t>(e.kind),
                  static_cast<std::uint8_t>(e.rank), static_cast<std::uint8_t>(e.sex), static_cast<std::uint8_t>(e.has_point ? kHasPoint : 0u)};
    members.insert(members.end(), e.members.begin(), e.members.end());
    row.member_end = static_cast<std::uint32_t>(members.size());
    entities.push_back(row);
  }
  for (const Holding& one : holdings_) holdings.push_back({number(one.from), number(one.to), one.office, 0});
  for (const Holder& one : holders_) holders.push_back({number(one.from), number(one.to), one.office, one.person});
  std::vector<PlaceRow> rows;
  for (const GazetteerPlace& p : places)
    rows.push_back({out.text(p.id), out.text(p.name), out.text(p.country), p.entity, p.region, p.population, p.latitude, p.longitude,
                    (p.city ? kCity : 0u) | (p.has_point ? kPlaceHasPoint : 0u)});
  std::vector<NoteRow> guards, stand_ins, domains;
  for (std::uint32_t id = 0; id < entities_.size(); ++id)
    if (const auto found = guards_.find(id); found != guards_.end())
      for (std::uint32_t which = 0; which < found->second.size(); ++which)
        for (const auto word : found->second[which]) guards.push_back({out.text(word), id, which});
  for (const auto& [title, offices] : office_as_)
    for (const auto office : offices) stand_ins.push_back({out.text(title), office, 0});
  for (const auto& [domain, outlet] : domains_) domains.push_back({out.text(domain), outlet, 0});
  const auto by_entity = [](const NoteRow& a, const NoteRow& b) { return std::pair(a.entity, a.text.offset) < std::pair(b.entity, b.text.offset); };
  std::sort(stand_ins.begin(), stand_ins.end(), by_entity);  // a hash table gives them in no order
  std::sort(domains.begin(), domains.end(), by_entity);
  out.put(BlobSection::places, rows);
  out.put(BlobSection::entities, entities);
  out.put(BlobSection::entity_slots, blob_slots(static_cast<std::uint32_t>(entities_.size()), [&](std::uint32_t row) {
    return blob_hash(entities_[row].id, static_cast<std::uint64_t>(entities_[row].kind));
  }));
  out.put(BlobSection::members, members);
  out.put(BlobSection::holdings, holdings);
  out.put(BlobSection::holders, holders);
  out.put(BlobSection::guards, guards);
  out.put(BlobSection::stand_ins, stand_ins);
  out.put(BlobSection::domains, domains);
}

World::World(const Blob& blob) : records_(blob.records) { sound_ = read_entities(blob) && read_places(blob) && read_lists(blob); }

bool World::read_entities(const Blob& blob) {
  std::span<const EntityRow> rows;
  std::span<const PlaceRow> places;
  std::span<const std::uint32_t> members;
  std::span<const HoldingRow> holdings;
  if (!blob.rows(BlobSection::entities, rows) || !blob.rows(BlobSection::places, places) || !blob.rows(BlobSection::members, members) ||
      !blob.rows(BlobSection::holdings, holdings) || !blob.rows(BlobSection::entity_slots, slots_) || !sound_slots(slots_, rows.size()))
    return false;
  const std::size_t total = rows.size() + places.size();
  if (!std::ranges::all_of(members, [&](std::uint32_t member) { return member < rows.size(); })) return false;
  reserve_large(entities_, total);
  record_of_.reserve(rows.size());
  holdings_of_.reserve(rows.size());
  for (const EntityRow& row : rows) {
    Entity& e = entities_.emplace_back();
    if (!blob.text(row.id, e.id) || !blob.text(row.name, e.name) || !blob.text(row.country, e.country) || !blob.text(row.type, e.type) ||
        !blob.text(row.suffix, e.suffix) || row.kind > static_cast<std::uint8_t>(EntityKind::office) || row.rank > 7 ||
        (row.record != kNone && row.record >= records_.size()) || (row.body != kNone && row.body >= rows.size()) ||
        row.first_member > row.member_end || row.member_end > members.size() || row.first_holding > row.holding_end || row.holding_end > holdings.size())
      return false;
    e.kind = static_cast<EntityKind>(row.kind);
    e.rank = row.rank;
    e.sex = static_cast<char>(row.sex);
    e.body = row.body;
    e.latitude = row.latitude;
    e.longitude = row.longitude;
    e.has_point = (row.flags & kHasPoint) != 0;
    e.population = row.population;
    e.members = members.subspan(row.first_member, row.member_end - row.first_member);
    record_of_.push_back(row.record);
    holdings_of_.push_back({row.first_holding, row.holding_end});
  }
  return true;
}

bool World::read_places(const Blob& blob) {
  std::span<const PlaceRow> rows;
  if (!blob.rows(BlobSection::places, rows)) return false;
  const std::size_t listed = entities_.size(), most = listed + rows.size();
  for (const PlaceRow& row : rows) {
    if (row.region != kNone && row.region >= most) return false;
    if (row.entity < listed) {  // adds to a place that has a record
      Entity& e = entities_[row.entity];
      if (e.kind != EntityKind::place) return false;
      e.region = row.region;
      if (e.population == 0) e.population = row.population;
      continue;
    }
    if (row.entity != entities_.size()) return false;
    Entity& e = entities_.emplace_back();
    e.kind = EntityKind::place;
    if (!blob.text(row.id, e.id) || !blob.text(row.name, e.name) || !blob.text(row.country, e.country) || e.id.empty()) return false;
    e.type = (row.flags & kCity) != 0 ? "city" : "region";
    e.latitude = row.latitude;
    e.longitude = row.longitude;
    e.has_point = (row.flags & kPlaceHasPoint) != 0;
    e.population = row.population;
    e.region = row.region;
  }
  first_place_ = static_cast<std::uint32_t>(listed);
  return std::ranges::all_of(rows, [&](const PlaceRow& row) { return row.region == kNone || row.region < entities_.size(); });
}

bool World::read_lists(const Blob& blob) {
  std::span<const HoldingRow> holdings, holders;
  std::span<const NoteRow> guards, stand_ins, domains;
  if (!blob.rows(BlobSection::holdings, holdings) || !blob.rows(BlobSection::holders, holders) || !blob.rows(BlobSection::guards, guards) ||
      !blob.rows(BlobSection::stand_ins, stand_ins) || !blob.rows(BlobSection::domains, domains))
    return false;
  holdings_.reserve(holdings.size());
  holders_.reserve(holders.size());
  for (const HoldingRow& row : holdings) {
    if (row.office >= first_place_) return false;
    holdings_.push_back({row.office, day(row.from), day(row.to)});
  }
  for (const HoldingRow& row : holders) {
    if (row.office >= first_place_ || row.person >= first_place_) return false;
    holders_.push_back({row.office, row.person, day(row.from), day(row.to)});
  }
  const auto fits = [&](const NoteRow& row, std::string_view& text) { return row.entity < first_place_ && blob.text(row.text, text); };
  std::string_view text;
  guards_.reserve(guards.size());
  for (const NoteRow& row : guards) {
    if (!fits(row, text) || row.which > 2) return false;
    guards_[row.entity][row.which].push_back(text);
  }
  office_as_.reserve(stand_ins.size());
  for (const NoteRow& row : stand_ins) {
    if (!fits(row, text)) return false;
    office_as_[text].push_back(row.entity);
  }
  domains_.reserve(domains.size());
  for (const NoteRow& row : domains) {
    if (!fits(row, text)) return false;
    domains_.emplace(text, row.entity);
  }
  return true;
}

}  // namespace dragoman
