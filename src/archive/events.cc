#include "archive/events.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <tuple>

#include "archive/coding_text.h"
#include "archive/event_as_of.h"
#include "archive/event_rows.h"
#include "archive/event_write.h"
#include "archive/schema.h"
#include "base/days.h"

namespace dragoman {

namespace {

// Conditions on the columns of `events` under the name e, and what their question marks stand for.
struct Filter {
  std::string sql;
  std::vector<Parameter> parameters;
};

Filter fits_query(const EventQuery& query) {
  Filter filter;
  std::int64_t bits = 0;
  for (const std::string& country : query.countries) bits |= party_bit(country);
  if (bits != 0) filter.sql += fmt::format(" AND e.party_bits & {0} = {0}", bits);
  for (const std::string& country : query.countries) {
    filter.sql += " AND contains(e.parties, ' ' || ? || ' ')";
    filter.parameters.emplace_back(country);
  }
  if (!query.act.empty()) filter.sql += " AND e.act = ?", filter.parameters.emplace_back(query.act);
  if (!query.plover.empty()) filter.sql += " AND e.plover = ?", filter.parameters.emplace_back(query.plover);
  if (query.since) filter.sql += " AND e.day_to >= DATE '" + iso_day(*query.since) + "'";
  if (query.until) filter.sql += " AND e.day_from <= DATE '" + iso_day(*query.until) + "'";
  return filter;
}

// The same of an event told anew.
bool fits(const EventQuery& query, const EventLine& line) {
  const std::string parties = parties_of(line.merged);
  for (const std::string& country : query.countries)
    if (parties.find(" " + country + " ") == parties.npos) return false;
  if ((!query.act.empty() && line.merged.act != query.act) || (!query.plover.empty() && line.merged.plover.type != query.plover)) return false;
  const When& time = line.merged.time;
  const Day from = time.from.value_or(time.to.value_or(line.first_reported)), to = time.to.value_or(time.from.value_or(line.last_reported));
  return (!query.since || to >= *query.since) && (!query.until || from <= *query.until);
}

}  // namespace

Result<std::string> live_events(const AsOf& as_of) {
  const auto recorded = instant_of(as_of.recorded);
  if (!recorded) return Error{ErrorCode::bad_request, "'" + as_of.recorded + "' is no instant", "recorded", "write YYYY-MM-DD or YYYY-MM-DDTHH:MM:SSZ"};
  if (as_of.recorded.empty()) return std::string("e.superseded IS NULL AND NOT e.ended");
  return fmt::format("e.recorded <= make_timestamp({0}) AND (e.superseded IS NULL OR e.superseded > make_timestamp({0})) AND NOT e.ended", *recorded);
}

Result<std::vector<EventLine>> event_lines(const Database& database, const char* table, const std::string& condition, const std::vector<Parameter>& parameters) {
  auto rows = database.query(fmt::format("SELECT e.event, e.revision, e.json, e.reports, e.origins, CAST(e.first_reported - DATE '1970-01-01' AS BIGINT), CAST(e.last_reported - DATE '1970-01-01' AS BIGINT),"
                                         " strftime(e.recorded, '%Y-%m-%dT%H:%M:%SZ'), e.outlets FROM {} e WHERE {}", table, condition), parameters);
  if (!rows) return rows.error();
  std::vector<EventLine> lines;
  while (rows->next()) {
    auto merged = report_from_text(rows->text(2));
    if (!merged) return database.failure("the archive is corrupt: an event cannot be read");
    lines.push_back({rows->number(0), rows->number(1), 1, std::move(*merged), static_cast<std::uint64_t>(rows->number(3)), static_cast<std::uint64_t>(rows->number(4)),
                     Day(std::chrono::days(rows->number(5))), Day(std::chrono::days(rows->number(6))), std::string(rows->text(7)), outlets_from(rows->text(8))});
  }
  return lines;
}

EventLine line_of(const RetoldEvent& event, std::string recorded) {
  const auto [first, last] = std::minmax_element(event.members.begin(), event.members.end(), [](const MemberRow& a, const MemberRow& b) { return a.reported < b.reported; });
  return {event.event, event.revision, event.part, event.told.merged, event.members.size(), event.told.origins, first->reported, last->reported, std::move(recorded), event.outlets};
}

Result<std::vector<EventLine>> list_events(const Archive& archive, const Knowledge& knowledge, const EventQuery& query) {
  const Database& database = archive.database();
  const auto live = live_events(query.as_of);
  if (!live) return live.error();
  const Filter filter = fits_query(query);
  const std::string day = query.as_of.reported ? "DATE '" + iso_day(*query.as_of.reported) + "'" : "";
  const std::string condition = *live + filter.sql + (day.empty() ? "" : " AND e.last_reported <= " + day);
  auto lines = event_lines(database, "events", condition, filter.parameters);
  if (!lines) return lines.error();
  if (query.since || query.until) {  // in `events` those of far days have none
    auto far = event_lines(database, "far_events", condition, filter.parameters);
    if (!far) return far.error();
    std::move(far->begin(), far->end(), std::back_inserter(*lines));
  }
  if (!day.empty()) {
    // Those with reports from before that day and after it are told anew.
    auto rows = database.query("SELECT e.event, e.revision, strftime(e.recorded, '%Y-%m-%dT%H:%M:%SZ') FROM events e WHERE " + *live + " AND e.first_reported <= " + day + " AND e.last_reported > " + day + " ORDER BY e.event");
    if (!rows) return rows.error();
    std::vector<std::pair<std::int64_t, std::int64_t>> later;
    std::vector<std::string> recorded;
    while (rows->next()) {
      later.emplace_back(rows->number(0), rows->number(1));
      recorded.emplace_back(rows->text(2));
    }
    const auto retold = retell(database, knowledge, later, *query.as_of.reported);
    if (!retold) return retold.error();
    for (const RetoldEvent& event : *retold) {
      const auto at = std::lower_bound(later.begin(), later.end(), std::pair(event.event, event.revision)) - later.begin();
      if (EventLine line = line_of(event, recorded[static_cast<std::size_t>(at)]); fits(query, line)) lines->push_back(std::move(line));
    }
  }
  std::sort(lines->begin(), lines->end(), [](const EventLine& a, const EventLine& b) {
    const auto key = [](const EventLine& line) { return std::tuple(line.merged.time.from.value_or(line.merged.time.to.value_or(Day::max())), line.event, line.part); };
    return key(a) < key(b);
  });
  return lines;
}

}  // namespace dragoman
