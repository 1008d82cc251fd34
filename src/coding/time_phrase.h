// Time expressions as they are written, before anyone asks which days they mean.
#pragma once
#include <cstdint>
#include <span>

#include "coding/time_words.h"

namespace dragoman {

// One expression; 0 or -1 is "not said".
struct TimePhrase {
  enum Kind : std::uint8_t {
    offset,    // yesterday: count days from the day of writing
    weekday,   // Tuesday; Thursday to Saturday
    calendar,  // 10 April 2024, April 9–11, March 2023, 2019–2021
    relative,  // last year, next month, the past two weeks, last Tuesday, this spring
    ago,       // three years ago
    length,    // three-day, 75 years
    decade,    // the 1950s
    century,   // the 19th century
    age,       // 75th anniversary
    repeated,  // every Friday, annual
    vague,     // recently, in recent months, two days later
    night,     // overnight: the day of writing and the one before
    same_day,  // the same day, later in the day: the day named last
  };
  enum Direction : std::uint8_t { none, past, present, future };
  enum Bound : std::uint8_t { free, since, until, before, after };

  Kind kind = vague;
  Direction direction = none;
  Bound bound = free;
  std::uint32_t first = 0, end = 0;  // pieces
  std::uint32_t split = 0;           // the piece between the ends of a range
  int year = 0, month = 0, day = 0;
  int year_to = 0, month_to = 0, day_to = 0;
  int weekday_from = -1, weekday_to = -1;
  int months = 1;  // calendar: length of a season or quarter
  int count = 0;
  TimeUnit unit = TimeUnit::none;
};

// The longest expression that starts at pieces[at]; false when none does.
bool read_time_phrase(std::span<const TimePiece> pieces, std::uint32_t at, TimePhrase& phrase);

}  // namespace dragoman
