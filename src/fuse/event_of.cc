#include "fuse/event_of.h"

#include <algorithm>
#include <tuple>

#include "coding/assemble.h"
#include "fuse/fields.h"

namespace dragoman {

namespace {

const Report& report_of(const std::vector<Coding>& codings, ReportId id) { return codings[id.coding].reports[id.report]; }

// Fuller tellings lead an event: dated, with persons, with more evidence; history and what its own text contradicts come last.
int lead_rank(const Report& r) {
  int rank = static_cast<int>(r.evidence.size()) + static_cast<int>(r.roles.size());
  if (r.time.from && r.time.precision == "day") rank += 10;
  for (const Actor& actor : r.source)
    if (actor.actor.starts_with("person:")) rank += 5;
  return rank - (r.background ? 20 : 0) - (r.contradicted ? 40 : 0);
}

bool has_role(const Report& report, std::string_view name) {
  return std::any_of(report.roles.begin(), report.roles.end(), [&](const Role& role) { return role.name == name; });
}

// How far along a status is.
int stage(Status status) {
  switch (status) {
    case Status::hypothetical:
    case Status::called_for: return 0;
    case Status::planned: return 1;
    case Status::under_way: return 3;
    case Status::happened: return 4;
    default: return 2;  // moved, called off, denied, refused
  }
}

bool follows(Status last, Status next) {
  if (next == last) return true;
  return stage(last) < 3 ? stage(next) > 0 || stage(last) == 0 : stage(next) >= 2;
}

// The last day of a journey of several days, where it is told.
std::optional<Day> end_of_journey(const Report& report, const Knowledge& knowledge) {
  const std::uint32_t act = knowledge.find_act(report.act);
  if (act == kNone || !knowledge.acts()[act].movement || !report.time.from || report.time.precision != "day") return std::nullopt;
  if (*report.time.to > *report.time.from) return report.time.to;
  return report.time.duration_days > 1 ? std::optional<Day>(*report.time.from + std::chrono::days(report.time.duration_days - 1)) : std::nullopt;
}

}  // namespace

std::vector<StatusStep> history_of(const std::vector<ReportId>& members, const std::vector<Coding>& codings, std::optional<Day> journey_ends) {
  std::vector<ReportId> order = members;
  const auto when = [&](ReportId id) {
    const Coding& coding = codings[id.coding];
    const Report& report = report_of(codings, id);
    // unknown days of publication come last: they say nothing of the order
    return std::tuple(!coding.published.known, coding.published.known ? coding.published.from.time_since_epoch().count() : 0, stage(report.status), std::string_view(coding.article.id), report.number);
  };
  std::sort(order.begin(), order.end(), [&](ReportId a, ReportId b) { return std::tuple_cat(when(a), std::tuple(a.coding)) < std::tuple_cat(when(b), std::tuple(b.coding)); });
  std::vector<StatusStep> steps;
  for (const ReportId id : order) {
    const Published& published = codings[id.coding].published;
    Status status = report_of(codings, id).status;
    if (status == Status::happened && journey_ends && published.known && published.from < *journey_ends) status = Status::under_way;
    if (steps.empty() || follows(steps.back().status, status)) steps.push_back({status, id});
  }
  return steps;
}

void tell_event(Event& event, const std::vector<Coding>& codings, const Origins& origins, const Knowledge& knowledge) {
  const ReportId lead = *std::max_element(event.members.begin(), event.members.end(), [&](ReportId a, ReportId b) { return lead_rank(report_of(codings, a)) < lead_rank(report_of(codings, b)); });
  event.merged = report_of(codings, lead);
  for (const ReportId id : event.members) {
    if (id == lead) continue;
    Report addition = report_of(codings, id);
    addition.evidence.clear();  // evidence stays with its article
    std::erase_if(addition.roles, [&](const Role& role) { return has_role(event.merged, role.name); });
    join(event.merged, addition);
  }
  event.history = history_of(event.members, codings, end_of_journey(event.merged, knowledge));
  event.merged.status = event.history.back().status;
  for (const ReportId id : event.members) event.member_origins.push_back(origins.group[id.coding]);
  std::vector<std::uint32_t> voices = event.member_origins;
  std::sort(voices.begin(), voices.end());
  event.origins = static_cast<std::uint32_t>(std::unique(voices.begin(), voices.end()) - voices.begin());
  event.fields = weigh_fields(event, codings, knowledge);
}

}  // namespace dragoman
