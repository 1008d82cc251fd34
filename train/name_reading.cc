#include "train/name_reading.h"

#include <algorithm>

namespace dragoman::train {

namespace {

// The name without what is in parentheses, and the words inside the first pair.
struct Parted {
  std::string outside, inside;
};

Parted part(std::string_view name) {
  Parted parted;
  int depth = 0;
  bool first = true;
  for (const char c : name) {
    if (c == '(') ++depth;
    else if (c == ')') depth = std::max(0, depth - 1), first = first && depth > 0;
    else if (depth == 0) parted.outside += c;
    else if (first) parted.inside += c;
  }
  return parted;
}

// Words between blanks, quotes and en dashes, and between what else `separators` holds.
std::vector<std::string_view> words_of(std::string_view text, std::string_view separators) {
  std::vector<std::string_view> words;
  const auto parts = [&](std::size_t at) -> std::size_t {
    if (text.substr(at).starts_with("\xE2\x80\x93")) return 3;  // en dash
    return text[at] == ' ' || text[at] == '"' || separators.find(text[at]) != std::string_view::npos ? 1 : 0;
  };
  std::size_t begin = 0;
  for (std::size_t at = 0; at <= text.size();) {
    const auto width = at == text.size() ? 1 : parts(at);
    if (width && at > begin) words.push_back(text.substr(begin, at - begin));
    at += width ? width : 1;
    if (width) begin = at;
  }
  return words;
}

std::vector<NamePiece> pieces_of(std::string_view text) {
  std::vector<NamePiece> pieces;
  for (const auto word : words_of(text, ",/")) name_pieces(word, 0, pieces);
  return pieces;
}

// The state that these entries name, else the country of a place they name; empty when there is neither.
std::string_view country_of(std::span<const NameEntry> entries, const Knowledge& knowledge) {
  for (const auto& entry : entries)
    if (entry.kind != NameKind::seat && knowledge.entity(entry.entity).kind == EntityKind::state) return knowledge.entity(entry.entity).id;
  for (const auto& entry : entries)
    if (knowledge.entity(entry.entity).kind == EntityKind::place && !knowledge.entity(entry.entity).country.empty()) return knowledge.entity(entry.entity).country;
  return {};
}

bool needs_country(const NameEntry& entry, const Knowledge& knowledge) {
  const auto kind = knowledge.entity(entry.entity).kind;
  return entry.kind == NameKind::bare || kind == EntityKind::agent || kind == EntityKind::title;
}

// "Ruritanian Army", "Government of Ruritania", "Strelsau Police": exactly one country, and something that needs one; little words may stand between.
std::string_view joined_country(std::span<const NamePiece> pieces, std::string_view country, const Knowledge& knowledge) {
  bool needs = false;
  for (std::size_t at = 0; at < pieces.size();) {
    const auto match = knowledge.longest_name(pieces, at);
    if (match.pieces == 0) {
      if (pieces[at].capital) return {};
      ++at;
      continue;
    }
    at += match.pieces;
    const auto state = country_of(match.entries, knowledge);
    if (!state.empty() && !country.empty() && state != country) return {};
    if (!state.empty()) country = state;
    else if (std::any_of(match.entries.begin(), match.entries.end(), [&](const NameEntry& e) { return needs_country(e, knowledge); })) needs = true;
    else return {};
  }
  return needs ? country : std::string_view{};
}

bool lies_under(std::string_view id, std::string_view code) { return id.starts_with(code) && (id.size() == code.size() || id[code.size()] == '.'); }

bool entity_of(std::uint32_t id, std::string_view code, const Knowledge& knowledge) {
  const auto& entity = knowledge.entity(id);
  if (entity.kind == EntityKind::person) return person_of(id, code, knowledge);
  return entity.country == code || ((entity.kind == EntityKind::body || entity.kind == EntityKind::state) && lies_under(entity.id, code));
}

}  // namespace

NameReading read_name(std::string_view name, const Knowledge& knowledge) {
  const auto parted = part(name);
  const auto pieces = pieces_of(parted.outside);
  const auto around = pieces_of(parted.inside);
  NameReading reading;
  if (pieces.empty()) return reading;
  std::string_view country;
  if (const auto match = around.empty() ? NameMatch{} : knowledge.longest_name(around, 0); match.pieces > 0 && match.pieces == around.size())
    country = country_of(match.entries, knowledge);
  if (const auto match = knowledge.longest_name(pieces, 0); match.pieces == pieces.size())
    for (const auto& entry : match.entries) {
      const bool another = !country.empty() && knowledge.entity(entry.entity).country != country && knowledge.entity(entry.entity).kind == EntityKind::body;
      if (entry.kind != NameKind::shorter && entry.kind != NameKind::bare && !another && !needs_country(entry, knowledge)) reading.entities.push_back(entry.entity);
    }
  if (reading.entities.empty()) reading.country = joined_country(pieces, country, knowledge);
  return reading;
}

bool belongs(const NameReading& reading, std::string_view code, const Knowledge& knowledge) {
  if (!reading.country.empty()) return reading.country == code;
  return std::any_of(reading.entities.begin(), reading.entities.end(), [&](std::uint32_t id) { return entity_of(id, code, knowledge); });
}

bool person_of(std::uint32_t person, std::string_view code, const Knowledge& knowledge) {
  if (knowledge.entity(person).country == code) return true;
  for (const auto& holding : knowledge.holdings(person)) {
    const auto& office = knowledge.entity(holding.office);
    if (office.country == code || (office.body != kNone && lies_under(knowledge.entity(office.body).id, code))) return true;
  }
  return false;
}

namespace {

// Words of one name, compared as the lexicon compares them; initials left out.
std::vector<std::uint64_t> word_keys(std::string_view name) {
  std::vector<NamePiece> pieces;
  const auto outside = part(name).outside;
  for (const auto word : words_of(outside, ",/&."))
    if (word.size() > 1) name_pieces(word, 0, pieces);
  std::vector<std::uint64_t> keys;
  for (const auto& piece : pieces) keys.push_back(piece.key);
  std::sort(keys.begin(), keys.end());
  return keys;
}

}  // namespace

PersonIndex::PersonIndex(const Knowledge& knowledge) {
  for (std::uint32_t id = 0; id < knowledge.entity_count(); ++id) {
    if (knowledge.entity(id).kind != EntityKind::person) continue;
    for (std::string_view names : {knowledge.entity(id).name, knowledge.field(id, "name"), knowledge.field(id, "short")})
      while (!names.empty()) {
        const auto bar = std::min(names.find(" | "), names.size());
        if (auto keys = word_keys(names.substr(0, bar)); !keys.empty()) {
          for (const auto key : keys) with_word_[key].push_back(static_cast<std::uint32_t>(names_.size()));
          names_.push_back({id, std::move(keys)});
        }
        names.remove_prefix(std::min(bar + 3, names.size()));
      }
  }
}

std::vector<std::uint32_t> PersonIndex::find(std::string_view name) const {
  const auto keys = word_keys(name);
  std::vector<std::uint32_t> persons;
  const auto known = keys.empty() ? with_word_.end() : with_word_.find(keys.front());
  if (known == with_word_.end()) return persons;
  for (const auto index : known->second)
    if (std::includes(names_[index].words.begin(), names_[index].words.end(), keys.begin(), keys.end())) persons.push_back(names_[index].person);
  std::sort(persons.begin(), persons.end());
  persons.erase(std::unique(persons.begin(), persons.end()), persons.end());
  return persons;
}

}  // namespace dragoman::train
