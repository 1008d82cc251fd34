#include "coding/time_phrase.h"

namespace dragoman {

namespace {

constexpr int kFirstYear = 1000, kLastYear = 2199, kFirstModern = 1900;
constexpr int kRound = 50;  // numbers of people are rounded to this, years are not


class PhraseReader {
 public:
  PhraseReader(std::span<const TimePiece> pieces, std::uint32_t at, TimePhrase& phrase) : pieces_(pieces), start_(at), phrase_(phrase) {}

  bool read() {
    TimePhrase best;
    for (const auto rule : {&PhraseReader::calendar, &PhraseReader::quarter, &PhraseReader::weekday, &PhraseReader::relative, &PhraseReader::length, &PhraseReader::year,
                            &PhraseReader::span_of_years, &PhraseReader::word}) {
      phrase_ = {};
      std::uint32_t at = start_;
      if (rule != &PhraseReader::length) at = after_part(at);
      if ((this->*rule)(at) && phrase_.end > best.end) best = phrase_;
    }
    phrase_ = best;
    phrase_.first = start_;
    if (phrase_.end == 0) return false;
    set_bound();
    return true;
  }

 private:
  const TimePiece& piece(std::uint32_t at) const {
    static constexpr TimePiece nothing;
    return at < pieces_.size() ? pieces_[at] : nothing;
  }
  bool is(std::uint32_t at, TimeKind kind) const { return piece(at).kind == kind; }
  bool before(std::uint32_t at, TimeKind kind) const { return at > 0 && is(at - 1, kind); }

  // "early", "the end of", "later": narrows what follows, which keeps its own length here.
  std::uint32_t after_part(std::uint32_t at) const {
    std::uint32_t next = at;
    if (is(next, TimeKind::the)) ++next;
    if (is(next, TimeKind::part) || (is(next, TimeKind::ago) && piece(next).text == "other")) {
      ++next;
      if (is(next, TimeKind::of)) ++next;
      if (is(next, TimeKind::the)) ++next;
      return next;
    }
    return at;
  }

  // ---- figures and names ---------------------------------------------------------------------------------------

  bool beside_time(std::uint32_t at) const {
    const TimePiece& next = piece(at + 1);
    const bool year = next.kind == TimeKind::number && next.digits == 4;
    const bool day = (next.kind == TimeKind::number && next.digits > 0 && next.digits <= 2) || next.kind == TimeKind::ordinal;
    if (year || day || next.kind == TimeKind::month || (next.kind == TimeKind::comma && piece(at + 2).digits > 0)) return true;
    if (at == 0) return false;
    const TimePiece& last = pieces_[at - 1];
    if (is(at, TimeKind::weekday)) return false;
    return last.preposition || last.kind == TimeKind::number || last.kind == TimeKind::ordinal || last.kind == TimeKind::of || last.kind == TimeKind::direction ||
           last.kind == TimeKind::part || last.kind == TimeKind::range || last.kind == TimeKind::weekday;
  }
  bool month_at(std::uint32_t at) const { return is(at, TimeKind::month) && (!piece(at).ambiguous || beside_time(at)); }
  bool weekday_at(std::uint32_t at) const { return is(at, TimeKind::weekday) && (!piece(at).ambiguous || beside_time(at)); }
  bool day_at(std::uint32_t at) const {
    const TimePiece& p = piece(at);
    const bool figure = p.kind == TimeKind::number && p.digits > 0 && p.digits <= 2;
    return (figure || p.kind == TimeKind::ordinal) && p.value >= 1 && p.value <= 31;
  }
  bool year_at(std::uint32_t at) const {
    const TimePiece& p = piece(at);
    return p.kind == TimeKind::number && p.digits == 4 && p.value >= kFirstYear && p.value <= kLastYear;
  }
  // "to", "-"; "and" only after "between".
  bool range_at(std::uint32_t at) const {
    return is(at, TimeKind::range) && (piece(at).text != "and" || before(start_, TimeKind::between));
  }

  // "nineteen ninety-seven": the year, and moves past it; 0 when there is none.
  int spelled_year(std::uint32_t& at) const {
    const TimePiece& hundreds = piece(at);
    const TimePiece& tens = piece(at + 1);
    const auto word = [](const TimePiece& p) { return p.kind == TimeKind::number && p.digits == 0; };
    if (!word(hundreds) || great_number(at + 1) || hundreds.value < 18 || hundreds.value > 20 || !word(tens) || tens.value < 10 || tens.value > 99) return 0;
    std::uint32_t last = at + 1;
    const int year = hundreds.value * 100 + number_at(last);
    if (is(last + 1, TimeKind::unit) || piece(last + 1).dash) return 0;
    at = last + 1;
    return year;
  }

  void take_year(std::uint32_t& at) {
    std::uint32_t next = at;
    if (is(next, TimeKind::comma) || is(next, TimeKind::of)) ++next;
    if (const int year = spelled_year(next)) {
      phrase_.year = year;
      at = next;
      return;
    }
    if (!year_at(next)) return;
    phrase_.year = piece(next).value;
    at = next + 1;
  }
  bool done(TimePhrase::Kind kind, std::uint32_t end) {
    phrase_.kind = kind;
    phrase_.end = end;
    return true;
  }

  // ---- rules ---------------------------------------------------------------------------------------------------

  // [Tuesday,] April 9[–11][, 2024] · [the] 9[–11] [of] April [2024] · April 2024 · April to June · 2024-04-10
  bool calendar(std::uint32_t at) {
    if (is(at, TimeKind::date)) {
      const std::chrono::year_month_day date{Day(std::chrono::days(piece(at).value))};
      phrase_.year = static_cast<int>(date.year());
      phrase_.month = static_cast<int>(static_cast<unsigned>(date.month()));
      phrase_.day = static_cast<int>(static_cast<unsigned>(date.day()));
      return done(TimePhrase::calendar, at + 1);
    }
    const bool named = weekday_at(at);
    if (named) {
      phrase_.weekday_from = piece(at).value;
      ++at;
      if (is(at, TimeKind::comma)) ++at;
    }
    if (is(at, TimeKind::the) && day_at(at + 1)) ++at;  // "the 9th of May", but not "the May talks"
    const bool found = month_at(at) ? month_first(at) : day_at(at) && day_first(at);
    return found && (!named || phrase_.day > 0);
  }

  // third quarter [of] [2019]
  bool quarter(std::uint32_t at) {
    if (is(at, TimeKind::the)) ++at;
    if (!is(at, TimeKind::ordinal) || piece(at).value > 4) return false;
    phrase_.month = piece(at).value * 3 - 2;
    phrase_.months = 3;
    at += piece(at + 1).dash ? 2 : 1;
    if (piece(at).unit != TimeUnit::quarter) return false;
    take_year(++at);
    return done(TimePhrase::calendar, at);
  }

  bool month_first(std::uint32_t at) {
    phrase_.month = piece(at++).value;
    if (day_at(at)) {
      phrase_.day = piece(at++).value;
      if (range_at(at) && day_at(at + 1)) {
        phrase_.split = at;
        phrase_.day_to = piece(at + 1).value;
        at += 2;
      } else if (range_at(at) && month_at(at + 1) && day_at(at + 2)) {
        phrase_.split = at;
        phrase_.month_to = piece(at + 1).value;
        phrase_.day_to = piece(at + 2).value;
        at += 3;
      }
    } else if (range_at(at) && month_at(at + 1)) {
      phrase_.split = at;
      phrase_.month_to = piece(at + 1).value;
      at += 2;
    }
    take_year(at);
    return done(TimePhrase::calendar, at);
  }

  bool day_first(std::uint32_t at) {
    phrase_.day = piece(at++).value;
    if (range_at(at) && day_at(at + 1)) {
      phrase_.split = at;
      phrase_.day_to = piece(at + 1).value;
      at += 2;
    }
    if (is(at, TimeKind::of)) ++at;
    if (!month_at(at)) return false;
    phrase_.month = piece(at++).value;
    if (phrase_.day_to == 0 && range_at(at) && day_at(at + 1) && month_at(at + 2)) {
      phrase_.split = at;
      phrase_.day_to = piece(at + 1).value;
      phrase_.month_to = piece(at + 2).value;
      at += 3;
    }
    take_year(at);
    return done(TimePhrase::calendar, at);
  }

  bool weekday(std::uint32_t at) {
    if (!weekday_at(at)) return false;
    if (piece(at).plural) return done(TimePhrase::repeated, at + 1);
    phrase_.weekday_from = piece(at++).value;
    if (range_at(at) && weekday_at(at + 1)) {
      phrase_.split = at;
      phrase_.weekday_to = piece(at + 1).value;
      at += 2;
    }
    if (is(at, TimeKind::daypart)) ++at;
    return done(TimePhrase::weekday, at);
  }

  // last year · the past two weeks · next Tuesday · this spring · last night · in recent months
  bool relative(std::uint32_t at) {
    if (is(at, TimeKind::the)) ++at;
    if (at > start_ && piece(at).unit == TimeUnit::weekend && !piece(at).plural) {  // "over the weekend"
      phrase_.unit = TimeUnit::weekend;
      return done(TimePhrase::relative, at + 1);
    }
    if (!is(at, TimeKind::direction)) return false;
    const std::string_view text = piece(at++).text;
    phrase_.direction = text == "past" || text == "recent" ? TimePhrase::past : text == "future" ? TimePhrase::future : TimePhrase::present;
    const bool vague = text == "recent" || text == "other";
    const TimePiece& next = piece(at);
    const bool counted = next.kind == TimeKind::number || next.kind == TimeKind::few;
    const TimePiece& measure = counted ? piece(at + 1) : next;
    if (measure.kind == TimeKind::unit) {
      phrase_.unit = measure.unit;
      phrase_.count = next.kind == TimeKind::number ? next.value : 1;
      const bool uncounted = next.kind == TimeKind::few || (!counted && measure.plural);
      if (text == "recent" && !uncounted) return false;
      if (!counted && !measure.plural && (measure.unit <= TimeUnit::day) && !vague) return false;  // "the last day of"
      return done(vague || uncounted ? TimePhrase::vague : TimePhrase::relative, at + (counted ? 2u : 1u));
    }
    if (vague || counted) return false;
    if (is(at, TimeKind::month) && day_at(at + 1)) return month_first(at);  // "last Oct. 23"
    if (is(at, TimeKind::month)) phrase_.month = next.value;
    else if (weekday_at(at)) phrase_.weekday_from = next.value;
    else if (is(at, TimeKind::season)) set_season(next.value);
    else if (is(at, TimeKind::daypart)) return done(TimePhrase::offset, offset_by_direction(at));
    else return false;
    return done(TimePhrase::relative, at + 1);
  }

  std::uint32_t offset_by_direction(std::uint32_t at) {
    phrase_.count = phrase_.direction == TimePhrase::past ? -1 : phrase_.direction == TimePhrase::future ? 1 : 0;
    return at + 1;
  }
  void set_season(int first_month) {
    phrase_.month = first_month;
    phrase_.months = 3;
  }

  // [nearly] three [-] day[s] [ago] · a year ago · 75th anniversary · 75-year-old is none
  bool length(std::uint32_t at) {
    while (is(at, TimeKind::modifier)) ++at;
    if (is(at, TimeKind::article) && is(at + 1, TimeKind::few)) ++at;  // "a few days"
    const bool bare = is(at, TimeKind::unit) && piece(at).plural && is(at + 1, TimeKind::ago);  // "decades ago"
    const TimeKind kind = piece(at).kind;
    if (!bare && kind != TimeKind::number && kind != TimeKind::article && kind != TimeKind::few && kind != TimeKind::ordinal) return false;
    phrase_.count = bare || kind == TimeKind::few ? 0 : number_at(at);
    if (!bare) ++at;
    if (kind == TimeKind::few && is(at, TimeKind::of)) ++at;
    if (kind == TimeKind::few && great_number(at)) ++at;  // "a few hundred years"
    if (piece(at).dash) ++at;
    if (is(at, TimeKind::anniversary) && phrase_.count > 1) return done(TimePhrase::age, at + 1);
    if (kind == TimeKind::ordinal) return piece(at).unit == TimeUnit::century && set_century(at);
    if (!is(at, TimeKind::unit)) return false;
    phrase_.unit = piece(at++).unit;
    if (is(at, TimeKind::age) || (piece(at).dash && is(at + 1, TimeKind::age))) return false;
    if (piece(at).dash && is(at + 1, TimeKind::length_mark)) at += 2;
    if (is(at, TimeKind::ago)) return ago(at);
    if (kind == TimeKind::article && !(start_ > 0 && pieces_[start_ - 1].preposition)) return false;
    return (phrase_.count > 0 || kind == TimeKind::few) && done(TimePhrase::length, at);
  }

  bool set_century(std::uint32_t at) {
    phrase_.unit = TimeUnit::century;
    return done(TimePhrase::century, at + 1);
  }

  bool ago(std::uint32_t at) {
    const std::string_view text = piece(at).text;
    if (text == "other" || phrase_.count == 0) {
      phrase_.direction = text == "past" ? TimePhrase::past : TimePhrase::none;
      return done(TimePhrase::vague, at + 1);
    }
    phrase_.direction = text == "past" ? TimePhrase::past : TimePhrase::future;
    return done(TimePhrase::ago, at + 1);
  }

  // Moves past "twenty-five"; stays on the last piece of the number.
  int number_at(std::uint32_t& at) const {
    int value = piece(at).value;
    const bool tens = value >= 20 && value < 100 && value % 10 == 0 && piece(at).digits == 0 && is(at, TimeKind::number);
    const std::uint32_t next = at + (piece(at + 1).dash ? 2u : 1u);
    const TimePiece& ones = piece(next);
    if (tens && ones.kind == TimeKind::number && ones.digits == 0 && ones.value < 10) {
      value += ones.value;
      at = next;
    }
    if (great_number(at + 1) && value < piece(at + 1).value) value *= piece(++at).value;  // "two hundred"
    return value;
  }
  // "hundred", "thousand" in letters.
  bool great_number(std::uint32_t at) const { return is(at, TimeKind::number) && piece(at).digits == 0 && piece(at).value >= 100; }

  // A bare year, where its neighbours or the parse say that it is no count.
  bool year(std::uint32_t at) {
    const bool season = is(at, TimeKind::season);
    const std::uint32_t name = at;
    if (season) {
      set_season(piece(at++).value);
      if (is(at, TimeKind::of)) ++at;
    } else if (is(at, TimeKind::the)) {
      return false;
    }
    if (const int spelled = spelled_year(at)) {
      phrase_.year = spelled;
      return done(TimePhrase::calendar, at);
    }
    // "the 1992 protests": figures that name a year and no round number, after an article or a possessor.
    const bool named = at > 0 && (before(at, TimeKind::the) || pieces_[at - 1].possessor) && piece(at).value > kFirstModern && piece(at).value % kRound != 0;
    if (!year_at(at) || (piece(at).counts && !named)) return false;
    const bool led = season || at > start_ || (at > 0 && (pieces_[at - 1].preposition || before(at, TimeKind::of) || before(at, TimeKind::the) || named));
    if (!led && !(piece(at).modifies && piece(at).value >= kFirstModern)) return false;
    if (piece(at).value < kFirstModern && !(name > 0 && pieces_[name - 1].preposition)) return false;
    phrase_.year = piece(at++).value;
    if (!season && range_at(at)) {
      const TimePiece& last = piece(at + 1);
      const int to = last.digits == 2 && piece(at).dash ? phrase_.year / 100 * 100 + last.value : last.value;
      if ((year_at(at + 1) || last.digits == 2) && to > phrase_.year && to <= kLastYear) {
        phrase_.year_to = to;
        phrase_.split = at;
        at += 2;
      }
    }
    if (piece(at - 1).joined && piece(at).dash && piece(at).joined) return false;  // "2019-nCoV"
    return done(TimePhrase::calendar, at);
  }

  bool span_of_years(std::uint32_t at) {
    if (is(at, TimeKind::the)) ++at;
    if (is(at, TimeKind::decade)) {
      phrase_.year = piece(at).value;
      return done(TimePhrase::decade, at + 1);
    }
    if (is(at, TimeKind::ordinal) && piece(at + 1).unit == TimeUnit::century) {
      phrase_.count = piece(at).value;
      return set_century(at + 1);
    }
    return false;
  }

  // "the same day", "later in the day"; 0 when it is none.
  std::uint32_t same_day() const {
    if (is(start_, TimeKind::same)) return piece(start_ + 1).unit == TimeUnit::day ? start_ + 2 : 0;
    const bool later = is(start_, TimeKind::ago) && piece(start_).text == "other" && piece(start_ + 1).preposition && is(start_ + 2, TimeKind::the);
    return later && piece(start_ + 3).unit == TimeUnit::day && !piece(start_ + 3).plural ? start_ + 4 : 0;
  }

  // "the day after tomorrow", "the day before yesterday"
  bool one_day_further(std::uint32_t at) {
    if (is(at, TimeKind::the)) ++at;
    const TimePiece& from = piece(at + 2);
    if (piece(at).unit != TimeUnit::day || piece(at).plural || !is(at + 1, TimeKind::bound) || from.kind != TimeKind::day || from.value == 0) return false;
    if (piece(at + 1).text != (from.value > 0 ? "after" : "before")) return false;
    phrase_.count = from.value + (from.value > 0 ? 1 : -1);
    return done(TimePhrase::offset, at + 3);
  }

  // yesterday · overnight · recently · annual · every Friday
  bool word(std::uint32_t at) {
    if (one_day_further(start_)) return true;
    const TimePiece& p = piece(at);
    if (p.kind == TimeKind::day) {
      phrase_.count = p.value;
      return done(TimePhrase::offset, at + (is(at + 1, TimeKind::daypart) ? 2u : 1u));
    }
    if (p.kind == TimeKind::nighttime) {
      const std::uint32_t next = piece(at + 1).preposition ? at + 2 : at + 1;  // "overnight on Tuesday": that day says more
      return !weekday_at(next) && !month_at(next) && done(TimePhrase::night, at + 1);
    }
    if (const std::uint32_t end = same_day(); end > 0) return done(TimePhrase::same_day, end);
    if (p.kind == TimeKind::vague && at == start_) {
      phrase_.direction = p.text == "past" ? TimePhrase::past : p.text == "future" ? TimePhrase::future : TimePhrase::present;
      return done(TimePhrase::vague, at + 1);
    }
    if (p.kind != TimeKind::recur) return false;
    if (p.text != "every") {
      phrase_.unit = p.unit;
      return done(TimePhrase::repeated, at + 1);
    }
    const bool named = weekday_at(at + 1) || month_at(at + 1) || is(at + 1, TimeKind::unit) || is(at + 1, TimeKind::season);
    return named && done(TimePhrase::repeated, at + 2);
  }

  // "since 2019", "until Friday", "by 9 a.m. Friday".
  void set_bound() {
    std::uint32_t at = start_;
    while (at > 0 && is(at - 1, TimeKind::clock)) at -= at > 1 && is(at - 2, TimeKind::number) ? 2 : 1;
    if (at == 0 || pieces_[at - 1].kind != TimeKind::bound) return;
    const std::string_view text = pieces_[at - 1].text;
    if (phrase_.kind == TimePhrase::length || phrase_.kind == TimePhrase::age || phrase_.kind == TimePhrase::repeated) return;
    phrase_.bound = text == "since" ? TimePhrase::since : text == "until" ? TimePhrase::until : text == "before" ? TimePhrase::before : TimePhrase::after;
  }

  std::span<const TimePiece> pieces_;
  std::uint32_t start_;
  TimePhrase& phrase_;
};

bool may_start(TimeKind kind) { return kind != TimeKind::none && kind != TimeKind::comma && kind != TimeKind::of && kind != TimeKind::age; }

}  // namespace

bool read_time_phrase(std::span<const TimePiece> pieces, std::uint32_t at, TimePhrase& phrase) {
  return at < pieces.size() && may_start(pieces[at].kind) && PhraseReader(pieces, at, phrase).read();
}

}  // namespace dragoman
