#include "archive/event_write.h"

#include <algorithm>
#include <set>

#include "archive/coding_text.h"

namespace dragoman {

namespace {

void party(Appender& row, const std::vector<Actor>& actors) {
  if (actors.empty()) row.nothing().nothing().nothing();
  else row.text_or_nothing(actors.front().country).text_or_nothing(actors.front().actor).text_or_nothing(actors.front().name);
}

constexpr std::chrono::days kNearBefore{31}, kNearAfter{92};

// Words, rules and bytes are those of its members, each of another article.
Report without_words(Report report) {
  report.article.clear(), report.coder.clear(), report.why.clear(), report.evidence.clear(), report.hedges.clear();
  report.number = 0;
  report.time.span = report.place.span = {};
  for (auto* side : {&report.source, &report.target})
    for (Actor& actor : *side) actor.span = {};
  for (Role& role : report.roles) role.span = {};
  for (Attribution& link : report.attribution) link.span = {};
  return report;
}

const MemberRow& row_of(const Event& told, const std::vector<MemberRow>& members, ReportId id) {
  return members[static_cast<std::size_t>(std::find(told.members.begin(), told.members.end(), id) - told.members.begin())];
}

}  // namespace

std::string parties_of(const Report& report) {
  std::set<std::string> codes;
  for (const auto* side : {&report.source, &report.target})
    for (const Actor& actor : *side)
      if (const auto& code = actor.country.empty() ? actor.actor : actor.country; !code.empty()) codes.insert(code);
  std::string all;
  for (const auto& code : codes) all += " " + code;
  return all.empty() ? all : all + " ";
}

std::int64_t party_bit(std::string_view code) {
  constexpr unsigned kBits = 61;
  unsigned number = 0;
  for (const char c : code) number = (number * 31 + static_cast<unsigned char>(c)) % kBits;
  return std::int64_t{1} << number;
}

namespace {

std::int64_t party_bits(std::string_view parties) {  // with spaces around each
  std::int64_t bits = 0;
  for (std::size_t at = 1; at < parties.size();) {
    const std::size_t end = parties.find(' ', at);
    bits |= party_bit(parties.substr(at, end - at));
    at = end + 1;
  }
  return bits;
}

}  // namespace

std::vector<std::string> outlets_of(const Event& event, const std::vector<Coding>& codings) {
  std::vector<std::string> all;
  for (const ReportId id : event.members) {
    const Coding& coding = codings[id.coding];
    const std::string& name = !coding.outlet.empty() ? coding.outlet : !coding.article.outlet.empty() ? coding.article.outlet : coding.article.id;
    if (std::find(all.begin(), all.end(), name) == all.end()) all.push_back(name);
  }
  return all;
}

std::string outlets_text(const std::vector<std::string>& outlets) {
  std::string text;
  for (const auto& outlet : outlets) text += (text.empty() ? "" : "; ") + outlet;
  return text;
}

std::vector<std::string> outlets_from(std::string_view text) {
  std::vector<std::string> all;
  while (!text.empty()) {
    const auto end = text.find("; ");
    all.emplace_back(text.substr(0, end));
    text = end == text.npos ? std::string_view() : text.substr(end + 2);
  }
  return all;
}

EventWriter::EventWriter(const Database& database) : events_(database, "events"), far_(database, "far_events"), members_(database, "members"), fields_(database, "field_support"), statuses_(database, "status_history") {}

bool EventWriter::done(Appender& appender, bool good) {
  if (!good && !error_) error_ = appender.error();
  return good;
}

bool EventWriter::event(const Event& told, const std::vector<MemberRow>& members, const RevisionRow& revision) {
  const auto [first, last] = std::minmax_element(members.begin(), members.end(), [](const MemberRow& a, const MemberRow& b) { return a.reported < b.reported; });
  const Report& r = told.merged;
  // What has no day is looked for on the days it was reported. What happened long before or is to happen long after them stands in a
  // table of its own as well, so that rows of `events` that were written together are of days that lie together.
  const std::optional<Day> from = r.time.from.value_or(r.time.to.value_or(first->reported)), to = r.time.to.value_or(r.time.from.value_or(last->reported));
  const bool far = *from < first->reported - kNearBefore || *to > last->reported + kNearAfter;
  const auto write = [&](Appender& row, std::optional<Day> found_from, std::optional<Day> found_to) {
    const std::string parties = parties_of(r);
    row.number(revision.event).number(revision.revision).day(found_from).day(found_to).text(parties).number(party_bits(parties)).text(r.act).text_or_nothing(r.plover.type);
    row.text_or_nothing(r.plover.mode).text_or_nothing(r.cameo.code);
    if (r.cameo.code.empty()) row.nothing().nothing();
    else row.number(r.cameo.quad).real(r.cameo.goldstein);
    party(row, r.source);
    party(row, r.target);
    row.text(to_string(r.status)).day(r.time.from).day(r.time.to).text_or_nothing(r.time.precision);
    row.text_or_nothing(r.place.id).text_or_nothing(r.place.name).text_or_nothing(r.place.country).real(r.confidence).truth(r.background);
    row.number(static_cast<std::int64_t>(members.size())).number(told.origins).text(revision.outlets).day(first->reported).day(last->reported).text(revision.change);
    revision.other > 0 ? row.number(revision.other) : row.nothing();
    row.text(revision.reason).truth(false).instant(revision.recorded).nothing().text(report_to_text(without_words(r)));
    return done(row, row.end());
  };
  if (far && !write(far_, from, to)) return false;
  return far ? write(events_, std::nullopt, std::nullopt) : write(events_, from, to);
}

bool EventWriter::support(const std::string& field, const std::string& value, const char* kind, const MemberRow& by, const RevisionRow& revision) {
  fields_.number(revision.event).number(revision.revision).text(field).text(value).truth(kind == nullptr);
  kind ? fields_.text(kind) : fields_.nothing();
  fields_.number(by.coding).number(by.report).number(by.origin).day(by.reported).instant(revision.recorded);
  return done(fields_, fields_.end());
}

bool EventWriter::write(const Event& told, const std::vector<MemberRow>& members, const RevisionRow& revision) {
  if (!event(told, members, revision)) return false;
  for (const MemberRow& member : members) {
    members_.number(revision.event).number(revision.revision).number(member.coding).number(member.report).number(member.origin).text(member.reason);
    if (member.with_coding > 0) members_.number(member.with_coding).number(member.with_report);
    else members_.nothing().nothing();
    members_.day(member.reported).instant(revision.recorded);
    if (!done(members_, members_.end())) return false;
  }
  for (const Field& field : told.fields) {
    for (const ReportId& id : field.support)
      if (!support(field.name, field.value, nullptr, row_of(told, members, id), revision)) return false;
    for (const Field::Dissent& other : field.dissent)
      for (const ReportId& id : other.by)
        if (!support(field.name, other.value, other.kind.c_str(), row_of(told, members, id), revision)) return false;
  }
  std::int64_t step = 0;
  for (const StatusStep& at : told.history) {
    const MemberRow& by = row_of(told, members, at.by);
    statuses_.number(revision.event).number(revision.revision).number(step++).text(to_string(at.status)).number(by.coding).number(by.report).day(by.reported).instant(revision.recorded);
    if (!done(statuses_, statuses_.end())) return false;
  }
  return true;
}

bool EventWriter::flush() {
  for (Appender* appender : {&events_, &far_, &members_, &fields_, &statuses_})
    if (!done(*appender, appender->flush())) return false;
  return true;
}

}  // namespace dragoman
