#include "coding/timex3_value.h"

#include <fmt/format.h>

#include "base/days.h"
#include "coding/time_resolve.h"

namespace dragoman {

namespace {

using std::chrono::days;
using std::chrono::year_month_day;

int year_of(Day day) { return static_cast<int>(year_month_day(day).year()); }
int month_of(Day day) { return static_cast<int>(static_cast<unsigned>(year_month_day(day).month())); }
Day first_of(int year, int month) { return Day(std::chrono::year(year) / std::chrono::month(static_cast<unsigned>(month)) / 1); }
Day monday_of(Day day) { return day - days((weekday_of(day) + 6) % 7); }

// A week belongs to the year that its Thursday lies in.
std::string week_value(Day day) {
  const Day thursday = monday_of(day) + days(3);
  const long number = (thursday - first_of(year_of(thursday), 1)).count() / 7 + 1;
  return fmt::format("{:04}-W{:02}", year_of(thursday), number);
}

std::string season_value(Day day) {
  static constexpr const char* kSeasons[] = {"WI", "SP", "SU", "FA"};
  const int month = month_of(day);
  return fmt::format("{:04}-{}", month < 3 ? year_of(day) - 1 : year_of(day), kSeasons[month % 12 / 3]);
}

Day month_moved(Day day, int by) {
  const int index = year_of(day) * 12 + month_of(day) - 1 + by;
  return first_of(index / 12, index % 12 + 1);
}

}  // namespace

std::string date_value(Day day, Grain grain) {
  switch (grain) {
    case Grain::week: return week_value(day);
    case Grain::weekend: return week_value(day) + "-WE";
    case Grain::month: return iso_day(day).substr(0, 7);
    case Grain::quarter: return fmt::format("{:04}-Q{}", year_of(day), (month_of(day) + 2) / 3);
    case Grain::half: return fmt::format("{:04}-H{}", year_of(day), month_of(day) < 7 ? 1 : 2);
    case Grain::season: return season_value(day);
    case Grain::year: return fmt::format("{:04}", year_of(day));
    case Grain::decade: return fmt::format("{:03}X", year_of(day) / 10);
    case Grain::century: return fmt::format("{:02}", year_of(day) / 100);
    default: return iso_day(day);
  }
}

std::string unknown_value(Grain grain, int weekday, int month) {
  if (weekday >= 0) return fmt::format("XXXX-WXX-{}", weekday == 0 ? 7 : weekday);
  if (grain == Grain::season && month > 0) return "XXXX-" + season_value(first_of(2000, month)).substr(5);
  if (grain == Grain::quarter && month > 0) return fmt::format("XXXX-Q{}", (month + 2) / 3);
  if (month > 0) return fmt::format("XXXX-{:02}{}", month, grain == Grain::day ? "-XX" : "");
  switch (grain) {
    case Grain::week: return "XXXX-WXX";
    case Grain::weekend: return "XXXX-WXX-WE";
    case Grain::month: return "XXXX-XX";
    case Grain::quarter: return "XXXX-QX";
    case Grain::half: return "XXXX-HX";
    case Grain::year: return "XXXX";
    case Grain::decade: return "XXXX";
    case Grain::century: return "XX";
    default: return "XXXX-XX-XX";
  }
}

std::string length_value(int count, TimeUnit unit) {
  const char* form = "P{}D";
  int each = 1;
  switch (unit) {
    case TimeUnit::second: form = "PT{}S"; break;
    case TimeUnit::minute: form = "PT{}M"; break;
    case TimeUnit::hour: form = "PT{}H"; break;
    case TimeUnit::week: form = "P{}W"; break;
    case TimeUnit::fortnight: form = "P{}W", each = 2; break;
    case TimeUnit::weekend: each = 2; break;
    case TimeUnit::month: form = "P{}M"; break;
    case TimeUnit::quarter: form = "P{}M", each = 3; break;
    case TimeUnit::year: form = "P{}Y"; break;
    case TimeUnit::decade: form = "P{}Y", each = 10; break;
    case TimeUnit::century: form = "P{}Y", each = 100; break;
    default: break;
  }
  return fmt::format(fmt::runtime(form), count == 0 ? "X" : std::to_string(static_cast<long>(count) * each));
}

Day moved(Day day, Grain grain, int by) {
  switch (grain) {
    case Grain::week: return monday_of(day) + days(7 * by);
    case Grain::weekend: return monday_of(day) + days(7 * by + 5);
    case Grain::month: return month_moved(day, by);
    case Grain::quarter: return month_moved(first_of(year_of(day), (month_of(day) - 1) / 3 * 3 + 1), 3 * by);
    case Grain::half: return month_moved(first_of(year_of(day), month_of(day) < 7 ? 1 : 7), 6 * by);
    case Grain::season: return month_moved(day, 3 * by);
    case Grain::year: return first_of(year_of(day) + by, 1);
    case Grain::decade: return first_of((year_of(day) / 10 + by) * 10, 1);
    case Grain::century: return first_of((year_of(day) / 100 + by) * 100, 1);
    default: return day + days(by);
  }
}

Grain grain_of(TimeUnit unit) {
  switch (unit) {
    case TimeUnit::week:
    case TimeUnit::fortnight: return Grain::week;
    case TimeUnit::weekend: return Grain::weekend;
    case TimeUnit::month: return Grain::month;
    case TimeUnit::quarter: return Grain::quarter;
    case TimeUnit::year: return Grain::year;
    case TimeUnit::decade: return Grain::decade;
    case TimeUnit::century: return Grain::century;
    case TimeUnit::none: return Grain::none;
    default: return Grain::day;
  }
}

}  // namespace dragoman
