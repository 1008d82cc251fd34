#include "coding/match.h"

#include <algorithm>

#include "coding/by_sentence.h"
#include "coding/lexical.h"

namespace dragoman {

namespace {

class Matcher {
 public:
  Matcher(const Roles& roles, const Actors& actors, const Knowledge& knowledge)
      : roles_(roles), actors_(actors), tree_(roles.tree()), doc_(tree_.document()), knowledge_(knowledge) {}

  void at(std::uint32_t token, std::vector<Candidate>& out) const {
    Pattern::Kind kind;
    switch (doc_.upos[token]) {
      case Upos::VERB: kind = Pattern::verb; break;
      case Upos::NOUN: case Upos::PROPN: kind = Pattern::noun; break;
      case Upos::ADJ: kind = Pattern::adjective; break;
      default: return;
    }
    auto patterns = knowledge_.patterns(hyphenated(token), kind);
    if (patterns.empty()) patterns = knowledge_.patterns(doc_.lemma[token], kind);
    for (const Pattern* pattern : patterns) {
      if (pattern->forbids || pattern->side) continue;
      Candidate candidate;
      candidate.trigger = token;
      candidate.pattern = pattern;
      if (!constraints(token, *pattern, candidate)) continue;
      if (forbidden(token, pattern->act, patterns)) candidate.rejected = "a `not` line of the act fits";
      bind(token, *pattern, candidate);
      out.push_back(std::move(candidate));
    }
  }

  // Whether a candidate that lacks only a known doer tells news: somebody is named by what they are, or the act is news
  // also when nobody says who did it; and the words tell whom or where it touched.
  bool stands_without_state(Candidate& candidate) const {
    const Act& act = knowledge_.acts()[candidate.pattern->act];
    if (candidate.rejected != kNoSource) return false;
    const bool target = std::ranges::any_of(candidate.bindings, [](const Binding& b) { return b.role->role == "target"; });
    if (candidate.by_words) {
      const auto source = std::ranges::find_if(candidate.bindings, [](const Binding& b) { return b.role->role == "source"; });
      if (target) return true;
      return act.unnamed && actors_.by_words(source->filler.token, false) && near_a_state(candidate.trigger);
    }
    candidate.unnamed = act.unnamed && told_without_doer(candidate.trigger) && (target || near_a_state(candidate.trigger));
    return candidate.unnamed;
  }

  // "two were killed and three wounded", "… when Mordor shelled Gondor": another word of the sentence tells the same kind of deed,
  // and this one adds no party to it.
  // What it touches goes to the other word where that names nobody.
  bool retold(const Candidate& candidate, std::vector<Candidate>& all) const {
    const Act& act = knowledge_.acts()[candidate.pattern->act];
    const bool target = std::ranges::any_of(candidate.bindings, [&](const Binding& b) { return b.role->role == "target" && acts(b.filler.token, true); });  // not one by the scene alone
    if (act.plover.type.empty() || !tree_.verbal(candidate.trigger) || (target && !candidate.unnamed)) return false;
    const auto touched = std::ranges::find_if(candidate.bindings, [](const Binding& b) { return b.role->role == "target"; });
    return std::ranges::any_of(all, [&](Candidate& other) {
      if (&other == &candidate || other.trigger == candidate.trigger || !other.rejected.empty()) return false;
      if (knowledge_.acts()[other.pattern->act].plover.type != act.plover.type) return false;
      const bool row = knowledge_.in_set("harm_verb", doc_.lemma[candidate.trigger]) && !knowledge_.in_set("harm_verb", doc_.lemma[other.trigger]);
      const bool inside = candidate.unnamed && !other.unnamed && !other.by_words && below(other.trigger, candidate.trigger);
      const auto names = [](const Candidate& c) { return std::ranges::any_of(c.bindings, [](const Binding& b) { return b.role->role == "target"; }); };
      if (inside && touched != candidate.bindings.end() && !names(other) && !knowledge_.acts()[other.pattern->act].reciprocal) other.bindings.push_back(*touched);
      return row || inside;
    });
  }

 private:
  bool below(std::uint32_t token, std::uint32_t ancestor) const {
    for (std::uint32_t t = token; t != kNone; t = tree_.head(t))
      if (t == ancestor) return true;
    return false;
  }

  // "was attacked", "an attack took place": said of the act itself, with nobody who could have been named as its doer.
  bool told_without_doer(std::uint32_t trigger) const {
    if (tree_.verbal(trigger)) {
      const std::uint32_t carrier = tree_.is(trigger, Deprel::conj) ? tree_.head(trigger) : trigger;
      const bool said = tree_.child(carrier, Deprel::aux_pass) != kNone || (tree_.is(trigger, Deprel::root) && headline(trigger));  // no bare participle: "the film bombed at"
      return said && tree_.passive(trigger) && tree_.child(trigger, Deprel::obj) == kNone && nobody(roles_.subject(trigger).token) && roles_.object(trigger).token != kNone;
    }
    const std::uint32_t above = tree_.head(trigger);
    if (above == kNone || !tree_.verbal(above)) return false;
    if (!tree_.is(trigger, Deprel::nsubj_pass) && !tree_.is(trigger, Deprel::nsubj)) return false;
    if (tree_.passive(above) && roles_.subject(above).token != kNone) return false;
    return roles_.light_governor(trigger) != kNone || find_operator(tree_, knowledge_, above, Operator::verb) || knowledge_.in_set("event_happens", doc_.lemma[above]);
  }

  // "was shot down by a missile", "were destroyed by drone attacks": a thing or a deed is no doer.
  bool nobody(std::uint32_t doer) const {
    if (doer == kNone) return true;
    return doc_.mention_at[doer] == kNone && (means(doer) || !knowledge_.patterns(doc_.lemma[doer], Pattern::noun).empty());
  }

  bool headline(std::uint32_t token) const {
    const Sentence& sentence = doc_.sentences[doc_.sentence_of[token]];
    return doc_.form[sentence.end - 1] != ".";
  }

  // A state, or somebody or some place of one, is spoken of in the sentence or one of the two before it.
  bool near_a_state(std::uint32_t trigger) const {
    const std::uint32_t number = doc_.sentence_of[trigger];
    const auto has_state = [&](std::uint32_t sentence) {
      return std::ranges::any_of(mentions_beside(doc_, doc_.sentences[sentence].first), [](const Mention& m) { return !m.country.empty(); });
    };
    return has_state(number) || (number > 0 && has_state(number - 1)) || (number > 1 && has_state(number - 2));
  }

  // "Mordor's artillery": whoever owns what does it has done it.
  bool means(std::uint32_t token) const { return knowledge_.in_set("doer_means", doc_.lemma[token]); }

  bool acts(std::uint32_t token, bool loose) const {
    for (const Actor& actor : actors_.read(token, loose))
      if (Actors::political(actor)) return true;
    return false;
  }

  bool forbidden(std::uint32_t token, std::uint32_t act, std::span<const Pattern* const> patterns) const {
    for (const Pattern* pattern : patterns) {
      Candidate unused;
      if (pattern->forbids && pattern->act == act && constraints(token, *pattern, unused)) return true;
    }
    return false;
  }

  bool one_of(std::uint32_t token, std::span<const std::string_view> lemmas) const {
    if (lemmas.empty() || std::find(lemmas.begin(), lemmas.end(), doc_.lemma[token]) != lemmas.end()) return true;
    if (doc_.upos[token] == Upos::PROPN && capitalised(token, lemmas)) return true;
    if (lemmas.front().starts_with('@') && of_kind(token, lemmas)) return true;
    const std::string_view whole = hyphenated(token);
    return !whole.empty() && std::find(lemmas.begin(), lemmas.end(), whole) != lemmas.end();
  }

  // `@person`, `@place`: what the word names, whatever its lemma.
  bool of_kind(std::uint32_t token, std::span<const std::string_view> kinds) const {
    const Mention* mention = actors_.mention_of(token);
    if (!mention) return false;
    const Mention& best = actors_.representative(*mention);
    bool place = best.kind == MentionKind::place || (best.kind == MentionKind::state && !mention->adjectival);
    if (best.entity == kNone && !place)  // "Framsburg, a town in Rohan"
      for (const std::uint32_t c : tree_.children(token))
        place = place || (tree_.is(c, Deprel::appos) && (knowledge_.in_set("place_word", doc_.lemma[c]) || (doc_.mention_at[c] != kNone && doc_.mentions[doc_.mention_at[c]].kind == MentionKind::place)));
    if (place) return std::ranges::find(kinds, "@place") != kinds.end();
    const bool person = best.kind == MentionKind::person || (best.kind == MentionKind::common && best.entity != kNone);
    return person && std::ranges::find(kinds, "@person") != kinds.end();
  }

  // "signed the Treaty of Umbar": a listed word that is part of a name keeps the name's capital.
  bool capitalised(std::uint32_t token, std::span<const std::string_view> lemmas) const {
    const std::string_view lemma = doc_.lemma[token];
    if (lemma.size() < 2 || lemma[0] < 'A' || lemma[0] > 'Z') return false;
    return std::any_of(lemmas.begin(), lemmas.end(), [&](std::string_view listed) {
      return listed.size() == lemma.size() && listed[0] == (lemma[0] | 0x20) && listed.substr(1) == lemma.substr(1);
    });
  }

  // "launched at 10:30 a.m." tells no target.
  bool hour(std::uint32_t token) const {
    const TimeWord* word = knowledge_.time_word(doc_.lemma[token]);
    return (word && (word->type == "clock" || word->type == "daypart")) || (doc_.form[token].front() >= '0' && doc_.form[token].front() <= '9');
  }

  // The lemma of the word that segmentation took apart at its hyphen ("test-fired", "pull-out"); empty when there is none.
  // The view lasts until the next call.
  std::string_view hyphenated(std::uint32_t token) const {
    const auto joins = [&](std::uint32_t first) {
      return doc_.form[first + 1] == "-" && doc_.span[first].end == doc_.span[first + 1].begin && doc_.span[first + 1].end == doc_.span[first + 2].begin;
    };
    if (token >= 2 && tree_.head(token - 2) == token && joins(token - 2)) {
      joined_.assign(doc_.lemma[token - 2]).append("-").append(doc_.lemma[token]);
    } else if (token + 2 < doc_.token_count() && tree_.head(token + 2) == token && joins(token)) {
      joined_.assign(doc_.lemma[token]).append("-").append(doc_.form[token + 2]);
    } else {
      return {};
    }
    return joined_;
  }

  // The noun itself, or what it is a series, round or kind of ("a series of tests").
  std::uint32_t any_noun(std::uint32_t token, std::span<const std::string_view> lemmas) const {
    if (token == kNone) return kNone;
    if (one_of(token, lemmas)) return token;
    if (doc_.upos[token] == Upos::SYM)  // "$50 million": the sign heads the number
      for (std::uint32_t c : tree_.children(token))
        if (tree_.is(c, Deprel::nummod) && one_of(c, lemmas)) return c;
    for (std::uint32_t c : tree_.children(token)) {
      if (tree_.is(c, Deprel::conj) && tree_.nominal(c) && one_of(c, lemmas)) return c;
      if (tree_.is(c, Deprel::nmod_desc) && !lemmas.empty() && one_of(c, lemmas)) return c;  // "summoned ambassador Ulfang"
      if (tree_.is(c, Deprel::compound) && doc_.upos[token] == Upos::PROPN && doc_.upos[c] == Upos::NOUN && !lemmas.empty() && one_of(c, lemmas)) return token;  // "seized the tanker Alcarondas"
      if (tree_.is(c, Deprel::nmod) && tree_.marked_by(c, "of") && one_of(c, lemmas) && knowledge_.in_set("measure_noun", doc_.lemma[token])) return c;
    }
    return kNone;
  }

  std::uint32_t modifier(std::uint32_t noun, std::span<const std::string_view> lemmas) const {
    for (std::uint32_t c : tree_.children(noun)) {
      const Deprel relation = doc_.deprel[c];
      if ((relation == Deprel::amod || relation == Deprel::compound || relation == Deprel::nummod || relation == Deprel::nmod_poss ||
           relation == Deprel::nmod || relation == Deprel::advmod || relation == Deprel::det || relation == Deprel::nmod_desc) && one_of(c, lemmas))
        return c;
      if (relation == Deprel::amod || relation == Deprel::compound)  // "nuclear and missile tests"
        for (std::uint32_t g : tree_.children(c))
          if ((tree_.is(g, Deprel::conj) || tree_.is(g, Deprel::compound) || tree_.is(g, Deprel::amod)) && one_of(g, lemmas)) return g;
    }
    return kNone;
  }

  std::uint32_t fits(std::uint32_t token, const Constraint& constraint) const {
    const auto lemmas = constraint.lemmas;
    switch (constraint.kind) {
      case Constraint::obj: return any_noun(roles_.object(token).token, lemmas);
      case Constraint::subj: {
        const std::uint32_t surface = tree_.verbal(token) ? roles_.subject(token).token : kNone;
        return any_noun(surface, lemmas);
      }
      case Constraint::particle:
        for (std::uint32_t c : tree_.children(token))
          if ((tree_.is(c, Deprel::compound_prt) || tree_.is(c, Deprel::advmod)) && one_of(c, lemmas)) return c;
        return kNone;
      case Constraint::prep:
        for (std::string_view preposition : constraint.prepositions)
          if (const Filler found = roles_.preposition(token, preposition); found.token != kNone && !(lemmas.empty() && hour(found.token)))
            if (const std::uint32_t noun = any_noun(found.token, lemmas); noun != kNone) return noun;
        return kNone;
      case Constraint::mod: return modifier(token, lemmas);
      case Constraint::obj_mod: {
        const std::uint32_t object = roles_.object(token).token;
        return object != kNone && modifier(object, lemmas) != kNone ? object : kNone;
      }
      case Constraint::comp: {
        const Filler found = roles_.complement(token);
        return found.token != kNone && one_of(found.token, lemmas) ? found.token : kNone;
      }
      case Constraint::comp_obj: {
        const std::uint32_t complement = roles_.complement(token).token;
        return complement == kNone ? kNone : any_noun(roles_.object(complement).token, lemmas);
      }
      case Constraint::under: {
        std::uint32_t above = tree_.head(token);
        if (above != kNone && tree_.is(token, Deprel::conj)) above = tree_.head(above);
        return above != kNone && one_of(above, lemmas) ? above : kNone;
      }
    }
    return kNone;
  }

  bool constraints(std::uint32_t token, const Pattern& pattern, Candidate& candidate) const {
    for (const Constraint& constraint : pattern.constraints) {
      const std::uint32_t found = fits(token, constraint);
      if ((found != kNone) == constraint.forbidden) return false;
      if (constraint.forbidden) continue;
      candidate.strength += constraint.lemmas.empty() ? 3 : 5;
      if (!constraint.lemmas.empty() && constraint.kind != Constraint::mod) candidate.consumed.push_back(found);
    }
    return true;
  }

  void bind(std::uint32_t token, const Pattern& pattern, Candidate& candidate) const {
    for (const RoleSpec& role : pattern.roles) {
      const bool party = role.role == "source" || role.role == "target";
      std::vector<Filler> fillers;
      const bool scene = role.role == "target" && knowledge_.in_set("scene_type", knowledge_.acts()[pattern.act].plover.type);
      Filler somebody, owned;  // of no known country; arms of somebody
      for (const Way& way : role.ways) {
        roles_.find(token, way, fillers);
        if (role.role == "source" && owned.token == kNone)
          for (const Filler& f : fillers)
            if (means(f.token) && acts(f.token, true)) owned = f;
        if (role.role == "source" && somebody.token == kNone)
          for (const Filler& f : fillers)  // "a terrorist attack" names nobody
            if (somebody.token == kNone && !means(f.token) && f.how != std::string_view("poss:modifier") && !acts(f.token, false) && actors_.by_words(f.token, true)) somebody = f;
        if (party) std::erase_if(fillers, [&](const Filler& f) { return !acts(f.token, role.role == "target") && !(scene && actors_.at_scene(f.token)); });
        std::erase_if(fillers, [&](const Filler& f) {
          for (const Binding& b : candidate.bindings)
            if (b.filler.token == f.token) return true;
          return false;
        });
        if (!fillers.empty()) break;
      }
      if (fillers.empty() && owned.token != kNone) fillers.push_back(owned);
      if (!fillers.empty()) {
        candidate.bindings.push_back({&role, fillers.front()});
        candidate.strength += party ? 2 : 1;
      } else if (!role.optional && party && candidate.rejected.empty()) {
        candidate.rejected = role.role == "source" ? kNoSource : kNoTarget;
      }
      if (fillers.empty() && somebody.token != kNone) candidate.bindings.push_back({&role, somebody}), candidate.by_words = true;
    }
  }

  const Roles& roles_;
  const Actors& actors_;
  const Tree& tree_;
  const Document& doc_;
  const Knowledge& knowledge_;
  mutable std::string joined_;
};

}  // namespace

std::vector<Candidate> match_sentence(const Sentence& sentence, const Roles& roles, const Actors& actors, const Knowledge& knowledge) {
  std::vector<Candidate> out;
  const Matcher matcher(roles, actors, knowledge);
  for (std::uint32_t t = sentence.first; t < sentence.end; ++t) matcher.at(t, out);
  // strongest first within a trigger; pattern order breaks ties, so that the lexicon's author decides
  std::stable_sort(out.begin(), out.end(), [](const Candidate& a, const Candidate& b) {
    if (a.trigger != b.trigger) return a.trigger < b.trigger;
    const auto standing = [](const Candidate& c) { return c.rejected.empty() ? 0 : c.rejected == kNoSource || c.rejected == kNoTarget ? 1 : 2; };
    if (standing(a) != standing(b)) return standing(a) < standing(b);
    return a.strength > b.strength;
  });
  for (std::size_t i = 0; i < out.size(); ++i)  // the first of each trigger is its best
    if ((i == 0 || out[i].trigger != out[i - 1].trigger) && matcher.stands_without_state(out[i])) out[i].rejected = {};
  const auto doer = [&](const Candidate& candidate) -> std::vector<Actor> {
    for (const Binding& binding : candidate.bindings)
      if (binding.role->role == "source") return actors.read(binding.filler.token, false);
    return {};
  };
  // "rejected talks" is one act; "proposed talks between Arnor and Gondor" tells of another's talks too
  const auto own_doer = [&](const Candidate& winner, const Candidate& other) {
    const auto a = doer(winner), b = doer(other);
    if (a.empty() || b.empty()) return true;
    return a.front().country.empty() ? a.front().actor == b.front().actor : a.front().country == b.front().country;
  };
  for (std::size_t i = 1; i < out.size(); ++i)
    if (out[i].trigger == out[i - 1].trigger && out[i].rejected.empty()) out[i].rejected = "outranked by a stronger pattern at the same word";
  for (Candidate& candidate : out)
    if (candidate.rejected.empty() && matcher.retold(candidate, out)) candidate.rejected = "the same deed, told otherwise in the sentence";
  for (const Candidate& winner : out) {
    if (!winner.rejected.empty()) continue;
    for (Candidate& other : out)
      if (other.rejected.empty() && other.trigger != winner.trigger && other.strength <= winner.strength + 2 && (!winner.unnamed || other.unnamed || doer(other).empty()) &&
          std::find(winner.consumed.begin(), winner.consumed.end(), other.trigger) != winner.consumed.end() && own_doer(winner, other))
        other.rejected = "part of another act's words";
  }
  return out;
}

}  // namespace dragoman
