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

std::vector<Report> assemble(std::vector<Draft> drafts, const Reading& reading, std::vector<std::pair<std::string, Span>>& notes) {
  const Document& doc = reading.doc;
  for (Draft& draft : drafts)
    if (draft.rejected.empty() && says_forecast(draft, reading)) draft.rejected = "a forecast or wish of somebody who does not act for a state";

  // tellings of one event: those whose words fix the status first, then the rest
  struct Group {
    Report report;
    int fullness;
    std::uint32_t trigger;
  };
  std::vector<Group> groups;
  std::unordered_map<std::string, std::vector<std::size_t>> by_act;
  const auto recent = [&](const std::string& act) {  // groups of an act, the latest told last
    const std::vector<std::size_t>& all = by_act[act];
    return std::span(all).last(std::min(all.size(), kRecent));
  };
  const auto place = [&](Draft& draft) {
    Group* best = nullptr;
    std::string_view best_reason;
    int best_fit = 0;
    for (const std::size_t g : recent(draft.report.act)) {
      Report probe = draft.report;
      if (!draft.status_fixed) probe.status = groups[g].report.status;
      const std::string_view reason = same_event(groups[g].report, probe, true);
      const int fit = reason.empty() ? 0 : fit_of(groups[g].report, probe);
      if (fit > best_fit) best = &groups[g], best_fit = fit, best_reason = reason;
    }
    const int full = fullness(draft.report);
    if (!best) {
      by_act[draft.report.act].push_back(groups.size());
      groups.push_back({draft.report, full, draft.trigger});
      return;
    }
    const Status status = best->report.status;
    Report added = draft.report;
    if (full > best->fullness) {  // the fuller telling leads
      std::swap(best->report, added);
      best->fullness = full;
    }
    join(best->report, added);
    const bool open = draft.report.status == Status::hypothetical || draft.report.status == Status::called_for;
    if (!draft.status_fixed || open || !statuses_may_meet(status, draft.report.status)) best->report.status = status;
    best->report.why.push_back("joined:" + std::string(best_reason));
  };
  for (Draft& draft : drafts)
    if (draft.rejected.empty() && draft.status_fixed) place(draft);
  for (Draft& draft : drafts)
    if (draft.rejected.empty() && !draft.status_fixed) place(draft);

  // "the visit", "this trip": an event told before gains what is said here
  for (Draft& draft : drafts) {
    if (draft.rejected.empty() || reading.tree.verbal(draft.trigger) || draft.rejected.starts_with("a `not`")) continue;
    Group* antecedent = nullptr;
    for (const std::size_t g : recent(draft.report.act)) {
      Group& group = groups[g];
      const Agreement sources = agree(draft.report.source, group.report.source);
      if (!draft.report.source.empty() && (sources == Agreement::conflict || (has_person(draft.report.source) && sources != Agreement::same))) continue;
      if (!draft.report.target.empty() && agree(draft.report.target, group.report.target) == Agreement::conflict) continue;
      if (!draft.anaphoric && draft.report.source.empty() && draft.report.target.empty()) continue;
      if (!times_may_meet(draft.report.time, group.report.time)) continue;
      if (!antecedent || group.report.evidence.size() > antecedent->report.evidence.size()) antecedent = &group;
    }
    if (!antecedent) continue;
    const bool adds = !draft.report.roles.empty() || draft.report.time.duration_days > 0 || precision_rank(draft.report.time) > precision_rank(antecedent->report.time);
    const bool moves = draft.status_fixed && (draft.report.status == Status::cancelled || draft.report.status == Status::postponed);
    if (moves) antecedent->report.status = draft.report.status;
    if (adds || moves) {
      Report addition = draft.report;
      addition.source.clear();
      addition.target.clear();
      const double confidence = antecedent->report.confidence;
      join(antecedent->report, addition);
      antecedent->report.confidence = confidence;
    }
    draft.rejected = "points at an event told elsewhere in the text";
  }

  std::vector<bool> odd(groups.size());
  for (std::size_t i = 0; i < groups.size(); ++i) {
    const auto beside = recent(groups[i].report.act);
    odd[i] = std::any_of(beside.begin(), beside.end(), [&](std::size_t other) { return other != i && contradicts(groups[i].report, groups[other].report); });
  }
  std::vector<Report> reports;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    if (odd[i]) {
      notes.emplace_back("contradiction: " + groups[i].report.act + " by " + groups[i].report.source.front().name + " to " + groups[i].report.target.front().name +
                             " cannot stand beside the rest of the text",
                         doc.sentences[groups[i].report.evidence.front().sentence].span);
      continue;
    }
    reports.push_back(std::move(groups[i].report));
  }
  std::stable_sort(reports.begin(), reports.end(), [](const Report& a, const Report& b) { return a.evidence.front().sentence < b.evidence.front().sentence; });
  return reports;
}

}  // namespace dragoman
