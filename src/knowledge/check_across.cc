#include "knowledge/check_across.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/days.h"
#include "knowledge/name_trie.h"
#include "knowledge/schema.h"
#include "knowledge/values.h"

namespace dragoman {

namespace {

// Names are only compared where the reader of a text would have to choose between them.
enum class Rivalry : std::uint8_t { full, demonym, bare, seat, role, none };

Rivalry rivalry(EntityKind entity, NameKind name) {
  if (entity == EntityKind::title || entity == EntityKind::agent || entity == EntityKind::office) return Rivalry::role;
  switch (name) {
    case NameKind::name: return Rivalry::full;
    case NameKind::adjective: case NameKind::people: return entity == EntityKind::place ? Rivalry::none : Rivalry::demonym;
    case NameKind::bare: return Rivalry::bare;
    case NameKind::seat: return Rivalry::seat;
    case NameKind::capital: case NameKind::shorter: case NameKind::weak: return Rivalry::none;
  }
  return Rivalry::none;
}

struct Use {
  std::uint32_t record, field;
  std::string_view text;
  EntityKind kind;
  std::string_view country;
  bool guarded;
  Period valid;
};

bool told_apart(const Use& a, const Use& b) {
  if (a.record == b.record || a.guarded || b.guarded) return true;
  if (a.valid.to < b.valid.from || b.valid.to < a.valid.from) return true;
  const bool same_country = a.country == b.country;
  if (a.kind != b.kind) {  // of one country, the reader's order of kinds decides; a role is no rival of another kind of role
    const auto role = [](EntityKind kind) { return kind == EntityKind::title || kind == EntityKind::agent || kind == EntityKind::office; };
    return (same_country && !a.country.empty()) || role(a.kind) || role(b.kind);
  }
  // Of two persons, and of two states, the first listed would stand whatever the country around.
  return a.kind != EntityKind::person && a.kind != EntityKind::state && !same_country && !a.country.empty() && !b.country.empty();
}

// The uses of one name, as far as later ones must be compared with them: so that a name of n records costs n steps.
struct Uses {
  std::optional<Use> first, first_of_other_kind, first_without_country;
  std::unordered_map<std::string, Use> latest;  // by kind and country

  const Use* rival(const Use& use) const {
    const auto same = latest.find(slot(use));
    const Use* const tried[] = {same == latest.end() ? nullptr : &same->second, first ? &*first : nullptr,
                                first_of_other_kind ? &*first_of_other_kind : nullptr,
                                first_without_country ? &*first_without_country : nullptr};
    for (const auto* one : tried)
      if (one && !told_apart(*one, use)) return one;
    return nullptr;
  }
  void add(const Use& use) {
    if (use.guarded) return;
    if (!first) first = use;
    if (!first_of_other_kind && first->kind != use.kind) first_of_other_kind = use;
    if (!first_without_country && use.country.empty()) first_without_country = use;
    latest.insert_or_assign(slot(use), use);
  }
  static std::string slot(const Use& use) { return fmt::format("{}{}", static_cast<int>(use.kind), use.country); }
};

// Names with equal keys are found by the same words of a text.
std::string key_of(const std::vector<NamePiece>& pieces, Rivalry rivalry) {
  std::string key(1, static_cast<char>(rivalry));
  const auto put = [&](std::uint64_t number) { key.append(reinterpret_cast<const char*>(&number), sizeof number); };
  for (const auto& piece : pieces) put(piece.key);
  put(case_asked(pieces));
  return key;
}

Use describe(const RecordView& record, EntityKind kind, std::uint32_t at, const World& world) {
  Use use{at, kNone, {}, kind, {}, false, {}};
  if (const auto entity = world.find(kind, record.id); entity != kNone) {
    use.country = world.entities()[entity].country;
    const auto guards = world.guards(entity);
    use.guarded = !guards.not_before.empty() || !guards.not_after.empty() || !guards.not_with.empty();
  }
  if (const auto valid = record.value("valid"); !valid.empty()) use.valid = parse_period(valid).value_or(Period{});
  return use;
}

struct Tenure {
  std::string_view office;
  Period sure;
  std::uint32_t record, field;
};

std::vector<Tenure> sure_holdings(std::span<const RecordView> records) {
  std::vector<Tenure> all;
  for (std::uint32_t at = 0; at < records.size(); ++at) {
    if (records[at].kind != "person") continue;
    std::uint32_t place = 0;
    for (const auto& [key, value] : records[at]) {
      const auto field = place++;
      if (key != "office") continue;
      const auto words = split_words(value);
      if (words.size() != 2) continue;  // without dates nothing is sure
      const auto sure = sure_period(words[1]);
      if (sure && sure->from <= sure->to) all.push_back({words[0], *sure, at, field});
    }
  }
  return all;
}

std::string until(Day day) { return day == Day::max() ? "without an end" : "until " + iso_day(day); }

}  // namespace

void check_shared_names(std::span<const RecordView> records, const World& world, const AcrossSink& tell) {
  std::unordered_map<std::string, Uses> uses;
  std::unordered_set<std::string> own;
  std::vector<NamePiece> pieces;
  for (std::uint32_t at = 0; at < records.size(); ++at) {
    const auto kind = entity_kind(records[at].kind);
    if (!kind) continue;
    own.clear();
    auto use = describe(records[at], *kind, at, world);
    std::uint32_t place = 0;
    for (const auto& [key, value] : records[at]) {
      use.field = place++;
      const auto name_kind = name_key(*kind, key);
      if (!name_kind) continue;
      for (const auto name : split_list(value)) {
        if (!pieces_of_name(name, pieces)) continue;
        if (!own.insert(key_of(pieces, Rivalry::none) + static_cast<char>(*name_kind)).second) {
          tell({at, use.field, at, "name-twice", fmt::format("\"{}\" is given twice", name),
                "take one out: points, hyphens and accents make no other name, nor do capitals behind the first letter"});
          continue;
        }
        const auto among = rivalry(*kind, *name_kind);
        if (among == Rivalry::none) continue;
        use.text = name;
        auto& others = uses[key_of(pieces, among)];
        if (const auto* rival = others.rival(use))
          tell({at, use.field, rival->record, "same-name", fmt::format("\"{}\" also means {} {}", name, records[rival->record].kind, records[rival->record].id),
                "give one of them a fuller name, or not_before, not_after or not_with, or say what tells them apart: country, valid"});
        others.add(use);
      }
    }
  }
}

void check_holdings(std::span<const RecordView> records, const AcrossSink& tell) {
  std::unordered_set<std::string_view> shared;
  for (const auto& record : records)
    if (record.kind == "office" && record.value("holders") == "many") shared.insert(record.id);
  auto all = sure_holdings(records);
  const auto told = [&](const Tenure& one, const Tenure& earlier, std::string_view who) {
    tell({one.record, one.field, earlier.record, "two-holders", fmt::format("{} is held by {} {}", one.office, who, until(earlier.sure.to)),
          "mend the dates; where several hold it at once, give the office: holders many"});
  };
  // The same person twice.
  std::stable_sort(all.begin(), all.end(), [](const Tenure& a, const Tenure& b) {
    return std::tie(a.office, a.record, a.sure.from) < std::tie(b.office, b.record, b.sure.from);
  });
  for (std::size_t i = 1; i < all.size(); ++i)
    if (all[i].office == all[i - 1].office && all[i].record == all[i - 1].record && all[i].sure.from < all[i - 1].sure.to)
      told(all[i], all[i - 1], "the same person");
  // Two persons.
  std::stable_sort(all.begin(), all.end(), [](const Tenure& a, const Tenure& b) { return std::tie(a.office, a.sure.from) < std::tie(b.office, b.sure.from); });
  const Tenure* last = nullptr;  // of those before it in the office, the one that ends last
  for (const auto& one : all) {
    const bool same_office = last && last->office == one.office;
    if (same_office && last->record != one.record && one.sure.from < last->sure.to && !shared.contains(one.office))
      told(one, *last, fmt::format("person {}", records[last->record].id));
    if (!same_office || one.sure.to > last->sure.to) last = &one;
  }
}

}  // namespace dragoman
