#include "parse/antecedents.h"

#include <algorithm>

namespace dragoman {

namespace {

constexpr std::uint32_t kLookBack = 64;       // mentions
constexpr std::uint32_t kSentencesBack = 3;   // for pronouns
constexpr std::uint32_t kGroupBack = 6;       // sentences, for "the two countries"

std::uint32_t oldest(std::uint32_t index) { return index > kLookBack ? index - kLookBack : 0; }

}  // namespace

void Antecedents::remember(std::uint32_t index) {
  const Mention& mention = doc_.mentions[index];
  if (mention.entity != kNone && mention.chain == index) entities_.emplace(mention.entity, index);
  if (mention.entity != kNone) latest_[mention.entity] = index;
  const NameForm form = work_.sides[index].form;
  if (form == NameForm::unlisted) words_[doc_.words({doc_.span[mention.first].begin, doc_.span[mention.end - 1].end})] = index;
  if (mention.kind == MentionKind::person && (form == NameForm::full || form == NameForm::unlisted) && mention.end - mention.first > 1) {
    parts_[doc_.form[mention.first]] = index;
    parts_[doc_.form[mention.end - 1]] = index;
  }
}

bool Antecedents::fits(std::uint32_t pronoun, std::uint32_t candidate) const {
  const Mention& mention = doc_.mentions[candidate];
  const MentionSide& side = work_.sides[candidate];
  const char wanted = work_.sides[pronoun].sex;
  if (side.dropped || mention.adjectival || mention.kind == MentionKind::event) return false;
  const bool plural = (doc_.feats[mention.head] & kPlur) != 0 || side.form == NameForm::group;
  if (mention.kind == MentionKind::pronoun) return side.sex == wanted && mention.chain != candidate;
  switch (wanted) {
    case 'm': case 'f': return mention.kind == MentionKind::person && !plural && (side.sex == 0 || side.sex == wanted);
    case 'n': {
      const bool thing = mention.kind == MentionKind::state || mention.kind == MentionKind::body || mention.kind == MentionKind::outlet ||
                         mention.kind == MentionKind::common;
      return thing && !plural && (mention.entity != kNone || !mention.country.empty());
    }
    default: return mention.kind != MentionKind::place && (plural || mention.kind == MentionKind::state || mention.kind == MentionKind::body);
  }
}

// Near and in the place of the subject is cheap.
float Antecedents::cost(std::uint32_t pronoun, std::uint32_t candidate) const {
  const Mention& from = doc_.mentions[pronoun];
  const Mention& mention = doc_.mentions[candidate];
  const std::uint32_t apart = doc_.sentence_of[from.first] - doc_.sentence_of[mention.first];
  const std::uint32_t lead = work_.first_conjunct(mention.head);
  float cost = 2.0f * static_cast<float>(apart) + 0.02f * static_cast<float>(pronoun - candidate);
  if (!work_.subject(lead)) cost += work_.preposition(lead).empty() && doc_.deprel[lead] != Deprel::nmod_poss ? 0.8f : 1.2f;
  if (work_.sides[pronoun].sex == 'p' && !(doc_.feats[mention.head] & kPlur) && work_.sides[candidate].form != NameForm::group) cost += 1.0f;
  return cost;
}

std::uint32_t Antecedents::of_pronoun(std::uint32_t pronoun) const {
  const Mention& from = doc_.mentions[pronoun];
  const std::uint32_t sentence = doc_.sentence_of[from.first], clause = doc_.head[from.head];
  const bool own = doc_.deprel[from.head] != Deprel::nmod_poss;  // "Zhao praised him": somebody else
  std::uint32_t best = kNone;
  float least = 0;
  for (std::uint32_t j = pronoun; j-- > oldest(pronoun);) {
    const Mention& mention = doc_.mentions[j];
    if (sentence - doc_.sentence_of[mention.first] > kSentencesBack) break;
    if (!fits(pronoun, j)) continue;
    if (own && clause != kNone && doc_.head[mention.head] == clause) continue;
    const float price = cost(pronoun, j);
    if (best != kNone && price >= least) continue;
    best = j;
    least = price;
  }
  return best;
}

std::uint32_t Antecedents::of_country(std::uint32_t description) const {
  const std::uint32_t sentence = doc_.sentence_of[doc_.mentions[description].first];
  for (std::uint32_t j = description; j-- > oldest(description);) {
    const Mention& mention = doc_.mentions[j];
    if (sentence - doc_.sentence_of[mention.first] > kSentencesBack) break;
    const bool state = mention.kind == MentionKind::state || (mention.kind == MentionKind::place && mention.entity != kNone);
    if (state && !mention.adjectival && !mention.country.empty() && !work_.sides[j].dropped) return j;
  }
  return kNone;
}

void Antecedents::of_group(std::uint32_t group, std::vector<std::uint32_t>& members) const {
  const MentionSide& side = work_.sides[group];
  const std::uint32_t sentence = doc_.sentence_of[doc_.mentions[group].first];
  members.clear();
  for (std::uint32_t j = group; j-- > oldest(group) && members.size() < side.wanted;) {
    const Mention& mention = doc_.mentions[j];
    if (sentence - doc_.sentence_of[mention.first] > kGroupBack) break;
    if (mention.country.empty() || work_.sides[j].dropped) continue;
    const bool person = mention.kind == MentionKind::person;
    if (side.sex == 'h' ? !person : !person && mention.kind != MentionKind::state && mention.kind != MentionKind::pronoun) continue;
    const bool known = std::any_of(members.begin(), members.end(), [&](std::uint32_t m) { return doc_.mentions[m].country == mention.country; });
    if (!known) members.push_back(j);
  }
  if (members.size() < side.wanted) members.clear();
  std::reverse(members.begin(), members.end());
}

std::uint32_t Antecedents::of_title(std::uint32_t role) const {
  const Mention& said = doc_.mentions[role];
  for (std::uint32_t j = role; j-- > oldest(role);) {
    const Mention& mention = doc_.mentions[j];
    if (mention.kind != MentionKind::person || work_.sides[j].dropped) continue;
    if (mention.office == said.office) return j;
    if (mention.entity == kNone || mention.country.empty() || work_.knowledge.entity(mention.entity).kind != EntityKind::person) continue;
    const std::uint32_t office = work_.knowledge.office_for(mention.country, said.office);
    if (office == kNone) continue;
    const auto held = work_.knowledge.holdings(mention.entity);
    if (std::any_of(held.begin(), held.end(), [&](const Holding& h) { return h.office == office; })) return j;
  }
  return kNone;
}

}  // namespace dragoman
