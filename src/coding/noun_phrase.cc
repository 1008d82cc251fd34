#include <algorithm>

#include "coding/noun_words.h"
#include "coding/parties.h"

namespace dragoman {

namespace {

class Extent {
 public:
  Extent(const Tree& tree, std::span<const Candidate> candidates, const Knowledge& knowledge)
      : tree_(tree), doc_(tree.document()), words_(tree, candidates, knowledge) {}

  Party of(std::uint32_t head, bool conjuncts, bool outermost) const {
    Party party{head, head + 1, head};
    const bool owned_event = outermost && words_.event(head) && words_.owned(head);
    for (std::uint32_t c : tree_.children(head)) {
      if (!belongs(head, c, conjuncts, owned_event)) continue;
      const auto [first, end] = reach(c);
      if (tree_.is(c, Deprel::det) && first > head) continue;
      party.first = std::min(party.first, first);
      party.end = std::max(party.end, end);
    }
    close_bracket(party);
    return party;
  }

 private:
  bool belongs(std::uint32_t head, std::uint32_t c, bool conjuncts, bool owned_event) const {
    switch (doc_.deprel[c]) {
      case Deprel::nmod: case Deprel::nmod_unmarked: {
        if (words_.time(c) || words_.in_set("party_outer_preposition", words_.marker(c))) return false;
        if (c < head) return true;
        if (owned_event && words_.marker_text(c) != "of") return false;
        return tree_.first(c) == 0 || doc_.form[tree_.first(c) - 1] != ",";
      }
      case Deprel::conj: case Deprel::cc: return conjuncts;
      case Deprel::appos:  // "Rohan, a land of horses" needs no description; "Rohan (ROH)" is its name
        return !words_.state_or_place(head) || opens(c - 1) || (tree_.first(c) > 0 && opens(tree_.first(c) - 1));
      case Deprel::advmod: return tree_.end(c) <= head;  // "at least 81 people"
      case Deprel::acl: case Deprel::acl_relcl: case Deprel::advcl: case Deprel::advcl_relcl: case Deprel::ccomp: case Deprel::csubj:
      case Deprel::parataxis: case Deprel::punct: case Deprel::case_: case Deprel::cop: case Deprel::nsubj: case Deprel::nsubj_pass:
      case Deprel::mark: case Deprel::aux: case Deprel::aux_pass: case Deprel::discourse: case Deprel::cc_preconj: case Deprel::obl:
      case Deprel::obl_unmarked: case Deprel::expl: case Deprel::det_predet:
        return false;
      default: return true;
    }
  }

  // Nouns lose their own relative clauses too; other words are taken whole.
  std::pair<std::uint32_t, std::uint32_t> reach(std::uint32_t c) const {
    switch (doc_.deprel[c]) {
      case Deprel::nmod: case Deprel::nmod_unmarked: case Deprel::nmod_poss: case Deprel::nmod_desc: case Deprel::conj: case Deprel::appos:
      case Deprel::flat: case Deprel::compound: case Deprel::nummod: case Deprel::list: case Deprel::dep: break;
      default: return {tree_.first(c), tree_.end(c)};
    }
    Party inner = of(c, true, false);
    for (std::uint32_t g : tree_.children(c)) {
      if (tree_.is(g, Deprel::case_) || tree_.is(g, Deprel::cc)) inner.first = std::min(inner.first, tree_.first(g));
      if (tree_.is(g, Deprel::case_)) inner.end = std::max(inner.end, tree_.end(g));  // the possessive 's
    }
    return {inner.first, inner.end};
  }

  bool opens(std::uint32_t token) const { return doc_.form[token] == "("; }

  void close_bracket(Party& party) const {
    if (party.end >= doc_.token_count() || doc_.form[party.end] != ")") return;
    for (std::uint32_t t = party.first; t < party.end; ++t)
      if (opens(t)) {
        ++party.end;
        return;
      }
  }

  const Tree& tree_;
  const Document& doc_;
  NounWords words_;
};

}  // namespace

Party noun_phrase(std::uint32_t head, const Tree& tree, std::span<const Candidate> candidates, const Knowledge& knowledge, bool conjuncts) {
  return Extent(tree, candidates, knowledge).of(head, conjuncts, true);
}

}  // namespace dragoman
