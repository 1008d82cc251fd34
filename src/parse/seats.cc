#include "parse/seats.h"

#include <algorithm>

namespace dragoman {

namespace {

// The object of such a verb is where one goes: "visited Beijing".
bool moves(const MentionWork& work, std::uint32_t verb) {
  for (const Pattern* pattern : work.knowledge.patterns(work.doc.lemma[verb], Pattern::verb)) {
    if (pattern->forbids || !work.knowledge.acts()[pattern->act].movement) continue;
    for (const RoleSpec& role : pattern->roles)
      if (role.role == "target" && std::any_of(role.ways.begin(), role.ways.end(), [](const Way& way) { return way.kind == Way::obj; })) return true;
  }
  return false;
}

bool beside_hyphen(const MentionWork& work, const Mention& mention) {
  const Sentence& sentence = work.sentence(mention.first);
  return (mention.end < sentence.end && work.hyphen(mention.end)) || (mention.first > sentence.first && work.hyphen(mention.first - 1));
}

// The preposition directly before a name ("in", "with both"); kNone when there is none.
std::uint32_t marker(const MentionWork& work, std::uint32_t first) {
  const std::uint32_t start = work.sentence(first).first;
  for (std::uint32_t t = first; t-- > start;) {
    const Upos tag = work.doc.upos[t];
    if (tag == Upos::ADP) return t;
    if (tag != Upos::DET && tag != Upos::ADJ && work.doc.deprel[t] != Deprel::cc_preconj) return kNone;
  }
  return kNone;
}

bool governed(const MentionWork& work, std::uint32_t preposition) {
  if (work.in_set("mention_place_marker", preposition)) return false;
  if (!work.in_set("mention_either_marker", preposition)) return true;
  return preposition > 0 && work.doc.upos[preposition - 1] == Upos::NOUN && !work.in_set("mention_place_noun", preposition - 1);
}

bool acts(const MentionWork& work, const Mention& mention, int depth = 0) {
  const Document& doc = work.doc;
  const Sentence& sentence = work.sentence(mention.first);
  if (const std::uint32_t preposition = marker(work, mention.first); preposition != kNone) return governed(work, preposition);
  switch (doc.deprel[mention.head]) {
    case Deprel::nsubj: case Deprel::nsubj_outer: case Deprel::csubj: case Deprel::nmod_poss: case Deprel::obl_agent: return true;
    default: break;
  }
  if (mention.end < sentence.end && work.possessive(mention.end)) return true;
  if (beside_hyphen(work, mention)) return true;
  if (doc.deprel[mention.head] == Deprel::dep) return false;  // a dateline
  // "with Beijing and Moscow", "in Annuminas, Edoras and Umbar": as the first of the row
  if (mention.first >= sentence.first + 2 && depth < 4) {
    const bool joined = doc.upos[mention.first - 1] == Upos::CCONJ || (doc.form[mention.first - 1] == "," && doc.deprel[mention.head] == Deprel::conj);
    const std::uint32_t before = joined ? work.cover[mention.first - 2] : kNone;
    if (before != kNone && doc.mentions[before].kind == MentionKind::state) return acts(work, doc.mentions[before], depth + 1);
  }
  const std::uint32_t above = doc.head[mention.head];
  switch (doc.deprel[mention.head]) {
    case Deprel::nsubj_pass: case Deprel::obj: case Deprel::iobj: return above == kNone || !moves(work, above);
    default: break;
  }
  if (mention.end < sentence.end && (doc.upos[mention.end] == Upos::VERB || doc.upos[mention.end] == Upos::AUX)) return true;
  const std::uint32_t owner = above == kNone ? kNone : work.cover[above];
  return owner != kNone && above > mention.head && (work.sides[owner].form == NameForm::role || work.sides[owner].form == NameForm::agent);
}

}  // namespace

void read_seats(MentionWork& work) {
  std::pmr::vector<bool> governments(work.memory);  // a row looks at the seats before it: decide all, then write
  for (std::size_t i = 0; i < work.doc.mentions.size(); ++i)
    governments.push_back(work.sides[i].form == NameForm::seat && acts(work, work.doc.mentions[i]));
  for (std::size_t i = 0; i < work.doc.mentions.size(); ++i) {
    if (work.sides[i].form != NameForm::seat) continue;
    Mention& mention = work.doc.mentions[i];
    const bool government = governments[i];
    std::uint32_t chosen = kNone;
    bool bodied = false;
    for (const NameEntry& entry : work.sides[i].entries) {
      const Entity& entity = work.knowledge.entity(entry.entity);
      const bool fits = government ? entry.kind == NameKind::seat : entity.kind == EntityKind::place;
      if (!fits || (chosen != kNone && !bodied)) continue;
      chosen = entry.entity;
      bodied = entity.kind == EntityKind::body;
    }
    if (chosen == kNone) chosen = mention.entity;
    const Entity& entity = work.knowledge.entity(chosen);
    mention.entity = chosen;
    mention.country = entity.kind == EntityKind::state ? entity.id : entity.country;
    mention.metonym = government && entity.kind != EntityKind::place;
    mention.kind = !mention.metonym ? MentionKind::place : entity.kind == EntityKind::body ? MentionKind::body : MentionKind::state;
    mention.why = mention.metonym ? "seat" : "lexicon";
  }
}

}  // namespace dragoman
