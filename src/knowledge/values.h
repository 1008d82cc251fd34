// The small values that lexicon fields are made of: lists, dates, periods, numbers, points.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dragoman/article.h"

namespace dragoman {

std::string_view trim(std::string_view text);
// Splits at " | " (tabs count as spaces), trims, leaves out empty parts.
std::vector<std::string_view> split_list(std::string_view value);
// Splits at white space.
std::vector<std::string_view> split_words(std::string_view value);
// Splits at single '|' without regard to spaces, trims, leaves out empty parts.
std::vector<std::string_view> split_bars(std::string_view value);
// As list when it holds " | ", else as words: "host inviter" and "host | inviter" are the same.
std::vector<std::string_view> split_either(std::string_view value);

struct Period {
  Day from = Day::min(), to = Day::max();  // inclusive
};
// "2018", "2018-03", "2018-03-17", "2018..2023-03-10", "2018..", "..2013". nullopt when malformed or reversed.
std::optional<Period> parse_period(std::string_view text);
// The days that lie in the period whatever is meant by a bare year or month: "2018..2023-03" is sure from the last day of
// 2018 to the first of March 2023. from > to when no day is sure; nullopt when malformed or reversed.
std::optional<Period> sure_period(std::string_view text);
std::optional<double> parse_number(std::string_view text);
std::optional<long long> parse_integer(std::string_view text);

struct Point {
  double latitude = 0, longitude = 0;
};
// "39.9,116.4", degrees north and east, within range.
std::optional<Point> parse_point(std::string_view text);

// A name with an optional point behind it: "Minas Tirith 41.9,12.5".
struct PlacedName {
  std::string_view name;
  std::optional<Point> at;
};
PlacedName parse_placed_name(std::string_view text);

// A-Z to a-z, every other byte unchanged.
std::string ascii_lower(std::string_view text);

}  // namespace dragoman
