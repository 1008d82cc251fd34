// Calendar days as text.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "dragoman/article.h"

namespace dragoman {

std::string iso_day(Day day);                                 // "2024-04-11"
std::string long_day(Day day);                                // "11 April 2024"
std::string day_range(Day from, Day to);                      // "11–13 April 2024", "30 April – 2 May 2024"
std::optional<Day> parse_iso_day(std::string_view text);      // the date part of an ISO 8601 date or instant
std::string_view weekday_name(int day);                       // 0 = Sunday

}  // namespace dragoman
