#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

#include "analyse/calendar.h"
#include "analyse/calendar_parts.h"
#include "analyse/flow.h"
#include "analyse/phrases.h"
#include "archive/csv.h"
#include "base/days.h"
#include "fuse/fields.h"

namespace dragoman {

namespace {

using nlohmann::ordered_json;
using Fate = CalendarEntry::Fate;

constexpr std::size_t kColumns = 100;

std::string joined(const std::vector<std::string>& list, std::string_view between) {
  std::string text;
  for (const auto& one : list) text += (text.empty() ? "" : std::string(between)) + one;
  return text;
}

std::string quoted(const Brief& brief, const Citation& c, std::size_t most = 120) {
  return fmt::format("[{} s{} “{}”]", brief.names[c.coding], c.sentence + 1, cited_words(brief, c, most));
}

void add_text(const Brief& brief, const CalendarEntry& entry, std::string& out) {
  out += '\n';
  std::string when = show_time(entry.time);
  if (when.empty()) when = "no date given";
  if (!entry.recurs.empty()) when += " (" + entry.recurs + ")";
  Flow head(out, kColumns, false, 4);
  out += "  ";
  head.add(when + " · " + entry.title);
  head.end();
  const auto line = [&](std::string_view label, const std::string& text) { labelled(out, "  " + std::string(label), text, kColumns); };
  if (!entry.moved_from.empty()) line("moved", "first set for " + entry.moved_from);
  const bool own_voice = std::all_of(entry.voices.begin(), entry.voices.end(), [](const CalendarVoice& v) { return v.who.empty(); });
  line("certainty", std::string(to_string(entry.certainty)) + (own_voice ? ", nobody is named as its source" : ""));
  for (const CalendarVoice& voice : entry.voices)  // an outlet's own words stand below anyhow
    if (!voice.who.empty()) line(voice.kind + " by", voice_words(brief, voice) + " " + quoted(brief, voice.cite));
  for (const std::string& step : step_lines(brief, entry)) line("told", step);
  line("became of it", outcome_words(entry));
  for (const Citation& c : entry.see_also) line("may be of it", quoted(brief, c));
  if (entry.event != kNone) line("id", entry.uid);
}

struct Group {
  std::string_view heading;
  std::array<Fate, 3> outcomes;
};

std::string as_text(const Brief& brief, const Calendar& calendar) {
  static constexpr std::array<Group, 5> kGroups = {{
      {"Awaiting: the day is past and nothing tells that it happened", {Fate::awaiting, Fate::awaiting, Fate::awaiting}},
      {"Now", {Fate::due, Fate::under_way, Fate::under_way}},
      {"Ahead", {Fate::ahead, Fate::ahead, Fate::ahead}},
      {"Announced, no day given", {Fate::undated, Fate::undated, Fate::undated}},
      {"Over, put off or called off", {Fate::happened, Fate::happened, Fate::happened}},
  }};
  std::string out = "Calendar as of " + as_of_words(calendar) + "\n";
  for (const Group& group : kGroups) {
    bool first = true;
    for (const CalendarEntry& entry : calendar.entries) {
      const bool over = entry.outcome >= Fate::happened;
      const bool here = group.outcomes[0] == Fate::happened ? over : std::find(group.outcomes.begin(), group.outcomes.end(), entry.outcome) != group.outcomes.end();
      if (!here) continue;
      if (first) out += fmt::format("\n{}\n", group.heading);
      first = false;
      add_text(brief, entry, out);
    }
  }
  if (calendar.entries.empty()) out += "\nNothing is announced or expected in these articles.\n";
  if (calendar.left_out) out += fmt::format("\nLeft out: {} plan{} without a date and of no occasion; --all shows {}.\n", calendar.left_out, calendar.left_out == 1 ? "" : "s", calendar.left_out == 1 ? "it" : "them");
  return out;
}

ordered_json cite_json(const Brief& brief, const Citation& c) {
  return {{"article", brief.codings[c.coding].article.id}, {"outlet", brief.names[c.coding]}, {"sentence", c.sentence},
          {"span", {c.words.begin, c.words.end}}, {"words", cited_words(brief, c, 400)}};
}

ordered_json day_json(const std::optional<Day>& day) { return day ? ordered_json(iso_day(*day)) : ordered_json(nullptr); }

ordered_json entry_json(const Brief& brief, const CalendarEntry& e) {
  ordered_json j = {{"uid", e.uid}, {"title", e.title}, {"act", e.act}, {"countries", e.countries}};
  j["from"] = day_json(e.time.from);
  j["to"] = day_json(e.time.to);
  j["precision"] = e.time.precision;
  j["shown"] = show_time(e.time);
  j["moved_from"] = e.moved_from;
  j["recurs"] = e.recurs;
  j["place"] = e.place;
  j["certainty"] = to_string(e.certainty);
  j["outcome"] = to_string(e.outcome);
  j["overdue_days"] = e.overdue_days;
  j["event"] = e.event == kNone ? ordered_json(nullptr) : ordered_json(e.event);
  j["known"] = day_json(e.known);
  j["voices"] = ordered_json::array();
  for (const CalendarVoice& v : e.voices)
    j["voices"].push_back({{"kind", v.kind}, {"who", v.who}, {"country", v.country}, {"on", day_json(v.on)}, {"cite", cite_json(brief, v.cite)}});
  j["history"] = ordered_json::array();
  for (const CalendarStep& s : e.steps) {
    const Published& p = brief.codings[s.coding].published;
    j["history"].push_back({{"status", to_string(s.status)}, {"time", s.time}, {"outlet", brief.names[s.coding]}, {"published", p.known ? ordered_json(iso_day(p.from)) : ordered_json(nullptr)}, {"cite", cite_json(brief, s.cite)}});
  }
  j["cites"] = ordered_json::array();
  for (const Citation& c : e.cites) j["cites"].push_back(cite_json(brief, c));
  j["see_also"] = ordered_json::array();
  for (const Citation& c : e.see_also) j["see_also"].push_back(cite_json(brief, c));
  return j;
}

std::string as_json(const Brief& brief, const Calendar& calendar) {
  ordered_json j = {{"format", "dragoman-calendar-1"}, {"as_of", day_json(calendar.as_of)}, {"as_of_given", calendar.query.as_of.has_value()},
                    {"articles", brief.codings.size()}, {"left_out", calendar.left_out}, {"entries", ordered_json::array()}};
  for (const CalendarEntry& entry : calendar.entries) j["entries"].push_back(entry_json(brief, entry));
  return j.dump(1, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

std::string as_csv(const Brief& brief, const Calendar& calendar) {
  std::string text = "uid,from,to,precision,title,act,countries,place,certainty,outcome,overdue_days,moved_from,recurs,voices,outlets,words\n";
  for (const CalendarEntry& e : calendar.entries) {
    std::vector<std::string> voices, outlets, words;
    for (const CalendarVoice& v : e.voices) voices.push_back(v.kind + " by " + voice_words(brief, v));
    for (const Citation& c : e.cites) {
      if (std::find(outlets.begin(), outlets.end(), brief.names[c.coding]) == outlets.end()) outlets.push_back(brief.names[c.coding]);
      words.push_back(cited_words(brief, c, 200));
    }
    std::string line;
    for (const std::string& value : {e.uid, e.time.from ? iso_day(*e.time.from) : "", e.time.to ? iso_day(*e.time.to) : "", e.time.precision, e.title, e.act, joined(e.countries, " "), e.place,
                                     std::string(to_string(e.certainty)), std::string(to_string(e.outcome)), std::to_string(e.overdue_days), e.moved_from, e.recurs, joined(voices, "; "),
                                     joined(outlets, "; "), joined(words, " | ")})
      line += (line.empty() ? "" : ",") + csv_field(value);
    text += line + "\n";
  }
  return text;
}

}  // namespace

std::string voice_words(const Brief& brief, const CalendarVoice& voice) {
  std::string text = voice.who.empty() ? brief.names[voice.cite.coding] + ", in its own voice" : voice.who;
  if (voice.on) text += ", on " + long_day(*voice.on);
  return text;
}

std::vector<std::string> step_lines(const Brief& brief, const CalendarEntry& entry) {
  std::vector<std::string> lines;
  for (const CalendarStep& step : entry.steps) {
    const Published& p = brief.codings[step.coding].published;
    lines.push_back(fmt::format("{}: {}{} {}", p.known ? day_range(p.from, p.to) : "day not known", status_phrase(step.status), step.time.empty() ? "" : ", " + step.time, quoted(brief, step.cite)));
  }
  if (entry.steps.empty())
    for (const Citation& c : entry.cites) {
      const Published& p = brief.codings[c.coding].published;
      lines.push_back(fmt::format("{}: {}", p.known ? day_range(p.from, p.to) : "day not known", quoted(brief, c)));
    }
  return lines;
}

std::string outcome_words(const CalendarEntry& entry) {
  const std::string known = entry.known ? " since " + long_day(*entry.known) : std::string();
  switch (entry.outcome) {
    case Fate::awaiting: return fmt::format("no news{}; overdue by {} day{}", known, entry.overdue_days, entry.overdue_days == 1 ? "" : "s");
    case Fate::due: return "its days have come; no news" + known;
    case Fate::under_way: return "under way";
    case Fate::ahead: return "still ahead";
    case Fate::undated: return "no day was given, no news" + known;
    case Fate::happened: return !entry.time.from && entry.steps.size() && entry.steps.back().status == Status::under_way ? "was under way" + (entry.known ? " on " + long_day(*entry.known) : std::string()) + "; its end is not told" : "happened";
    case Fate::postponed: return "postponed; no new day told" + known;
    case Fate::cancelled: return "cancelled";
    case Fate::denied: return "denied";
  }
  return {};
}

std::string as_of_words(const Calendar& calendar) {
  if (!calendar.as_of) return "a day that is not known: no article is dated, so nothing can be overdue (--as-of gives the day)";
  return long_day(*calendar.as_of) + (calendar.query.as_of ? "" : ", the last day of publication");
}

std::string render_calendar(const Brief& brief, const Calendar& calendar, CalendarFormat format) {
  switch (format) {
    case CalendarFormat::json: return as_json(brief, calendar);
    case CalendarFormat::csv: return as_csv(brief, calendar);
    case CalendarFormat::ics: return render_icalendar(brief, calendar);
    case CalendarFormat::text: break;
  }
  return as_text(brief, calendar);
}

}  // namespace dragoman
