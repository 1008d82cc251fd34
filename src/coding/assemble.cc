#include "coding/assemble.h"

#include <algorithm>
#include <span>
#include <unordered_map>

#include "coding/by_sentence.h"
#include "coding/same_event.h"

namespace dragoman {

namespace {

// Bounds for texts that say one thing thousands of times.
constexpr std::size_t kRecent = 128;
constexpr std::size_t kMostEvidence = 64;

int precision_rank(const When& when) {
  if (!when.from) return when.weekday_from >= 0 ? 1 : 0;
  if (when.precision == "day") return 6;
  if (when.precision == "week") return 5;
  if (when.precision == "month") return 4;
  if (when.precision == "year") return 3;
  return 2;
}

bool has_person(const std::vector<Actor>& actors) {
  return std::any_of(actors.begin(), actors.end(), [](const Actor& a) { return a.actor.starts_with("person:"); });
}

// How much a telling says: decides whose words are the best evidence.
int fullness(const Report& r) {
  return precision_rank(r.time) + 3 * static_cast<int>(has_person(r.source)) + static_cast<int>(r.roles.size()) + (r.target.empty() ? 0 : 2) +
         (r.evidence.empty() || r.evidence.front().sentence > 0 ? 1 : 0);
}

void join_actors(std::vector<Actor>& into, const std::vector<Actor>& from) {
  if (into.empty() || (!has_person(into) && has_person(from))) {
    into = from;
    return;
  }
  if (agree(into, from) != Agreement::same) return;
  for (const Actor& actor : from) {
    const bool known = std::any_of(into.begin(), into.end(), [&](const Actor& a) { return a.actor == actor.actor || a.country == actor.country; });
    if (!known && !actor.actor.empty()) into.push_back(actor);
  }
}

bool says_forecast(const Draft& draft, const Reading& reading) {
  const Status status = draft.report.status;
  if (status != Status::planned && status != Status::hypothetical && status != Status::called_for) return false;
  const Saying* inner = nullptr;
  for (const Saying& saying : sayings_beside(reading.doc, reading.sayings, draft.trigger))
    if (says(saying, reading.tree, draft.trigger)) inner = &saying;
  return inner && inner->unofficial;
}

// How well a telling fits an event that it may tell: the very same actors before a more general telling, the much told before the odd one.
int fit_of(const Report& event, const Report& telling) {
  const bool same = std::min(agree(event.source, telling.source), agree(event.target, telling.target)) == Agreement::same;
  return (same ? 1000 : 1) + static_cast<int>(std::min<std::size_t>(event.evidence.size(), 100)) + (times_meet(event.time, telling.time) ? 2000 : 0);
}

// A generic traveller ("the Chinese delegation") whose journey elsewhere the rest of the text tells.
bool contradicts(const Report& odd, const Report& main) {
  if (odd.act != main.act || odd.target.empty() || main.target.empty()) return false;
  if (has_person(odd.source) || odd.source.empty() || odd.source.front().actor == odd.source.front().country) return false;
  if (agree(odd.source, main.source) == Agreement::conflict || agree(odd.target, main.target) != Agreement::conflict) return false;
  if (!times_may_meet(odd.time, main.time)) return false;
  return main.evidence.size() > odd.evidence.size() || (has_person(main.source) && odd.evidence.size() == 1);
}

// How far a status has come: of two tellings of one event the further one counts.
int progress(Status status) {
  switch (status) {
    case Status::hypothetical: case Status::called_for: return 0;
    case Status::planned: return 1;
    case Status::postponed: case Status::cancelled: return 2;
    default: return 3;
  }
}

}  // namespace

void join(Report& into, const Report& from) {
  join_actors(into.source, from.source);
  join_actors(into.target, from.target);
  const int days = std::max(into.time.duration_days, from.time.duration_days);
  if (precision_rank(from.time) > precision_rank(into.time) ||
      (precision_rank(from.time) == precision_rank(into.time) && from.time.from && from.time.to != from.time.from && into.time.from == into.time.to && from.time.from == into.time.from))
    into.time = from.time;
  into.time.duration_days = days;
  if (into.place.precision.empty() || (into.place.precision == "country" && from.place.precision != "country" && !from.place.precision.empty() && from.place.country == into.place.country))
    into.place = from.place;
  for (const Role& role : from.roles) add_role(into, role.name, role.value, role.actor, role.span);
  for (const Evidence& evidence : from.evidence) {
    const bool known = std::any_of(into.evidence.begin(), into.evidence.end(), [&](const Evidence& e) { return e.trigger_span == evidence.trigger_span; });
    if (!known && into.evidence.size() < kMostEvidence) into.evidence.push_back(evidence);
  }
  for (const std::string& why : from.why)
    if (std::find(into.why.begin(), into.why.end(), why) == into.why.end()) into.why.push_back(why);
  if (into.attribution.empty() && into.evidence.size() == from.evidence.size()) into.attribution = from.attribution;
  into.confidence = std::min(0.98, std::max(into.confidence, from.confidence) + 0.03);
}

namespace {

// The reports of one document in the making.
class Assembly {
 public:
  explicit Assembly(const Reading& reading) : reading_(reading) {}

  // Joins a draft to the event it tells, or opens a new one.
  void place(const Draft& draft) {
    Report* best = nullptr;
    std::string_view best_reason;
    int best_fit = 0;
    for (const std::size_t e : recent(draft.report.act)) {
      Report probe = draft.report;
      if (!draft.status_fixed) probe.status = events_[e].status;
      const std::string_view reason = same_event(events_[e], probe, true);
      const int fit = reason.empty() ? 0 : fit_of(events_[e], probe);
      if (fit > best_fit) best = &events_[e], best_fit = fit, best_reason = reason;
    }
    if (!best) {
      by_act_[draft.report.act].push_back(events_.size());
      events_.push_back(draft.report);
      return;
    }
    const Status status = best->status;
    Report added = draft.report;
    if (fullness(added) > fullness(*best)) std::swap(*best, added);  // the fuller telling leads
    join(*best, added);
    const bool further = draft.status_fixed && statuses_may_meet(status, draft.report.status) && progress(draft.report.status) > progress(status);
    best->status = further ? draft.report.status : status;
    std::string why = "joined:" + std::string(best_reason);
    if (std::find(best->why.begin(), best->why.end(), why) == best->why.end()) best->why.push_back(std::move(why));
  }

  // "condemned the veto": no target in the sentence, and an object that names an act.
  bool wants_target(const Draft& draft) const {
    if (draft.report.source.empty() || !draft.report.target.empty() || !reading_.tree.verbal(draft.trigger)) return false;
    const std::uint32_t object = reading_.roles.object(draft.trigger).token;
    return object != kNone && !reading_.tree.verbal(object) && !reading_.knowledge.patterns(reading_.doc.lemma[object], Pattern::noun).empty();
  }

  // "condemned the veto": whoever did what the object names, told before, is the target. False when nobody is found.
  bool find_target(Draft& draft) const {
    const std::uint32_t object = reading_.roles.object(draft.trigger).token;
    if (object == kNone || reading_.tree.verbal(object)) return false;
    const Report* found = nullptr;
    for (const Pattern* pattern : reading_.knowledge.patterns(reading_.doc.lemma[object], Pattern::noun)) {
      if (pattern->forbids || pattern->side) continue;
      const auto told = by_act_.find(std::string(reading_.knowledge.acts()[pattern->act].id));
      if (told == by_act_.end()) continue;
      const Report& last = events_[told->second.back()];
      const bool before = last.evidence.front().sentence <= draft.report.evidence.front().sentence;
      if (before && agree(last.source, draft.report.source) == Agreement::conflict && (!found || last.evidence.front().sentence > found->evidence.front().sentence)) found = &last;
    }
    if (!found) return false;
    draft.report.target = found->source;
    for (Actor& actor : draft.report.target) actor.span = reading_.doc.span[object];
    draft.report.why.push_back("target:event");
    draft.rejected.clear();
    return true;
  }

  // "the visit", "this trip": an event told before gains what is said here.
  // False when there is none.
  bool add_to_antecedent(Draft& draft) {
    Report* antecedent = antecedent_of(draft);
    if (!antecedent) return false;
    const bool adds = !draft.report.roles.empty() || draft.report.time.duration_days > 0 || precision_rank(draft.report.time) > precision_rank(antecedent->time);
    const bool moves = draft.status_fixed && (draft.report.status == Status::cancelled || draft.report.status == Status::postponed);
    if (moves) antecedent->status = draft.report.status;
    if (adds || moves) {
      Report addition = draft.report;
      addition.source.clear();
      addition.target.clear();
      const double confidence = antecedent->confidence;
      join(*antecedent, addition);
      antecedent->confidence = confidence;
    }
    draft.rejected = "points at an event told elsewhere in the text";
    return true;
  }

  // A noun without a known doer may speak of an event told with its doer elsewhere: then it only adds to that.
  bool retells(Draft& draft) {
    if (reading_.tree.verbal(draft.trigger)) return false;
    Draft nobody = draft;
    nobody.report.source.clear();
    if (!add_to_antecedent(nobody)) return false;
    draft.rejected = std::move(nobody.rejected);
    return true;
  }

  // The events in text order, without readings that the rest of the text contradicts.
  std::vector<Report> finish(std::vector<std::pair<std::string, Span>>& notes) {
    std::vector<bool> odd(events_.size());
    for (std::size_t i = 0; i < events_.size(); ++i) {
      const auto beside = recent(events_[i].act);
      odd[i] = std::any_of(beside.begin(), beside.end(), [&](std::size_t other) { return other != i && contradicts(events_[i], events_[other]); });
    }
    std::vector<Report> reports;
    for (std::size_t i = 0; i < events_.size(); ++i) {
      Report& event = events_[i];
      if (odd[i])
        notes.emplace_back("contradiction: " + event.act + " by " + event.source.front().name + " to " + event.target.front().name + " cannot stand beside the rest of the text",
                           reading_.doc.sentences[event.evidence.front().sentence].span);
      else
        reports.push_back(std::move(event));
    }
    std::stable_sort(reports.begin(), reports.end(), [](const Report& a, const Report& b) { return a.evidence.front().sentence < b.evidence.front().sentence; });
    return reports;
  }

 private:
  // Events of one act, the latest told last.
  std::span<const std::size_t> recent(const std::string& act) {
    const std::vector<std::size_t>& all = by_act_[act];
    return std::span(all).last(std::min(all.size(), kRecent));
  }

  Report* antecedent_of(const Draft& draft) {
    Report* antecedent = nullptr;
    for (const std::size_t e : recent(draft.report.act)) {
      Report& event = events_[e];
      const Agreement sources = agree(draft.report.source, event.source);
      if (!draft.report.source.empty() && (sources == Agreement::conflict || (has_person(draft.report.source) && sources != Agreement::same))) continue;
      if (!draft.report.target.empty() && agree(draft.report.target, event.target) == Agreement::conflict) continue;
      const auto shared = [&](const std::vector<Actor>& a, const std::vector<Actor>& b) { return !a.empty() && !b.empty() && agree(a, b) != Agreement::conflict; };
      if (!draft.anaphoric && !shared(draft.report.source, event.source) && !shared(draft.report.target, event.target)) continue;
      if (!times_may_meet(draft.report.time, event.time)) continue;
      if (!antecedent || event.evidence.size() > antecedent->evidence.size()) antecedent = &event;
    }
    return antecedent;
  }

  const Reading& reading_;
  std::vector<Report> events_;
  std::unordered_map<std::string, std::vector<std::size_t>> by_act_;
};

}  // namespace

std::vector<Report> assemble(std::vector<Draft> drafts, const Reading& reading, std::vector<std::pair<std::string, Span>>& notes) {
  for (Draft& draft : drafts)
    if (draft.rejected.empty() && says_forecast(draft, reading)) draft.rejected = "a forecast or wish of somebody who does not act for a state";
  Assembly assembly(reading);
  const auto waits = [&](const Draft& draft) { return draft.rejected.empty() && assembly.wants_target(draft); };
  for (const bool unnamed : {false, true})  // those with a known doer first, of these those whose words fix the status
    for (const bool fixed : {true, false})
      for (Draft& draft : drafts)
        if (draft.rejected.empty() && draft.unnamed == unnamed && draft.status_fixed == fixed && !waits(draft)) {
          if (!unnamed || !assembly.retells(draft)) assembly.place(draft);
        }
  for (Draft& draft : drafts) {
    const bool waited = waits(draft);
    if (!waited && !(draft.rejected == kNoTarget && assembly.wants_target(draft))) continue;
    if (assembly.find_target(draft) || waited) assembly.place(draft);
  }
  for (Draft& draft : drafts)
    if (!draft.rejected.empty() && !reading.tree.verbal(draft.trigger) && !draft.rejected.starts_with("a `not`")) assembly.add_to_antecedent(draft);
  return assembly.finish(notes);
}

}  // namespace dragoman
