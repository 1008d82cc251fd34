#include "analyse/render_events.h"

#include <fmt/format.h>

#include <iterator>
#include <nlohmann/json.hpp>

#include "analyse/phrases.h"
#include "base/days.h"
#include "pipeline/report_json.h"

namespace dragoman {

namespace {

using nlohmann::ordered_json;

// Spans of a merged report are of several articles: they say nothing without them.
void drop_spans(ordered_json& json) {
  if (json.is_object()) json.erase("span");
  for (auto& part : json)
    if (part.is_structured()) drop_spans(part);
}

ordered_json line_json(const EventLine& line) {
  ordered_json json = {{"event", line.event}, {"revision", line.revision}};
  if (line.part > 1) json["part"] = line.part;
  ordered_json report = ordered_json::parse(report_json(line.merged));
  drop_spans(report);
  for (const char* of_one_article : {"article", "report", "sentence", "evidence", "why", "coder"}) report.erase(of_one_article);
  json.update(report);
  json["reports"] = line.reports;
  json["voices"] = line.voices;
  json["outlets"] = line.outlets;
  json["first_reported"] = iso_day(line.first_reported);
  json["last_reported"] = iso_day(line.last_reported);
  json["recorded"] = line.recorded;
  return json;
}

std::string dumped(const ordered_json& json, int indent) { return json.dump(indent, ' ', false, nlohmann::json::error_handler_t::replace) + "\n"; }

ordered_json page_json(const EventPage& page) {
  ordered_json json = line_json(page.line);
  json["members"] = ordered_json::array();
  for (const EventPage::Member& m : page.members) {
    ordered_json one = {{"article", m.article}, {"outlet", m.outlet}};
    if (!m.published.empty()) one["published"] = m.published;
    one["report"] = m.report;
    one["sentence"] = m.sentence;
    one["sentence_span"] = {m.sentence_span.begin, m.sentence_span.end};
    one["words"] = m.words;
    one["status"] = to_string(m.status);
    one["origin"] = m.origin;
    one["reported"] = iso_day(m.reported);
    if (m.with != kNone) one["because"] = {{"member", m.with}, {"reason", m.reason}};
    json["members"].push_back(std::move(one));
  }
  json["fields"] = ordered_json::object();
  for (const EventPage::Field& field : page.fields) {
    ordered_json one = ordered_json::object();
    one["dissent"] = ordered_json::array();
    for (const EventPage::Value& value : field.values) {
      ordered_json v = {{"value", value.value}, {"by", value.by}, {"voices", value.voices}};
      if (value.kind.empty()) {
        one["chosen"] = std::move(v);
      } else {
        v["kind"] = value.kind;
        one["dissent"].push_back(std::move(v));
      }
    }
    one["silent"] = field.silent;
    json["fields"][field.name] = std::move(one);
  }
  json["status_history"] = ordered_json::array();
  for (const EventPage::Step& step : page.history) json["status_history"].push_back({{"status", to_string(step.status)}, {"reported", iso_day(step.reported)}, {"member", step.member}});
  json["origins"] = ordered_json::array();
  for (const EventPage::Copy& copy : page.origins) {
    ordered_json one = {{"origin", copy.origin}, {"article", copy.article}, {"outlet", copy.outlet}, {"kind", copy.kind}};
    if (!copy.of.empty()) one["of"] = copy.of, one["evidence"] = copy.evidence;
    json["origins"].push_back(std::move(one));
  }
  json["revisions"] = ordered_json::array();
  for (const EventPage::Revision& revision : page.revisions) {
    ordered_json one = {{"revision", revision.revision}, {"change", revision.change}};
    if (revision.other > 0) one["other"] = revision.other;
    if (!revision.reason.empty()) one["reason"] = revision.reason;
    one["recorded"] = revision.recorded;
    json["revisions"].push_back(std::move(one));
  }
  return json;
}

std::string when(const When& time) {
  if (!time.from && !time.to) return "undated";
  if (!time.from) return "until " + iso_day(*time.to);
  if (!time.to) return "from " + iso_day(*time.from);
  return time.from == time.to ? iso_day(*time.from) : iso_day(*time.from) + "/" + iso_day(*time.to);
}

std::string number_of(const EventLine& line) { return line.part > 1 ? fmt::format("{}/{}", line.event, line.part) : std::to_string(line.event); }

std::string quoted(const std::string& value) {
  if (value.find_first_of(",\"\r\n") == value.npos) return value;
  std::string out = "\"";
  for (const char c : value) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + "\"";
}

std::string csv_line(const EventLine& line) {
  const Report& r = line.merged;
  const auto code = [](const std::vector<Actor>& side) { return side.empty() ? std::string() : side.front().actor; };
  const auto country = [](const std::vector<Actor>& side) { return side.empty() ? std::string() : side.front().country; };
  const auto name = [](const std::vector<Actor>& side) { return side.empty() ? std::string() : side.front().name; };
  const auto day = [](const std::optional<Day>& d) { return d ? iso_day(*d) : std::string(); };
  const std::string goldstein = r.cameo.code.empty() ? "" : fmt::format("{}", r.cameo.goldstein);
  std::string text;
  for (const std::string& cell : {number_of(line), std::to_string(line.revision), r.act, r.plover.type, r.plover.mode, r.cameo.code, goldstein, country(r.source), code(r.source), name(r.source), country(r.target),
                                  code(r.target), name(r.target), std::string(to_string(r.status)), day(r.time.from), day(r.time.to), r.time.precision, r.place.name, r.place.country,
                                  fmt::format("{:.3f}", r.confidence), std::to_string(line.reports), std::to_string(line.voices), fmt::format("{}", fmt::join(line.outlets, "; ")), iso_day(line.first_reported),
                                  iso_day(line.last_reported), line.recorded})
    text += (text.empty() ? "" : ",") + quoted(cell);
  return text + "\n";
}

constexpr const char* kCsvHead = "event,revision,act,plover,plover_mode,cameo,goldstein,source_country,source_actor,source_name,target_country,target_actor,target_name,status,"
                                 "time_from,time_to,time_precision,place,place_country,confidence,reports,voices,outlets,first_reported,last_reported,recorded\n";

// "     1  2024-04-11/2024-04-13  planned       Zhao Leji (China) → North Korea: visit  [Eastern Lantern, Harbour Post]"
std::string text_line(const EventLine& line, const Knowledge& knowledge) {
  return fmt::format("{:>6}  {:<21}  {:<12}  {}  [{}]\n", number_of(line), when(line.merged.time), status_phrase(line.merged.status), event_title(line.merged, knowledge), fmt::join(line.outlets, ", "));
}

std::string one_line(const std::string& words) {
  std::string out;
  for (const char c : words)  // of strangers: nothing that steers a terminal
    if (static_cast<unsigned char>(c) > ' ' && c != '\x7f') out += c;
    else if (!out.empty() && out.back() != ' ') out += ' ';
  return out;
}

class PageText {
 public:
  PageText(const EventPage& page, const Knowledge& knowledge) : page_(page), knowledge_(knowledge) {}
  std::string text() {
    head();
    fields();
    history();
    members();
    origins();
    revisions();
    return std::move(text_);
  }

 private:
  template <class... Args>
  void add(fmt::format_string<Args...> format, Args&&... args) { fmt::format_to(std::back_inserter(text_), format, std::forward<Args>(args)...); }

  // "Harbour Post", and with its day where the outlet speaks more than once.
  std::string who(std::uint32_t member) const {
    const EventPage::Member& m = page_.members[member];
    std::size_t same = 0;
    for (const EventPage::Member& other : page_.members) same += other.outlet == m.outlet;
    return same == 1 ? m.outlet : fmt::format("{} {} s{}", m.outlet, m.published.empty() ? "undated" : m.published, m.sentence + 1);
  }
  std::string all(const std::vector<std::uint32_t>& members) const {
    std::string out;
    for (const std::uint32_t m : members) out += (out.empty() ? "" : ", ") + who(m);
    return out;
  }
  static const char* voices(std::uint64_t count) { return count == 1 ? "independent voice" : "independent voices"; }

  void head() {
    const EventLine& line = page_.line;
    add("Event {}: {}\n{}; {} {}, {} {}; reported {}{}\n", number_of(line), event_title(line.merged, knowledge_), status_and_time(line.merged), line.reports, line.reports == 1 ? "report" : "reports", line.voices,
        voices(line.voices), iso_day(line.first_reported), line.last_reported == line.first_reported ? "" : " to " + iso_day(line.last_reported));
  }
  void fields() {
    add("\nWho says what\n");
    for (const EventPage::Field& field : page_.fields) {
      std::string name = field.name;
      for (char& c : name)
        if (c == '_') c = ' ';
      for (const EventPage::Value& value : field.values) {
        if (value.kind.empty()) add("  {:<13} {}  [{}]\n", name, value.value, all(value.by));
        else add("  {:<13} but {} ({})  [{}]\n", name, value.value, value.kind, all(value.by));
        name.clear();
      }
      if (!field.silent.empty()) add("  {:<13} not stated  [{}]\n", name, all(field.silent));
    }
  }
  void history() {
    add("\nStatus\n");
    for (const EventPage::Step& step : page_.history) add("  {}    {:<12}  [{}]\n", iso_day(step.reported), status_phrase(step.status), who(step.member));
  }
  void members() {
    add("\nReports\n");
    for (const EventPage::Member& m : page_.members) {
      add("  {}, {}, sentence {}: “{}”\n", m.outlet, m.published.empty() ? "undated" : m.published, m.sentence + 1, one_line(m.words));
      if (m.with != kNone) add("    one with {}: {}\n", who(m.with), m.reason);
    }
  }
  void origins() {
    if (page_.origins.empty()) return;
    add("\nOne origin\n");
    for (const EventPage::Copy& copy : page_.origins)
      add("  {} ({}): {}\n", copy.outlet, copy.article, copy.of.empty() ? "first of its group" : fmt::format("{} of {}: {}", copy.kind, copy.of, copy.evidence));
  }
  void revisions() {
    add("\nRevisions\n");
    for (const EventPage::Revision& r : page_.revisions)
      add("  {:>3}  {}  {}{}{}\n", r.revision, r.recorded, r.change, r.other > 0 ? fmt::format(" {} {}", r.change == "parted" ? "from" : r.change == "merged" ? "into" : "by", r.other) : "",
          r.reason.empty() ? "" : ": " + r.reason);
  }

  const EventPage& page_;
  const Knowledge& knowledge_;
  std::string text_;
};

}  // namespace

std::string render_events(const std::vector<EventLine>& lines, const Knowledge& knowledge, EventFormat format) {
  if (format == EventFormat::json) {
    ordered_json json = {{"format", "dragoman-events-1"}, {"events", ordered_json::array()}};
    for (const EventLine& line : lines) json["events"].push_back(line_json(line));
    return dumped(json, 1);
  }
  std::string text = format == EventFormat::csv ? kCsvHead : "";
  for (const EventLine& line : lines)
    text += format == EventFormat::jsonl ? dumped(line_json(line), -1) : format == EventFormat::csv ? csv_line(line) : text_line(line, knowledge);
  return text;
}

std::string render_event_pages(const std::vector<EventPage>& pages, const Knowledge& knowledge, EventFormat format) {
  if (format == EventFormat::json) {
    ordered_json json = {{"format", "dragoman-event-1"}, {"events", ordered_json::array()}};
    for (const EventPage& page : pages) json["events"].push_back(page_json(page));
    return dumped(json, 1);
  }
  std::string text;
  for (const EventPage& page : pages) text += format == EventFormat::jsonl ? dumped(page_json(page), -1) : (text.empty() ? "" : "\n") + PageText(page, knowledge).text();
  return text;
}

}  // namespace dragoman
