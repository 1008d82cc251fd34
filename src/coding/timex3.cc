#include "coding/timex3.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "base/days.h"
#include "coding/time_phrase.h"
#include "coding/time_resolve.h"
#include "coding/time_tense.h"
#include "coding/time_words.h"
#include "coding/timex3_value.h"
#include "coding/tree.h"

namespace dragoman {

namespace {

constexpr int kFirstNumericYear = 1930;  // "10/26/89": two figures mean the hundred years from here on
constexpr int kMostUnits = 2000;         // further from the day of writing nobody counts

// What one rule made of the pieces from where it began up to `end`.
struct Reading {
  std::uint32_t first = 0, end = 0;
  Timex3Type type = Timex3Type::date;
  std::string value;
  std::optional<Day> day;     // a day of the stretch that is meant
  Grain grain = Grain::none;  // of that stretch
  bool compared = false;      // "a year earlier": what is spoken of stays what it was
};

// A stretch that later words may refer to ("that year", "a year earlier").
struct Spoken {
  Day day{};
  Grain grain = Grain::none;
};

class Reader {
 public:
  Reader(const Document& document, const Knowledge& knowledge) : doc_(document), knowledge_(knowledge), tree_(document) {}

  std::vector<Timex3> run() {
    for (const Sentence& sentence : doc_.sentences) {
      sentence_ = &sentence;
      read_time_pieces(doc_, sentence, knowledge_, pieces_);
      std::uint32_t done = 0;
      week_end_ = 0;
      for (std::uint32_t at = 0; at < pieces_.size();) {
        if (!read_at(at)) {
          ++at;
          continue;
        }
        for (Reading& reading : readings_) {
          reading.first = widened(reading, done);
          done = reading.end;
          week_end_ = reading.grain == Grain::week ? reading.end : 0;
          keep(reading);
        }
        at = done;
      }
    }
    return std::move(found_);
  }

 private:
  // ---- pieces ----------------------------------------------------------------------------------------------------

  const TimePiece& piece(std::uint32_t at) const {
    static constexpr TimePiece nothing;
    return at < pieces_.size() ? pieces_[at] : nothing;
  }
  bool is(std::uint32_t at, TimeKind kind) const { return piece(at).kind == kind; }
  bool unit_at(std::uint32_t at, bool plural) const { return is(at, TimeKind::unit) && piece(at).plural == plural; }
  std::uint32_t token(std::uint32_t at) const { return sentence_->first + at; }
  std::string_view form(std::uint32_t at) const { return at < pieces_.size() ? doc_.form[token(at)] : std::string_view(); }
  bool in_set(std::string_view set, std::uint32_t at) const { return at < pieces_.size() && knowledge_.in_set(set, lower(form(at))); }
  static std::string lower(std::string_view word) {
    std::string out(word);
    std::ranges::transform(out, out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return out;
  }
  std::uint32_t after_dash(std::uint32_t at) const { return piece(at).dash ? at + 1 : at; }
  bool with(const TimePhrase& p, TimeKind kind) const {
    for (std::uint32_t at = p.first; at < p.end; ++at)
      if (is(at, kind)) return true;
    return false;
  }
  bool backward(std::uint32_t first, std::uint32_t end) const {
    for (std::uint32_t at = first; at < end; ++at)
      if (in_set("time_backward", at)) return true;
    return false;
  }

  // ---- the day of writing and what was spoken of -----------------------------------------------------------------

  bool dated() const { return doc_.published.known && doc_.published.from == doc_.published.to; }
  Day today() const { return doc_.published.from; }

  Tense tense(const TimePhrase& p, std::uint32_t first, std::uint32_t end) const {
    if (p.bound == TimePhrase::until) return p.day ? Tense::unknown : Tense::future;
    if (p.direction != TimePhrase::none && p.direction != TimePhrase::present) return Tense::unknown;
    return tense_of_time(tree_, knowledge_, token(first), token(end));
  }
  When resolved(TimePhrase p, std::uint32_t first, std::uint32_t end) const {
    const Tense around = tense(p, first, end);
    p.bound = TimePhrase::free;
    return resolve_time(p, doc_.published, around);
  }

  // ---- rules -----------------------------------------------------------------------------------------------------

  // The longest reading that starts at the piece; a range has two. False when there is none.
  bool read_at(std::uint32_t at) {
    readings_.clear();
    std::uint32_t longest = 0;
    std::vector<Reading> best;
    for (const auto rule : {&Reader::quarter, &Reader::phrase, &Reader::definite, &Reader::clock, &Reader::figures, &Reader::length,
                            &Reader::reference, &Reader::holiday}) {
      readings_.clear();
      if (!(this->*rule)(at) || readings_.empty() || readings_.back().end <= longest) continue;
      longest = readings_.back().end;
      best = readings_;
    }
    readings_ = std::move(best);
    return !readings_.empty();
  }

  bool say(std::uint32_t first, std::uint32_t end, Timex3Type type, std::string value) {
    readings_.push_back({first, end, type, std::move(value), std::nullopt, Grain::none});
    return true;
  }
  bool say_date(std::uint32_t first, std::uint32_t end, std::optional<Day> day, Grain grain, int weekday = -1, int month = 0) {
    readings_.push_back({first, end, Timex3Type::date, day ? date_value(*day, grain) : unknown_value(grain, weekday, month), day, grain});
    return true;
  }

  // What the coder reads too.
  bool phrase(std::uint32_t at) {
    TimePhrase p;
    if (!read_time_phrase(pieces_, at, p)) return false;
    switch (p.kind) {
      case TimePhrase::length: return say(at, p.end, Timex3Type::duration, length_value(p.count, p.unit));
      case TimePhrase::age: case TimePhrase::night: case TimePhrase::same_day: return false;  // TIMEX3 has values of its own for these
      case TimePhrase::repeated: return repeated(p);
      case TimePhrase::vague: return vague(p);
      case TimePhrase::relative:
        if (p.count > 1) return say(at, p.end, Timex3Type::duration, length_value(p.count, p.unit));
        break;
      case TimePhrase::ago:
        if (p.unit < TimeUnit::day) return say(at, p.end, Timex3Type::duration, length_value(p.count, p.unit));
        if (p.unit == TimeUnit::year && p.count == 1) return year_apart(at, p.end, -1);
        break;
      default: break;
    }
    return calendar(p);
  }

  bool calendar(const TimePhrase& p) {
    const When when = resolved(p, p.first, p.end);
    const Grain grain = grain_of_phrase(p);
    if (p.split) {
      say_date(p.first, p.split, when.from, grain, p.weekday_from, p.month);
      return say_date(p.split + 1, p.end, when.to, grain, p.weekday_to, p.month_to ? p.month_to : p.month);
    }
    say_date(p.first, p.end, p.kind == TimePhrase::weekday && week_ends_at(p.first) ? weekday_of_week(p.weekday_from) : when.from, grain, p.weekday_from, p.month);
    if (grain == Grain::day) add_daypart(readings_.back(), p);
    return true;
  }

  // "earlier this week on Wednesday", "next week, on Friday": the week has just been named.
  bool week_ends_at(std::uint32_t at) const {
    std::uint32_t ahead = at;
    while (ahead > week_end_ && (piece(ahead - 1).preposition || is(ahead - 1, TimeKind::comma))) --ahead;
    return week_end_ > 0 && ahead == week_end_ && spoken_ && spoken_->grain == Grain::week;
  }
  Day weekday_of_week(int weekday) const { return moved(spoken_->day, Grain::week, 0) + std::chrono::days((weekday + 6) % 7); }

  static Grain grain_of_phrase(const TimePhrase& p) {
    switch (p.kind) {
      case TimePhrase::decade: return Grain::decade;
      case TimePhrase::century: return Grain::century;
      case TimePhrase::ago: return p.unit == TimeUnit::decade ? Grain::year : grain_of(p.unit);
      case TimePhrase::offset:
      case TimePhrase::weekday: return Grain::day;
      default: break;
    }
    if (p.day > 0 || p.weekday_from >= 0) return Grain::day;
    if (p.month > 0) return p.months == 1 ? Grain::month : p.month % 3 == 1 ? Grain::quarter : Grain::season;
    return p.kind == TimePhrase::relative ? grain_of(p.unit) : Grain::year;
  }

  // "Tuesday night", "this morning", "tonight".
  void add_daypart(Reading& reading, const TimePhrase& p) const {
    const TimePiece& last = piece(p.end - 1);
    const bool part = last.kind == TimeKind::daypart;
    if (!part && !in_set("time_night", p.end - 1)) return;
    reading.type = Timex3Type::time;
    reading.value += "T" + std::string(part ? last.text : "NI");
  }

  bool repeated(const TimePhrase& p) {
    std::uint32_t at = p.first;
    while (at < p.end && !is(at, TimeKind::recur) && !is(at, TimeKind::weekday)) ++at;
    const TimePiece& first = piece(at);
    const TimePiece& named = first.text == "every" && first.kind == TimeKind::recur ? piece(at + 1) : first;
    std::string value;
    if (named.kind == TimeKind::weekday) value = unknown_value(Grain::day, named.value, 0);
    else if (named.kind == TimeKind::month) value = unknown_value(Grain::month, -1, named.value);
    else if (named.kind == TimeKind::season) value = unknown_value(Grain::season, -1, named.value);
    else if (named.unit != TimeUnit::none) value = length_value(1, named.unit);
    else value = length_value(2, TimeUnit::year);  // "biennial"
    if (p.end == p.first + 1 && doc_.upos[token(p.first)] == Upos::PROPN && !is(p.first, TimeKind::weekday)) return false;  // the Daily News
    return say(p.first, p.end, Timex3Type::set, value);
  }

  bool vague(const TimePhrase& p) {
    if (in_set("time_joiner", p.end)) return false;  // "as soon as", "now that", "soon after"
    if (piece(p.end - 1).kind == TimeKind::vague) return say(p.first, p.end, Timex3Type::date, reference_value(p.direction));
    const TimePiece& last = piece(p.end - 1);
    const bool back = backward(p.first, p.end);
    if (last.kind == TimeKind::ago) {
      if (last.text != "other") return say(p.first, p.end, Timex3Type::date, reference_value(p.direction));
      if (p.count == 0 || p.unit < TimeUnit::day) return say(p.first, p.end, Timex3Type::duration, length_value(p.count, p.unit));
      if (p.unit == TimeUnit::year && p.count == 1 && back) return year_apart(p.first, p.end, -1);
      return apart(p, back ? -p.count : p.count);
    }
    std::uint32_t at = p.first;
    while (at < p.end && !is(at, TimeKind::direction)) ++at;
    const bool few = is(at + 1, TimeKind::few);
    if (piece(at).text == "other") return few || p.count > 1 ? say(p.first, p.end, Timex3Type::duration, length_value(few ? 0 : p.count, p.unit)) : apart(p, back ? -1 : 1);
    if (few) return say(p.first, p.end, Timex3Type::duration, length_value(0, p.unit));
    return say(p.first, p.end, Timex3Type::date, reference_value(p.direction));
  }
  static std::string reference_value(TimePhrase::Direction direction) {
    return direction == TimePhrase::past ? "PAST_REF" : direction == TimePhrase::future ? "FUTURE_REF" : "PRESENT_REF";
  }

  // "two days later", "the following year": from what was spoken of last, else from the day of writing.
  bool apart(const TimePhrase& p, int by) {
    const Grain grain = grain_of(p.unit);
    if (!dated() && !spoken_) return say_date(p.first, p.end, std::nullopt, grain);
    return say_date(p.first, p.end, moved(spoken_ ? spoken_->day : today(), grain, std::clamp(by, -kMostUnits, kMostUnits)), grain);
  }

  // "a year ago" beside a quarter is that quarter a year before: what is compared is alike.
  bool year_apart(std::uint32_t first, std::uint32_t end, int by) {
    if (period_) {
      say_date(first, end, moved(period_->day, Grain::quarter, 4 * by), Grain::quarter);
      readings_.back().compared = true;
      return true;
    }
    const bool other = is(end - 1, TimeKind::ago) && piece(end - 1).text == "other";
    if (other && spoken_) return say_date(first, end, moved(spoken_->day, Grain::year, by), Grain::year);
    return say_date(first, end, dated() ? std::optional(moved(today(), Grain::year, by)) : std::nullopt, Grain::year);
  }

  // "[the] year-earlier", "[the] year-ago": moves past it.
  bool year_before(std::uint32_t& at) const {
    const std::uint32_t back = after_dash(at + 1);
    if (!unit_at(at, false) || piece(at).unit != TimeUnit::year || !piece(at + 1).dash || !is(back, TimeKind::ago)) return false;
    at = back + 1;
    return true;
  }

  // [the] [1989 | last year's | year-earlier | fiscal] third[-]quarter [of 1989 | of last year]
  bool quarter(std::uint32_t at) {
    const std::uint32_t first = at;
    std::optional<int> year;
    if (is(at, TimeKind::the)) ++at;
    const bool earlier = year_before(at);
    if (!earlier) year = year_named(at);
    if (form(at) == "'s") ++at;
    while (is(at, TimeKind::fiscal) || is(at, TimeKind::same)) at = after_dash(at + 1);
    const bool last = is(at, TimeKind::part) && piece(at).text == "end";
    if (!is(at, TimeKind::ordinal) && !last && !is(at, TimeKind::direction)) return false;
    const bool latter = last || is(at, TimeKind::direction);
    const int number = piece(at).value;
    at = after_dash(at + 1);
    const bool half = is(at, TimeKind::half);
    if (!half && (latter || piece(at).unit != TimeUnit::quarter || piece(at).plural)) return false;
    if (!latter && (number < 1 || number > (half ? 2 : 4))) return false;
    ++at;
    TimePhrase p;
    p.kind = TimePhrase::calendar;
    p.months = half ? 6 : 3;
    p.month = latter ? 7 : (number - 1) * p.months + 1;
    std::uint32_t more = at;
    while (is(more, TimeKind::of) || is(more, TimeKind::comma) || is(more, TimeKind::fiscal) || is(more, TimeKind::the)) ++more;
    if (!year)
      if (year = year_named(more); year) at = more;
    p.year = year.value_or(0);
    // Business news tells of the quarter that has just ended in any tense: without a year the nearest is meant, unless it is over.
    const Tense around = tense(p, first, at);
    std::optional<Day> day = resolve_time(p, doc_.published, around == Tense::past ? around : Tense::unknown).from;
    const Grain grain = half ? Grain::half : Grain::quarter;
    if (earlier && day) day = moved(*day, grain, half ? -2 : -4);
    say_date(first, at, day, grain, -1, half ? 0 : p.month);
    readings_.back().compared = earlier;
    return true;
  }

  // "1989", "last year", "this year": moves past it.
  std::optional<int> year_named(std::uint32_t& at) const {
    const TimePiece& p = piece(at);
    if (p.kind == TimeKind::number && p.digits == 4 && p.value > 1800 && p.value < 2200) {
      ++at;
      return p.value;
    }
    if (p.kind != TimeKind::direction || !unit_at(at + 1, false) || piece(at + 1).unit != TimeUnit::year || !dated()) return std::nullopt;
    at += 2;
    const std::string shown = date_value(moved(today(), Grain::year, p.text == "past" ? -1 : p.text == "future" ? 1 : 0), Grain::year);
    int year = 0;
    std::from_chars(shown.data(), shown.data() + shown.size(), year);
    return year;
  }

  // The stretch of that grain that was spoken of last, else the one of the day of writing.
  bool say_spoken(std::uint32_t first, std::uint32_t end, Grain grain, bool past, int by = 0) {
    if (grain == Grain::quarter && period_) return say_date(first, end, moved(period_->day, grain, 4 * by), grain);
    if (!past || !spoken_) {
      if (!dated()) return say_date(first, end, std::nullopt, grain);
      const bool ended = grain == Grain::quarter && by == 0;  // a quarter without a name is one that has ended
      return say_date(first, end, moved(today(), grain, grain == Grain::quarter ? 4 * by - (ended ? 1 : 0) : by), grain);
    }
    return say_date(first, end, moved(spoken_->day, grain, by), grain);
  }

  // the quarter · that day · the year-earlier period · the end of the month · year-end · fiscal 1990 · the current fiscal year
  bool definite(std::uint32_t at) {
    const std::uint32_t first = at;
    if (piece(at).unit == TimeUnit::year && unit_at(at, false)) {
      std::uint32_t end = form(at + 1) == "'s" ? at + 2 : after_dash(at + 1);
      if (is(end, TimeKind::part) && piece(end).text == "end" && form(end) == "end") return say_spoken(first, end + 1, Grain::year, false);
    }
    bool parted = false;
    if (is(at, TimeKind::the) && is(at + 1, TimeKind::part) && is(at + 2, TimeKind::of)) at += 3, parted = true;
    const bool the = is(at, TimeKind::the);
    if (the) ++at;
    if (year_before(at)) {
      const bool noun = is(at, TimeKind::period) || unit_at(at, false);
      if (noun && piece(at).unit != TimeUnit::quarter && is(at, TimeKind::unit)) return false;
      return year_apart(first, noun ? at + 1 : at, -1);
    }
    const bool same = is(at, TimeKind::same);
    const bool that = same && piece(at).text == "that";
    if (same) ++at;
    const bool now = is(at, TimeKind::direction) && piece(at).text == "this";
    if (now && (the || is(at + 1, TimeKind::fiscal))) ++at;
    if (is(at, TimeKind::fiscal)) {
      ++at;
      const bool year = unit_at(at, false) && piece(at).unit == TimeUnit::year;
      if (year) ++at;
      std::uint32_t end = at;
      if (const auto named = year_named(end)) return say_date(first, end, Day(std::chrono::year(*named) / 1 / 1), Grain::year);
      return year && say_spoken(first, at, Grain::year, false);
    }
    if (!the && !same) return false;
    if (is(at, TimeKind::period)) return period_ && (same || the) && piece(at - 1).text == "latest" && say_spoken(first, at + 1, Grain::quarter, true);
    if (!unit_at(at, false) || is(at + 1, TimeKind::age) || piece(at + 1).dash) return false;
    const TimeUnit unit = piece(at).unit;
    if (unit < TimeUnit::day || (unit == TimeUnit::day && !that)) return false;
    return say_spoken(first, at + 1, grain_of(unit), that || (!parted && unit == TimeUnit::quarter));
  }

  // [around] 9 a.m. [EDT] [on] [Tuesday] · 9:30 p.m. · noon Thursday
  bool clock(std::uint32_t at) {
    const std::uint32_t first = at;
    std::string time;
    if (is(at, TimeKind::daypart) && piece(at).text.size() > 2) {
      time = piece(at++).text;
    } else {
      int hour = 0, minute = 0;
      if (!clock_figures(form(at), hour, minute) && is(at, TimeKind::number)) hour = piece(at).value, minute = -1;
      if (hour < 1 || hour > 24) return false;
      ++at;
      if (!is(at, TimeKind::clock) && (minute < 0 || !in_set("time_preposition", first - 1) || first == 0)) return false;
      for (; is(at, TimeKind::clock); ++at) {
        if (piece(at).text == "pm" && hour < 12) hour += 12;
        if (piece(at).text == "am" && hour == 12) hour = 0;
      }
      time = fmt::format("{:02}:{:02}", hour, std::max(0, minute));
    }
    std::uint32_t next = is(at, TimeKind::comma) || form(at) == "on" ? at + 1 : at;
    TimePhrase p;
    const bool day = read_time_phrase(pieces_, next, p) && (p.kind == TimePhrase::weekday || p.kind == TimePhrase::offset || (p.kind == TimePhrase::calendar && p.day > 0)) && !p.split;
    if (!day && time == "24:00" && first == at) return false;
    std::optional<Day> when = day ? resolved(p, p.first, p.end).from : spoken_ && spoken_->grain == Grain::day ? std::optional(spoken_->day) : dated() ? std::optional(today()) : std::nullopt;
    const std::string value = (when ? iso_day(*when) : unknown_value(Grain::day, day ? p.weekday_from : -1, 0)) + "T" + time;
    readings_.push_back({first, day ? p.end : at, Timex3Type::time, value, when, Grain::day});
    return true;
  }
  static bool clock_figures(std::string_view word, int& hour, int& minute) {
    const auto colon = word.find(':');
    if (colon == std::string_view::npos || colon == 0 || colon > 2 || word.size() != colon + 3) return false;
    for (const char c : word)
      if (c != ':' && (c < '0' || c > '9')) return false;
    std::from_chars(word.data(), word.data() + colon, hour);
    std::from_chars(word.data() + colon + 1, word.data() + word.size(), minute);
    return minute < 60;
  }

  // 10/26/89, 10/26/1989, 26/10/1989: month first where that can be.
  bool figures(std::uint32_t at) {
    const std::string_view word = form(at);
    if (word.size() < 6 || word.size() > 10 || word.find('/') == std::string_view::npos) return false;
    std::array<int, 3> part{};
    std::size_t k = 0;
    for (std::size_t from = 0; from <= word.size(); ++k) {
      const auto to = std::min(word.find('/', from), word.size());
      if (k == 3) return false;
      const auto [stop, error] = std::from_chars(word.data() + from, word.data() + to, part[k]);
      if (error != std::errc() || stop != word.data() + to) return false;
      from = to + 1;
    }
    if (k != 3) return false;
    if (part[0] > 12) std::swap(part[0], part[1]);
    if (part[2] < 100) part[2] += part[2] + 1900 < kFirstNumericYear ? 2000 : 1900;
    const std::chrono::year_month_day date{std::chrono::year(part[2]), std::chrono::month(static_cast<unsigned>(part[0])), std::chrono::day(static_cast<unsigned>(part[1]))};
    return date.ok() && part[0] > 0 && part[1] > 0 && say_date(at, at + 1, Day(date), Grain::day);
  }

  // years · decades-long · a week · twice a week · two to three weeks · two more weeks
  bool length(std::uint32_t at) {
    const std::uint32_t first = at;
    if (unit_at(at, true)) return !before_number(at) && !is(after_dash(at + 1), TimeKind::age) && say(first, at + 1, Timex3Type::duration, length_value(0, piece(at).unit));
    if (is(at, TimeKind::article) && unit_at(at + 1, false)) {
      if (is(at + 2, TimeKind::ago) || is(at + 2, TimeKind::anniversary) || is(at + 2, TimeKind::age) || piece(at + 2).dash) return false;
      const bool rate = at > 0 && (in_set("time_per", at - 1) || piece(at - 1).digits > 0);
      return say(first, at + 2, rate ? Timex3Type::set : Timex3Type::duration, length_value(1, piece(at + 1).unit));
    }
    while (is(at, TimeKind::modifier)) ++at;
    const bool few = is(at, TimeKind::few);
    if (!few && !is(at, TimeKind::number)) return false;
    int count = few ? 0 : piece(at).value;
    ++at;
    if (in_set("time_more", at)) ++at;
    const bool range = is(at, TimeKind::range) && is(at + 1, TimeKind::number);
    if (range) at += 2, count = 0;
    at = after_dash(at);
    if (!is(at, TimeKind::unit)) return false;
    const TimeUnit unit = piece(at).unit;
    ++at;
    if (is(after_dash(at), TimeKind::age)) return false;  // tells of a person, not of a time
    return !is(at, TimeKind::ago) && say(first, at, Timex3Type::duration, length_value(count, unit));
  }
  bool before_number(std::uint32_t at) const {
    if (at == 0) return false;
    const std::uint32_t last = pieces_[at - 1].dash && at > 1 ? at - 2 : at - 1;
    return is(last, TimeKind::number) || is(last, TimeKind::ordinal) || doc_.upos[token(last)] == Upos::NUM;
  }

  // the past · the future · current · recent · these days · overnight
  bool reference(std::uint32_t at) {
    const std::uint32_t first = at;
    if (in_set("time_these", at) && unit_at(at + 1, true) && piece(at + 1).unit == TimeUnit::day) return say(first, at + 2, Timex3Type::date, "PRESENT_REF");
    const bool the = is(at, TimeKind::the);
    if (the) ++at;
    const TimePiece& p = piece(at);
    if (p.kind == TimeKind::reference && doc_.upos[token(at)] == Upos::NOUN) return say(first, at + 1, Timex3Type::date, "FUTURE_REF");
    if (p.kind == TimeKind::nighttime) return say_time(first, at + 1, p.text);
    if (the && (is(at, TimeKind::daypart)) && p.text.size() == 2) return say_time(first, at + 1, p.text);
    if (p.kind != TimeKind::direction) return false;
    if (the && p.text == "past" && doc_.upos[token(at)] == Upos::NOUN) return say(first, at + 1, Timex3Type::date, "PAST_REF");
    if (p.text == "recent" && !the) return say(first, at + 1, Timex3Type::date, "PAST_REF");
    return in_set("time_of_now", at) && say(at, at + 1, Timex3Type::date, "PRESENT_REF");
  }
  bool say_time(std::uint32_t first, std::uint32_t end, std::string_view part) {
    const auto day = spoken_ && spoken_->grain == Grain::day ? std::optional(spoken_->day) : dated() ? std::optional(today()) : std::nullopt;
    return say(first, end, Timex3Type::time, (day ? iso_day(*day) : unknown_value(Grain::day, -1, 0)) + "T" + std::string(part));
  }

  // Christmas [Day] [1989]: the day itself, in the year that is nearest.
  bool holiday(std::uint32_t at) {
    const std::uint32_t first = at;
    if (is(at, TimeKind::direction)) ++at;
    if (!is(at, TimeKind::holiday)) return false;
    std::array<int, 3> part{};
    const std::string_view text = piece(at).text;
    std::size_t k = 0;
    for (std::size_t from = 0; from < text.size() && k < 3; ++k) {
      const auto to = std::min(text.find('-', from), text.size());
      std::from_chars(text.data() + from, text.data() + to, part[k]);
      from = to + 1;
    }
    ++at;
    if (unit_at(at, false) && piece(at).unit == TimeUnit::day) ++at;
    std::uint32_t end = at;
    const auto year = year_named(end);
    if (year) at = end;
    if (!year && !dated()) return say_date(first, at, std::nullopt, Grain::day, -1, part[0]);
    const int way = is(first, TimeKind::direction) ? (piece(first).text == "past" ? -1 : piece(first).text == "future" ? 1 : 0) : 0;
    std::optional<Day> best;
    const int now = year ? *year : static_cast<int>(std::chrono::year_month_day(today()).year());
    for (int y = year ? now : now - 1; y <= (year ? now : now + 1); ++y) {
      const std::chrono::month month(static_cast<unsigned>(part[0]));
      const Day day = k == 3 ? Day(std::chrono::year(y) / month / std::chrono::weekday(static_cast<unsigned>(part[1]))[static_cast<unsigned>(part[2])])
                             : Day(std::chrono::year(y) / month / std::chrono::day(static_cast<unsigned>(part[1])));
      if (!year && ((way < 0 && day >= today()) || (way > 0 && day <= today()))) continue;
      if (!best || (!year && std::chrono::abs(day - today()) < std::chrono::abs(*best - today()))) best = day;
    }
    return best && say_date(first, at, *best, Grain::day);
  }

  // ---- keeping ---------------------------------------------------------------------------------------------------

  // "more than", "the first", "nearly" before a length belong to it.
  std::uint32_t widened(const Reading& reading, std::uint32_t done) const {
    std::uint32_t first = reading.first;
    if (reading.type != Timex3Type::duration) return first;
    while (first > done && (is(first - 1, TimeKind::modifier) || is(first - 1, TimeKind::the) || is(first - 1, TimeKind::same) || is(first - 1, TimeKind::few) ||
                            (is(first - 1, TimeKind::ordinal) && is(first, TimeKind::number)) || (first > done + 1 && in_set("time_more", first - 1) && !is(first, TimeKind::unit) && !is(first, TimeKind::the))))
      --first;
    return first;
  }

  void keep(const Reading& reading) {
    if (reading.day && reading.grain != Grain::none && !reading.compared) {
      spoken_ = Spoken{*reading.day, reading.grain};
      if (reading.grain == Grain::quarter) period_ = spoken_;
    }
    Timex3 out;
    out.span = {doc_.span[token(reading.first)].begin, doc_.span[token(reading.end - 1)].end};
    out.type = reading.type;
    out.value = reading.value;
    found_.push_back(std::move(out));
  }

  const Document& doc_;
  const Knowledge& knowledge_;
  Tree tree_;
  const Sentence* sentence_ = nullptr;
  std::pmr::vector<TimePiece> pieces_;
  std::vector<Reading> readings_;
  std::optional<Spoken> spoken_, period_;
  std::uint32_t week_end_ = 0;  // the piece behind a week named last in the sentence
  std::vector<Timex3> found_;
};

}  // namespace

std::string_view to_string(Timex3Type type) {
  static constexpr std::string_view kNames[] = {"DATE", "TIME", "DURATION", "SET"};
  return kNames[static_cast<std::size_t>(type)];
}

std::vector<Timex3> find_timex3(const Document& document, const Knowledge& knowledge) { return Reader(document, knowledge).run(); }

}  // namespace dragoman
