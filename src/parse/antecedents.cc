#include "parse/antecedents.h"

#include <algorithm>

namespace dragoman {

namespace {

constexpr std::uint32_t kLookBack = 64;       // mentions
constexpr std::uint32_t kSentencesBack = 3;   // for pronouns
constexpr std::uint32_t kTokensBack = 80;     // likewise
constexpr std::uint32_t kRowReach = 6;       // mentions to either side, for "A, B and C"
constexpr std::uint32_t kGroupBack = 6;       // sentences, for "the two countries"
constexpr std::uint32_t kTitleBack = 12;      // sentences, for "the president"

// "the minister" after a justice minister.
bool kind_of(std::string_view office, std::string_view said) {
  return !said.empty() && office.size() > said.size() + 1 && office.ends_with(said) && office[office.size() - said.size() - 1] == '_';
}

std::uint32_t oldest(std::uint32_t index) { return index > kLookBack ? index - kLookBack : 0; }

}  // namespace

void Antecedents::remember(std::uint32_t index) {
  const Mention& mention = doc_.mentions[index];
  if (mention.entity != kNone && mention.chain == index) entities_.emplace(mention.entity, index);
  if (mention.entity != kNone) latest_[mention.entity] = index;
  const NameForm form = work_.sides[index].form;
  if (mention.kind == MentionKind::state && form != NameForm::country) states_[mention.country] = index;
  if (form == NameForm::unlisted) words_[doc_.words({doc_.span[mention.first].begin, doc_.span[mention.end - 1].end})] = index;
  if (mention.kind == MentionKind::person && (form == NameForm::full || form == NameForm::unlisted) && mention.end - mention.first > 1) {
    parts_[doc_.form[mention.first]] = index;
    parts_[doc_.form[mention.end - 1]] = index;
  }
}

bool Antecedents::fits(std::uint32_t pronoun, std::uint32_t candidate) const {
  const Mention& mention = doc_.mentions[candidate];
  const MentionSide& side = work_.sides[candidate];
  const Points wanted = work_.sides[pronoun].points;
  if (side.dropped || mention.adjectival || names_thing(mention.kind)) return false;
  const bool plural = work_.plural(mention.head) || side.form == NameForm::group;
  if (mention.kind == MentionKind::pronoun) return side.points == wanted && mention.chain != candidate;
  switch (wanted) {
    case Points::he: return mention.kind == MentionKind::person && !plural && side.sex != 'f';
    case Points::she: return mention.kind == MentionKind::person && !plural && side.sex != 'm';
    case Points::it: {
      const bool thing = mention.kind == MentionKind::state || mention.kind == MentionKind::body || mention.kind == MentionKind::outlet ||
                         mention.kind == MentionKind::common;
      return thing && !plural && (!mention.country.empty() || (mention.entity != kNone && side.form == NameForm::full));
    }
    default: {
      if (mention.kind == MentionKind::place) return false;
      if (plural || joined(candidate)) return true;
      const Deprel place = doc_.deprel[doc_.mentions[pronoun].head];  // a state is "they" and "their", hardly "them"
      const bool owns = place == Deprel::nmod_poss || work_.subject(doc_.mentions[pronoun].head);
      return owns && (mention.kind == MentionKind::state || mention.kind == MentionKind::body);
    }
  }
}

// Near and in the place of the subject is cheap; a part of another noun phrase and a thing just introduced are dear.
float Antecedents::cost(std::uint32_t pronoun, std::uint32_t candidate) const {
  const Mention& from = doc_.mentions[pronoun];
  const Mention& mention = doc_.mentions[candidate];
  const MentionSide& side = work_.sides[candidate];
  if (beside(pronoun, candidate)) return 0;
  const std::uint32_t apart = doc_.sentence_of[from.first] - doc_.sentence_of[mention.first];
  const std::uint32_t lead = work_.first_conjunct(mention.head);
  const Deprel relation = doc_.deprel[lead];
  float cost = 2.0f * static_cast<float>(apart) + 0.02f * static_cast<float>(pronoun - candidate);
  if (relation == Deprel::compound || relation == Deprel::amod) cost += 1.9f;
  else if (!work_.subject(lead)) cost += work_.preposition(lead).empty() && relation != Deprel::nmod_poss ? 0.8f : 1.2f;
  if (side.form == NameForm::role || side.form == NameForm::agent) cost += 1.0f;
  const bool many = work_.plural(mention.head) || side.form == NameForm::group || mention.kind == MentionKind::pronoun || joined(candidate);
  if (work_.sides[pronoun].points == Points::they && !many) cost += 1.0f;
  return cost;
}

bool Antecedents::joined(std::uint32_t candidate) const {
  const std::uint32_t head = doc_.mentions[candidate].head;
  if (doc_.deprel[head] == Deprel::conj) return true;
  for (const std::uint32_t c : work_.children(head))
    if (doc_.deprel[c] == Deprel::conj && work_.cover[c] != kNone) return true;
  return false;
}

void Antecedents::row_of(std::uint32_t mention, std::pmr::vector<std::uint32_t>& members) const {
  const std::uint32_t lead = work_.first_conjunct(doc_.mentions[mention].head), sentence = doc_.sentence_of[lead];
  members.clear();
  const std::uint32_t from = mention > kRowReach ? mention - kRowReach : 0;
  const auto end = std::min<std::size_t>(doc_.mentions.size(), mention + kRowReach + 1);
  for (std::uint32_t j = from; j < end; ++j) {
    const Mention& other = doc_.mentions[j];
    if (doc_.sentence_of[other.first] == sentence && !work_.sides[j].dropped && other.kind != MentionKind::pronoun && work_.first_conjunct(other.head) == lead)
      members.push_back(j);
  }
}

// "the US and its allies".
bool Antecedents::beside(std::uint32_t pronoun, std::uint32_t candidate) const {
  const std::uint32_t first = doc_.mentions[pronoun].first;
  return first > 0 && doc_.upos[first - 1] == Upos::CCONJ && doc_.mentions[candidate].end == first - 1;
}

// "It" may mean what is no mention at all ("the visit"): a subject nobody lists competes.
float Antecedents::rival(std::uint32_t pronoun) const {
  const Mention& from = doc_.mentions[pronoun];
  const std::uint32_t sentence = doc_.sentence_of[from.first];
  const std::uint32_t start = sentence > 0 ? doc_.sentences[sentence - 1].first : 0;
  const float own = doc_.deprel[from.head] == Deprel::nmod_poss ? 1.5f : 0.05f;
  const bool does = doc_.deprel[from.head] == Deprel::nsubj && doc_.head[from.head] != kNone && acts(doc_.head[from.head]);
  for (std::uint32_t t = from.first; t-- > start && from.first - t < kTokensBack;)
    if (doc_.upos[t] == Upos::NOUN && work_.subject(t) && work_.cover[t] == kNone && (!does || work_.in_set("doer_noun", t)))
      return own + 2.0f * static_cast<float>(sentence - doc_.sentence_of[t]);
  return 100.0f;
}

// "It called on Arnor": things do not do that.
bool Antecedents::acts(std::uint32_t verb) const {
  if (doc_.upos[verb] != Upos::VERB) return false;
  return work_.in_set("mention_doing", verb);
}

std::uint32_t Antecedents::verb_above(std::uint32_t token) const {
  for (int i = 0; i < 8 && token != kNone; ++i, token = doc_.head[token])
    if (doc_.upos[token] == Upos::VERB) return token;
  return kNone;
}

std::uint32_t Antecedents::of_pronoun(std::uint32_t pronoun) const {
  const Mention& from = doc_.mentions[pronoun];
  const std::uint32_t sentence = doc_.sentence_of[from.first], clause = doc_.head[from.head];
  const bool own = doc_.deprel[from.head] != Deprel::nmod_poss;  // "Zhao praised him": somebody else
  std::uint32_t best = kNone;
  float least = work_.sides[pronoun].points == Points::it ? rival(pronoun) : 100.0f;
  const bool whole = work_.sides[pronoun].points == Points::it && doc_.deprel[from.head] == Deprel::obj;  // "denied it": what was said before
  for (std::uint32_t j = pronoun; j-- > oldest(pronoun);) {
    const Mention& mention = doc_.mentions[j];
    if (sentence - doc_.sentence_of[mention.first] > (whole ? 0 : kSentencesBack)) break;
    if (!fits(pronoun, j)) continue;
    if (own && clause != kNone && doc_.head[mention.head] == clause) continue;
    if (whole && verb_above(mention.head) == clause) continue;
    const float price = cost(pronoun, j);
    if (price >= least) continue;
    best = j;
    least = price;
  }
  return best;
}

std::uint32_t Antecedents::of_speaker(std::uint32_t pronoun) const {
  std::uint32_t t = doc_.mentions[pronoun].head;
  for (std::uint32_t steps = 0; steps < kTokensBack && doc_.head[t] != kNone; ++steps) {
    const Deprel relation = doc_.deprel[t];
    t = doc_.head[t];
    if (relation != Deprel::ccomp && relation != Deprel::parataxis && relation != Deprel::root) continue;
    if (work_.knowledge.cues(doc_.lemma[t], Cue::verb).empty()) continue;
    for (const std::uint32_t c : work_.children(t))
      if (work_.subject(c) && work_.cover[c] != kNone && work_.cover[c] != pronoun) return work_.cover[c];
  }
  // "We will go," he said, with the saying hung below what is said
  for (const std::uint32_t c : work_.children(t)) {
    if (doc_.deprel[c] != Deprel::parataxis || work_.knowledge.cues(doc_.lemma[c], Cue::verb).empty()) continue;
    for (const std::uint32_t s : work_.children(c))
      if (work_.subject(s) && work_.cover[s] != kNone) return work_.cover[s];
  }
  return kNone;
}

std::uint32_t Antecedents::of_relative(std::uint32_t pronoun) const {
  std::uint32_t t = doc_.mentions[pronoun].head;
  for (std::uint32_t steps = 0; steps < kTokensBack && doc_.head[t] != kNone; ++steps) {
    const bool relative = doc_.deprel[t] == Deprel::acl_relcl;
    t = doc_.head[t];
    if (relative) return t < doc_.mentions[pronoun].first ? work_.cover[t] : kNone;
  }
  return kNone;
}

std::uint32_t Antecedents::of_union(std::uint32_t description) const {
  const std::uint32_t sentence = doc_.sentence_of[doc_.mentions[description].first];
  for (std::uint32_t j = description; j-- > oldest(description);) {
    const Mention& mention = doc_.mentions[j];
    if (sentence - doc_.sentence_of[mention.first] > kGroupBack) break;
    if (mention.kind == MentionKind::body && mention.entity != kNone && work_.knowledge.in_set("mention_union_kind", work_.knowledge.entity(mention.entity).type)) return j;
  }
  return kNone;
}

template <class Fits>
std::uint32_t Antecedents::cheapest(std::uint32_t mention, Fits fits) const {
  const std::uint32_t sentence = doc_.sentence_of[doc_.mentions[mention].first];
  std::uint32_t best = kNone;
  float least = 100.0f;
  for (std::uint32_t j = mention; j-- > oldest(mention);) {
    const Mention& candidate = doc_.mentions[j];
    if (sentence - doc_.sentence_of[candidate.first] > kSentencesBack) break;
    if (candidate.country.empty() || work_.sides[j].dropped || !fits(candidate)) continue;
    const float price = cost(mention, j);
    if (price < least) best = j, least = price;
  }
  return best;
}

std::uint32_t Antecedents::of_nation(std::uint32_t agent) const {
  return cheapest(agent, [](const Mention& m) {
    return m.kind == MentionKind::person || m.kind == MentionKind::body || m.kind == MentionKind::common || (m.kind == MentionKind::state && !m.adjectival);
  });
}

std::uint32_t Antecedents::of_country(std::uint32_t description) const {
  return cheapest(description, [&](const Mention& m) {
    if (m.adjectival) return false;
    if (m.kind == MentionKind::pronoun) return doc_.mentions[m.chain].kind == MentionKind::state;
    return m.kind == MentionKind::state || (m.kind == MentionKind::place && m.entity != kNone);
  });
}

void Antecedents::of_group(std::uint32_t group, std::pmr::vector<std::uint32_t>& members) const {
  const MentionSide& side = work_.sides[group];
  const std::uint32_t sentence = doc_.sentence_of[doc_.mentions[group].first];
  members.clear();
  for (std::uint32_t j = group; j-- > oldest(group) && members.size() < side.wanted;) {
    const Mention& mention = doc_.mentions[j];
    if (sentence - doc_.sentence_of[mention.first] > kGroupBack) break;
    if (mention.country.empty() || work_.sides[j].dropped) continue;
    const bool person = mention.kind == MentionKind::person;
    if (side.points == Points::persons ? !person : !person && mention.kind != MentionKind::state) continue;
    const bool known = std::any_of(members.begin(), members.end(), [&](std::uint32_t m) { return doc_.mentions[m].country == mention.country; });
    std::uint32_t state = side.points == Points::persons ? j : find(states_, mention.country);
    if (state == kNone && mention.kind == MentionKind::body) state = j;  // "a delegation of the party … the two sides"
    if (!known && state != kNone) members.push_back(state);
  }
  if (members.size() < side.wanted) members.clear();
  std::reverse(members.begin(), members.end());
}

std::uint32_t Antecedents::of_title(std::uint32_t role) const {
  const Mention& said = doc_.mentions[role];
  const bool generic = work_.knowledge.in_set("mention_generic_title", said.office);
  for (std::uint32_t j = role; j-- > oldest(role);) {
    const Mention& mention = doc_.mentions[j];
    if (doc_.sentence_of[said.first] - doc_.sentence_of[mention.first] > kTitleBack) break;
    if (mention.kind != MentionKind::person || work_.sides[j].dropped) continue;
    if (mention.office == said.office || (generic && kind_of(mention.office, said.office))) return j;
    if (mention.country.empty()) continue;
    if (const std::uint32_t held = work_.knowledge.office_for(mention.country, said.office); held != kNone && work_.knowledge.entity(held).id == mention.office) return j;
    if (mention.entity == kNone || work_.knowledge.entity(mention.entity).kind != EntityKind::person) continue;
    const std::uint32_t office = work_.knowledge.office_for(mention.country, said.office);
    if (office == kNone) continue;
    const auto held = work_.knowledge.holdings(mention.entity);
    if (std::any_of(held.begin(), held.end(), [&](const Holding& h) { return h.office == office; })) return j;
  }
  return kNone;
}

}  // namespace dragoman
