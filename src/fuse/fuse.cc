#include "fuse/fuse.h"

#include <algorithm>
#include <numeric>

#include "coding/assemble.h"
#include "coding/same_event.h"
#include "fuse/fields.h"

namespace dragoman {

namespace {

struct Clusters {
  std::vector<std::size_t> parent;
  explicit Clusters(std::size_t count) : parent(count) { std::iota(parent.begin(), parent.end(), std::size_t{0}); }
  std::size_t find(std::size_t i) {
    while (parent[i] != i) i = parent[i] = parent[parent[i]];
    return i;
  }
};

// Tellings of one act by one pair of states are neighbours; nothing else can be one event.
std::string blocking_key(const Report& report) {
  std::vector<std::string> countries;
  const auto party = [](const Actor& a) { return a.country.empty() ? a.actor : a.country; };
  if (!report.source.empty()) countries.push_back(party(report.source.front()));
  if (!report.target.empty()) countries.push_back(party(report.target.front()));
  if (report.reciprocal) std::sort(countries.begin(), countries.end());
  std::string key = report.act;
  for (const std::string& country : countries) key += "|" + country;
  return key;
}

// Fuller tellings lead a cluster: dated, with persons, with more evidence.
int lead_rank(const Report& r) {
  int rank = static_cast<int>(r.evidence.size()) + static_cast<int>(r.roles.size());
  if (r.time.from && r.time.precision == "day") rank += 10;
  for (const Actor& actor : r.source)
    if (actor.actor.starts_with("person:")) rank += 5;
  return rank;
}

bool has_role(const Report& report, std::string_view name) {
  return std::any_of(report.roles.begin(), report.roles.end(), [&](const Role& role) { return role.name == name; });
}

bool plan(Status status) { return status == Status::planned || status == Status::called_for || status == Status::hypothetical; }

}  // namespace

std::vector<Event> fuse(const std::vector<Coding>& codings, const Knowledge& knowledge) {
  std::vector<ReportId> ids;
  for (std::uint32_t c = 0; c < codings.size(); ++c)
    for (std::uint32_t r = 0; r < codings[c].reports.size(); ++r) ids.push_back({c, r});
  const auto report = [&](std::size_t i) -> const Report& { return codings[ids[i].coding].reports[ids[i].report]; };

  std::vector<std::pair<std::string, std::size_t>> keyed;
  for (std::size_t i = 0; i < ids.size(); ++i) keyed.emplace_back(blocking_key(report(i)), i);
  std::sort(keyed.begin(), keyed.end());

  Clusters clusters(ids.size());
  std::vector<std::string> reason(ids.size());
  std::vector<std::vector<std::size_t>> members(ids.size());
  for (std::size_t i = 0; i < ids.size(); ++i) members[i] = {i};
  constexpr std::size_t kWindow = 64;  // bounds the work where a stranger sends thousands of like reports
  for (std::size_t a = 0; a < keyed.size(); ++a)
    for (std::size_t b = a + 1; b < keyed.size() && b < a + kWindow && keyed[b].first == keyed[a].first; ++b) {
      const std::size_t i = keyed[a].second, j = keyed[b].second;
      if (ids[i].coding == ids[j].coding) continue;  // one article has made up its mind already
      const std::size_t root_i = clusters.find(i), root_j = clusters.find(j);
      if (root_i == root_j) continue;
      bool fits = true;  // every member must bear with the newcomer's members
      std::string_view why;
      for (std::size_t k : members[root_i])
        for (std::size_t l : members[root_j])
          if (fits) {
            if (ids[k].coding == ids[l].coding) {  // through a third telling
              fits = false;
              continue;
            }
            why = same_event(report(k), report(l), false);
            fits = !why.empty();
          }
      if (!fits || members[root_i].size() + members[root_j].size() > kWindow) continue;
      const std::size_t root = std::min(root_i, root_j), gone = std::max(root_i, root_j);
      clusters.parent[gone] = root;
      members[root].insert(members[root].end(), members[gone].begin(), members[gone].end());
      members[gone].clear();
      reason[j] = why;
    }

  std::vector<Event> events;
  std::vector<std::size_t> event_of(ids.size(), SIZE_MAX);
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const std::size_t root = clusters.find(i);
    if (event_of[root] == SIZE_MAX) {
      event_of[root] = events.size();
      events.emplace_back();
    }
    events[event_of[root]].members.push_back(ids[i]);
    if (!reason[i].empty()) events[event_of[root]].merge_reasons.push_back(reason[i]);
  }
  for (std::uint32_t e = 0; e < events.size(); ++e) {
    Event& event = events[e];
    event.number = e;
    const ReportId lead = *std::max_element(event.members.begin(), event.members.end(), [&](const ReportId& a, const ReportId& b) {
      return lead_rank(codings[a.coding].reports[a.report]) < lead_rank(codings[b.coding].reports[b.report]);
    });
    event.merged = codings[lead.coding].reports[lead.report];
    for (const ReportId& id : event.members) {
      const Report& member = codings[id.coding].reports[id.report];
      event.history.push_back({member.status, id});
      if (!(id == lead)) {
        Report addition = member;
        addition.evidence.clear();  // evidence stays with its article
        std::erase_if(addition.roles, [&](const Role& role) { return has_role(event.merged, role.name); });
        join(event.merged, addition);
      }
    }
    for (const StatusStep& step : event.history)  // what was planned and is told as done is done
      if (plan(event.merged.status) && (step.status == Status::happened || step.status == Status::under_way)) event.merged.status = step.status;
    std::vector<std::uint32_t> outlets;
    for (const ReportId& id : event.members) outlets.push_back(id.coding);
    std::sort(outlets.begin(), outlets.end());
    event.origins = static_cast<std::uint32_t>(std::unique(outlets.begin(), outlets.end()) - outlets.begin());
    event.fields = weigh_fields(event, codings, knowledge);
  }
  return events;
}

}  // namespace dragoman
