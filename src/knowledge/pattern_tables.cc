#include "knowledge/pattern_tables.h"

#include <map>
#include <utility>

namespace dragoman {

namespace {

struct Range {
  std::uint32_t first, end;
};
struct WayRow {
  BlobText preposition, step_preposition;
  std::uint32_t kind, step;  // step: 1 + its kind, 0 when there is none
};
struct RoleRow {
  BlobText role;
  Range ways;
  std::uint32_t optional;
};
struct ConstraintRow {
  Range prepositions, lemmas;  // in the section of words
  std::uint32_t kind, forbidden;
};
enum PatternFlag : std::uint32_t { kForbids = 1, kSide = 2 };
struct PatternRow {
  BlobText id;
  Range constraints, roles;
  std::uint32_t act, kind, flags;
};
struct HeadRow {
  BlobText lemma;
  Range patterns;  // in the section of head_patterns
  std::uint32_t kind;
};
static_assert(sizeof(WayRow) == 24 && sizeof(RoleRow) == 20 && sizeof(ConstraintRow) == 24 && sizeof(PatternRow) == 36 && sizeof(HeadRow) == 20);

class Layout {
 public:
  explicit Layout(BlobWriter& out) : out_(out) {}

  void add(const PatternLine& line) {
    const int kinds = line.any_kind ? 3 : 1;
    for (int i = 0; i < kinds; ++i) {
      const auto kind = line.any_kind ? static_cast<Pattern::Kind>(i) : line.kind;
      const auto number = static_cast<std::uint32_t>(patterns_.size());
      patterns_.push_back({out_.text(line.id), conditions(line), roles(line), line.act, kind, (line.forbids ? kForbids : 0u) | (line.side ? kSide : 0u)});
      for (const auto head : line.heads) heads_[{kind, head}].push_back(number);
    }
  }

  void finish() {
    std::vector<HeadRow> heads;
    std::vector<std::uint32_t> head_patterns;
    std::vector<std::uint64_t> hashes;
    for (const auto& [key, numbers] : heads_) {
      const auto first = static_cast<std::uint32_t>(head_patterns.size());
      head_patterns.insert(head_patterns.end(), numbers.begin(), numbers.end());
      heads.push_back({out_.text(key.second), {first, static_cast<std::uint32_t>(head_patterns.size())}, key.first});
      hashes.push_back(blob_hash(key.second, key.first));
    }
    out_.put(BlobSection::words, words_);
    out_.put(BlobSection::ways, ways_);
    out_.put(BlobSection::roles, roles_);
    out_.put(BlobSection::constraints, constraints_);
    out_.put(BlobSection::patterns, patterns_);
    out_.put(BlobSection::heads, heads);
    out_.put(BlobSection::head_patterns, head_patterns);
    out_.put(BlobSection::head_slots, blob_slots(static_cast<std::uint32_t>(heads.size()), [&](std::uint32_t row) { return hashes[row]; }));
  }

 private:
  Range words(const std::vector<std::string_view>& list) {
    if (list.empty()) return {0, 0};
    const auto [found, fresh] = lists_.try_emplace(list);  // a set stands in many lines
    if (fresh) {
      found->second.first = static_cast<std::uint32_t>(words_.size());
      for (const auto word : list) words_.push_back(out_.text(word));
      found->second.end = static_cast<std::uint32_t>(words_.size());
    }
    return found->second;
  }
  Range conditions(const PatternLine& line) {
    const auto first = static_cast<std::uint32_t>(constraints_.size());
    for (const auto& one : line.constraints) constraints_.push_back({words(one.prepositions), words(one.lemmas), one.kind, one.forbidden ? 1u : 0u});
    return {first, static_cast<std::uint32_t>(constraints_.size())};
  }
  Range roles(const PatternLine& line) {
    const auto first = static_cast<std::uint32_t>(roles_.size());
    for (const auto& one : line.roles) {
      const auto way = static_cast<std::uint32_t>(ways_.size());
      for (const Way& w : one.ways) ways_.push_back({out_.text(w.preposition), out_.text(w.step_preposition), w.kind, w.has_step ? 1u + w.step : 0u});
      roles_.push_back({out_.text(one.role), {way, static_cast<std::uint32_t>(ways_.size())}, one.optional ? 1u : 0u});
    }
    return {first, static_cast<std::uint32_t>(roles_.size())};
  }

  BlobWriter& out_;
  std::vector<BlobText> words_;
  std::vector<WayRow> ways_;
  std::vector<RoleRow> roles_;
  std::vector<ConstraintRow> constraints_;
  std::vector<PatternRow> patterns_;
  std::map<std::vector<std::string_view>, Range> lists_;
  std::map<std::pair<Pattern::Kind, std::string_view>, std::vector<std::uint32_t>> heads_;
};

template <class T>
bool part(const std::vector<T>& all, Range range, std::span<const T>& out) {
  if (range.first > range.end || range.end > all.size()) return false;
  out = std::span<const T>(all).subspan(range.first, range.end - range.first);
  return true;
}

}  // namespace

void write_patterns(std::span<const PatternLine> lines, BlobWriter& out) {
  Layout layout(out);
  for (const PatternLine& line : lines) layout.add(line);
  layout.finish();
}

PatternTables::PatternTables(const Blob& blob, std::uint32_t acts) { sound_ = read_parts(blob) && read_patterns(blob, acts) && read_heads(blob); }

bool PatternTables::read_parts(const Blob& blob) {
  std::span<const BlobText> words;
  std::span<const WayRow> ways;
  std::span<const RoleRow> roles;
  std::span<const ConstraintRow> constraints;
  if (!blob.rows(BlobSection::words, words) || !blob.rows(BlobSection::ways, ways) || !blob.rows(BlobSection::roles, roles) ||
      !blob.rows(BlobSection::constraints, constraints))
    return false;
  words_.reserve(words.size());
  for (const BlobText text : words)
    if (!blob.text(text, words_.emplace_back())) return false;
  ways_.reserve(ways.size());
  for (const WayRow& row : ways) {
    Way& way = ways_.emplace_back();
    if (row.kind > Way::comp || row.step > Way::comp + 1 || !blob.text(row.preposition, way.preposition) || !blob.text(row.step_preposition, way.step_preposition)) return false;
    way.kind = static_cast<Way::Kind>(row.kind);
    way.has_step = row.step != 0;
    if (way.has_step) way.step = static_cast<Way::Kind>(row.step - 1);
  }
  roles_.reserve(roles.size());
  for (const RoleRow& row : roles) {
    RoleSpec& role = roles_.emplace_back();
    if (!blob.text(row.role, role.role) || !part(ways_, row.ways, role.ways)) return false;
    role.optional = row.optional != 0;
  }
  constraints_.reserve(constraints.size());
  for (const ConstraintRow& row : constraints) {
    Constraint& constraint = constraints_.emplace_back();
    if (row.kind > Constraint::under || !part(words_, row.prepositions, constraint.prepositions) || !part(words_, row.lemmas, constraint.lemmas)) return false;
    constraint.kind = static_cast<Constraint::Kind>(row.kind);
    constraint.forbidden = row.forbidden != 0;
  }
  return true;
}

bool PatternTables::read_patterns(const Blob& blob, std::uint32_t acts) {
  std::span<const PatternRow> rows;
  if (!blob.rows(BlobSection::patterns, rows)) return false;
  patterns_.reserve(rows.size());
  for (const PatternRow& row : rows) {
    Pattern& pattern = patterns_.emplace_back();
    if (row.act >= acts || row.kind > Pattern::adjective || !blob.text(row.id, pattern.id) || !part(constraints_, row.constraints, pattern.constraints) ||
        !part(roles_, row.roles, pattern.roles))
      return false;
    pattern.act = row.act;
    pattern.kind = static_cast<Pattern::Kind>(row.kind);
    pattern.forbids = (row.flags & kForbids) != 0;
    pattern.side = (row.flags & kSide) != 0;
  }
  return true;
}

bool PatternTables::read_heads(const Blob& blob) {
  std::span<const HeadRow> heads;
  std::span<const std::uint32_t> numbers;
  if (!blob.rows(BlobSection::heads, heads) || !blob.rows(BlobSection::head_patterns, numbers) || !blob.rows(BlobSection::head_slots, slots_) ||
      !sound_slots(slots_, heads.size()))
    return false;
  by_head_.reserve(numbers.size());
  for (const std::uint32_t number : numbers) {
    if (number >= patterns_.size()) return false;
    by_head_.push_back(&patterns_[number]);
  }
  heads_.reserve(heads.size());
  for (const HeadRow& row : heads) {
    Head& head = heads_.emplace_back();
    if (row.kind > Pattern::adjective || row.patterns.first > row.patterns.end || row.patterns.end > by_head_.size() || !blob.text(row.lemma, head.lemma)) return false;
    head.kind = static_cast<Pattern::Kind>(row.kind);
    head.first = row.patterns.first;
    head.end = row.patterns.end;
  }
  return true;
}

std::span<const Pattern* const> PatternTables::at(std::string_view lemma, Pattern::Kind kind) const {
  const auto found = find_in_slots(slots_, blob_hash(lemma, kind), [&](std::uint32_t row) { return heads_[row].kind == kind && heads_[row].lemma == lemma; });
  if (found == kNone) return {};
  return std::span(by_head_).subspan(heads_[found].first, heads_[found].end - heads_[found].first);
}

}  // namespace dragoman
