#include "segment/boundaries.h"

#include <algorithm>

#include "base/hash_mix.h"
#include "segment/characters.h"

namespace dragoman {

namespace {

// What a token looks like. The numbers are only told apart, so a new kind needs a new training and nothing else.
enum Kind : std::uint8_t {
  kOutside, kLower, kCapital, kCapitals, kInitial, kMixed, kNumber, kMixedNumber, kPointed, kAddress, kStop, kEllipsis, kAsking, kComma, kColon,
  kSemicolon, kDash, kOpening, kClosing, kDouble, kSingle, kBullet, kFace, kMoney, kOtherLetter, kOther,
};

Kind symbol_kind(std::string_view form, const Character& first) {
  const char last = form.back();
  if (form.size() >= 2 && (form[0] == ':' || form[0] == ';' || form[0] == '=' || form[0] == '<')) return kFace;
  switch (first.code) {
    case '.': return form.size() == 1 ? kStop : kEllipsis;
    case '!': case '?': return kAsking;
    case ',': return kComma;
    case ':': return kColon;
    case ';': return kSemicolon;
    case '(': case '[': case '{': case '<': return kOpening;
    case ')': case ']': case '}': case '>': return kClosing;
    case '"': return kDouble;
    case '\'': case '`': return form.size() == 1 ? kSingle : kDouble;
    case '*': case '=': case '~': case '_': case 0x2022: case 0xb7: return kBullet;
    case '$': case 0x20ac: case 0xa3: case 0xa5: return kMoney;
    default: break;
  }
  if (first.code == 0x3002 || last == '?') return kStop;
  if (first.kind == CharKind::dash || (first.code >= 0x2012 && first.code <= 0x2015)) return kDash;
  return kOther;
}

Kind kind_of(std::string_view form) {
  if (form.empty()) return kOther;
  const Character first = character_at(form, 0);
  if (first.kind != CharKind::letter && first.kind != CharKind::digit) return symbol_kind(form, first);
  bool upper = false, lower = false, digit = false, address = false;
  for (const char c : form) {
    upper = upper || (c >= 'A' && c <= 'Z');
    lower = lower || (c >= 'a' && c <= 'z');
    digit = digit || (c >= '0' && c <= '9');
    address = address || c == '@' || c == '/';
  }
  if (address && form.size() > 6) return kAddress;
  if (form.back() == '.') return kPointed;
  if (digit) return upper || lower ? kMixedNumber : kNumber;
  if (first.upper && !lower) return form.size() == 1 ? kInitial : kCapitals;
  if (first.upper) return kCapital;
  if (first.lower) return upper ? kMixed : kLower;
  return kOtherLetter;
}

std::uint32_t bucket(std::uint32_t count) { return count < 6 ? count : count < 10 ? 6 : count < 16 ? 7 : count < 25 ? 8 : count < 40 ? 9 : 10; }

}  // namespace

const GapReader::Look& GapReader::look(std::int64_t token, const Gap& gap) {
  static constexpr Look kNothing{};
  if (token < gap.block || token >= gap.end) return kNothing;
  const auto number = static_cast<std::uint32_t>(token);
  Look& seen = looks_[number % looks_.size()];
  if (seen.token != number) {
    const std::string_view form = document_.form[number];
    seen = {number, hash_word(form), hash_word(form.size() > 3 ? form.substr(form.size() - 3) : form), kind_of(form)};
  }
  return seen;
}

bool GapReader::open(const Gap& gap) {
  if (gap.rule) return true;
  const std::uint8_t here = look(gap.token, gap).kind, next = look(std::int64_t{gap.token} + 1, gap).kind;
  return here >= kPointed || next != kLower;
}

void GapReader::read(const Gap& gap, GapFeatures& features) {
  const auto at = std::int64_t{gap.token};
  const Look before2 = look(at - 2, gap), before = look(at - 1, gap), a = look(at, gap), b = look(at + 1, gap), c = look(at + 2, gap), d = look(at + 3, gap);
  const Look& first = look(gap.sentence, gap);
  const Span here = document_.span[gap.token], next = document_.span[gap.token + 1];
  const std::uint32_t space = std::min(next.begin - here.end, 2u);
  const std::uint32_t so_far = bucket(gap.token - gap.sentence), to_come = bucket(gap.end - gap.token - 1), whole = bucket(gap.end - gap.block);
  const std::uint32_t rule = gap.rule, ab = hash_mix(hash_mix(kHashSeed, a.kind), b.kind);
  const std::uint32_t small_block = look(gap.block, gap).kind == kLower;
  std::size_t at_feature = 0;
  const auto add = [&](auto... parts) {
    std::uint32_t hash = hash_mix(kHashSeed, static_cast<std::uint32_t>(at_feature) + 1);
    ((hash = hash_mix(hash, hash_spread(static_cast<std::uint32_t>(parts) + 0x9e3779b9u))), ...);
    features[at_feature++] = hash_spread(hash) % kGapSlots;
  };
  add(rule);
  add(rule, space, ab);
  add(ab, c.kind, space);
  add(before.kind, ab, rule);
  add(before2.kind, before.kind, ab, c.kind);
  add(a.word), add(b.word);
  add(a.word, b.kind, rule), add(a.kind, b.word, rule);
  add(a.word, b.word);
  add(before.word, a.kind, b.kind), add(c.word, ab);
  add(before.word, a.word), add(b.word, c.word);
  add(so_far, ab), add(to_come, ab);
  add(so_far, rule, to_come);
  add(gap.quote_open, rule, ab), add(std::min(gap.brackets_open, 2u), rule, ab);
  add(gap.after_stop, ab, rule), add(gap.after_stop, so_far, b.kind);
  add(first.word, ab), add(first.kind, so_far, ab);
  add(a.tail, b.kind);
  add(small_block, ab, rule);
  add(whole, rule, ab);
  add(b.kind, c.kind, d.kind, a.kind);
  add(b.tail, a.kind);
  add(so_far, a.word), add(to_come, b.word, a.kind);
}

}  // namespace dragoman
