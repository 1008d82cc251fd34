#include "coding/scene.h"

namespace dragoman {

namespace {
constexpr int kMostNested = 4;   // "a car in a street of a town in Rohan"
constexpr int kMostClauses = 4;  // steps from a phrase up to the clauses around it
}

const Mention* Scene::place_at(std::uint32_t token) const {
  if (doc_.mention_at[token] == kNone) return nullptr;
  const Mention& mention = doc_.mentions[doc_.mention_at[token]];
  const bool place = mention.kind == MentionKind::place || (mention.kind == MentionKind::state && !mention.adjectival);
  return place && !mention.country.empty() ? &mention : nullptr;
}

const Mention* Scene::inside(std::uint32_t token, int depth) const {
  if (depth > kMostNested) return nullptr;
  for (const std::uint32_t c : tree_.children(token)) {
    if (tree_.verbal(c) && tree_.is(c, Deprel::acl) && c > token) {  // "gangs operating in Rohan"
      if (const Mention* found = inside(c, depth + 1)) return found;
      continue;
    }
    if (!tree_.nominal(c)) continue;
    switch (doc_.deprel[c]) {
      case Deprel::nmod: case Deprel::obl: {
        if (!in_set("scene_preposition", tree_.case_marker(c)) && !tree_.marked_by(c, "of")) continue;
        break;
      }
      case Deprel::nmod_poss: case Deprel::appos: case Deprel::conj: case Deprel::nmod_unmarked: break;
      default: continue;
    }
    if (const Mention* own = place_at(c)) return own;
    const Mention* named = doc_.mention_at[c] == kNone ? nullptr : &doc_.mentions[doc_.mention_at[c]];
    if (named && !named->country.empty()) continue;  // somebody of a state of their own
    if (const Mention* found = inside(c, depth + 1)) return found;
  }
  return nullptr;
}

const Mention* Scene::around(std::uint32_t token) const {
  for (std::uint32_t at = token, steps = 0; tree_.head(at) != kNone && steps < kMostClauses; at = tree_.head(at), ++steps) {
    const std::uint32_t above = tree_.head(at);
    const Deprel relation = doc_.deprel[at];
    if (relation == Deprel::ccomp || relation == Deprel::parataxis || relation == Deprel::acl_relcl) break;
    if (const Mention* found = beside(above, at)) return found;
    if (tree_.verbal(above))  // "one was killed and three were hurt in Edoras"
      for (const std::uint32_t c : tree_.children(above))
        if (c > above && tree_.verbal(c) && tree_.is(c, Deprel::conj))
          if (const Mention* found = beside(c, at)) return found;
  }
  return nullptr;
}

// The place of what stands beside `at` under one word.
const Mention* Scene::beside(std::uint32_t above, std::uint32_t at) const {
  for (const std::uint32_t c : tree_.children(above)) {
    if (c == at || !tree_.nominal(c)) continue;
    const Deprel r = doc_.deprel[c];
    const std::uint32_t marker = tree_.case_marker(c);
    if (r == Deprel::obl || r == Deprel::nmod) {
      const bool there = in_set("scene_preposition", marker);
      if (!there && !in_set("scene_deed_preposition", marker)) continue;
      if (const Mention* own = there ? place_at(c) : nullptr) return own;
    } else if (r != Deprel::obj && (r != Deprel::nsubj || doc_.mention_at[c] != kNone)) {  // a deed as the subject, not "police of Rohan"
      continue;
    }
    if (const Mention* found = inside(c, 0)) return found;
  }
  return nullptr;
}

}  // namespace dragoman
