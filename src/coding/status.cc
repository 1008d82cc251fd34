#include "coding/status.h"

#include <algorithm>

#include "coding/lexical.h"

namespace dragoman {

namespace {

class Reader {
 public:
  Reader(const Roles& roles, const Knowledge& knowledge) : roles_(roles), tree_(roles.tree()), doc_(tree_.document()), knowledge_(knowledge) {}

  StatusReading run(std::uint32_t trigger) {
    if (tree_.verbal(trigger)) tense(trigger), scheduled(trigger);
    else modifiers(trigger);
    climb(trigger);
    if (infinitive_ && !out_.finite) out_.status = Status::hypothetical;  // nothing above said how it stands
    return std::move(out_);
  }

 private:
  void apply(const Operator& op, std::uint32_t word) {
    if (!(op.over & (1u << static_cast<unsigned>(out_.status)))) return;
    switch (op.effect) {
      case Operator::set: out_.status = op.status; break;
      case Operator::negate: out_.status = out_.status == Status::planned ? Status::refused : Status::denied; break;
      case Operator::hedge: break;
      case Operator::keep: return;
    }
    out_.finite = true;
    out_.why.push_back("status:" + std::string(op.id));
    out_.hedges.emplace_back(doc_.words(doc_.span[word]));
  }

  void apply_all(std::uint32_t word, Operator::Form form) {
    if (const Operator* op = find_operator(tree_, knowledge_, word, form)) apply(*op, word);
  }

  // "is expected in Umbar next week": the trigger itself says that it lies ahead.
  void scheduled(std::uint32_t trigger) {
    if (!tree_.passive(trigger)) return;
    const Operator* op = find_operator(tree_, knowledge_, trigger, Operator::verb);
    if (op && plans(*op)) apply(*op, trigger);
  }

  // The "to" of an infinitive, or kNone.
  std::uint32_t particle_before(std::uint32_t verb) const {
    const auto children = tree_.children(verb);
    const auto found = std::find_if(children.begin(), children.end(), [&](std::uint32_t c) { return c < verb && doc_.upos[c] == Upos::PART && tree_.is(c, Deprel::mark); });
    return found == children.end() ? kNone : *found;
  }

  // The status that tense and mood alone give a verb.
  void tense(std::uint32_t verb) {
    bool auxiliary = false, be = false, past_aux = false, is_to = false;
    const std::uint32_t particle = particle_before(verb);
    for (std::uint32_t c : tree_.children(verb)) {
      const Deprel relation = doc_.deprel[c];
      if (relation == Deprel::aux || relation == Deprel::aux_pass || relation == Deprel::cop) {
        auxiliary = true;
        be = be || (relation == Deprel::aux && knowledge_.in_set("progressive_auxiliary", doc_.lemma[c]));
        is_to = is_to || (particle != kNone && c < particle && knowledge_.in_set("progressive_auxiliary", doc_.lemma[c]));
        past_aux = past_aux || tree_.has_feat(c, kPast);
      }
    }
    if (be && (tree_.has_feat(verb, kGer) || tree_.has_feat(verb, kPres | kPart))) {
      out_.status = past_aux ? Status::happened : Status::under_way;
      out_.finite = true;
      out_.why.push_back("status:progressive");
    } else if (is_to) {  // "is to visit", "were to be received"
      out_.status = Status::planned;
      out_.finite = true;
      out_.why.push_back("status:is-to");
    } else if (tree_.has_feat(verb, kFin) || auxiliary) {
      out_.finite = true;
      out_.why.push_back(tree_.has_feat(verb, kPres) ? "status:present" : "status:past");
    } else if (tree_.has_feat(verb, kInf)) {
      // "Arnor to host talks"; without "to" it is a plural present that looks like an infinitive ("Arnor and Gondor restore ties")
      const bool clause = tree_.is(verb, Deprel::advcl) && tree_.child(verb, Deprel::mark) != kNone && particle == kNone;  // "after three jets enter its airspace"
      const bool stated = (doc_.head[verb] == kNone || clause) && tree_.surface_subject(verb) != kNone;
      const bool headline = stated && particle != kNone;
      if (headline) out_.status = Status::planned;
      out_.finite = out_.finite || stated;
      infinitive_ = !stated;
      out_.why.push_back(headline ? "status:headline-infinitive" : stated ? "status:present" : "status:infinitive");
    }
    if (tree_.has_feat(verb, kImp)) {
      out_.status = Status::called_for;
      out_.finite = true;
    }
    inside(verb);
  }

  // Auxiliaries, negations, adverbs and subordinators of one clause.
  void inside(std::uint32_t verb) {
    for (std::uint32_t c : tree_.children(verb)) {
      const Deprel relation = doc_.deprel[c];
      if (relation == Deprel::aux && backshifted(verb, c)) {
        out_.status = Status::planned;
        out_.finite = true;
        out_.why.emplace_back("status:backshift");
      } else if (relation == Deprel::aux || relation == Deprel::aux_pass) {
        apply_all(c, Operator::aux);
      }
    }
    for (std::uint32_t c : tree_.children(verb)) {
      if (tree_.is(c, Deprel::advmod)) apply_all(c, Operator::adv);
      if (tree_.is(c, Deprel::mark)) apply_all(c, Operator::mark);
      if (tree_.is(c, Deprel::nsubj) || tree_.is(c, Deprel::obj) || tree_.is(c, Deprel::nsubj_pass))
        if (const std::uint32_t det = tree_.child(c, Deprel::det); det != kNone)  // "no premier has visited"
          if (const Operator* op = find_operator(tree_, knowledge_, det, Operator::mod); op && op->effect == Operator::negate) apply(*op, det);
    }
  }

  // "said he would visit": a future seen from a past saying, no hypothesis.
  bool backshifted(std::uint32_t verb, std::uint32_t auxiliary) const {
    if (!knowledge_.in_set("backshift_future", doc_.lemma[auxiliary]) && !knowledge_.in_set("backshift_future", doc_.form[auxiliary])) return false;
    for (std::uint32_t c : tree_.children(verb)) {
      if (c != auxiliary && tree_.is(c, Deprel::aux)) return false;  // "would have visited"
      const std::uint32_t mark = tree_.is(c, Deprel::advcl) ? tree_.child(c, Deprel::mark) : kNone;
      if (mark != kNone && find_operator(tree_, knowledge_, mark, Operator::mark)) return false;  // "would visit if"
    }
    const std::uint32_t up = tree_.head(verb);
    return up != kNone && tree_.is(verb, Deprel::ccomp) && tree_.has_feat(up, kPast) && find_cue(tree_, knowledge_, up, Cue::verb);
  }

  void modifiers(std::uint32_t noun) {
    for (std::uint32_t c : tree_.children(noun)) {
      const Deprel relation = doc_.deprel[c];
      if (relation == Deprel::amod || relation == Deprel::compound || relation == Deprel::acl || relation == Deprel::det) apply_all(c, Operator::mod);
      if (relation == Deprel::advmod || relation == Deprel::det) apply_all(c, Operator::adv);
      // "a visit scheduled to start on Thursday": the participle speaks about the noun
      if (relation == Deprel::acl && tree_.passive(c)) apply_all(c, Operator::verb);
    }
  }

  // True when whatever stands at `node` decides how its dependent (reached by `relation`) stands.
  static bool governs(Deprel relation) {
    switch (relation) {
      case Deprel::xcomp: case Deprel::ccomp: case Deprel::obj: case Deprel::nsubj: case Deprel::nsubj_pass: case Deprel::obl:
      case Deprel::acl: case Deprel::nmod: case Deprel::csubj: case Deprel::advcl: case Deprel::conj: case Deprel::csubj_pass:
        return true;
      default:
        return false;
    }
  }

  bool conditional(std::uint32_t verb) const {
    const std::uint32_t mark = tree_.child(verb, Deprel::mark);
    return mark != kNone && find_operator(tree_, knowledge_, mark, Operator::mark);
  }

  // "when", "after", "as" before a clause of its own.
  bool opens_clause(std::uint32_t verb) const {
    const std::uint32_t mark = tree_.child(verb, Deprel::mark);
    if (mark != kNone) return knowledge_.in_set("event_boundary", doc_.lemma[mark]) || knowledge_.in_set("clause_time", doc_.lemma[mark]);
    const std::uint32_t adverb = tree_.child(verb, Deprel::advmod);
    return adverb != kNone && knowledge_.in_set("clause_time", doc_.lemma[adverb]);
  }

  // "met to discuss", "will send them to train": what something is done for lies ahead of it; with some verbs it is the deed
  // itself ("used gas to disperse the crowd").
  void purpose(std::uint32_t above) {
    out_.status = Status::planned;
    if (knowledge_.in_set("means_verb", doc_.lemma[above])) {
      out_.status = Status::happened;
      tense(above);
      return;
    }
    for (std::uint32_t c : tree_.children(above)) {
      const Operator* op = tree_.is(c, Deprel::aux) ? find_operator(tree_, knowledge_, c, Operator::aux) : nullptr;
      if (op && plans(*op)) out_.finite = true;
    }
  }

  void climb(std::uint32_t trigger) {
    std::uint32_t at = trigger;
    bool nominal = !tree_.verbal(trigger);  // still inside the trigger's noun phrase
    for (int i = 0; i < 12; ++i) {
      const std::uint32_t up = tree_.head(at);
      const Deprel relation = doc_.deprel[at];
      if (up == kNone || !governs(relation)) return;
      if (relation == Deprel::advcl && tree_.has_feat(at, kFin) && opens_clause(at)) return;  // "was cancelled after Mordor invaded"
      if (relation == Deprel::advcl && conditional(at)) return;  // "reject talks unless troops leave": the condition is not what is rejected
      if (relation == Deprel::conj) {
        if (!share(at, up)) return;
        at = up;
        continue;
      }
      if (tree_.verbal(up) || doc_.upos[up] == Upos::ADJ) {
        if (const std::uint32_t main = main_beside(at, up); main != kNone) {
          if (!out_.finite) tense(main);
          return;
        }
        if (relation == Deprel::advcl && !operator_governs(up)) {
          // a clause beside the main one: only an infinitive or participle leans on it
          if (tree_.has_feat(at, kFin)) return;
          if (tree_.has_feat(at, kInf)) {
            if (!out_.finite) purpose(up);
            return;
          }
          if (!out_.finite) tense(up);
          return;
        }
        if (relation == Deprel::obl && nominal && !reaches(up, at) && !errand(at)) return;
        if (!governor(at, up, nominal)) return;
        nominal = false;
        at = up;
        continue;
      }
      if (tree_.nominal(up)) {
        if (relation == Deprel::nmod || relation == Deprel::acl) {
          if (!find_operator(tree_, knowledge_, up, Operator::noun)) {
            if (relation == Deprel::acl) {
              if (const std::uint32_t ranked = ranked_clause(tree_, knowledge_, up); ranked != kNone && !out_.finite) tense(ranked);
              return;
            }
            if (!knowledge_.in_set("measure_noun", doc_.lemma[up]) && !knowledge_.in_set("delegation", doc_.lemma[up])) return;
          }
          apply_all(up, Operator::noun);
          modifiers(up);
          at = up;
          nominal = true;
          continue;
        }
      }
      return;
    }
  }

  // "vowed to go on, accusing Arnor": behind a comma what is said stands beside the main verb, not the infinitive it hangs on.
  std::uint32_t main_beside(std::uint32_t participle, std::uint32_t up) const {
    const std::uint32_t first = tree_.first(participle);
    const bool apart = tree_.is(participle, Deprel::advcl) && tree_.is(up, Deprel::xcomp) && !tree_.has_feat(participle, kFin) && !tree_.has_feat(participle, kInf);
    if (!apart || first == 0 || (doc_.form[first - 1] != "," && doc_.form[first] != ",") || !find_cue(tree_, knowledge_, participle, Cue::verb)) return kNone;
    for (int i = 0; i < 4 && tree_.is(up, Deprel::xcomp) && tree_.head(up) != kNone; ++i) up = tree_.head(up);
    return up;
  }

  // A conjunct without its own subject or finite verb shares the first one's auxiliaries and governors.
  bool share(std::uint32_t at, std::uint32_t up) {
    if (!tree_.verbal(at)) {
      if (tree_.nominal(up)) modifiers(up);
      return true;
    }
    if (!tree_.verbal(up)) return false;
    if (tree_.has_feat(at, kFin) || tree_.surface_subject(at) != kNone) return false;
    const bool own_auxiliary = tree_.child(at, Deprel::aux) != kNone;
    if (own_auxiliary) return false;
    out_.status = Status::happened;
    out_.why.push_back("status:shared");
    tense(up);
    return true;
  }

  bool operator_governs(std::uint32_t up) const {
    return find_operator(tree_, knowledge_, up, Operator::verb) || find_light(tree_, knowledge_, up);
  }

  // "called for talks", "engaged in talks": the preposition belongs to the verb; "left after the talks" says nothing of them.
  bool reaches(std::uint32_t up, std::uint32_t at) const {
    const std::uint32_t marker = tree_.case_marker(at);
    if (marker == kNone) return operator_governs(up);
    const auto names = [&](const auto* entry) { return entry && std::find(entry->words.begin(), entry->words.end(), doc_.lemma[marker]) != entry->words.end(); };
    return names(find_operator(tree_, knowledge_, up, Operator::verb)) || names(find_light(tree_, knowledge_, up));
  }

  // "left on a visit", "lead a delegation on a visit": the errand noun stands as its verb does
  bool errand(std::uint32_t noun) const {
    const std::uint32_t marker = tree_.case_marker(noun);
    if (marker == kNone || !knowledge_.in_set("errand_preposition", doc_.lemma[marker])) return false;
    return !find_cue(tree_, knowledge_, tree_.head(noun), Cue::verb);  // "comment on a visit" is no errand
  }

  // Applies a governing verb or adjective. False: nothing above can matter.
  bool governor(std::uint32_t at, std::uint32_t up, bool nominal) {
    const Deprel relation = doc_.deprel[at];
    const Operator* op = find_operator(tree_, knowledge_, up, Operator::verb);
    const Light* light = find_light(tree_, knowledge_, up);
    if (op && op->effect == Operator::negate && tree_.is(up, Deprel::conj))  // "attempted but failed to launch": tried, in vain
      if (const Operator* tried = find_operator(tree_, knowledge_, tree_.head(up), Operator::verb); tried && tried->effect == Operator::hedge) op = tried;
    if (relation == Deprel::xcomp && tree_.has_feat(at, kInf) && tree_.child(up, Deprel::obj) != kNone && knowledge_.in_set("infinitive_call_verb", doc_.lemma[up])) {
      out_.status = Status::called_for;  // "told them to leave"
      out_.finite = true;
      out_.hedges.emplace_back(doc_.words(doc_.span[up]));
      out_.why.push_back("status:told-to");
      inside_negation(up);
      return true;
    }
    if (nominal && op && !light && relation == Deprel::nsubj && plans(*op) && tree_.child(up, Deprel::obj) != kNone) op = nullptr;  // "a strike set fire to"
    if (nominal && (light || op || relation == Deprel::obl || relation == Deprel::obj)) {
      // the verb that carries the noun gives it its tense
      const Status inner = out_.status;
      const bool inner_finite = out_.finite;
      if (light || relation == Deprel::obl) {
        if (light && light->effect == Operator::set) {
          out_.status = light->status;
          out_.finite = true;
          out_.why.push_back("status:light:" + std::string(light->id));
          inside(up);
        } else if (!inner_finite) {
          tense(up);
        } else {
          inside(up);
        }
        if (inner_finite && inner != Status::happened && out_.status == Status::happened && relation != Deprel::obl) out_.status = inner;
        if (op && !light) apply(*op, up);
        return true;
      }
      if (op) {
        apply(*op, up);
        inside_negation(up);
        return true;
      }
      return false;  // an ordinary verb with the event as its object: the event stands for itself
    }
    if (op && !(relation == Deprel::ccomp && plans(*op) && done())) {
      apply(*op, up);
      inside_negation(up);
      modal(up);
      return true;
    }
    if (relation == Deprel::xcomp) {  // "is able to", "continues to": takes the governor's own tense
      if (!out_.finite) tense(up);
      return true;
    }
    if (relation == Deprel::ccomp) {  // what somebody says stands for itself; a refusal or doubt above still counts
      inside_negation_only_mark(up);
      return true;
    }
    return relation == Deprel::nsubj || relation == Deprel::nsubj_pass ? false : true;
  }

  static bool plans(const Operator& op) { return op.effect == Operator::set && op.status == Status::planned; }

  // "announced that it has severed ties": what is told in the past is past, whoever announces it.
  bool done() const { return out_.status == Status::happened && std::find(out_.why.begin(), out_.why.end(), "status:past") != out_.why.end(); }

  void inside_negation(std::uint32_t verb) {
    for (std::uint32_t c : tree_.children(verb))
      if (tree_.is(c, Deprel::advmod) && tree_.has_feat(c, kNeg)) {
        // "did not cancel": takes back what the operator did
        if (out_.status == Status::cancelled || out_.status == Status::denied || out_.status == Status::refused || out_.status == Status::postponed) out_.status = Status::planned;
        else out_.status = Status::denied;
        out_.hedges.emplace_back(doc_.words(doc_.span[c]));
        out_.why.push_back("status:negated-operator");
      }
  }

  void inside_negation_only_mark(std::uint32_t verb) {
    for (std::uint32_t c : tree_.children(verb))
      if (tree_.is(c, Deprel::mark)) apply_all(c, Operator::mark);
  }

  void modal(std::uint32_t verb) {  // "may agree to visit"
    for (std::uint32_t c : tree_.children(verb))
      if (tree_.is(c, Deprel::aux))
        if (const Operator* op = find_operator(tree_, knowledge_, c, Operator::aux))
          if (op->effect == Operator::set && op->status == Status::hypothetical) apply(*op, c);
  }

  const Roles& roles_;
  const Tree& tree_;
  const Document& doc_;
  const Knowledge& knowledge_;
  StatusReading out_;
  bool infinitive_ = false;  // a bare infinitive: stands as what governs it says
};

}  // namespace

StatusReading read_status(std::uint32_t trigger, const Roles& roles, const Knowledge& knowledge) { return Reader(roles, knowledge).run(trigger); }

}  // namespace dragoman
