#include "parse/chains.h"

#include <algorithm>

#include "base/hash_mix.h"

namespace dragoman {

namespace {

constexpr std::uint32_t kReach = 40;  // earlier phrases looked at, and the last one with the same head

constexpr std::uint32_t kNoWord = 1;

// Pronouns by what they can point at; 0 for none.
std::uint8_t pronoun_class(std::uint32_t feats) {
  const std::uint8_t person = feats & kFirst ? 1 : feats & kSecond ? 2 : feats & kThird ? 3 : 0;
  const std::uint8_t gender = feats & kMasc ? 1 : feats & kFem ? 2 : feats & kNeut ? 3 : 0;
  const std::uint8_t number = feats & kPlur ? 2 : feats & kSing ? 1 : 0;
  return static_cast<std::uint8_t>(1 + person * 12 + gender * 3 + number);
}

std::uint8_t role_of(const Document& doc, std::uint32_t head) {
  switch (doc.deprel[head]) {
    case Deprel::nsubj: case Deprel::nsubj_outer: return 1;
    case Deprel::nsubj_pass: return 2;
    case Deprel::obj: case Deprel::iobj: return 3;
    case Deprel::obl: case Deprel::obl_agent: case Deprel::obl_unmarked: return 4;
    case Deprel::nmod_poss: return 5;
    case Deprel::nmod: case Deprel::nmod_unmarked: case Deprel::nmod_desc: return 6;
    case Deprel::appos: return 7;
    case Deprel::conj: return 8;
    case Deprel::root: return 9;
    default: return 10;
  }
}

std::uint32_t bucket(std::uint32_t n) { return n < 5 ? n : n < 8 ? 5 : n < 12 ? 6 : n < 20 ? 7 : n < 35 ? 8 : n < 80 ? 9 : 10; }

bool has(const PhraseFacts& facts, std::uint32_t word) {
  return std::find(facts.words.begin(), facts.words.begin() + facts.word_count, word) != facts.words.begin() + facts.word_count;
}

// Is every naming word of `a` in `b`?
bool within(const PhraseFacts& a, const PhraseFacts& b) {
  if (a.word_count == 0) return false;
  return std::all_of(a.words.begin(), a.words.begin() + a.word_count, [&](std::uint32_t w) { return has(b, w); });
}

// "WHO" for "World Health Organization".
bool initials(const Document& doc, const Phrase& shorter, const Phrase& longer) {
  if (shorter.end != shorter.first + 1) return false;
  const std::string_view letters = doc.form[shorter.first];
  if (letters.size() < 2 || letters.size() > 8) return false;
  std::size_t at = 0;
  for (std::uint32_t t = longer.first; t < longer.end; ++t) {
    const char c = doc.form[t].empty() ? '\0' : doc.form[t][0];
    if (c < 'A' || c > 'Z') continue;
    if (at == letters.size() || letters[at] != c) return false;
    ++at;
  }
  return at == letters.size();
}

// Adds features one after another, each told apart by its place.
class Filler {
 public:
  Filler(std::uint32_t* slots, std::uint32_t kind, std::size_t table) : slots_(slots), kind_(kind), table_(table) {}
  template <class... Parts>
  void add(Parts... parts) {
    std::uint32_t hash = hash_mix(kHashSeed, kind_ + count_);
    ((hash = hash_mix(hash, hash_spread(static_cast<std::uint32_t>(parts) + 0x9e3779b9u))), ...);
    slots_[count_++] = static_cast<std::uint32_t>(hash_spread(hash) % table_);
  }

 private:
  std::uint32_t* slots_;
  std::uint32_t kind_, count_ = 0;
  std::size_t table_;
};

PhraseFacts facts_of(const Document& doc, const Phrase& phrase, std::uint32_t sentence, bool quoted) {
  PhraseFacts f;
  f.sentence = sentence, f.quoted = quoted;
  f.head = hash_word(doc.lemma[phrase.head]);
  f.opening = hash_word(doc.form[phrase.first]);
  f.governor = doc.head[phrase.head] == kNone ? kNoWord : hash_word(doc.lemma[doc.head[phrase.head]]);
  f.role = role_of(doc, phrase.head);
  f.plural = (doc.feats[phrase.head] & kPlur) != 0;
  if (phrase.form == PhraseForm::pronoun) f.pronoun = pronoun_class(doc.feats[phrase.head]);
  std::uint32_t whole = kHashSeed;
  for (std::uint32_t t = phrase.first; t < phrase.end; ++t) {
    const Upos tag = doc.upos[t];
    if (doc.head[t] == phrase.head && (tag == Upos::DET || doc.deprel[t] == Deprel::nmod_poss)) {
      const std::uint8_t kind = doc.deprel[t] == Deprel::nmod_poss ? 4 : doc.feats[t] & kDem ? 3 : doc.form[t].size() == 3 ? 1 : 2;
      f.article = std::max(f.article, kind);
    }
    if (tag == Upos::DET || tag == Upos::PUNCT) continue;
    whole = hash_mix(whole, hash_word(doc.form[t]));
    if ((tag == Upos::PROPN || tag == Upos::NOUN || tag == Upos::NUM) && f.word_count < f.words.size()) f.words[f.word_count++] = hash_word(doc.form[t]);
  }
  f.whole = hash_spread(whole);
  return f;
}

}  // namespace

PhraseReader::PhraseReader(const Document& document, std::vector<Phrase>& phrases, ChainScratch& scratch) : document_(document), phrases_(phrases), scratch_(scratch) {
  scratch_.facts.clear(), scratch_.spoken.clear(), scratch_.heads.clear();
  bool quoted = false;
  std::uint32_t token = 0;
  for (const Phrase& phrase : phrases_) {
    for (; token < phrase.first; ++token)
      if (document_.form[token] == "\"") quoted = !quoted;
    scratch_.facts.push_back(facts_of(document_, phrase, document_.sentence_of[phrase.first], quoted));
  }
}

void PhraseReader::type_features(std::uint32_t index, TypeFeatures& features) const {
  const Document& doc = document_;
  const Phrase& phrase = phrases_[index];
  const PhraseFacts& f = scratch_.facts[index];
  const auto form = static_cast<std::uint32_t>(phrase.form);
  const std::uint32_t mention = doc.mention_at[phrase.head];
  const std::uint32_t kind = mention == kNone ? 99 : static_cast<std::uint32_t>(doc.mentions[mention].kind) * 2 + (doc.mentions[mention].office.empty() ? 0 : 1);
  const std::string_view word = doc.form[phrase.head];
  const std::uint32_t tail = hash_word(word.size() > 3 ? word.substr(word.size() - 3) : word);
  const auto tag = static_cast<std::uint32_t>(doc.name_tag[phrase.head]);
  std::uint32_t before = kNoWord;
  for (std::uint32_t t = phrase.first; t-- > 0 && t + 3 > phrase.first;)
    if (doc.head[t] == phrase.head && doc.deprel[t] == Deprel::case_) before = hash_word(doc.lemma[t]);
  Filler out(features.data(), 1000, kTypeSlots);
  out.add(form);
  out.add(form, f.head), out.add(f.head, f.plural), out.add(hash_word(word));
  out.add(form, tail);
  out.add(form, tag), out.add(form, kind), out.add(tag, kind);
  out.add(form, before), out.add(before, f.head);
  out.add(form, f.role, f.governor), out.add(form, f.pronoun), out.add(f.pronoun, f.governor, f.role);
  out.add(form, f.article, f.opening);
  out.add(form, f.word_count, tag);
  out.add(form, f.words[0]);
}

std::span<const std::uint32_t> PhraseReader::candidates(std::uint32_t index) {
  auto& out = scratch_.candidates;
  out.clear();
  const auto& spoken = scratch_.spoken;
  const std::size_t near = std::min<std::size_t>(spoken.size(), kReach);
  for (std::size_t k = 0; k < near; ++k) out.push_back(spoken[spoken.size() - 1 - k]);
  if (phrases_[index].form == PhraseForm::pronoun) return out;
  const std::uint32_t nearest = near ? spoken[spoken.size() - near] : 0;
  if (const auto at = scratch_.heads.find(scratch_.facts[index].head); at != scratch_.heads.end() && at->second < nearest) out.push_back(at->second);
  return out;
}

void PhraseReader::link_features(std::uint32_t earlier, std::uint32_t index, LinkFeatures& features) const {
  const Phrase &a = phrases_[earlier], &b = phrases_[index];
  const PhraseFacts &fa = scratch_.facts[earlier], &fb = scratch_.facts[index];
  const std::uint32_t root = a.chain == kNone ? earlier : a.chain;
  const PhraseFacts& chain = scratch_.facts[root];
  const auto forms = static_cast<std::uint32_t>(a.form) * 4 + static_cast<std::uint32_t>(b.form);
  const auto types = static_cast<std::uint32_t>(a.type) * 4 + static_cast<std::uint32_t>(b.type);
  const std::uint32_t gap = std::min(fb.sentence - fa.sentence, 12u), far = bucket(index - earlier);
  const bool same_words = fa.whole == fb.whole, same_head = fa.head == fb.head;
  const bool nested = b.first < a.end && a.first <= b.first;
  const std::uint32_t latest = chain.latest == earlier || chain.size == 0;
  const std::uint32_t joined = document_.head[b.head] == a.head ? static_cast<std::uint32_t>(document_.deprel[b.head]) + 1 : document_.head[a.head] == b.head ? static_cast<std::uint32_t>(document_.deprel[a.head]) + 100 : 0;
  const std::uint32_t match = (same_words ? 1u : 0u) | (same_head ? 2u : 0u) | (within(fb, fa) ? 4u : 0u) | (within(fa, fb) ? 8u : 0u) | (initials(document_, b, a) || initials(document_, a, b) ? 16u : 0u);
  Filler out(features.data(), 2000, kLinkSlots);
  out.add(forms, types), out.add(forms, gap), out.add(forms, far, fb.pronoun);
  out.add(forms, match), out.add(forms, match, types), out.add(forms, match, fb.article);
  out.add(forms, match & 3u, gap);
  out.add(forms, fa.plural, fb.plural, fa.pronoun, fb.pronoun);
  out.add(fa.pronoun, fb.pronoun, types), out.add(fb.pronoun, chain.pronouns & 0xffu, a.type), out.add(fb.pronoun, fa.role, fb.role, gap);
  out.add(fb.pronoun, a.type, a.form, latest);
  out.add(fb.pronoun, fa.head), out.add(fb.pronoun, fa.opening), out.add(fa.pronoun, fb.head);
  out.add(fa.head, fb.head), out.add(forms, nested, fb.pronoun), out.add(forms, nested, joined);
  out.add(forms, fa.role, fb.role, std::min(gap, 2u));
  out.add(fa.article, fb.article, forms, same_head);
  out.add(forms, bucket(chain.size), fb.pronoun), out.add(forms, chain.named, match), out.add(forms, latest, gap);
  out.add(fb.pronoun, fa.quoted, fb.quoted, fa.pronoun);
  out.add(fa.governor == fb.governor, fa.role, fb.role, forms);
  out.add(fb.pronoun, fb.governor, a.type);
  out.add(forms, far, match & 7u);
  out.add(fb.pronoun, chain.pronouns, chain.named);
  out.add(forms, same_words, fb.whole), out.add(same_head, fb.head, fb.article);
}

void PhraseReader::fresh_features(std::uint32_t index, FreshFeatures& features) const {
  const Phrase& b = phrases_[index];
  const PhraseFacts& f = scratch_.facts[index];
  const auto form = static_cast<std::uint32_t>(b.form), type = static_cast<std::uint32_t>(b.type);
  const bool seen = scratch_.heads.count(f.head) > 0;
  const std::uint32_t far = bucket(static_cast<std::uint32_t>(scratch_.spoken.size()));
  Filler out(features.data(), 3000, kLinkSlots);
  out.add(form), out.add(form, type, seen), out.add(form, f.article, seen), out.add(f.head, form), out.add(f.pronoun, type);
  out.add(form, f.role, seen), out.add(form, far, f.pronoun), out.add(f.opening, form), out.add(form, f.word_count, seen, f.article);
  out.add(f.pronoun, f.governor), out.add(f.plural, form, type, f.article), out.add(f.head, f.article, seen);
}

void PhraseReader::settle(std::uint32_t index, std::uint32_t earlier) {
  Phrase& phrase = phrases_[index];
  PhraseFacts& own = scratch_.facts[index];
  phrase.chain = earlier == kNone ? index : phrases_[earlier].chain;
  PhraseFacts& chain = scratch_.facts[phrase.chain];
  ++chain.size;
  chain.latest = index;
  chain.named = chain.named || phrase.form == PhraseForm::name;
  if (own.pronoun) chain.pronouns |= 1u << (hash_spread(own.pronoun) % 24);
  scratch_.spoken.push_back(index);
  scratch_.heads[own.head] = index;
}

PhraseType ChainModel::type(const TypeFeatures& features) const {
  std::int32_t best = INT32_MIN;
  std::size_t chosen = 0;
  for (std::size_t t = 0; t < kPhraseTypes; ++t) {
    std::int32_t sum = 0;
    for (const std::uint32_t slot : features) sum += types_[t * kTypeSlots + slot];
    if (sum > best) best = sum, chosen = t;
  }
  return static_cast<PhraseType>(chosen);
}

void find_chains(const Document& document, const ChainModel& model, ChainScratch& scratch, std::vector<Phrase>& phrases) {
  find_phrases(document, scratch.phrases, phrases);
  if (!model.known()) return;
  PhraseReader reader(document, phrases, scratch);
  TypeFeatures types;
  LinkFeatures link;
  FreshFeatures fresh;
  for (std::uint32_t i = 0; i < phrases.size(); ++i) {
    reader.type_features(i, types);
    phrases[i].type = model.type(types);
    if (phrases[i].type == PhraseType::other) continue;
    reader.fresh_features(i, fresh);
    std::int32_t best = model.score(fresh);
    std::uint32_t chosen = kNone;
    for (const std::uint32_t earlier : reader.candidates(i)) {
      reader.link_features(earlier, i, link);
      if (const std::int32_t score = model.score(link); score > best) best = score, chosen = earlier;
    }
    reader.settle(i, chosen);
  }
}

}  // namespace dragoman
