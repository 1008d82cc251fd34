#include "coding/roles.h"

#include "coding/lexical.h"
#include "knowledge/values.h"

namespace dragoman {

namespace {
constexpr int kMaxClimb = 12;  // deeper chains are parse errors, not grammar
}

std::uint32_t Roles::light_governor(std::uint32_t noun) const {
  const std::uint32_t head = tree_.head(noun);
  if (head == kNone || !tree_.verbal(head)) {
    // "kicked off a series of exercises": through a measure noun
    if (head != kNone && tree_.is(noun, Deprel::nmod) && tree_.marked_by(noun, "of") && in_set("measure_noun", head)) return light_governor(head);
    return tree_.is(noun, Deprel::conj) && head != kNone && tree_.nominal(head) ? light_governor(head) : kNone;
  }
  switch (doc_.deprel[noun]) {
    case Deprel::obj: case Deprel::nsubj: case Deprel::nsubj_pass: case Deprel::obl: case Deprel::xcomp:
      return find_light(tree_, knowledge_, head) ? head : kNone;
    default:
      return kNone;
  }
}

Filler Roles::subject(std::uint32_t trigger) const { return subject_from(trigger, 0); }

// "accused Rohan of shelling", "called on Rohan to withdraw": who is spoken of, not who speaks.
Filler Roles::other_control(std::uint32_t verb, std::uint32_t governor) const {
  const std::uint32_t mark = tree_.child(verb, Deprel::mark);
  if (mark == kNone) return {};
  if (in_set("object_control_mark", mark)) {
    const std::uint32_t object = tree_.child(governor, tree_.passive(governor) ? Deprel::nsubj_pass : Deprel::obj);
    if (object != kNone && tree_.nominal(object)) return {tree_.antecedent(object), "subj:object-control"};
  }
  const Operator* op = tree_.has_feat(verb, kInf) ? find_operator(tree_, knowledge_, governor, Operator::verb) : nullptr;
  if (op && op->status == Status::called_for && !op->words.empty())
    for (std::uint32_t c : tree_.children(governor))
      if (c != verb && tree_.nominal(c) && tree_.marked_by(c, op->words.front())) return {c, "subj:oblique-control"};
  return {};
}

Filler Roles::subject_from(std::uint32_t verb, int depth) const {
  if (depth > kMaxClimb) return {};
  if (tree_.passive(verb)) {
    if (const std::uint32_t by = tree_.child(verb, Deprel::obl_agent); by != kNone) return {by, "by"};
    for (std::uint32_t c : tree_.children(verb))
      if (tree_.is(c, Deprel::obl) && tree_.marked_by(c, "by")) return {c, "by"};
    return {};
  }
  if (const std::uint32_t own = tree_.surface_subject(verb); own != kNone) return {tree_.antecedent(own), "subj"};
  const std::uint32_t head = tree_.head(verb);
  if (head == kNone) return {};
  switch (doc_.deprel[verb]) {
    case Deprel::conj:
      if (tree_.verbal(head)) {
        if (const std::uint32_t shared = tree_.surface_subject(head); shared != kNone) return {tree_.antecedent(shared), "subj:conj"};
        return subject_from(head, depth + 1);
      }
      return {};
    case Deprel::xcomp: case Deprel::ccomp: {
      // object control ("urged Rohan to withdraw"), else the subject of the governor, whatever its voice
      const std::uint32_t direct = tree_.child(head, Deprel::obj), object = direct != kNone ? direct : tree_.child(head, Deprel::iobj);
      if (object != kNone && tree_.nominal(object) && doc_.deprel[verb] == Deprel::xcomp && !in_set("subject_control", head)) return {object, "subj:object-control"};
      if (const std::uint32_t above = tree_.surface_subject(head); above != kNone) return {tree_.antecedent(above), "subj:control"};
      return subject_from(head, depth + 1);
    }
    case Deprel::advcl: case Deprel::parataxis:
      if (tree_.has_feat(verb, kFin)) return {};
      if (const Filler other = other_control(verb, head); other.token != kNone) return other;
      if (const std::uint32_t above = tree_.surface_subject(head); above != kNone) return {tree_.antecedent(above), "subj:advcl"};
      return tree_.verbal(head) ? subject_from(head, depth + 1) : Filler{};
    case Deprel::acl: case Deprel::acl_relcl: case Deprel::amod:
      if (tree_.has_feat(verb, kInf)) {  // "its plan to visit Rohan": whose plan it is
        if (const std::uint32_t ranked = ranked_clause(tree_, knowledge_, head); ranked != kNone && tree_.surface_subject(ranked) != kNone)
          return {tree_.antecedent(tree_.surface_subject(ranked)), "subj:ranked"};
        return tree_.nominal(head) ? agent(head) : Filler{};
      }
      return {head, "subj:acl"};
    case Deprel::nmod: {  // "accused Rohan of shelling", hung on Rohan
      const std::uint32_t mark = tree_.child(verb, Deprel::mark);
      return mark != kNone && in_set("object_control_mark", mark) && tree_.nominal(head) ? Filler{head, "subj:object-control"} : Filler{};
    }
    default:
      return {};
  }
}

Filler Roles::object(std::uint32_t trigger) const {
  if (tree_.passive(trigger)) {
    if (const std::uint32_t own = tree_.child(trigger, Deprel::nsubj_pass); own != kNone) return {tree_.antecedent(own), "obj:passive"};
    if (const std::uint32_t own = tree_.child(trigger, Deprel::nsubj); own != kNone) return {tree_.antecedent(own), "obj:passive"};
    const std::uint32_t head = tree_.head(trigger);
    if (head == kNone) return {};
    if (tree_.is(trigger, Deprel::acl) || tree_.is(trigger, Deprel::amod)) return {head, "obj:participle"};
    if (tree_.is(trigger, Deprel::conj) && tree_.verbal(head))
      if (const std::uint32_t shared = tree_.surface_subject(head); shared != kNone) return {tree_.antecedent(shared), "obj:conj"};
    if ((tree_.is(trigger, Deprel::advcl) || tree_.is(trigger, Deprel::xcomp)) && tree_.child(trigger, Deprel::aux_pass) != kNone)  // "fell after being fired by Rohan"
      if (const std::uint32_t above = tree_.surface_subject(head); above != kNone) return {tree_.antecedent(above), "obj:control"};
    return {};
  }
  if (const std::uint32_t own = tree_.child(trigger, Deprel::obj); own != kNone) return {tree_.antecedent(own), "obj"};
  if (tree_.is(trigger, Deprel::acl_relcl) && tree_.surface_subject(trigger) != kNone && tree_.head(trigger) != kNone) {
    // "the draft Rohan vetoed": no relative pronoun in object place
    const std::uint32_t own = tree_.surface_subject(trigger);
    if (tree_.antecedent(own) == own) return {tree_.head(trigger), "obj:relative"};
  }
  if (const std::uint32_t name = tree_.child(trigger, Deprel::xcomp); name != kNone && doc_.upos[name] == Upos::PROPN && tree_.case_marker(name) == kNone)
    return {name, "obj:name"};  // a bare name is no predicate
  // "criticised and condemned the test": the object stands with the last verb
  for (std::uint32_t c : tree_.children(trigger))
    if (tree_.is(c, Deprel::conj) && tree_.verbal(c) && c == trigger + 2)
      if (const std::uint32_t shared = tree_.child(c, Deprel::obj); shared != kNone) return {shared, "obj:conj"};
  return {};
}

bool Roles::names_time(std::uint32_t token) const { return doc_.mention_at[token] == kNone && knowledge_.time_word(ascii_lower(doc_.lemma[token])); }

Filler Roles::possessor(std::uint32_t noun) const {
  for (std::uint32_t c : tree_.children(noun))
    if (tree_.is(c, Deprel::nmod_poss) && !names_time(c)) return {c, "poss"};  // "Tuesday's strike by Rohan": a day owns nothing
  for (std::uint32_t c : tree_.children(noun)) {
    switch (doc_.deprel[c]) {
      case Deprel::amod: case Deprel::compound: case Deprel::nmod: case Deprel::nmod_desc: case Deprel::flat: case Deprel::nmod_unmarked: {
        if (c > noun) break;
        if (doc_.mention_at[c] == kNone) {  // "a Rohirrim army drone attack": the owner stands before the kind
          for (const std::uint32_t g : tree_.children(c))
            if (g < c && tree_.is(c, Deprel::compound) && (tree_.is(g, Deprel::compound) || tree_.is(g, Deprel::amod)) && doc_.mention_at[g] != kNone) {
              const MentionKind inner = doc_.mentions[doc_.mention_at[g]].kind;
              if (inner == MentionKind::body || inner == MentionKind::state) return {g, "poss:modifier"};
            }
          break;
        }
        const MentionKind kind = doc_.mentions[doc_.mention_at[c]].kind;
        if (kind != MentionKind::place && kind != MentionKind::pronoun) return {c, "poss:modifier"};
        break;
      }
      default: break;
    }
  }
  return {};
}

// A verb that takes somebody somewhere, not one that does something to a thing: "supplied shells for the war".
bool Roles::goes(std::uint32_t verb) const {
  const std::uint32_t object = tree_.child(verb, Deprel::obj);
  return object == kNone || in_set("delegation", object) || (doc_.mention_at[object] != kNone && doc_.mentions[doc_.mention_at[object]].kind != MentionKind::common);
}

Filler Roles::agent(std::uint32_t noun) const {
  if (const Filler own = possessor(noun); own.token != kNone) return own;
  if (const Filler by = preposition(noun, "by"); by.token != kNone) return by;
  if (const std::uint32_t light = light_governor(noun); light != kNone && !tree_.is(noun, Deprel::nsubj) && !tree_.is(noun, Deprel::nsubj_pass)) {
    if (const Filler above = subject(light); above.token != kNone) return {above.token, "subj:light"};
  }
  if (const Filler of = preposition(noun, "of"); of.token != kNone) return of;
  // "left on a visit", "lead a delegation on a visit", "arrived for talks": the traveller is the subject above
  const std::uint32_t marker = tree_.case_marker(noun);
  if (marker != kNone && knowledge_.in_set("errand_preposition", doc_.lemma[marker])) {
    std::uint32_t above = tree_.head(noun);
    for (int i = 0; i < 3 && above != kNone && !tree_.verbal(above); ++i) {
      if (tree_.case_marker(above) != kNone && tree_.child(above, Deprel::cop) != kNone && tree_.surface_subject(above) != kNone)  // "is in Umbar for talks"
        return {tree_.antecedent(tree_.surface_subject(above)), "subj:errand"};
      if (const Filler own = possessor(above); own.token != kNone && in_set("delegation", above)) return {own.token, "poss:errand"};
      above = tree_.head(above);
    }
    if (above != kNone && tree_.verbal(above) && goes(above))
      if (const Filler who = subject(above); who.token != kNone) return {who.token, "subj:errand"};
  }
  // "is gearing up for its visit", "plans a visit": the subject of whatever governs the noun as object
  const std::uint32_t head = tree_.head(noun), determiner = tree_.child(noun, Deprel::det);
  const bool of_another = head != kNone && determiner != kNone && in_set("light_generic", determiner) && find_cue(tree_, knowledge_, head, Cue::verb);  // "announced the visit"
  if (head != kNone && !of_another && tree_.verbal(head) && tree_.is(noun, Deprel::obj) && find_operator(tree_, knowledge_, head, Operator::verb))
    if (const Filler who = subject(head); who.token != kNone) return {who.token, "subj:operator"};
  // "has plans for an exercise": whose plans they are
  if (head != kNone && tree_.is(noun, Deprel::nmod) && tree_.nominal(head) && find_operator(tree_, knowledge_, head, Operator::noun)) {
    if (const Filler own = possessor(head); own.token != kNone) return {own.token, "poss:operator"};
    if (tree_.is(head, Deprel::obj) && tree_.verbal(tree_.head(head)))
      if (const Filler who = subject(tree_.head(head)); who.token != kNone) return {who.token, "subj:operator"};
  }
  return {};
}

// "an attack during a demonstration by the union": the other deed's agent.
bool Roles::aside(std::uint32_t noun) const {
  const std::uint32_t marker = tree_.case_marker(noun);
  return marker != kNone && tree_.nominal(noun) && in_set("party_outer_preposition", marker) && !knowledge_.patterns(doc_.lemma[noun], Pattern::noun).empty();
}

// "a shift away from unity with Rohan by Gondor": a noun's agent stands last, wherever the parse hung it.
Filler Roles::deep_agent(std::uint32_t noun) const {
  for (std::uint32_t t = tree_.end(noun); t-- > noun + 1;)
    if ((tree_.is(t, Deprel::nmod) || tree_.is(t, Deprel::obl)) && tree_.marked_by(t, "by")) {
      for (std::uint32_t up = tree_.head(t); up != noun; up = tree_.head(up))
        if (up == kNone || tree_.surface_subject(up) != kNone || (tree_.verbal(up) && tree_.passive(up)) || aside(up)) return {};
      return {t, "prep:deep"};
    }
  return {};
}

Filler Roles::preposition(std::uint32_t trigger, std::string_view wanted) const {
  const auto among = [&](std::uint32_t parent) -> std::uint32_t {
    std::uint32_t day = kNone;  // "will vote on Friday on the draft": the last resort
    for (std::uint32_t c : tree_.children(parent)) {
      const Deprel relation = doc_.deprel[c];
      if (relation != Deprel::obl && relation != Deprel::nmod && relation != Deprel::obl_agent && relation != Deprel::advcl && relation != Deprel::xcomp) continue;
      if (!tree_.nominal(c) && relation != Deprel::obl && relation != Deprel::nmod) continue;
      if (tree_.marked_by(c, wanted)) {
        if (!names_time(c)) return c;
        if (day == kNone) day = c;
        continue;
      }
      for (std::uint32_t g : tree_.children(c))  // "between the US and South Korea" with the preposition hung on the second
        if (tree_.is(g, Deprel::conj) && tree_.marked_by(g, wanted) && tree_.case_marker(g) < c) return c;
    }
    return day;
  };
  if (const std::uint32_t own = among(trigger); own != kNone) return {tree_.antecedent(own), "prep"};
  if (wanted != "of")  // a name seldom governs a preposition of its own: "the raid on Rohan by Gondor"
    for (std::uint32_t c : tree_.children(trigger))
      if ((doc_.upos[c] == Upos::PROPN || doc_.mention_at[c] != kNone) && (tree_.is(c, Deprel::nmod) || tree_.is(c, Deprel::obl) || tree_.is(c, Deprel::obl_agent)))
        if (const std::uint32_t there = among(c); there != kNone) return {there, "prep:name"};
  if (tree_.verbal(trigger)) {  // "imposed sanctions on Rohan": attached to the object
    if (const std::uint32_t object = tree_.child(trigger, Deprel::obj); object != kNone && wanted != "of") {
      if (const std::uint32_t there = among(object); there != kNone) return {there, "prep:object"};
      for (std::uint32_t c : tree_.children(object))  // "drones and missiles at Edoras"
        if (tree_.is(c, Deprel::conj))
          if (const std::uint32_t there = among(c); there != kNone) return {there, "prep:object"};
      if (wanted == "to")
        for (std::uint32_t c : tree_.children(object))  // "returned the remains of a soldier to Rohan", hung on the soldier
          if (tree_.is(c, Deprel::nmod) && tree_.marked_by(c, "of"))
            if (const std::uint32_t there = among(c); there != kNone) return {there, "prep:object"};
    }
    return {};
  }
  if (wanted == "of") return {};
  if (wanted == "by") {  // "considers a visit by its minister": an active verb with an object has no agent to spare
    const std::uint32_t above = tree_.head(trigger);
    if (above != kNone && tree_.verbal(above) && tree_.is(trigger, Deprel::obj) && !tree_.passive(above))
      if (const std::uint32_t there = among(above); there != kNone) return {there, "prep:above"};
    return deep_agent(trigger);
  }
  if (const std::uint32_t partner = tree_.child(trigger, Deprel::conj); partner != kNone && !tree_.verbal(partner))  // "drills and talks between them"
    if (const std::uint32_t there = among(partner); there != kNone && tree_.child(trigger, Deprel::nmod) == kNone) return {there, "prep:shared"};
  if (tree_.is(trigger, Deprel::conj) && tree_.head(trigger) != kNone && !tree_.verbal(tree_.head(trigger)))
    if (const std::uint32_t there = among(tree_.head(trigger)); there != kNone && there > trigger) return {there, "prep:shared"};
  std::uint32_t above = light_governor(trigger);  // "paid a visit on Tuesday to Rohan"
  if (above == kNone && tree_.is(trigger, Deprel::obj) && find_operator(tree_, knowledge_, tree_.head(trigger), Operator::verb))
    above = tree_.head(trigger);  // "cancelled a visit on Tuesday to Rohan"
  if (above != kNone)
    if (const std::uint32_t there = among(above); there != kNone && there != trigger) return {there, "prep:above"};
  return {};
}

Filler Roles::complement(std::uint32_t trigger) const {
  for (Deprel relation : {Deprel::ccomp, Deprel::xcomp})
    if (const std::uint32_t own = tree_.child(trigger, relation); own != kNone) {
      const std::uint32_t mark = tree_.child(own, Deprel::mark);
      if (mark == kNone || !in_set("question_mark", mark)) return {own, "comp"};  // "asked whether they would leave" wants nothing done
    }
  for (std::uint32_t c : tree_.children(trigger))
    if (tree_.is(c, Deprel::advcl) && tree_.has_feat(c, kInf) && c > trigger) return {c, "comp:purpose"};
  const std::uint32_t object = tree_.verbal(trigger) ? tree_.child(trigger, Deprel::obj) : kNone;
  for (const std::uint32_t parent : {trigger, object})  // "barred him from entering"
    if (parent != kNone)
      for (std::uint32_t c : tree_.children(parent))
        if (c > trigger && (tree_.is(c, Deprel::advcl) || tree_.is(c, Deprel::acl)) && tree_.verbal(c) && tree_.child(c, Deprel::mark) != kNone &&
            in_set("hindrance_mark", tree_.child(c, Deprel::mark)))
          return {c, "comp:from"};
  if (tree_.nominal(trigger))  // "readiness to negotiate", "a threat to cut ties"
    for (std::uint32_t c : tree_.children(trigger))
      if (tree_.is(c, Deprel::acl) && tree_.has_feat(c, kInf)) return {c, "comp:infinitive"};
  return {};
}

void Roles::find_one(std::uint32_t trigger, Way::Kind kind, std::string_view wanted, std::vector<Filler>& out) const {
  Filler found;
  switch (kind) {
    case Way::subj:
      if (tree_.verbal(trigger)) found = subject(trigger);
      else if (const std::uint32_t light = light_governor(trigger); light != kNone) found = subject(light);
      else if (tree_.child(trigger, Deprel::cop) != kNone && tree_.surface_subject(trigger) != kNone) found = {tree_.antecedent(tree_.surface_subject(trigger)), "subj:copula"};
      break;
    case Way::obj: found = object(trigger); break;
    case Way::iobj:
      if (const std::uint32_t own = tree_.child(trigger, Deprel::iobj); own != kNone) found = {own, "iobj"};
      break;
    case Way::poss: found = possessor(trigger); break;
    case Way::agent: found = agent(trigger); break;
    case Way::comp: found = complement(trigger); break;
    case Way::prep: found = preposition(trigger, wanted); break;
  }
  if (found.token != kNone && found.token != trigger) out.push_back(found);
}

void Roles::find(std::uint32_t trigger, const Way& way, std::vector<Filler>& out) const {
  const std::size_t before = out.size();
  find_one(trigger, way.kind, way.preposition, out);
  if (!way.has_step || out.size() == before) return;
  const std::uint32_t middle = out.back().token;
  out.pop_back();
  find_one(middle, way.step, way.step_preposition, out);
}

}  // namespace dragoman
