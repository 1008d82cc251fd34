// RFC 5545.
#include <fmt/format.h>

#include "analyse/calendar_parts.h"
#include "analyse/phrases.h"
#include "base/days.h"
#include "dragoman/version.h"
#include "fuse/fields.h"

namespace dragoman {

namespace {

using Certainty = CalendarEntry::Certainty;
using Fate = CalendarEntry::Fate;

// Section 3.1: no line longer than 75 octets; a fold must not tear a character of UTF-8 apart, or readers that fold out late show rubbish.
void add_line(std::string& out, std::string_view line) {
  constexpr std::size_t kOctets = 75;
  std::size_t room = kOctets;
  while (line.size() > room) {
    std::size_t cut = room;
    while (cut > 1 && (static_cast<unsigned char>(line[cut]) & 0xC0) == 0x80) --cut;
    out.append(line.substr(0, cut)).append("\r\n ");
    line.remove_prefix(cut);
    room = kOctets - 1;  // the blank counts
  }
  out.append(line).append("\r\n");
}

// Section 3.3.11. Other control characters are not allowed in a text.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n') out += "\\n";
    else if (c == '\\' || c == ';' || c == ',') out += '\\', out += c;
    else if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f) out += c;
    else if (c == '\t') out += ' ';
  }
  return out;
}

std::string basic_day(Day day) {
  const std::chrono::year_month_day d(day);
  return fmt::format("{:04}{:02}{:02}", static_cast<int>(d.year()), static_cast<unsigned>(d.month()), static_cast<unsigned>(d.day()));
}

std::string_view status_of(const CalendarEntry& entry) {
  if (entry.outcome == Fate::cancelled || entry.outcome == Fate::denied) return "CANCELLED";
  if (entry.outcome == Fate::postponed) return "TENTATIVE";
  if (entry.outcome == Fate::happened || entry.outcome == Fate::under_way) return "CONFIRMED";
  return entry.certainty == Certainty::confirmed ? "CONFIRMED" : "TENTATIVE";
}

// A year is no day to keep free.
bool placeable(const CalendarEntry& entry) {
  return entry.time.from && (entry.time.precision == "day" || entry.time.precision == "week" || entry.time.precision == "month");
}

std::string summary(const CalendarEntry& entry) {
  std::string text;
  if (entry.outcome == Fate::postponed) text = "Postponed: ";
  else if (entry.outcome == Fate::awaiting) text = "Awaiting news: ";
  text += entry.title;
  if (entry.time.precision != "day") text += " (" + show_time(entry.time) + ", day not known)";
  return text;
}

std::string description(const Brief& brief, const CalendarEntry& entry) {
  std::string text = "Certainty: " + std::string(to_string(entry.certainty)) + "\n";
  if (!entry.recurs.empty()) text += "Recurs: " + entry.recurs + "\n";
  if (!entry.moved_from.empty()) text += "First set for " + entry.moved_from + "\n";
  for (const CalendarVoice& voice : entry.voices) text += voice.kind + " by " + voice_words(brief, voice) + "\n";
  for (const std::string& step : step_lines(brief, entry)) text += step + "\n";
  return text + "What became of it: " + outcome_words(entry);
}

void add_event(const Brief& brief, const CalendarEntry& entry, std::string& out) {
  const auto line = [&](std::string_view name, const std::string& value) { add_line(out, std::string(name) + value); };
  line("BEGIN:VEVENT", "");
  line("UID:", entry.uid + "@dragoman");
  // When the entry was last told of, not when this file was written: the same articles give the same bytes.
  line("DTSTAMP:", basic_day(entry.known.value_or(*entry.time.from)) + "T000000Z");
  line("DTSTART;VALUE=DATE:", basic_day(*entry.time.from));
  line("DTEND;VALUE=DATE:", basic_day(*entry.time.to + std::chrono::days(1)));  // exclusive
  line("SEQUENCE:", std::to_string(entry.changes));
  line("STATUS:", std::string(status_of(entry)));
  line("SUMMARY:", escaped(summary(entry)));
  if (!entry.place.empty()) line("LOCATION:", escaped(entry.place));
  if (!entry.act.empty()) line("CATEGORIES:", escaped(act_phrase(entry.act)));
  line("TRANSP:TRANSPARENT", "");
  line("DESCRIPTION:", escaped(description(brief, entry)));
  line("END:VEVENT", "");
}

}  // namespace

std::string render_icalendar(const Brief& brief, const Calendar& calendar) {
  std::string events;
  std::size_t without = 0;
  for (const CalendarEntry& entry : calendar.entries) {
    if (placeable(entry)) add_event(brief, entry, events);
    else ++without;
  }
  std::string out;
  add_line(out, "BEGIN:VCALENDAR");
  add_line(out, "VERSION:2.0");
  add_line(out, fmt::format("PRODID:-//dragoman//dragoman {}//EN", kVersion));
  add_line(out, "CALSCALE:GREGORIAN");
  add_line(out, "METHOD:PUBLISH");
  add_line(out, "X-WR-CALNAME:dragoman");
  add_line(out, "X-WR-CALDESC:" + escaped(fmt::format("Announced and expected, as of {}; {} more without a day, week or month", as_of_words(calendar), without)));
  out += events;
  add_line(out, "END:VCALENDAR");
  return out;
}

}  // namespace dragoman
