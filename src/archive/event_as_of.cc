#include "archive/event_as_of.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "archive/counting.h"
#include "fuse/clusters.h"
#include "fuse/event_of.h"

namespace dragoman {

namespace {

constexpr std::size_t kCodingsAtOnce = 1000;  // held in memory while their events are told

struct Row {
  std::int64_t event = 0, revision = 0;
  MemberRow member;
  std::string sketch;  // of its coding
};

Result<std::vector<Row>> member_rows(const Database& database, const std::vector<std::pair<std::int64_t, std::int64_t>>& events, Day reported) {
  std::string list;
  for (const auto& [event, revision] : events) list += fmt::format("{}({},{})", list.empty() ? "" : ",", event, revision);
  auto rows = database.query(fmt::format(
      "SELECT m.event, m.revision, m.coding, m.report, m.origin, m.reason, coalesce(m.with_coding, 0), coalesce(m.with_report, 0), CAST(m.reported - DATE '1970-01-01' AS BIGINT),"
      " (SELECT any_value(s.sketch) FROM sketches s WHERE s.coding = m.coding) FROM members m JOIN (VALUES {}) v(event, revision) ON m.event = v.event AND m.revision = v.revision"
      " WHERE CAST(m.reported - DATE '1970-01-01' AS BIGINT) <= {} ORDER BY m.event, m.rowid", list, reported.time_since_epoch().count()));
  if (!rows) return rows.error();
  std::vector<Row> all;
  while (rows->next())
    all.push_back({rows->number(0), rows->number(1),
                   {rows->number(2), rows->number(3), rows->number(4), std::string(rows->text(5)), rows->number(6), rows->number(7), Day(std::chrono::days(rows->number(8)))},
                   std::string(rows->text(9))});
  return all;
}

// The parts into which the members of one event fall, each in their order, the largest first. One part where a sketch is missing.
std::vector<std::vector<std::size_t>> parts_of(const std::vector<Row>& rows, std::size_t begin, std::size_t end, const PairScorer& scorer) {
  std::vector<ReportSketch> tellings;
  for (std::size_t i = begin; i < end; ++i) {
    CodingSketch sketch;
    const auto report = static_cast<std::size_t>(rows[i].member.report);
    if (!sketch_from(rows[i].sketch, sketch) || report >= sketch.tellings.size()) break;
    ReportSketch t = sketch.tellings[report];
    t.article = static_cast<std::uint32_t>(rows[i].member.coding), t.origin = static_cast<std::uint32_t>(rows[i].member.origin);
    tellings.push_back(t);
  }
  std::vector<std::vector<std::size_t>> parts;
  if (tellings.size() < end - begin) {
    parts.emplace_back();
    for (std::size_t i = begin; i < end; ++i) parts.back().push_back(i);
    return parts;
  }
  const Clusters clusters = cluster(tellings, scorer);
  std::map<std::uint32_t, std::size_t> place;
  for (std::uint32_t t = 0; t < tellings.size(); ++t) {
    const auto [at, is_new] = place.emplace(clusters.cluster_of[t], parts.size());
    if (is_new) parts.emplace_back();
    parts[at->second].push_back(begin + t);
  }
  std::stable_sort(parts.begin(), parts.end(), [](const auto& a, const auto& b) { return a.size() > b.size(); });
  return parts;
}

RetoldEvent tell_part(const std::vector<Row>& rows, const std::vector<std::size_t>& part, const std::map<std::int64_t, std::uint32_t>& place, const std::vector<Coding>& codings,
                      const Knowledge& knowledge) {
  RetoldEvent out;
  out.event = rows[part.front()].event, out.revision = rows[part.front()].revision;
  Origins origins;
  origins.group.assign(codings.size(), 0);
  for (const std::size_t i : part) {
    const MemberRow& member = rows[i].member;
    const std::uint32_t coding = place.at(member.coding);
    out.told.members.push_back({coding, static_cast<std::uint32_t>(member.report)});
    origins.group[coding] = static_cast<std::uint32_t>(member.origin);
    out.members.push_back(member);
  }
  tell_event(out.told, codings, origins, knowledge);
  out.outlets = outlets_of(out.told, codings);
  return out;
}

}  // namespace

Result<std::vector<RetoldEvent>> retell(const Database& database, const Knowledge& knowledge, const std::vector<std::pair<std::int64_t, std::int64_t>>& events, Day reported) {
  std::vector<RetoldEvent> all;
  if (events.empty()) return all;
  const auto rows = member_rows(database, events, reported);
  if (!rows) return rows.error();
  const PairScorer scorer(knowledge);
  for (std::size_t begin = 0; begin < rows->size();) {
    std::map<std::int64_t, std::uint32_t> place;  // coding to its place among those of this round
    std::size_t end = begin;
    while (end < rows->size() && (place.size() < kCodingsAtOnce || (*rows)[end].event == (*rows)[end - 1].event)) place.emplace((*rows)[end++].member.coding, 0);
    std::vector<std::int64_t> numbers;
    for (auto& [coding, here] : place) here = static_cast<std::uint32_t>(numbers.size()), numbers.push_back(coding);
    const auto codings = told_codings(database, numbers);
    if (!codings) return codings.error();
    for (std::size_t first = begin; first < end;) {
      std::size_t last = first;
      while (last < end && (*rows)[last].event == (*rows)[first].event) ++last;
      std::uint32_t number = 0;
      for (const auto& part : parts_of(*rows, first, last, scorer)) {
        for (const std::size_t i : part)
          if (static_cast<std::size_t>((*rows)[i].member.report) >= (*codings)[place[(*rows)[i].member.coding]].reports.size()) return database.failure("the archive is corrupt: a member is no report");
        all.push_back(tell_part(*rows, part, place, *codings, knowledge));
        all.back().part = ++number;
      }
      first = last;
    }
    begin = end;
  }
  return all;
}

}  // namespace dragoman
