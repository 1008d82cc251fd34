#include "coding/draft.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "base/days.h"
#include "coding/by_sentence.h"
#include "coding/lexical.h"
#include "coding/scene.h"

namespace dragoman {

namespace {

bool same_actor(const Actor& a, const Actor& b) {
  if (!a.actor.empty() || !b.actor.empty()) return a.actor == b.actor;
  return a.name == b.name;
}

std::vector<Actor> parties(const Binding& binding, const Reading& reading, bool loose) {
  std::vector<Actor> found = reading.actors.read(binding.filler.token, loose);
  std::erase_if(found, [](const Actor& a) { return !Actors::political(a); });
  return found;
}

void remove_common(const std::vector<Actor>& from, std::vector<Actor>& list) {
  std::erase_if(list, [&](const Actor& actor) {
    return std::any_of(from.begin(), from.end(), [&](const Actor& other) { return same_actor(actor, other); });
  });
}

// Splits the one group of a reciprocal act: the first named, and the others.
void split_reciprocal(Report& report) {
  if (!report.target.empty() || report.source.size() < 2) return;
  report.target.assign(report.source.begin() + 1, report.source.end());
  report.source.resize(1);
}

bool is_target(const Candidate& candidate, std::uint32_t token) {
  return std::ranges::any_of(candidate.bindings, [&](const Binding& b) { return b.role->role == "target" && b.filler.token == token; });
}

void set_place(const Candidate& candidate, const Reading& reading, const Act& act, Report& report) {
  const Document& doc = reading.doc;
  const auto take = [&](const Mention& mention) {
    const Mention& best = reading.actors.representative(mention);
    if (best.entity == kNone) return false;
    const Entity& entity = reading.knowledge.entity(best.entity);
    if (entity.kind != EntityKind::place && entity.kind != EntityKind::state) return false;
    report.place.id = entity.id;
    report.place.name = entity.name;
    report.place.country = entity.kind == EntityKind::state ? entity.id : entity.country;
    report.place.precision = entity.kind == EntityKind::state ? "country" : entity.type.empty() || entity.type == "city" ? "city" : entity.type == "site" || entity.type == "building" ? "exact" : "region";
    report.place.latitude = entity.latitude;
    report.place.longitude = entity.longitude;
    report.place.span = reading.tree.bytes(mention.first, mention.end);
    return true;
  };
  if (act.movement) {
    for (const Binding& binding : candidate.bindings)
      if (binding.role->role == "target")
        if (const Mention* mention = reading.actors.mention_of(binding.filler.token); mention && take(*mention)) return;
  }
  std::vector<std::uint32_t> from{candidate.trigger};
  if (const std::uint32_t light = reading.roles.light_governor(candidate.trigger); light != kNone) from.push_back(light);
  for (std::uint32_t parent : from)
    for (std::uint32_t c : reading.tree.children(parent)) {
      if (!reading.tree.is(c, Deprel::obl) && !reading.tree.is(c, Deprel::nmod)) continue;
      const std::uint32_t marker = reading.tree.case_marker(c);
      if (marker == kNone || !reading.in_set("place_preposition", marker) || doc.mention_at[c] == kNone) continue;
      if (!reading.in_set("scene_inside_preposition", marker) && is_target(candidate, c)) continue;  // "imposed sanctions on Rohan"
      if (take(doc.mentions[doc.mention_at[c]])) return;
    }
  // "struck a market in Edoras", "four were killed in a raid on a camp near Edoras"
  const Scene scene(reading.tree, reading.knowledge);
  if (reading.knowledge.in_set("scene_type", act.plover.type))
    for (std::uint32_t parent : from) {
      if (const Mention* inside = scene.inside(parent); inside && take(*inside)) return;
      if (const std::uint32_t object = reading.roles.object(parent).token; object != kNone)
        if (const Mention* inside = scene.inside(object); inside && take(*inside)) return;
      if (const Mention* around = scene.around(parent); around && take(*around)) return;
    }
}

bool in_time(std::uint32_t token, const Reading& reading) {
  const auto times = times_beside(reading.doc, reading.times, token);
  return std::any_of(times.begin(), times.end(), [&](const Timex& time) { return token >= time.first && token < time.end; });
}

// "Eowyn travels to Gondor on Friday", "the summit next week", "is to meet him on 3 June": no past form, and a day after publication.
bool lies_ahead(const Report& report, std::uint32_t trigger, const Reading& reading) {
  const Published& published = reading.doc.published;
  if (!published.known || !report.time.from || *report.time.from <= published.to) return false;
  if (report.status != Status::happened && report.status != Status::under_way) return false;
  const Tree& tree = reading.tree;
  if (!tree.verbal(trigger)) return true;
  if (!tree.passive(trigger)) return !tree.has_feat(trigger, kPast);
  const auto children = tree.children(trigger);
  return std::any_of(children.begin(), children.end(), [&](std::uint32_t c) { return reading.doc.upos[c] == Upos::AUX && tree.has_feat(c, kPres) && reading.in_set("progressive_auxiliary", c); });
}

constexpr std::uint32_t kLongRole = 16;  // tokens

// Bytes of tokens [from, to) without punctuation at either end; a pair of quotation marks stays.
Span inner_words(const Tree& tree, std::uint32_t from, std::uint32_t to) {
  const Document& doc = tree.document();
  const auto drops = [&](std::uint32_t t) { return doc.upos[t] == Upos::PUNCT && doc.form[t] != "\""; };
  while (from + 1 < to && drops(to - 1)) --to;
  while (from + 1 < to && drops(from)) ++from;
  return tree.bytes(from, to);
}

// "did not say whom he would meet": a question inside a sentence tells no event.
bool asked(std::uint32_t trigger, const Reading& reading) {
  const auto children = reading.tree.children(trigger);
  return std::any_of(children.begin(), children.end(), [&](std::uint32_t c) { return reading.doc.upos[c] == Upos::PRON && reading.tree.has_feat(c, kInt); });
}

// A number that the lexicon gives to a sign of a sure or unsure reading, in log odds ("noun:-0.4"); 0 for signs it does not know.
double weight_of(std::string_view sign, const Knowledge& knowledge) {
  for (const std::string_view entry : knowledge.set("confidence_weight")) {
    if (!entry.starts_with(sign) || entry.size() <= sign.size() + 1 || entry[sign.size()] != ':') continue;
    return std::strtod(std::string(entry.substr(sign.size() + 1)).c_str(), nullptr);
  }
  return 0;
}

// How likely type and actors are right: the signs of the reading, weighed by the lexicon. Says in `why` which signs there were.
void set_confidence(const Candidate& candidate, const Draft& draft, const Reading& reading, Report& report) {
  std::vector<std::string_view> signs{"base"};
  if (candidate.pattern->kind != Pattern::verb) signs.push_back("noun");
  if (!draft.status_fixed) signs.push_back("bare");
  if (report.target.empty()) signs.push_back("no_target");
  if (report.source.size() > 1) signs.push_back("several");
  if (report.status != Status::happened) signs.push_back("not_happened");
  if (!report.hedges.empty()) signs.push_back("hedged");
  bool pronoun = false, inferred = false, unlisted = false;
  for (const Binding& binding : candidate.bindings) {
    if (binding.role->role != "source" && binding.role->role != "target") continue;
    const Mention* mention = reading.actors.mention_of(binding.filler.token);
    unlisted |= !mention;
    if (!mention) continue;
    pronoun |= mention->kind == MentionKind::pronoun;
    inferred |= mention->why == "context" || mention->why == "home" || mention->why == "place";
  }
  if (pronoun) signs.push_back("pronoun");
  if (candidate.unnamed) signs.push_back("unnamed");
  if (inferred) signs.push_back("inferred");
  if (unlisted) signs.push_back("unlisted");
  double odds = 0;
  std::string shown;
  for (const std::string_view sign : signs) {
    odds += weight_of(sign, reading.knowledge);
    shown += (shown.empty() ? "confidence:" : "+") + std::string(sign);
  }
  report.confidence = std::clamp(1 / (1 + std::exp(-odds)), 0.05, 0.97);
  report.why.push_back(std::move(shown));
}

}  // namespace

void weigh_type(Report& report, float likely, const Knowledge& knowledge) {
  const double before = std::log(report.confidence / (1 - report.confidence));
  const double odds = before + weight_of("scorer", knowledge) * (static_cast<double>(likely) - weight_of("scorer_even", knowledge));
  report.confidence = std::clamp(1 / (1 + std::exp(-odds)), 0.05, 0.97);
  report.why.push_back(fmt::format("type-scorer:{:.2f}", likely));
}

Reading::Reading(const Document& document, const Knowledge& known)
    : doc(document), knowledge(known), tree(document), actors(tree, known), roles(tree, known), times(find_times(document, known)),
      sayings(find_sayings(roles, actors, known)) {}

void add_role(Report& report, std::string_view name, std::string value, std::string actor, Span span) {
  for (const Role& old : report.roles)
    if (old.name == name && old.value == value) return;
  report.roles.push_back({std::string(name), std::move(value), std::move(actor), span});
}

namespace {

// "the first since their summit in 2019", "after the attack on Monday": what stands below dates the other event.
bool of_another_event(std::uint32_t token, const Reading& reading) {
  const std::uint32_t marker = reading.tree.case_marker(token);
  if (marker == kNone || !reading.tree.nominal(token)) return false;
  const std::uint32_t above = reading.tree.head(token);  // "in response to last month's arrest"
  return reading.in_set("event_boundary", marker) || (above != kNone && reading.in_set("reaction_noun", above));
}

// "prepares for a visit, scheduled to start on Thursday": the participle beside the clause speaks about its event.
std::uint32_t past_scheduling(std::uint32_t hook, const Reading& reading) {
  const Document& doc = reading.doc;
  std::uint32_t at = hook;
  if (doc.deprel[at] == Deprel::advcl && reading.tree.has_feat(at, kGer) && reading.tree.surface_subject(at) == kNone && reading.in_set("starting_verb", at)) return doc.head[at];  // "starting Monday"
  for (int i = 0; i < 3 && doc.deprel[at] == Deprel::xcomp && doc.head[at] != kNone; ++i) at = doc.head[at];
  const bool beside = doc.deprel[at] == Deprel::advcl && reading.tree.passive(at) && find_operator(reading.tree, reading.knowledge, at, Operator::verb) &&
                      !find_cue(reading.tree, reading.knowledge, at, Cue::verb);
  return beside ? doc.head[at] : hook;
}

}  // namespace

namespace {

// "have fought since April": what still goes on began then.
bool lasts_since(const Timex& time, std::uint32_t trigger, const Reading& reading) {
  const Tree& tree = reading.tree;
  const std::uint32_t verb = tree.verbal(trigger) ? trigger : reading.roles.light_governor(trigger);  // "have been holding drills since Monday"
  if (!time.when.from || time.when.to || verb == kNone || tree.passive(verb)) return false;
  const std::uint32_t aux = tree.child(verb, Deprel::aux), marker = tree.case_marker(time.first);
  const auto children = tree.children(verb);
  const bool denied = std::ranges::any_of(children, [&](std::uint32_t c) { return tree.has_feat(c, kNeg); });
  return aux != kNone && tree.has_feat(aux, kPres) && marker != kNone && tree.head(time.first) == verb && !denied;
}

// "seized the ship and arrested the crew on Thursday": a date behind the last of two deeds of one subject is the first one's too,
// if that has none.
bool closes_row(std::uint32_t conjunct, std::uint32_t trigger, const Tree& tree) {
  return tree.head(conjunct) == trigger && tree.verbal(trigger) && tree.surface_subject(conjunct) == kNone && tree.child(conjunct, Deprel::aux) == kNone && tree.passive(conjunct) == tree.passive(trigger);
}

}  // namespace

// "It began on 5 March, when Arnor recalled its envoy", "It was on Monday that Arnor recalled its envoy": a clause that the word
// right behind the date opens happened then.
static bool tells_of_date(std::uint32_t clause, const Timex& time, const Reading& reading) {
  const Document& doc = reading.doc;
  const std::uint32_t stop = doc.sentences[doc.sentence_of[time.first]].end;
  std::uint32_t opener = time.end;
  while (opener < stop && doc.upos[opener] == Upos::PUNCT) ++opener;
  if (opener >= stop || reading.tree.head(opener) != clause) return false;
  const std::uint32_t above = reading.tree.head(clause);
  const bool cleft = above != kNone && above >= time.first && above < time.end && reading.tree.child(above, Deprel::cop) != kNone;
  return reading.in_set("date_relative", opener) || (cleft && reading.in_set("date_cleft", opener));
}

// A participle beside the main verb with nothing to join it ("bombed the school, killing 22"): both happened at once.
static bool at_once(std::uint32_t clause, const Tree& tree) {
  const bool participle = tree.has_feat(clause, kGer) || tree.has_feat(clause, kPres | kPart);
  return participle && tree.is(clause, Deprel::advcl) && tree.surface_subject(clause) == kNone && tree.child(clause, Deprel::mark) == kNone;
}

// "Speaking on Monday, Arnor's envoy accused": the occasion's date is that of what was said.
static bool same_occasion(std::uint32_t clause, const Reading& reading) { return at_once(clause, reading.tree) && reading.in_set("occasion_verb", clause); }

// "the March 23 Movement" dates nothing.
static bool in_a_name(const Timex& time, const Document& doc) {
  return std::ranges::any_of(mentions_beside(doc, time.first), [&](const Mention& m) {
    return m.kind == MentionKind::body && m.first <= time.first && time.end < m.end;
  });
}

const Timex* time_of(std::uint32_t trigger, const Reading& reading) {
  const Document& doc = reading.doc;
  const Tree& tree = reading.tree;
  const auto sayings = sayings_beside(doc, reading.sayings, trigger);
  const Timex* best = nullptr;
  int best_distance = 7;
  for (const Timex& time : times_beside(doc, reading.times, trigger)) {
    if (in_a_name(time, doc)) continue;
    if ((time.duration && !lasts_since(time, trigger, reading)) || time.recurring || time.age_years > 0) continue;
    if (!time.when.from && time.when.weekday_from < 0) continue;
    // the word the expression hangs on
    std::uint32_t hook = time.first, top = hook;
    for (int i = 0; i < 8 && hook != kNone && hook >= time.first && hook < time.end; ++i) top = hook, hook = tree.head(hook);
    if (hook == kNone && tree.child(top, Deprel::cop) != kNone) hook = top;  // "it was on Monday that"
    if (hook == kNone) continue;
    hook = time.hook != kNone ? time.hook : past_scheduling(hook, reading);
    int distance = -1;
    // below the trigger: through its own dependents, not through another clause with a subject of its own
    int steps = 0;
    for (std::uint32_t at = hook; at != kNone && steps < 7; at = tree.head(at), ++steps) {
      if (at == trigger) {
        distance = steps;
        break;
      }
      const Deprel r = doc.deprel[at];
      const bool own_date = at >= time.first && at < time.end && tree.verbal(trigger);  // "have fought since April": not another event's
      if (!own_date && of_another_event(at, reading)) break;
      if (r == Deprel::ccomp || r == Deprel::parataxis || (r == Deprel::conj && tree.verbal(at) && !closes_row(at, trigger, tree)) || (r == Deprel::advcl && !same_occasion(at, reading))) break;
      if (r == Deprel::acl && tree.verbal(at) && tree.verbal(trigger) && tree.head(at) != trigger && tree.surface_subject(trigger) == tree.head(at)) break;  // "the truce signed in May was broken"
      if (r == Deprel::acl_relcl && tree.surface_subject(at) != kNone && tree.antecedent(tree.surface_subject(at)) != trigger) break;
    }
    // above it: its light verb or governor, up to the first saying
    if (distance < 0) {
      steps = 1;
      for (std::uint32_t at = trigger; tree.head(at) != kNone && steps < 6; at = tree.head(at), ++steps) {
        const std::uint32_t up = tree.head(at);
        const Deprel r = doc.deprel[at];
        if (tells_of_date(at, time, reading)) {
          distance = steps;
          break;
        }
        const bool said = std::any_of(sayings.begin(), sayings.end(), [&](const Saying& s) { return s.cue == up && says(s, tree, trigger); });
        const bool purpose = r == Deprel::advcl && tree.has_feat(at, kInf) && tree.surface_subject(at) == kNone;  // "sent them in May to train the guard"
        if (said || (r == Deprel::conj && tree.verbal(at) && tree.surface_subject(at) != kNone) || r == Deprel::parataxis || (r == Deprel::advcl && !purpose && !at_once(at, tree)) || r == Deprel::acl_relcl) break;
        if (r == Deprel::nmod && tree.nominal(up) && !tree.is(trigger, Deprel::nmod)) break;
        if (up == hook) {
          distance = steps + 1;
          break;
        }
      }
    }
    if (distance >= 0 && distance < best_distance) {
      best = &time;
      best_distance = distance;
    }
  }
  return best;
}

int duration_of(std::uint32_t trigger, const Reading& reading) {
  for (const Timex& time : times_beside(reading.doc, reading.times, trigger)) {
    if (!time.duration || time.when.duration_days <= 0) continue;
    for (std::uint32_t at = time.first, i = 0; at != kNone && i < 5; at = reading.tree.head(at), ++i)
      if (reading.tree.head(at) == trigger) return time.when.duration_days;
  }
  return 0;
}

void add_roles_around(std::uint32_t trigger, const Act& act, const Reading& reading, Report& report) {
  const Document& doc = reading.doc;
  const Tree& tree = reading.tree;
  const std::string class_set = "class." + std::string(act.id);
  for (std::uint32_t c : tree.children(trigger)) {
    const Deprel r = doc.deprel[c];
    if ((r == Deprel::amod || r == Deprel::compound || r == Deprel::nmod) && c < trigger && reading.knowledge.in_set(class_set, doc.lemma[c]))
      add_role(report, "class", std::string(doc.lemma[c]), "", doc.span[c]);
  }
  // side patterns: verbs whose object, subject or complement this trigger is
  const std::uint32_t above = tree.head(trigger);
  std::vector<std::uint32_t> verbs;
  for (std::uint32_t c : tree.children(trigger))
    if (tree.is(c, Deprel::acl) || tree.is(c, Deprel::acl_relcl)) verbs.push_back(c);
  for (std::uint32_t at = above, i = 0; at != kNone && i < 3; at = tree.head(at), ++i) {
    if (tree.verbal(at)) verbs.push_back(at);
    for (std::uint32_t c : tree.children(at))
      if (tree.verbal(c) && c != trigger && (tree.is(c, Deprel::conj) || tree.is(c, Deprel::advcl) || tree.is(c, Deprel::xcomp))) verbs.push_back(c);
  }
  const auto is_trigger = [&](std::uint32_t token) { return token == trigger; };
  for (std::uint32_t verb : verbs)
    for (const Pattern* pattern : reading.knowledge.patterns(doc.lemma[verb], Pattern::verb)) {
      if (!pattern->side || reading.knowledge.acts()[pattern->act].id != act.id) continue;
      bool fits = true, anchored = false;
      for (const Constraint& constraint : pattern->constraints) {
        std::uint32_t there = kNone;
        switch (constraint.kind) {
          case Constraint::obj: there = reading.roles.object(verb).token; break;
          case Constraint::subj: there = reading.roles.subject(verb).token; break;
          case Constraint::comp: there = reading.roles.complement(verb).token; break;
          case Constraint::prep:
            for (std::string_view p : constraint.prepositions)
              if (there == kNone) there = reading.roles.preposition(verb, p).token;
            break;
          default: break;
        }
        const bool listed = there != kNone && (constraint.lemmas.empty() || std::find(constraint.lemmas.begin(), constraint.lemmas.end(), doc.lemma[there]) != constraint.lemmas.end());
        fits = fits && listed != constraint.forbidden;
        anchored = anchored || is_trigger(there);
      }
      if (!fits || !anchored) continue;
      for (const RoleSpec& role : pattern->roles) {
        std::vector<Filler> fillers;
        for (const Way& way : role.ways)
          if (fillers.empty()) reading.roles.find(verb, way, fillers);
        if (fillers.empty() || is_trigger(fillers.front().token)) continue;
        const std::uint32_t token = fillers.front().token;
        const auto [from, to] = tree.phrase(token);
        const auto actors = reading.actors.read(token, false);
        const bool whole = actors.empty() && tree.end(token) - from < kLongRole;  // what is no actor needs its clauses to be understood
        const Span words = inner_words(tree, from, whole ? std::max(to, tree.end(token)) : to);
        add_role(report, role.role, std::string(doc.words(words)), actors.empty() ? "" : actors.front().actor, words);
        report.why.push_back(std::string(role.role) + ":" + std::string(pattern->id));
      }
    }
  // who made it public, who confirmed it, when
  for (const Saying& saying : sayings_beside(doc, reading.sayings, trigger)) {
    if (saying.cue == kNone || !says(saying, tree, trigger)) continue;
    const std::string_view lemma = doc.lemma[saying.cue];
    const bool announced = reading.knowledge.in_set("announce_cue", lemma), confirmed = reading.knowledge.in_set("confirm_cue", lemma);
    if (!announced && !confirmed) continue;
    std::string who = saying.who.speaker;
    if (!saying.who.institution.empty()) who += ", " + saying.who.institution;
    for (const Attribution& outer : chain_for(sayings_beside(doc, reading.sayings, trigger), tree, saying.cue)) who += ", via " + outer.speaker;
    add_role(report, announced ? "announced_by" : "confirmed_by", who, saying.who.actor, saying.who.span);
    if (announced)
      if (const Timex* time = time_of(saying.cue, reading)) {
        if (time->when.from && time->when.precision == "day") {
          add_role(report, "announced_on", iso_day(*time->when.from), "", time->when.span);
        } else {
          add_role(report, "announced_on", std::string(doc.words(time->when.span)), "", time->when.span);
        }
      }
  }
}

namespace {

// "Arnor welcomes envoys": the present of a headline may tell what was or what is to come.
bool headline_present(std::uint32_t trigger, const StatusReading& status, const Reading& reading) {
  const std::uint32_t block = reading.doc.sentences[reading.doc.sentence_of[trigger]].block;
  return block != kNone && reading.doc.blocks[block].kind == BlockKind::headline && status.status == Status::happened &&
         reading.tree.verbal(trigger) && reading.tree.has_feat(trigger, kPres | kFin);
}

// The pattern itself asks for a negation.
bool wants_negation(const Pattern& pattern, const Knowledge& knowledge) {
  const auto negates = [&](std::string_view lemma) {
    const auto operators = knowledge.operators(lemma, Operator::adv);
    return std::ranges::any_of(operators, [](const Operator* op) { return op->effect == Operator::negate; });
  };
  return std::ranges::any_of(pattern.constraints, [&](const Constraint& c) { return c.kind == Constraint::particle && !c.forbidden && std::ranges::any_of(c.lemmas, negates); });
}

// The trigger is itself what somebody is said to say.
bool is_content(std::uint32_t trigger, const Reading& reading) {
  for (const Saying& saying : sayings_beside(reading.doc, reading.sayings, trigger))
    if ((saying.root == trigger && !saying.event_noun) || (says(saying, reading.tree, trigger) && reading.tree.child(trigger, Deprel::mark) != kNone)) return true;
  return false;
}

// "left on Friday after a two-day visit", "concluded a visit": the day told is the last.
bool ends_event(std::uint32_t trigger, const Reading& reading) {
  const std::uint32_t light = reading.tree.verbal(trigger) ? trigger : reading.roles.light_governor(trigger);
  return light != kNone && reading.in_set("ends_event", light);
}

void count_back(When& when) {
  if (when.duration_days < 2 || !when.from || when.precision != "day" || when.from != when.to) return;
  when.from = *when.to - std::chrono::days(when.duration_days - 1);
  when.from_text += "+duration";
}

// "announced the visit in Minas Tirith": where it was announced, perhaps.
bool only_place(const Candidate& candidate, const Reading& reading) {
  for (const Binding& binding : candidate.bindings)
    if (binding.role->role == "target") {
      const std::uint32_t marker = reading.tree.case_marker(binding.filler.token);
      return marker != kNone && reading.in_set("place_preposition", marker);
    }
  return false;
}

// "Rohan said Gondor had violated its airspace": nobody breaks into their own, so it is the speaker's.
void own_of_speaker(const Candidate& candidate, const Reading& reading, Report& report) {
  if (report.attribution.empty() || report.source.empty() || !reading.knowledge.in_set("against_other_type", report.plover.type)) return;
  const Attribution& speaker = report.attribution.back();
  if (speaker.country.empty() || speaker.country == report.source.front().country) return;
  const std::uint32_t object = reading.roles.object(candidate.trigger).token;
  if (object == kNone) return;
  const std::uint32_t owner = reading.tree.child(object, Deprel::nmod_poss);
  if (owner == kNone || reading.doc.upos[owner] != Upos::PRON) return;
  Actor actor;
  actor.actor = speaker.actor.empty() ? speaker.country : speaker.actor;
  actor.country = speaker.country;
  actor.name = speaker.speaker;
  actor.span = reading.doc.span[owner];
  report.target.push_back(std::move(actor));
  report.why.emplace_back("target:speaker");
}

// "This comes after a meeting with Faramir": who met him is whom the sentence before is about.
std::vector<Actor> topic_before(std::uint32_t trigger, const Reading& reading) {
  const Document& doc = reading.doc;
  const auto subject_of = [&](std::uint32_t sentence) {
    for (std::uint32_t t = doc.sentences[sentence].first; t < doc.sentences[sentence].end; ++t)
      if (doc.head[t] == kNone) return reading.tree.surface_subject(t);
    return kNone;
  };
  const std::uint32_t number = doc.sentence_of[trigger];
  if (number == 0 || doc.sentences[number].block != doc.sentences[number - 1].block) return {};
  const std::uint32_t here = subject_of(number), before = subject_of(number - 1);
  if (here == kNone || before == kNone || !reading.in_set("points_back", here)) return {};
  std::vector<Actor> found = reading.actors.read(before, false);
  std::erase_if(found, [](const Actor& a) { return !Actors::political(a); });
  return found;
}

}  // namespace

Draft make_draft(const Candidate& candidate, const Reading& reading) {
  Draft draft;
  draft.trigger = candidate.trigger;
  draft.unnamed = candidate.unnamed || candidate.by_words;
  draft.rejected = candidate.rejected;
  const Act& act = reading.knowledge.acts()[candidate.pattern->act];
  Report& report = draft.report;
  report.act = act.id;
  report.plover = act.plover;
  report.cameo = act.cameo;
  report.reciprocal = act.reciprocal;
  report.why.push_back("act:" + std::string(candidate.pattern->id));

  bool target_required = false;
  for (const RoleSpec& role : candidate.pattern->roles) target_required = target_required || (role.role == "target" && !role.optional);
  for (const Binding& binding : candidate.bindings) {
    if (binding.role->role == "source") {
      report.source = parties(binding, reading, reading.in_set("doer_means", binding.filler.token));
      report.why.push_back(std::string("source:") + binding.filler.how);
      if (auto somebody = candidate.by_words ? reading.actors.by_words(binding.filler.token, true) : std::nullopt) {
        report.source.push_back(std::move(*somebody));
        report.why.emplace_back("source:by-words");
      }
    } else if (binding.role->role == "target") {
      report.target = parties(binding, reading, true);
      report.why.push_back(std::string("target:") + binding.filler.how);
      if (report.target.empty())
        if (auto there = reading.actors.at_scene(binding.filler.token)) {
          report.target.push_back(std::move(*there));
          report.why.emplace_back("target:scene");
        }
    }
  }
  if (report.source.empty() && act.reciprocal && !report.target.empty() && draft.rejected == kNoSource) {
    report.source = topic_before(candidate.trigger, reading);
    if (!report.source.empty()) {
      draft.rejected.clear();
      report.why.push_back("source:previous-subject");
    }
  }
  remove_common(report.source, report.target);
  if (act.reciprocal) {
    split_reciprocal(report);
    if (!report.target.empty() && draft.rejected == kNoTarget) draft.rejected.clear();  // "the ministers of Arnor and Gondor held a meeting"
  }
  if (draft.rejected.empty()) {
    if (asked(candidate.trigger, reading)) draft.rejected = "a question";
    else if (report.source.empty() && !candidate.unnamed) draft.rejected = "no known actor as source";
    else if (report.target.empty() && target_required) draft.rejected = "no known actor as target";
    else if (act.movement && !report.target.empty() && !report.source.empty() && report.target.front().country == report.source.front().country) draft.rejected = "travel inside one country";
  }

  const StatusReading status = read_status(candidate.trigger, reading.roles, reading.knowledge);
  report.status = status.status;
  if (report.status == Status::denied && wants_negation(*candidate.pattern, reading.knowledge)) report.status = Status::happened;  // "did not comment"
  report.hedges = status.hedges;
  const bool asserted = reading.tree.verbal(candidate.trigger) && is_content(candidate.trigger, reading);  // "accused of shelling"
  draft.status_fixed = (status.finite || asserted) && !headline_present(candidate.trigger, status, reading);
  report.why.insert(report.why.end(), status.why.begin(), status.why.end());

  if (const Timex* time = time_of(candidate.trigger, reading)) {
    report.time = time->when;
    report.why.push_back("time:" + time->when.from_text);
  }
  if (lies_ahead(report, candidate.trigger, reading)) {
    report.status = Status::planned;
    report.why.emplace_back("status:day-after-publication");
  }
  if (const int days = duration_of(candidate.trigger, reading); days > 0) report.time.duration_days = days;
  if (ends_event(candidate.trigger, reading)) count_back(report.time);
  set_place(candidate, reading, act, report);

  for (const Binding& binding : candidate.bindings) {
    if (binding.role->role == "source" || binding.role->role == "target") continue;
    if (reading.knowledge.time_word(reading.doc.lemma[binding.filler.token])) continue;  // "talks on the same day" have no such topic
    if (in_time(binding.filler.token, reading)) continue;  // "in June" is no venue
    const auto [from, to] = reading.tree.phrase(binding.filler.token);
    const Span words = inner_words(reading.tree, from, to);
    const auto actors = reading.actors.read(binding.filler.token, false);
    add_role(report, binding.role->role, std::string(reading.doc.words(words)), actors.empty() ? "" : actors.front().actor, words);
  }
  add_roles_around(candidate.trigger, act, reading, report);
  report.attribution = chain_for(sayings_beside(reading.doc, reading.sayings, candidate.trigger), reading.tree, candidate.trigger);

  if (report.target.empty()) own_of_speaker(candidate, reading, report);

  const std::uint32_t number = reading.doc.sentence_of[candidate.trigger];
  report.evidence.push_back({number, reading.doc.sentences[number].span, reading.doc.span[candidate.trigger]});
  set_confidence(candidate, draft, reading, report);

  if (!reading.tree.verbal(candidate.trigger)) {
    const std::uint32_t det = reading.tree.child(candidate.trigger, Deprel::det);
    draft.anaphoric = det != kNone && reading.in_set("light_generic", det);
    if (draft.anaphoric && draft.rejected == kNoSource && only_place(candidate, reading)) report.target.clear();
  }
  return draft;
}

}  // namespace dragoman
