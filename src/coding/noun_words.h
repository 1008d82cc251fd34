// What kind of thing a noun of a sentence names: somebody or some place, something done, or a time.
#pragma once
#include <algorithm>
#include <span>
#include <string>
#include <string_view>

#include "coding/match.h"
#include "coding/tree.h"
#include "knowledge/knowledge.h"
#include "knowledge/values.h"

namespace dragoman {

// Views one sentence's tree and the candidates match_sentence() gave for it.
class NounWords {
 public:
  NounWords(const Tree& tree, std::span<const Candidate> candidates, const Knowledge& knowledge)
      : tree_(tree), doc_(tree.document()), candidates_(candidates), knowledge_(knowledge) {}

  bool in_set(std::string_view set, std::uint32_t token) const { return token != kNone && knowledge_.in_set(set, doc_.lemma[token]); }
  std::uint32_t marker(std::uint32_t token) const { return tree_.case_marker(token); }
  std::string_view marker_text(std::uint32_t token) const { return marker(token) == kNone ? std::string_view() : doc_.lemma[marker(token)]; }
  const Mention* mention(std::uint32_t token) const { return doc_.mention_at[token] == kNone ? nullptr : &doc_.mentions[doc_.mention_at[token]]; }
  bool listed(std::uint32_t token, MentionKind kind) const { return mention(token) && mention(token)->kind == kind; }
  bool state_or_place(std::uint32_t token) const {
    return (listed(token, MentionKind::state) && !mention(token)->adjectival) || listed(token, MentionKind::place);
  }
  // A name that stands for itself, not "the Chinese".
  bool named(std::uint32_t token) const {
    const Mention* found = mention(token);
    return found && !found->adjectival && found->kind != MentionKind::common && found->kind != MentionKind::pronoun && !names_thing(found->kind);
  }

  // Somebody, a body, a place or a thing that is held: "police", "the workers", "dozens of villages".
  bool somebody(std::uint32_t token) const {
    if (const std::uint32_t inner = measured(token); inner != kNone) return somebody(inner);
    if (const Mention* found = mention(token)) return !found->adjectival && found->kind != MentionKind::pronoun && !names_thing(found->kind);
    return knowledge_.in_set("party_noun", lower(token));
  }
  // Something that is done, not somebody: an act's noun, or a word that an act's pattern wants.
  bool event(std::uint32_t token) const {
    if (mention(token)) return listed(token, MentionKind::event) || listed(token, MentionKind::document);
    if (knowledge_.in_set("party_noun", lower(token))) return false;
    if (knowledge_.in_set("party_doing_noun", lower(token))) return true;
    if (!knowledge_.patterns(doc_.lemma[token], Pattern::noun).empty()) return true;
    return std::ranges::any_of(candidates_, [&](const Candidate& c) { return std::ranges::find(c.consumed, token) != c.consumed.end(); });
  }
  // Another than the one spoken of before: "Rohan's offer", not "its offer".
  bool owned_by_name(std::uint32_t token) const {
    return std::ranges::any_of(tree_.children(token), [&](std::uint32_t c) { return tree_.is(c, Deprel::nmod_poss) && !pronoun(c); });
  }
  bool owned_by_pronoun(std::uint32_t token) const {
    return std::ranges::any_of(tree_.children(token), [&](std::uint32_t c) { return tree_.is(c, Deprel::nmod_poss) && pronoun(c); });
  }
  // Somebody owns or qualifies it: "the Croatian request", "her offer".
  bool owned(std::uint32_t token) const {
    for (std::uint32_t c : tree_.children(token)) {
      const Deprel relation = doc_.deprel[c];
      if (relation == Deprel::nmod_poss) return true;
      if (mention(c) && mention(c)->adjectival) return true;
      if (named(c) && (relation == Deprel::compound || relation == Deprel::amod || relation == Deprel::nmod)) return true;
    }
    return false;
  }
  // "Monday", "three weeks", "April 7".
  bool time(std::uint32_t token) const {
    if (tree_.is(token, Deprel::obl_unmarked) || calendar(token)) return true;
    return std::ranges::any_of(tree_.children(token), [&](std::uint32_t c) {
      const Deprel relation = doc_.deprel[c];
      return c < token && (relation == Deprel::compound || relation == Deprel::nummod || relation == Deprel::flat || relation == Deprel::nmod_desc) && calendar(c);
    });
  }
  // What a measure counts ("dozens of rebels"); kNone when the word is no measure.
  std::uint32_t measured(std::uint32_t token) const {
    if (!in_set("measure_noun", token) && (doc_.upos[token] != Upos::NUM || mention(token)) && doc_.form[token] != "%") return kNone;
    for (std::uint32_t c : tree_.children(token))
      if (tree_.is(c, Deprel::nmod) && marker_text(c) == "of") return c;
    return kNone;
  }
  bool pronoun(std::uint32_t token) const { return doc_.upos[token] == Upos::PRON; }

 private:
  bool calendar(std::uint32_t token) const {
    const TimeWord* word = mention(token) ? nullptr : knowledge_.time_word(lower(token));
    return word && (word->type == "weekday" || word->type == "month" || word->type == "day" || word->type == "unit" || word->type == "daypart");
  }
  std::string lower(std::uint32_t token) const { return ascii_lower(doc_.lemma[token]); }

  const Tree& tree_;
  const Document& doc_;
  std::span<const Candidate> candidates_;
  const Knowledge& knowledge_;
};

}  // namespace dragoman
