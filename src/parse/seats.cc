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

bool acts(const MentionWork& work, const Mention& mention) {
  const Document& doc = work.doc;
  const std::uint32_t head = work.first_conjunct(mention.head), above = doc.head[head];
  if (const std::string_view preposition = work.preposition(head); !preposition.empty()) {
    if (work.knowledge.in_set("mention_place_marker", preposition)) return false;
    if (!work.knowledge.in_set("mention_either_marker", preposition) || above == kNone) return true;
    return doc.upos[above] != Upos::VERB && !work.in_set("mention_place_noun", above);
  }
  switch (doc.deprel[head]) {
    case Deprel::nsubj: case Deprel::nsubj_outer: case Deprel::nmod_poss: case Deprel::obl_agent: return true;
    case Deprel::nsubj_pass: case Deprel::obj: case Deprel::iobj: return above == kNone || !moves(work, above);
    default: break;
  }
  if (mention.end < work.sentence(mention.first).end && work.possessive(mention.end)) return true;
  if (beside_hyphen(work, mention)) return true;
  const std::uint32_t owner = above == kNone ? kNone : work.cover[above];
  return owner != kNone && above > head && (work.sides[owner].form == NameForm::role || work.sides[owner].form == NameForm::agent);
}

}  // namespace

void read_seats(MentionWork& work) {
  for (std::size_t i = 0; i < work.doc.mentions.size(); ++i) {
    if (work.sides[i].form != NameForm::seat) continue;
    Mention& mention = work.doc.mentions[i];
    const bool government = acts(work, mention);
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
