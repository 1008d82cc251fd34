#include "coding/parties.h"

#include <algorithm>

#include "coding/lexical.h"
#include "coding/noun_words.h"

namespace dragoman {

namespace {

constexpr int kMaxDepth = 4;  // complements inside complements; deeper ones are parse errors

class Finder {
 public:
  Finder(std::span<const Candidate> candidates, const Tree& tree, const Knowledge& knowledge)
      : candidates_(candidates), tree_(tree), doc_(tree.document()), knowledge_(knowledge), words_(tree, candidates, knowledge) {}

  Parties read(const Sentence& sentence) const {
    Parties out;
    out.event = main_predicate(sentence);
    if (out.event == kNone) return out;
    std::uint32_t source = subject(out.event), target = kNone;
    if (source == kNone && tree_.passive(out.event)) read_around_passive(out.event, source, target);
    if (target == kNone) target = whom(out.event, 0, source);
    if (source != kNone && words_.pronoun(source)) source = kNone;
    if (source != kNone && target != kNone && reciprocal(out.event, target)) {
      for (std::uint32_t side : {source, target}) out.both.push_back(phrase(side, true));
    } else if (source != kNone && shared_by_many(out.event, source) && (target == kNone || !words_.somebody(target))) {
      out.both.push_back(phrase(source, true));
    } else {
      if (source != kNone) out.source = phrases(source);
      if (target != kNone) out.target = phrases(target);
    }
    return out;
  }

 private:
  Party phrase(std::uint32_t head, bool conjuncts) const { return noun_phrase(head, tree_, candidates_, knowledge_, conjuncts); }
  bool noun(std::uint32_t token) const { return tree_.nominal(token) && !words_.pronoun(token); }
  bool marked(std::uint32_t token, std::string_view set) const { return words_.in_set(set, words_.marker(token)); }

  // The root, or what is said when the saying stands behind it ("Rohan fired on Gondor, officials said").
  std::uint32_t main_predicate(const Sentence& sentence) const {
    std::uint32_t root = kNone;
    for (std::uint32_t t = sentence.first; t < sentence.end && root == kNone; ++t)
      if (tree_.head(t) == kNone) root = t;
    if (root == kNone) return kNone;
    const std::uint32_t speaker = subject(root);
    for (std::uint32_t c : tree_.children(root)) {
      if (c > root) break;
      if (tree_.is(c, Deprel::ccomp) || (tree_.is(c, Deprel::parataxis) && speaker != kNone && c < speaker)) return c;
    }
    return root;
  }

  std::uint32_t subject(std::uint32_t verb) const {
    if (!tree_.passive(verb)) {
      const std::uint32_t own = tree_.child(verb, Deprel::nsubj);
      return own != kNone ? own : tree_.child(verb, Deprel::nsubj_outer);
    }
    if (const std::uint32_t agent = tree_.child(verb, Deprel::obl_agent); agent != kNone) return agent;
    for (std::uint32_t c : tree_.children(verb))
      if (tree_.is(c, Deprel::obl) && words_.marker_text(c) == "by") return c;
    // "were freed from captivity by rebels": the parse may hang the agent on a noun between
    std::uint32_t last = kNone;
    for (std::uint32_t t = verb + 1; t < tree_.end(verb); ++t) {
      if ((!tree_.is(t, Deprel::nmod) && !tree_.is(t, Deprel::obl)) || words_.marker_text(t) != "by") continue;
      std::uint32_t up = tree_.head(t);
      while (up != kNone && up != verb && (!tree_.verbal(up) || tree_.is(up, Deprel::conj))) up = tree_.head(up);
      if (up == verb) last = t;
    }
    return last;
  }

  // A passive without an agent: "were killed as Rohan shelled Gondor", "were killed in a Rohirrim raid", "were sent to free the town".
  void read_around_passive(std::uint32_t verb, std::uint32_t& source, std::uint32_t& target) const {
    for (std::uint32_t c : tree_.children(verb)) {
      if (c < verb || !tree_.is(c, Deprel::advcl) || !tree_.has_feat(c, kFin)) continue;
      const std::uint32_t doer = tree_.child(c, Deprel::nsubj);
      if (doer == kNone || words_.pronoun(doer)) continue;
      source = doer, target = whom(c, 0, doer);
      return;
    }
    for (std::uint32_t c : tree_.children(verb))
      if (c > verb && tree_.is(c, Deprel::obl) && marked(c, "party_deed_preposition") && words_.event(c) && words_.owned(c)) {
        source = c;
        return;
      }
    for (std::uint32_t c : tree_.children(verb)) {
      if (c < verb || !tree_.has_feat(c, kInf) || (!tree_.is(c, Deprel::xcomp) && !tree_.is(c, Deprel::advcl))) continue;
      const std::uint32_t found = whom(c, 1, kNone);
      if (found == kNone) continue;
      source = tree_.child(verb, Deprel::nsubj_pass), target = found;
      return;
    }
  }

  std::uint32_t object(std::uint32_t verb) const {
    const std::uint32_t own = tree_.child(verb, Deprel::obj);
    if (own != kNone) return words_.time(own) || words_.pronoun(own) ? kNone : own;
    const std::uint32_t name = tree_.child(verb, Deprel::xcomp);  // a bare name is no predicate
    return name != kNone && tree_.nominal(name) && words_.named(name) && words_.marker(name) == kNone ? name : kNone;
  }

  // Nouns behind a preposition under a verb and, where these tell what is done, under those: nearest first.
  void collect(std::uint32_t above, int depth, std::uint32_t but, std::vector<std::uint32_t>& out) const {
    if (depth >= kMaxDepth) return;
    for (std::uint32_t c : tree_.children(above)) {
      const Deprel relation = doc_.deprel[c];
      if ((relation != Deprel::obl && relation != Deprel::nmod && relation != Deprel::obl_agent) || !tree_.nominal(c) || words_.time(c) || words_.marker(c) == kNone) continue;
      if (c != but && noun(c) && (marked(c, "party_preposition") || marked(c, "party_far_preposition"))) out.push_back(c);
      if (!words_.somebody(c) && (words_.event(c) || (depth == 0 && !words_.owned(c)))) collect(c, depth + 1, but, out);
    }
  }

  // The target that an act's pattern binds at this verb, a measure before it included.
  std::uint32_t bound_target(std::uint32_t verb, std::uint32_t object, std::uint32_t source) const {
    for (const Candidate& candidate : candidates_) {
      if (candidate.trigger != verb || !candidate.rejected.empty()) continue;
      for (const Binding& binding : candidate.bindings) {
        if (binding.role->role != "target" || binding.filler.token == source) continue;
        std::uint32_t found = binding.filler.token;
        const std::uint32_t head = tree_.head(found);
        if (found == object || !marked(found, "party_preposition") || (head != verb && head != object)) return kNone;
        while (tree_.head(found) != kNone && words_.measured(tree_.head(found)) == found) found = tree_.head(found);
        return found;
      }
    }
    return kNone;
  }

  // Whom the verb's act is done to: the object that is somebody; else who stands behind a preposition under the verb or under
  // an object that tells what is done ("launched attacks on the camp"); else the object that is a thing or somebody's doing;
  // else the same of its complement.
  std::uint32_t whom(std::uint32_t verb, int depth, std::uint32_t source) const {
    if (depth > kMaxDepth) return kNone;
    if (depth == 0 && tree_.passive(verb))
      if (const std::uint32_t done_to = tree_.child(verb, Deprel::nsubj_pass); done_to != kNone) return words_.pronoun(done_to) ? kNone : done_to;
    if (const std::uint32_t receiver = tree_.child(verb, Deprel::iobj); receiver != kNone && !words_.pronoun(receiver)) return receiver;
    if (words_.in_set("linking_verb", verb)) return whom_of_rank(verb, depth, source);
    const std::uint32_t object = this->object(verb);
    if (object != kNone && words_.named(object)) return object;
    if (const std::uint32_t bound = bound_target(verb, object, source); bound != kNone) return bound;
    const bool sent = object != kNone && words_.in_set("party_own_force", object);  // "withdrew its troops from Rohan"
    if (object != kNone && words_.somebody(object) && !sent) return object;
    std::vector<std::uint32_t> behind;
    if (object != kNone) collect(object, 0, source, behind);
    collect(verb, 0, source, behind);
    const auto first = [&](auto fits) {
      const auto found = std::ranges::find_if(behind, fits);
      return found == behind.end() ? kNone : *found;
    };
    std::vector<std::uint32_t> ordered = behind;  // in the order of the text; of, in, for … last
    std::ranges::sort(ordered, {}, [&](std::uint32_t t) { return std::pair(!marked(t, "party_preposition"), t); });
    const auto person = std::ranges::find_if(ordered, [&](std::uint32_t t) { return words_.somebody(t); });
    const std::uint32_t somebody = person == ordered.end() ? kNone : *person;
    const bool near = somebody != kNone && marked(somebody, "party_preposition");
    if (object != kNone && words_.event(object) && words_.owned_by_name(object)) return object;
    if (sent && near && words_.marker_text(somebody) == "from") return somebody;
    if (sent || (object != kNone && !words_.event(object) && !find_light(tree_, knowledge_, verb))) return somebody != kNone && marked(somebody, "party_goal_preposition") ? somebody : object;
    if (near) return somebody;
    if (const std::uint32_t thing = first([&](std::uint32_t t) { return marked(t, "party_aim_preposition") && !words_.event(t); }); thing != kNone) return thing;
    if (object != kNone && words_.owned(object)) return object;
    const std::uint32_t owned = first([&](std::uint32_t t) { return words_.owned(t); });
    if (owned != kNone && marked(owned, "party_preposition")) return owned;
    for (std::uint32_t c : tree_.children(verb))
      if (tree_.is(c, Deprel::xcomp) || tree_.is(c, Deprel::ccomp) || (c > verb && tree_.is(c, Deprel::advcl) && (tree_.has_feat(c, kInf) || tree_.has_feat(c, kGer))))
        if (const std::uint32_t inner = whom_in_clause(c, depth + 1, source); inner != kNone) return inner;
    if (somebody != kNone) return somebody;
    if (owned != kNone || object == kNone) return owned;
    for (std::uint32_t c : tree_.children(object))
      if (tree_.is(c, Deprel::acl))
        if (const std::uint32_t inner = whom_in_clause(c, depth + 1, source); inner != kNone) return inner;
    return kNone;
  }

  // "became the first king to visit Rohan": what follows a linking verb is the subject itself.
  std::uint32_t whom_of_rank(std::uint32_t verb, int depth, std::uint32_t source) const {
    for (std::uint32_t c : tree_.children(verb)) {
      if (!tree_.is(c, Deprel::obj) && !tree_.is(c, Deprel::xcomp)) continue;
      if (tree_.verbal(c)) return whom(c, depth + 1, source);
      for (std::uint32_t clause : tree_.children(c))
        if (tree_.is(clause, Deprel::acl) && tree_.has_feat(clause, kInf)) return whom(clause, depth + 1, source);
    }
    return kNone;
  }

  // "said that Rohan must withdraw": who is spoken of.
  std::uint32_t whom_in_clause(std::uint32_t clause, int depth, std::uint32_t source) const {
    if (!tree_.is(clause, Deprel::xcomp) && !tree_.is(clause, Deprel::advcl))
      for (Deprel relation : {Deprel::nsubj, Deprel::nsubj_pass})
        if (const std::uint32_t own = tree_.child(clause, relation); own != kNone && noun(own) && words_.somebody(own) && !words_.owned_by_pronoun(own)) return own;
    return whom(clause, depth, source);
  }

  // "met B", "met with B", "held talks with B".
  bool reciprocal(std::uint32_t verb, std::uint32_t target) const {
    const std::uint32_t object = tree_.child(verb, Deprel::obj);
    const bool with = words_.marker_text(target) == "with";
    if (words_.in_set("party_meeting_verb", verb)) return target == object || with;
    return object != kNone && with && words_.in_set("party_meeting_noun", object) && find_light(tree_, knowledge_, verb);
  }

  // "A and B agreed", "British and EU negotiators failed to agree", "the armies of A and B held exercises".
  bool shared_by_many(std::uint32_t verb, std::uint32_t source) const {
    bool together = words_.in_set("party_reciprocal_verb", verb);
    for (std::uint32_t c : tree_.children(verb)) together = together || (tree_.is(c, Deprel::xcomp) && words_.in_set("party_reciprocal_verb", c));
    if (!together) return false;
    if (conjuncts(source).size() > 1) return true;
    return std::ranges::any_of(tree_.children(source), [&](std::uint32_t c) {
      if (tree_.is(c, Deprel::nmod)) return conjuncts(c).size() > 1;
      return (tree_.is(c, Deprel::amod) || tree_.is(c, Deprel::compound)) && tree_.child(c, Deprel::conj) != kNone;
    });
  }

  std::vector<std::uint32_t> conjuncts(std::uint32_t head) const {
    std::vector<std::uint32_t> out{head};
    for (std::uint32_t c : tree_.children(head))
      if (tree_.is(c, Deprel::conj) && tree_.nominal(c)) out.push_back(c);
    return out;
  }

  bool has(std::uint32_t head, std::initializer_list<Deprel> relations) const {
    return std::ranges::any_of(relations, [&](Deprel relation) { return tree_.child(head, relation) != kNone; });
  }

  // Members that stand by themselves are parties of their own; "politicians and activists" is one.
  std::vector<Party> phrases(std::uint32_t head) const {
    const auto members = conjuncts(head);
    const auto alone = [&](std::uint32_t t) {
      if (words_.named(t) || has(t, {Deprel::det, Deprel::nmod_poss})) return true;
      if (std::ranges::any_of(tree_.children(t), [&](std::uint32_t c) { return words_.mention(c) && words_.mention(c)->adjectival; })) return true;
      return t != head && has(t, {Deprel::amod, Deprel::compound, Deprel::nummod});
    };
    if (members.size() == 1 || !std::ranges::all_of(members, alone)) return {phrase(head, true)};
    std::vector<Party> out;
    for (std::uint32_t member : members) out.push_back(phrase(member, false));
    return out;
  }

  std::span<const Candidate> candidates_;
  const Tree& tree_;
  const Document& doc_;
  const Knowledge& knowledge_;
  NounWords words_;
};

}  // namespace

Parties find_parties(const Sentence& sentence, std::span<const Candidate> candidates, const Tree& tree, const Knowledge& knowledge) {
  return Finder(candidates, tree, knowledge).read(sentence);
}

}  // namespace dragoman
