// What is announced or expected, how sure it is and by whom, and what became of it.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dragoman/brief.h"
#include "knowledge/knowledge.h"

namespace dragoman {

struct CalendarQuery {
  std::optional<Day> as_of;         // absent: the last day on which an article is known to have been published
  std::optional<Day> since, until;  // entries that touch these days, inclusive; either leaves undated ones out
  bool all = false;                 // also plans without a date that are no occasions ("will deepen cooperation")
};

// One who stands behind an entry, or against it.
struct CalendarVoice {
  std::string kind;        // "announced" | "confirmed" | "said" | "predicted" | "denied" | "declined to comment"
  std::string who;         // names as written; empty: the outlet's own voice
  std::string country;     // ISO 3166 alpha-3 where known
  std::optional<Day> on;   // the day of the announcement
  Citation cite;
};

// One telling, in order of publication.
struct CalendarStep {
  Status status = Status::planned;
  std::string time;            // as this article dates it; empty: undated
  std::uint32_t coding = 0;    // index into Brief::codings
  Citation cite;
};

struct CalendarEntry {
  // How sure: told by both sides; by one who takes part; by the outlet or others; forecast; only demanded.
  enum class Certainty : std::uint8_t { confirmed, announced, reported, expected, called_for };
  // What became of it by the as-of day. due: its days have come, no news; awaiting: they are past, no news.
  enum class Fate : std::uint8_t { awaiting, due, under_way, ahead, undated, happened, postponed, cancelled, denied };

  std::string uid;                   // the same for the same first telling, whatever is learnt later
  std::string title, act, place;     // act is empty for what is expected in words that are no coded event
  std::vector<std::string> countries;
  std::uint32_t event = kNone;       // index into Brief::events
  When time;                         // the last day set for it
  std::string moved_from;            // the day first set, where that was another
  std::string recurs;                // "annual", "every month"; empty when it is not said to recur
  Certainty certainty = Certainty::reported;
  Fate outcome = Fate::undated;
  int overdue_days = 0;              // awaiting only
  std::vector<CalendarVoice> voices;
  std::vector<CalendarStep> steps;
  std::vector<Citation> cites;       // the words; never empty
  std::vector<Citation> see_also;    // open entries only: news of the same parties about that time, not known to be of it
  std::optional<Day> known;          // when it was last told of
  std::uint32_t changes = 0;         // of status or day since the first telling
};
std::string_view to_string(CalendarEntry::Certainty);
std::string_view to_string(CalendarEntry::Fate);

struct Calendar {
  CalendarQuery query;
  std::optional<Day> as_of;            // absent when no article's day of publication is known and none was given
  std::vector<CalendarEntry> entries;  // in order of days, undated ones last
  std::size_t left_out = 0;            // undated plans that are no occasions
};

// 16 hex digits from the first telling of an event: the same whatever other articles add to it later.
std::string event_id(const Brief& brief, const Event& event);

// Codings that can have been published by that day.
std::vector<Coding> published_by(std::vector<Coding> codings, Day day);

// Pure. `brief` is of the articles known on the as-of day.
Calendar make_calendar(const Brief& brief, const Knowledge& knowledge, const CalendarQuery& query);

enum class CalendarFormat : std::uint8_t { text, json, csv, ics };
// iCalendar is RFC 5545; the same entries give the same bytes on every day. docs/formats/calendar.md describes all four.
std::string render_calendar(const Brief& brief, const Calendar& calendar, CalendarFormat format);

}  // namespace dragoman
