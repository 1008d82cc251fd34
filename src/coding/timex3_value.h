// Values of TIMEX3: days and lengths as ISO 8601 with TimeML's additions.
#pragma once
#include <optional>
#include <string>

#include "coding/time_words.h"
#include "dragoman/article.h"

namespace dragoman {

// How much of the calendar an expression means.
enum class Grain : std::uint8_t { none, day, week, weekend, month, quarter, half, season, year, decade, century };

// The stretch of that grain that the day lies in: "2024-04-10", "2024-W15", "2024-W15-WE", "2024-04", "2024-Q2", "2024-H1",
// "2024-SP", "2024", "202X", "20". A winter goes by the year it begins in.
std::string date_value(Day day, Grain grain);

// The same where no day is known, by what is known: weekday 0 = Sunday … 6 or -1, month or 0.
std::string unknown_value(Grain grain, int weekday, int month);

// "P3M", "PT2H"; a count of 0 is an unknown one: "PXD". A decade is ten years, a quarter three months.
std::string length_value(int count, TimeUnit unit);

// Beginning of the stretch `by` grains from the one that the day lies in.
Day moved(Day day, Grain grain, int by);

Grain grain_of(TimeUnit unit);

}  // namespace dragoman
