#include "coding/time_tense.h"

namespace dragoman {

namespace {

constexpr int kMostSteps = 12;  // up a tree; deeper ones tell nothing certain

class TenseReader {
 public:
  TenseReader(const Tree& tree, const Knowledge& knowledge) : tree_(tree), doc_(tree.document()), knowledge_(knowledge) {}

  Tense at(std::uint32_t token) const {
    for (int steps = 0; token != kNone && steps < kMostSteps; ++steps, token = tree_.head(token)) {
      if (marked_ahead(token)) return Tense::future;
      if (const Tense found = of_clause(token); found != Tense::unknown) return found;
    }
    return Tense::unknown;
  }

 private:
  bool in_set(std::string_view set, std::uint32_t token) const { return knowledge_.in_set(set, doc_.lemma[token]); }

  // "ahead of Thursday's summit", "the upcoming summit on Thursday".
  bool marked_ahead(std::uint32_t token) const {
    for (const std::uint32_t child : tree_.children(token))
      if ((tree_.is(child, Deprel::case_) || tree_.is(child, Deprel::amod)) && in_set("time_ahead", child)) return true;
    return false;
  }

  // Tense of the clause whose predicate this is; unknown when the answer lies further up.
  Tense of_clause(std::uint32_t token) const {
    bool finite_past = tree_.has_feat(token, kFin | kPast), finite_present = tree_.has_feat(token, kFin | kPres), infinitive = tree_.has_feat(token, kInf);
    bool auxiliary = false;
    for (const std::uint32_t child : tree_.children(token)) {
      if (tree_.is(child, Deprel::mark) && doc_.upos[child] == Upos::PART) infinitive = true;
      if (!tree_.is(child, Deprel::aux) && !tree_.is(child, Deprel::aux_pass) && !tree_.is(child, Deprel::cop)) continue;
      if (in_set("time_future_aux", child)) return Tense::future;
      auxiliary = true;
      finite_past = finite_past || tree_.has_feat(child, kPast);
      finite_present = finite_present || tree_.has_feat(child, kPres);
    }
    if (!tree_.verbal(token) && !auxiliary) return Tense::unknown;
    if (in_set("time_ahead_verb", token) && (auxiliary || !finite_past)) return Tense::future;  // "was scheduled for Thursday", not "planned on Thursday"
    if (infinitive && !auxiliary) return of_infinitive(token);
    if (!auxiliary && tree_.has_feat(token, kPart | kPast)) return Tense::past;  // "as announced on Tuesday"
    if (finite_present && auxiliary && tree_.has_feat(token, kPart | kPast) && !tree_.passive(token)) return Tense::past;  // "has met"
    if (finite_past) return Tense::past;
    if (finite_present) return headline(token) ? Tense::past : Tense::present;
    return Tense::unknown;
  }

  // "agreed to meet": ahead. "came to meet": as its governor. "X to meet Y" in a headline: ahead.
  Tense of_infinitive(std::uint32_t token) const {
    const std::uint32_t governor = tree_.head(token);
    if (governor == kNone || in_set("time_future_governor", governor)) return Tense::future;
    return Tense::unknown;
  }

  // Headlines tell what happened in the present tense.
  bool headline(std::uint32_t token) const {
    const Sentence& sentence = doc_.sentences[doc_.sentence_of[token]];
    return sentence.block != kNone && sentence.block < doc_.blocks.size() && doc_.blocks[sentence.block].kind == BlockKind::headline;
  }

  const Tree& tree_;
  const Document& doc_;
  const Knowledge& knowledge_;
};

}  // namespace

Tense tense_around(const Tree& tree, const Knowledge& knowledge, std::uint32_t first, std::uint32_t end) {
  std::uint32_t hook = first;
  while (hook != kNone && hook >= first && hook < end) hook = tree.head(hook);
  // "told X on Wednesday that in 2024 they will …": what follows the conjunction belongs to its clause, wherever the parse hung it.
  if (hook != kNone && hook < first)
    for (std::uint32_t token = hook + 1; token < first; ++token)
      if (tree.is(token, Deprel::mark) && tree.head(token) != kNone && tree.head(token) >= end) hook = tree.head(token);
  const TenseReader reader(tree, knowledge);
  for (std::uint32_t token = first; token < end; ++token)
    for (const std::uint32_t child : tree.children(token))
      if (tree.is(child, Deprel::case_) && knowledge.in_set("time_ahead", tree.document().lemma[child])) return Tense::future;
  return reader.at(hook);
}

Tense tense_of_time(const Tree& tree, const Knowledge& knowledge, std::uint32_t first, std::uint32_t end) {
  const Tense found = tense_around(tree, knowledge, first, end);
  const bool possessive = end > first && tree.is(end - 1, Deprel::nmod_poss);
  return possessive && found == Tense::present ? Tense::past : found;
}

}  // namespace dragoman
