// Everything about one event.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "archive/event_rows.h"
#include "archive/events.h"
#include "archive/schema.h"

namespace dragoman {

namespace {

constexpr std::int64_t kEndOfTime = 253'402'300'799'999'999;  // of the year 9999

std::int64_t limit_of(const std::string& recorded) { return std::min(instant_of(recorded).value_or(kEndOfTime), kEndOfTime); }

using Key = std::pair<std::int64_t, std::int64_t>;  // coding, report

std::uint32_t member_at(const std::vector<EventPage::Member>& members, const Key& key) {
  for (std::uint32_t i = 0; i < members.size(); ++i)
    if (Key(members[i].coding, members[i].report) == key) return i;
  return kNone;
}

Result<std::vector<EventPage::Member>> members_of(const Database& database, const EventLine& line, const std::vector<MemberRow>* only) {
  auto rows = database.query(
      "SELECT a.id, coalesce(c.outlet, nullif(a.outlet, ''), a.id), strftime(c.published_to, '%Y-%m-%d'), m.coding, m.report, m.origin, r.sentence, r.sentence_begin, r.sentence_end, t.text, r.status,"
      " CAST(m.reported - DATE '1970-01-01' AS BIGINT), m.reason, coalesce(m.with_coding, 0), coalesce(m.with_report, 0) FROM members m JOIN reports r ON r.coding = m.coding AND r.report = m.report"
      " JOIN codings c ON c.coding = m.coding JOIN articles a ON a.article = c.article JOIN texts t ON t.content = a.content WHERE m.event = ? AND m.revision = ? ORDER BY m.rowid",
      {line.event, line.revision});
  if (!rows) return rows.error();
  std::vector<EventPage::Member> members;
  std::vector<Key> with;
  while (rows->next()) {
    EventPage::Member m;
    m.article = rows->text(0), m.outlet = rows->text(1), m.published = rows->text(2);
    m.coding = rows->number(3), m.report = rows->number(4), m.origin = rows->number(5);
    if (only && std::none_of(only->begin(), only->end(), [&](const MemberRow& row) { return row.coding == m.coding && row.report == m.report; })) continue;
    m.sentence = static_cast<std::uint32_t>(rows->number(6));
    m.sentence_span = {static_cast<std::uint32_t>(rows->number(7)), static_cast<std::uint32_t>(rows->number(8))};
    const std::string_view text = rows->text(9);
    if (m.sentence_span.begin <= m.sentence_span.end && m.sentence_span.end <= text.size()) m.words = text.substr(m.sentence_span.begin, m.sentence_span.size());
    m.status = parse_status(rows->text(10)).value_or(Status::happened);
    m.reported = Day(std::chrono::days(rows->number(11)));
    m.reason = rows->text(12);
    with.emplace_back(rows->number(13), rows->number(14));
    members.push_back(std::move(m));
  }
  for (std::size_t i = 0; i < members.size(); ++i) {
    members[i].with = member_at(members, with[i]);
    if (members[i].with == kNone && members.size() == 1) members[i].reason = "told alone";
  }
  return members;
}

// Silent are those who stand behind no value; of the status, earlier steps are no silence.
void find_silent(EventPage& page) {
  for (EventPage::Field& field : page.fields) {
    std::set<std::uint32_t> speaks;
    for (EventPage::Value& value : field.values) {
      std::set<std::int64_t> voices;
      for (const std::uint32_t m : value.by) voices.insert(page.members[m].origin), speaks.insert(m);
      value.voices = static_cast<std::uint32_t>(voices.size());
    }
    for (std::uint32_t m = 0; m < page.members.size() && field.name != "status"; ++m)
      if (!speaks.contains(m)) field.silent.push_back(m);
  }
}

void add_support(EventPage& page, const std::string& field, const std::string& value, const std::string& kind, const Key& by) {
  const std::uint32_t member = member_at(page.members, by);
  if (member == kNone) return;
  if (page.fields.empty() || page.fields.back().name != field) page.fields.push_back({field, {}, {}});
  auto& values = page.fields.back().values;
  if (values.empty() || values.back().value != value || values.back().kind != kind) values.push_back({value, kind, {}, 0});
  values.back().by.push_back(member);
}

Outcome read_told(const Database& database, EventPage& page) {
  auto fields = database.query("SELECT field, value, chosen, coalesce(kind, ''), coding, report FROM field_support WHERE event = ? AND revision = ? ORDER BY rowid", {page.line.event, page.line.revision});
  if (!fields) return fields.error();
  while (fields->next()) add_support(page, std::string(fields->text(0)), std::string(fields->text(1)), std::string(fields->text(3)), {fields->number(4), fields->number(5)});
  auto steps = database.query("SELECT status, CAST(reported - DATE '1970-01-01' AS BIGINT), coding, report FROM status_history WHERE event = ? AND revision = ? ORDER BY step", {page.line.event, page.line.revision});
  if (!steps) return steps.error();
  while (steps->next())
    if (const std::uint32_t member = member_at(page.members, {steps->number(2), steps->number(3)}); member != kNone)
      page.history.push_back({parse_status(steps->text(0)).value_or(Status::happened), Day(std::chrono::days(steps->number(1))), member});
  return Done{};
}

void take_told(const RetoldEvent& event, EventPage& page) {
  const auto key = [&](ReportId id) {
    const auto at = static_cast<std::size_t>(std::find(event.told.members.begin(), event.told.members.end(), id) - event.told.members.begin());
    return Key(event.members[at].coding, event.members[at].report);
  };
  for (const Field& field : event.told.fields) {
    for (const ReportId id : field.support) add_support(page, field.name, field.value, "", key(id));
    for (const Field::Dissent& other : field.dissent)
      for (const ReportId id : other.by) add_support(page, field.name, other.value, other.kind, key(id));
  }
  for (const StatusStep& step : event.told.history)
    if (const std::uint32_t member = member_at(page.members, key(step.by)); member != kNone) page.history.push_back({step.status, page.members[member].reported, member});
}

Outcome read_origins(const Database& database, const std::string& recorded, EventPage& page) {
  std::set<std::int64_t> codings;
  for (const auto& m : page.members) codings.insert(m.coding);
  auto rows = database.query(fmt::format(
      "SELECT o.origin, a.id, coalesce(c.outlet, nullif(a.outlet, ''), a.id), o.kind, coalesce(b.id, ''), o.evidence FROM origins o JOIN articles a ON a.article = o.article"
      " JOIN codings c ON c.article = a.article LEFT JOIN articles b ON b.article = o.of_article WHERE c.coding IN ({}) AND o.kind <> 'alone' AND o.recorded <= make_timestamp({})"
      " QUALIFY row_number() OVER (PARTITION BY o.article ORDER BY o.fusion DESC) = 1 ORDER BY o.origin, o.kind <> 'first', o.article", fmt::join(codings, ","), limit_of(recorded)));
  if (!rows) return rows.error();
  while (rows->next())
    page.origins.push_back({rows->number(0), std::string(rows->text(1)), std::string(rows->text(2)), std::string(rows->text(3)), std::string(rows->text(4)), std::string(rows->text(5))});
  return Done{};
}

Outcome read_revisions(const Database& database, const std::string& recorded, EventPage& page) {
  auto rows = database.query(fmt::format("SELECT revision, coalesce(other, 0), change, reason, strftime(recorded, '%Y-%m-%dT%H:%M:%SZ') FROM events WHERE event = ? AND recorded <= make_timestamp({}) ORDER BY revision",
                                         limit_of(recorded)), {page.line.event});
  if (!rows) return rows.error();
  while (rows->next()) page.revisions.push_back({rows->number(0), rows->number(1), std::string(rows->text(2)), std::string(rows->text(3)), std::string(rows->text(4))});
  return Done{};
}

Error not_there(const Database& database, std::int64_t event) {
  auto rows = database.query("SELECT change, coalesce(other, 0), reason FROM events WHERE event = ? AND superseded IS NULL AND ended", {event});
  if (rows && rows->next()) {
    if (rows->number(1) > 0)
      return {ErrorCode::not_found, fmt::format("event {} is one with event {}", event, rows->number(1)), database.path(), fmt::format("ask for {}; with --recorded, the event as it stood before", rows->number(1))};
    return {ErrorCode::not_found, fmt::format("event {} was withdrawn: {}", event, rows->text(2)), database.path(), "with --recorded, the event as it stood before"};
  }
  return {ErrorCode::not_found, fmt::format("no event {} was known then", event), database.path(), "`dragoman events` lists them"};
}

Result<EventPage> page_of(const Database& database, EventLine line, const RetoldEvent* retold, const AsOf& as_of) {
  EventPage page;
  page.line = std::move(line);
  auto members = members_of(database, page.line, retold ? &retold->members : nullptr);
  if (!members) return members.error();
  page.members = std::move(*members);
  if (retold) take_told(*retold, page);
  else if (const auto read = read_told(database, page); !read) return read.error();
  find_silent(page);
  if (const auto read = read_origins(database, as_of.recorded, page); !read) return read.error();
  if (const auto read = read_revisions(database, as_of.recorded, page); !read) return read.error();
  return page;
}

}  // namespace

Result<std::vector<EventPage>> event_pages(const Archive& archive, const Knowledge& knowledge, std::int64_t event, const AsOf& as_of) {
  const Database& database = archive.database();
  const auto live = live_events(as_of);
  if (!live) return live.error();
  const auto lines = event_lines(database, "events", *live + " AND e.event = ?", {event});
  if (!lines) return lines.error();
  if (lines->empty() || (as_of.reported && lines->front().first_reported > *as_of.reported)) return not_there(database, event);
  const EventLine& line = lines->front();
  std::vector<EventPage> pages;
  const auto add = [&](EventLine one, const RetoldEvent* retold) -> Outcome {
    auto page = page_of(database, std::move(one), retold, as_of);
    if (!page) return page.error();
    pages.push_back(std::move(*page));
    return Done{};
  };
  if (!as_of.reported || line.last_reported <= *as_of.reported) {
    if (const auto added = add(line, nullptr); !added) return added.error();
    return pages;
  }
  const auto retold = retell(database, knowledge, {{line.event, line.revision}}, *as_of.reported);
  if (!retold) return retold.error();
  for (const RetoldEvent& part : *retold)
    if (const auto added = add(line_of(part, line.recorded), &part); !added) return added.error();
  return pages;
}

}  // namespace dragoman
