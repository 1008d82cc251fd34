#include "coding/time_resolve.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <optional>
#include <string_view>

namespace dragoman {

namespace {

using std::chrono::days;
using std::chrono::year_month_day;

struct Days {
  Day from{}, to{};
  std::string_view precision;
  friend bool operator==(const Days&, const Days&) = default;
};
using Found = std::optional<Days>;

int year_of(Day day) { return static_cast<int>(year_month_day(day).year()); }
int month_of(Day day) { return static_cast<int>(static_cast<unsigned>(year_month_day(day).month())); }

Day first_of(int year, int month) { return Day(std::chrono::year(year) / std::chrono::month(static_cast<unsigned>(month)) / 1); }

// `months` whole months from a month on; month may lie outside 1 … 12.
Days months_from(int year, int month, int months, std::string_view precision) {
  const auto shifted = [&](int by) {
    const int index = year * 12 + month - 1 + by;
    return first_of(index / 12, index % 12 + 1);
  };
  return {shifted(0), shifted(months) - days(1), precision};
}

Found date(int year, int month, int day) {
  const year_month_day made{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)), std::chrono::day(static_cast<unsigned>(day))};
  if (!made.ok()) return std::nullopt;
  return Days{Day(made), Day(made), "day"};
}

// A calendar expression put into a year.
Found in_year(const TimePhrase& p, int year) {
  if (p.month == 0) return months_from(year, 1, 12 * ((p.year_to ? p.year_to : year) - year + 1), "year");
  if (p.day == 0) {
    const int months = p.month_to ? (p.month_to - p.month + 12) % 12 + 1 : p.months;
    return months_from(year, p.month, months, "month");
  }
  Found found = date(year, p.month, p.day);
  if (!found || p.day_to == 0) return found;
  const int month_to = p.month_to ? p.month_to : p.month;
  const Found last = date(month_to < p.month ? year + 1 : year, month_to, p.day_to);
  if (!last || last->to < found->from) return std::nullopt;
  found->to = last->to;
  return found;
}

constexpr long kFarTimes = 4;

class Resolver {
 public:
  Resolver(const TimePhrase& phrase, Tense tense) : p_(phrase), tense_(tense) {}

  // From one day of writing.
  Found at(Day now) const {
    switch (p_.kind) {
      case TimePhrase::offset: return day(now + days(p_.count));
      case TimePhrase::weekday: return weekday(now, false);
      case TimePhrase::calendar: return nearest(now);
      case TimePhrase::relative: return relative(now);
      case TimePhrase::ago: return ago(now);
      case TimePhrase::night: return Days{now - days(1), now, "day"};
      default: return std::nullopt;
    }
  }

  // Without any.
  Found alone() const {
    if (p_.kind == TimePhrase::calendar && p_.year) return in_year(p_, p_.year);
    if (p_.kind == TimePhrase::decade) return months_from(p_.year, 1, 120, "decade");
    if (p_.kind == TimePhrase::century && p_.count > 0 && p_.count < 30) return months_from((p_.count - 1) * 100 + 1, 1, 1200, "century");
    return std::nullopt;
  }

 private:
  static Days day(Day d) { return {d, d, "day"}; }

  bool ahead() const { return p_.direction == TimePhrase::future || (p_.direction != TimePhrase::past && (tense_ == Tense::present || tense_ == Tense::future)); }
  bool behind() const { return p_.direction == TimePhrase::past || (p_.direction != TimePhrase::future && tense_ == Tense::past); }

  // The last or next one; today counts unless the words exclude it ("last Tuesday").
  Days weekday(Day now, bool strictly) const {
    const int today = weekday_of(now);
    const int least = strictly ? 1 : 0;
    const int way = ahead() ? 1 : -1;
    const int distance = (way * (p_.weekday_from - today) + 7 - least) % 7 + least;
    Days found = day(now + days(way * distance));
    if (p_.weekday_to >= 0) found.to += days((p_.weekday_to - p_.weekday_from + 7) % 7);
    return found;
  }

  // A month or day without a year: the last, the next, or with no tense the nearest.
  Found nearest(Day now) const {
    Found best;
    for (int year = year_of(now) - 1; year <= year_of(now) + 1; ++year) {
      const Found found = in_year(p_, year);
      if (!found || (p_.day > 0 && p_.weekday_from >= 0 && weekday_of(found->from) != p_.weekday_from)) continue;
      if (!best || better(*found, *best, now)) best = found;
    }
    return best;
  }

  bool better(const Days& found, const Days& best, Day now) const {
    const long farther = distance(found, now), nearer = distance(best, now);
    // A day without a year is seldom most of a year away, whatever the tense of a clause nearby.
    if (p_.day > 0 && p_.direction == TimePhrase::none && nearer > kFarTimes * farther) return true;
    if (p_.day > 0 && p_.direction == TimePhrase::none && farther > kFarTimes * nearer) return false;
    if (behind()) return found.from <= now;
    if (ahead()) return best.to < now;
    return farther < nearer;
  }
  static long distance(const Days& d, Day now) { return now < d.from ? (d.from - now).count() : now > d.to ? (now - d.to).count() : 0; }

  Found relative(Day now) const {
    const int way = p_.direction == TimePhrase::past ? -1 : p_.direction == TimePhrase::future ? 1 : 0;
    if (p_.weekday_from >= 0) return weekday(now, way != 0);
    if (p_.month > 0) return named_month(now, way);
    if (p_.count > 1) {
      const Days far = unit_at(now, way * p_.count);
      return way < 0 ? Days{far.from, now, far.precision} : Days{now, far.to, far.precision};
    }
    // "over the weekend" on a working day: the one behind unless the tense looks ahead.
    const bool working_day = weekday_of(now) >= 1 && weekday_of(now) <= 5;
    if (p_.unit == TimeUnit::weekend && p_.direction == TimePhrase::none && !ahead() && working_day) return unit_at(now, -1);
    return unit_at(now, way);
  }

  // "last April", "this spring".
  Found named_month(Day now, int way) const {
    const Days here = months_from(year_of(now), p_.month, p_.months, "month");
    const bool passed = here.to < now, to_come = here.from > now;
    if (way < 0) return passed ? here : months_from(year_of(now) - 1, p_.month, p_.months, "month");
    if (way > 0) return to_come ? here : months_from(year_of(now) + 1, p_.month, p_.months, "month");
    return here;
  }

  // The whole unit that lies `by` units from now.
  Days unit_at(Day now, int by) const {
    const int year = year_of(now), month = month_of(now);
    const Day monday = now - days((weekday_of(now) + 6) % 7);
    switch (p_.unit) {
      case TimeUnit::week: return {monday + days(7 * by), monday + days(7 * by + 6), "week"};
      case TimeUnit::fortnight: return {monday + days(14 * by), monday + days(14 * by + 13), "week"};
      case TimeUnit::weekend: return {monday + days(7 * by + 5), monday + days(7 * by + 6), "week"};
      case TimeUnit::month: return months_from(year, month + by, 1, "month");
      case TimeUnit::quarter: return months_from(year, (month - 1) / 3 * 3 + 1 + 3 * by, 3, "month");
      case TimeUnit::year: return months_from(year + by, 1, 12, "year");
      case TimeUnit::decade: return months_from((year / 10 + by) * 10, 1, 120, "decade");
      case TimeUnit::century: return months_from((year / 100 + by) * 100, 1, 1200, "century");
      default: return {now + days(by), now + days(by), "day"};
    }
  }

  Found ago(Day now) const {
    const int way = p_.direction == TimePhrase::past ? -1 : 1;
    if (p_.unit < TimeUnit::day) return day(now);  // hours, minutes
    if (p_.unit == TimeUnit::decade) return months_from(year_of(now) + way * 10 * p_.count, 1, 12, "year");
    if (p_.unit == TimeUnit::century) return std::nullopt;
    return unit_at(now, way * p_.count);
  }

  const TimePhrase& p_;
  Tense tense_;
};

constexpr int kLongestCount = 2000;  // units away from now; more is no date anyone means

bool sane(const TimePhrase& p) { return p.count >= -kLongestCount && p.count <= kLongestCount; }

std::string_view origin(const TimePhrase& p) {
  switch (p.kind) {
    case TimePhrase::offset: case TimePhrase::night: return "day+published";
    case TimePhrase::weekday: return "weekday+published";
    case TimePhrase::relative: return "relative+published";
    case TimePhrase::ago: return "ago+published";
    case TimePhrase::decade: return "decade";
    case TimePhrase::century: return "century";
    default: break;
  }
  if (p.year == 0) return p.day ? "month-day+published" : "month+published";
  return p.day ? "date" : p.month ? "month" : "year";
}

// Seen from the first and from the last possible day of writing; together when they differ.
Found seen_from(const Resolver& resolver, const TimePhrase& p, const Published& published) {
  const long uncertain = (published.to - published.from).count();
  if (uncertain > 31 && p.kind == TimePhrase::calendar && year_of(published.from) == year_of(published.to)) return in_year(p, year_of(published.from));
  if (uncertain > 6 && (p.kind == TimePhrase::weekday || p.weekday_from >= 0)) return std::nullopt;
  const Found early = resolver.at(published.from);
  if (uncertain == 0 || !early) return early;
  const Found late = resolver.at(published.to);
  if (!late || *late == *early) return late;
  Days both{std::min(early->from, late->from), std::max(early->to, late->to), {}};
  const long length = (both.to - both.from).count();
  both.precision = length < 8 ? "week" : length < 32 ? "month" : length < 367 ? "year" : early->precision;
  return both;
}

void keep_bound(const TimePhrase& p, When& when) {
  if (p.bound == TimePhrase::free) return;
  if (p.bound == TimePhrase::since) when.to.reset();
  if (p.bound == TimePhrase::until) when.from.reset();
  if (p.bound == TimePhrase::before) when.to = when.from ? std::optional<Day>(*when.from - days(1)) : std::nullopt, when.from.reset();
  if (p.bound == TimePhrase::after) when.from = when.to, when.to.reset();
  when.weekday_from = when.weekday_to = -1;
}

}  // namespace

int weekday_of(Day day) { return static_cast<int>(std::chrono::weekday(day).c_encoding()); }

When resolve_time(const TimePhrase& phrase, const Published& published, Tense tense) {
  When when;
  when.precision = "unknown";
  when.weekday_from = phrase.weekday_from;
  when.weekday_to = phrase.weekday_to;
  const Resolver resolver(phrase, tense);
  Found found = resolver.alone();
  if (!found && published.known && phrase.year == 0 && sane(phrase)) found = seen_from(resolver, phrase, published);
  if (found) {
    when.from = found->from;
    when.to = found->to;
    when.precision = found->precision;
    when.from_text = origin(phrase);
  }
  keep_bound(phrase, when);
  return when;
}

}  // namespace dragoman
