#include "parse/owners.h"

#include <algorithm>

namespace dragoman {

namespace {

constexpr std::uint32_t kReach = 10;  // tokens to either side

bool modifier(const MentionWork& work, std::uint32_t t) {
  switch (work.doc.upos[t]) {
    case Upos::ADJ: case Upos::NOUN: case Upos::PROPN: case Upos::NUM: case Upos::ADV: return true;
    case Upos::PART: return work.possessive(t);
    case Upos::VERB: return work.doc.deprel[t] == Deprel::amod;
    default: return work.hyphen(t);
  }
}

// Has a country, or is a body that belongs to none ("NATO officials").
bool owns(const MentionWork& work, std::uint32_t index) {
  const Mention& mention = work.doc.mentions[index];
  if (names_thing(mention.kind) || mention.kind == MentionKind::outlet) return false;
  if (!mention.country.empty() || (mention.kind == MentionKind::group && mention.group_end > mention.group_first)) return true;
  const NameForm form = work.sides[index].form;
  return mention.kind == MentionKind::body && mention.entity != kNone && (form == NameForm::full || form == NameForm::country);
}

std::uint32_t coordinated(const MentionWork& work, std::uint32_t index) {
  const Mention& mention = work.doc.mentions[index];
  const std::uint32_t start = work.sentence(mention.first).first;
  if (mention.first < start + 2 || work.doc.upos[mention.first - 1] != Upos::CCONJ) return kNone;
  const std::uint32_t other = work.cover[mention.first - 2];
  return other != kNone && owns(work, other) && work.doc.mentions[other].kind == MentionKind::state ? other : kNone;
}

Owner on_the_left(const MentionWork& work, std::uint32_t owned) {
  const std::uint32_t first = work.doc.mentions[owned].first;
  const std::uint32_t start = std::max(work.sentence(first).first, first > kReach ? first - kReach : 0);
  for (std::uint32_t t = first; t-- > start;) {
    const std::uint32_t index = work.cover[t];
    if (index == kNone) {
      if (!modifier(work, t)) return {};
      continue;
    }
    const Mention& mention = work.doc.mentions[index];
    if (owns(work, index)) {
      const bool possessive = work.possessive(mention.end) || mention.kind == MentionKind::pronoun;
      const bool named_after = work.sides[owned].form == NameForm::agent && mention.end == first;  // "the Trump administration"
      if (mention.kind == MentionKind::person && !possessive && !named_after) return {};  // two people side by side
      if (mention.kind == MentionKind::place && !possessive && mention.end != first) return {};
      return {index, possessive ? kNone : coordinated(work, index)};
    }
    if (mention.kind == MentionKind::person || mention.kind == MentionKind::pronoun) return {};
    t = mention.first;
  }
  return {};
}

// "the China programme": about a state, not of it.
bool qualifies_noun(const MentionWork& work, const Mention& mention) {
  if (mention.kind != MentionKind::state && mention.kind != MentionKind::place) return false;
  const Sentence& sentence = work.sentence(mention.first);
  if (mention.end >= sentence.end || work.cover[mention.end] != kNone) return false;
  const Upos next = work.doc.upos[mention.end];
  return next == Upos::NOUN || next == Upos::PROPN || (mention.adjectival && next == Upos::ADJ);
}

Owner on_the_right(const MentionWork& work, std::uint32_t index) {
  const Mention& mention = work.doc.mentions[index];
  const std::uint32_t end = std::min(work.sentence(mention.first).end, mention.end + kReach);
  if (mention.end + 1 >= end || work.doc.upos[mention.end] != Upos::ADP) return {};
  const bool of = work.in_set("mention_owner_marker", mention.end);
  if (!of && !work.in_set("mention_home_marker", mention.end)) return {};
  if (!of && mention.entity != kNone && work.knowledge.in_set("mention_abroad_kind", work.knowledge.entity(mention.entity).type)) return {};
  for (std::uint32_t t = mention.end + 1; t < end; ++t) {
    const std::uint32_t other = work.cover[t];
    if (other == kNone) {
      const Upos tag = work.doc.upos[t];
      const bool further = tag == Upos::ADP && (work.in_set("mention_owner_marker", t) || work.in_set("mention_home_marker", t));
      if (!further && tag != Upos::DET && tag != Upos::ADJ && tag != Upos::NOUN && tag != Upos::PROPN && !work.possessive(t)) return {};
      continue;
    }
    const Mention& there = work.doc.mentions[other];
    if (owns(work, other) && !qualifies_noun(work, there)) return {other, kNone};
    t = there.end - 1;
  }
  return {};
}

bool person_like(const MentionWork& work, std::uint32_t index) {
  const Mention& mention = work.doc.mentions[index];
  const NameForm form = work.sides[index].form;
  if (form == NameForm::unlisted) return mention.kind == MentionKind::person || mention.kind == MentionKind::common;
  return mention.kind == MentionKind::person && (form == NameForm::full || form == NameForm::shorter);
}

bool comma(const MentionWork& work, std::uint32_t t) { return work.doc.form[t] == ","; }

}  // namespace

Owner find_owner(const MentionWork& work, std::uint32_t index) {
  const Owner left = on_the_left(work, index);
  // "his counterparts from Arnor" are Arnor's
  const bool mutual = left.mention != kNone && work.in_set("mention_mutual", work.doc.mentions[index].end - 1);
  if (mutual && work.doc.mentions[left.mention].kind == MentionKind::pronoun) return on_the_right(work, index);
  return left.mention != kNone ? left : on_the_right(work, index);
}

Owner owner_behind(const MentionWork& work, std::uint32_t index) { return on_the_right(work, index); }

std::uint32_t apposed_person(const MentionWork& work, std::uint32_t role) {
  const Mention& mention = work.doc.mentions[role];
  const bool claimed = work.doc.deprel[mention.head] == Deprel::conj || work.subject(mention.head);
  const std::uint32_t start = work.sentence(mention.first).first;
  const std::uint32_t reach = std::max(start, mention.first > kReach ? mention.first - kReach : 0);
  for (std::uint32_t t = mention.first; t-- > reach;) {
    if (comma(work, t)) {
      const std::uint32_t before = t > start ? work.cover[t - 1] : kNone;
      if (claimed && !work.in_set("mention_indefinite", t + 1)) return kNone;
      return before != kNone && person_like(work, before) ? before : kNone;
    }
    if (!modifier(work, t) && work.doc.upos[t] != Upos::DET && work.cover[t] == kNone) return kNone;
  }
  return kNone;
}

std::uint32_t titled_person(const MentionWork& work, std::uint32_t role) {
  const Mention& mention = work.doc.mentions[role];
  const std::uint32_t end = work.sentence(mention.first).end;
  if (mention.end >= end) return kNone;
  if (const std::uint32_t next = work.cover[mention.end]; next != kNone) return person_like(work, next) ? next : kNone;
  if (mention.end + 1 >= end) return kNone;
  if (work.doc.upos[mention.end] == Upos::CCONJ) {  // "state councillor and defence minister Li Shangfu"
    const std::uint32_t other = work.cover[mention.end + 1];
    if (other == kNone || work.sides[other].form != NameForm::role || work.doc.mentions[other].end >= end) return kNone;
    const std::uint32_t person = work.cover[work.doc.mentions[other].end];
    return person != kNone && person_like(work, person) ? person : kNone;
  }
  if (!comma(work, mention.end)) return kNone;
  std::uint32_t next = work.cover[mention.end + 1];
  if (next != kNone && work.sides[next].form == NameForm::role && work.doc.mentions[next].end < end) next = work.cover[work.doc.mentions[next].end];
  if (next == kNone || !person_like(work, next)) return kNone;
  const std::uint32_t behind = work.doc.mentions[next].end;
  return behind >= end || work.doc.upos[behind] == Upos::PUNCT ? next : kNone;
}

}  // namespace dragoman
