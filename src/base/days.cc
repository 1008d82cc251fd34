#include "base/days.h"

#include <array>
#include <charconv>
#include <cstdio>

namespace dragoman {

namespace {

constexpr std::array<std::string_view, 12> kMonths = {"January", "February", "March",     "April",   "May",      "June",
                                                      "July",    "August",   "September", "October", "November", "December"};
constexpr std::array<std::string_view, 7> kWeekdays = {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};

struct Parts {
  int year;
  unsigned month, day;
};

Parts parts(Day day) {
  const std::chrono::year_month_day d(day);
  return {static_cast<int>(d.year()), static_cast<unsigned>(d.month()), static_cast<unsigned>(d.day())};
}

std::string month_name(unsigned month) { return std::string(kMonths[(month - 1) % 12]); }

}  // namespace

std::string iso_day(Day day) {
  const Parts p = parts(day);
  char text[24];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", p.year, p.month, p.day);
  return text;
}

std::string long_day(Day day) {
  const Parts p = parts(day);
  return std::to_string(p.day) + " " + month_name(p.month) + " " + std::to_string(p.year);
}

std::string day_range(Day from, Day to) {
  if (from == to) return long_day(from);
  const Parts a = parts(from), b = parts(to);
  if (a.year == b.year && a.month == b.month) return std::to_string(a.day) + "–" + long_day(to);
  if (a.year == b.year) return std::to_string(a.day) + " " + month_name(a.month) + " – " + long_day(to);
  return long_day(from) + " – " + long_day(to);
}

std::optional<Day> parse_iso_day(std::string_view text) {
  int year = 0;
  unsigned month = 0, day = 0;
  if (text.size() < 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto number = [&](std::size_t at, std::size_t length, auto& value) {
    const auto [end, error] = std::from_chars(text.data() + at, text.data() + at + length, value);
    return error == std::errc() && end == text.data() + at + length;
  };
  if (!number(0, 4, year) || !number(5, 2, month) || !number(8, 2, day)) return std::nullopt;
  const std::chrono::year_month_day d{std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)};
  if (!d.ok()) return std::nullopt;
  return Day(d);
}

std::string_view weekday_name(int day) { return kWeekdays[static_cast<std::size_t>(((day % 7) + 7) % 7)]; }

}  // namespace dragoman
