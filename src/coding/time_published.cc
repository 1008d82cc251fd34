// When an article was published, from its own words.
#include <algorithm>
#include <charconv>
#include <optional>
#include <string_view>

#include "base/days.h"
#include "coding/time.h"
#include "coding/time_phrase.h"
#include "coding/time_resolve.h"
#include "coding/time_tense.h"
#include "coding/time_words.h"
#include "coding/tree.h"

namespace dragoman {

namespace {

using std::chrono::days;

constexpr std::uint32_t kOpeningSentences = 10;  // a date line stands at the top
constexpr std::uint32_t kDateLineWords = 5;      // beside the date: hour, zone, "Updated"
constexpr std::uint32_t kNoticeWords = 25;       // "Published 10:04 GMT, Wed April 10, 2024"
constexpr std::uint32_t kPlaceWords = 8;         // before the date of a dateline, and between it and the dash
constexpr int kNearYears = 6;                    // news compares its year with years no further back
constexpr int kApartYears = 2;
constexpr long kFresh = 6;                       // days for which a weekday or a caption without a year stays news

Day day_of(int year, unsigned month, unsigned day) { return Day(std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(day)); }

// A date phrase and what stands around it.
struct Seen {
  TimePhrase phrase;
  Tense tense = Tense::unknown;
  BlockKind block = BlockKind::body;
  std::uint32_t sentence = 0;
  Span span;
  bool heads_page = false;   // a dateline, a line of its own, or beside "Published"
  bool after_in = false;     // "in nearly five years"
};

class Clues {
 public:
  Clues(const Document& document, const Knowledge& knowledge, std::pmr::memory_resource& scratch)
      : doc_(document), knowledge_(knowledge), tree_(document, scratch), pieces_(&scratch), seen_(&scratch) {
    for (std::uint32_t s = 0; s < doc_.sentences.size(); ++s) read(s);
  }

  Published published() const {
    const Years named = year_named();
    const Years years = named.known() ? named : years_since();
    if (const Published found = by_dateline(years); found.known) return found;
    if (const Published found = by_news(years); found.known) return found;
    if (!named.known()) return {};
    return {day_of(named.from, 1, 1), day_of(named.to, 12, 31), true, false, "text", named.evidence};
  }

 private:
  void read(std::uint32_t number) {
    const Sentence& sentence = doc_.sentences[number];
    read_time_pieces(doc_, sentence, knowledge_, pieces_);
    TimePhrase phrase;
    for (std::uint32_t at = 0; at < pieces_.size(); at = std::max(at + 1, phrase.end)) {
      if (!read_time_phrase(pieces_, at, phrase)) {
        phrase.end = at + 1;
        continue;
      }
      if (phrase.kind != TimePhrase::calendar && phrase.kind != TimePhrase::weekday && phrase.kind != TimePhrase::length) continue;
      Seen seen;
      seen.phrase = phrase;
      seen.tense = tense_around(tree_, knowledge_, sentence.first + phrase.first, sentence.first + phrase.end);
      if (sentence.block < doc_.blocks.size()) seen.block = doc_.blocks[sentence.block].kind;
      seen.sentence = number;
      seen.span = {doc_.span[sentence.first + phrase.first].begin, doc_.span[sentence.first + phrase.end - 1].end};
      seen.heads_page = phrase.kind == TimePhrase::calendar && phrase.day > 0 && phrase.day_to == 0 && heads_page(phrase, sentence, number);
      seen.after_in = phrase.first > 0 && in_set("time_span_preposition", sentence.first + phrase.first - 1);
      seen_.push_back(seen);
    }
  }

  bool in_set(std::string_view set, std::uint32_t token) const { return knowledge_.in_set(set, doc_.form[token]); }

  bool heads_page(const TimePhrase& phrase, const Sentence& sentence, std::uint32_t number) const {
    const std::uint32_t words = sentence.end - sentence.first;
    const bool alone = sentence.block == kNone || (doc_.blocks[sentence.block].span.begin == sentence.span.begin && doc_.blocks[sentence.block].span.end == sentence.span.end);
    if (alone && words <= kNoticeWords)
      for (std::uint32_t token = sentence.first; token < std::min(sentence.end, sentence.first + 2); ++token)
        if (in_set("time_published", token)) return true;
    if (number >= kOpeningSentences) return false;
    if (alone && words <= phrase.end - phrase.first + kDateLineWords && names_only(sentence, 0, phrase.first) && names_only(sentence, phrase.end, words)) return true;
    return dateline(phrase, sentence);
  }

  // No word of a sentence among these pieces: names, figures and punctuation.
  bool names_only(const Sentence& sentence, std::uint32_t from, std::uint32_t to) const {
    for (std::uint32_t at = from; at < to; ++at) {
      const std::string_view form = doc_.form[sentence.first + at];
      if (pieces_[at].preposition || form.empty() || (form.front() >= 'a' && form.front() <= 'z')) return false;
    }
    return true;
  }

  // "EDORAS, May 14 (Northern Wire) —": names, the date, an agency, a dash.
  bool dateline(const TimePhrase& phrase, const Sentence& sentence) const {
    if (phrase.first > kPlaceWords) return false;
    if (!names_only(sentence, 0, phrase.first)) return false;
    for (std::uint32_t at = phrase.end; at < pieces_.size() && at <= phrase.end + kPlaceWords; ++at)
      if (pieces_[at].dash || doc_.form[sentence.first + at] == "--") return true;
    return false;
  }

  // ---- the year --------------------------------------------------------------------------------------------------

  struct Years {
    int from = 0, to = 0;  // 0: not known
    Span evidence;
    bool known() const { return from > 0; }
  };

  // The latest year named, where a future tense speaks of it and the last year told of as past is no neighbour: of two
  // neighbouring years either may be the year of writing.
  Years year_named() const {
    int latest_past = 0, latest = 0;
    for (const Seen& s : seen_) {
      if (s.phrase.bound == TimePhrase::since || s.tense == Tense::past) latest_past = std::max(latest_past, s.phrase.year);
      latest = std::max(latest, std::max(s.phrase.year, s.phrase.year_to));
    }
    if (latest_past == 0 || latest < latest_past + kApartYears || latest > latest_past + kNearYears) return {};
    for (const Seen& s : seen_)
      if (s.phrase.kind == TimePhrase::calendar && s.phrase.year == latest && s.phrase.end - s.phrase.first == 1 && s.tense == Tense::future && s.phrase.bound == TimePhrase::free) return {latest, latest, s.span};
    return {};
  }

  // "in nearly five years" and "since 2019": the fifth year is not over, or has just been. Dates a day, says nothing alone.
  Years years_since() const {
    int base = 0;
    for (const Seen& s : seen_)
      if (s.phrase.year && s.phrase.bound == TimePhrase::since) base = std::max(base, s.phrase.year);
    if (base == 0) return {};
    for (const Seen& s : seen_)
      if (s.phrase.kind == TimePhrase::length && s.phrase.unit == TimeUnit::year && s.after_in && s.phrase.count > 0 && s.phrase.count <= kNearYears)
        return {base + s.phrase.count - (rounded_up(s) ? 1 : 0), base + s.phrase.count, s.span};
    return {};
  }
  bool rounded_up(const Seen& s) const {
    const Sentence& sentence = doc_.sentences[s.sentence];
    for (std::uint32_t token = sentence.first + s.phrase.first; token < sentence.first + s.phrase.end; ++token)
      if (in_set("time_nearly", token)) return true;
    return false;
  }
  // Whether most days of the base year lie further back than "nearly": of 2019, in April 2023 none is nearly five years ago.
  static bool long_enough(Day day, const Years& years) {
    if (years.from == years.to) return true;
    return day >= day_of(years.to - 1, 7, 1);
  }

  // ---- the day ---------------------------------------------------------------------------------------------------

  static std::optional<Day> in_year(const TimePhrase& phrase, int year) {
    const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(phrase.month)), std::chrono::day(static_cast<unsigned>(phrase.day))};
    if (!date.ok() || (phrase.weekday_from >= 0 && weekday_of(date) != phrase.weekday_from)) return std::nullopt;
    return Day(date);
  }

  // The day of a phrase in one of the years; the latest that fits.
  static std::optional<Day> in_years(const TimePhrase& phrase, const Years& years) {
    if (phrase.year) return in_year(phrase, phrase.year);
    std::optional<Day> day;
    for (int year = years.from; years.known() && year <= years.to; ++year)
      if (const auto there = in_year(phrase, year); there && long_enough(*there, years)) day = there;
    return day;
  }

  Published by_dateline(const Years& years) const {
    for (const Seen& s : seen_) {
      if (!s.heads_page) continue;
      if (const auto day = in_years(s.phrase, years)) return {*day, *day, true, true, "dateline", s.span};
    }
    return {};
  }

  // Whether the weekdays of the text fit a publication on this day: all within one week, past ones behind it.
  bool weekdays_fit(Day day) const {
    const int today = weekday_of(day);
    int behind = 0, ahead = 0;
    for (const Seen& s : seen_) {
      if (s.phrase.kind != TimePhrase::weekday || s.phrase.bound != TimePhrase::free || s.block > BlockKind::body) continue;
      const int last = s.phrase.weekday_to >= 0 ? s.phrase.weekday_to : s.phrase.weekday_from;
      if (s.tense == Tense::past) behind = std::max(behind, (today - s.phrase.weekday_from + 7) % 7);
      if (s.tense == Tense::future) ahead = std::max(ahead, (last - today + 7) % 7);
    }
    return behind + ahead <= kFresh;
  }

  // The latest day named without a year, as news does: in a caption, or with its weekday.
  Published by_news(const Years& years) const {
    const Seen* fresh = nullptr;
    std::optional<Day> latest;
    for (const Seen& s : seen_) {
      if (s.phrase.kind != TimePhrase::calendar || s.phrase.year || s.phrase.day == 0 || s.phrase.day_to || s.phrase.bound != TimePhrase::free || s.tense == Tense::future) continue;
      if (s.block != BlockKind::caption && !(s.block <= BlockKind::body && s.phrase.weekday_from >= 0)) continue;
      if (const auto day = in_years(s.phrase, years); day && (!latest || *day > *latest)) latest = day, fresh = &s;
    }
    return fresh ? around(*latest, fresh->span) : Published{};
  }

  // The days from the news on while its weekdays fit; an article may always be of the next day.
  Published around(Day day, Span evidence) const {
    long last = kFresh;
    if (weekdays_fit(day))
      for (last = 1; last < kFresh && weekdays_fit(day + days(last + 1)) && weekdays_fit(day + days(last));) ++last;
    return {day, day + days(last), true, false, "text", evidence};
  }

  const Document& doc_;
  const Knowledge& knowledge_;
  Tree tree_;
  std::pmr::vector<TimePiece> pieces_;
  std::pmr::vector<Seen> seen_;
};

// "2024-04-10", an instant of that day, "2024-04" or "2024".
Published given(std::string_view text) {
  if (const auto day = parse_iso_day(text)) return {*day, *day, true, true, "given", {}};
  int year = 0;
  unsigned month = 0;
  const auto number = [&](std::size_t at, std::size_t size, auto& into) {
    const auto [stop, error] = std::from_chars(text.data() + at, text.data() + at + size, into);
    return error == std::errc() && stop == text.data() + at + size;
  };
  if (text.size() == 4 && number(0, 4, year)) return {day_of(year, 1, 1), day_of(year, 12, 31), true, false, "given", {}};
  if (text.size() == 7 && text[4] == '-' && number(0, 4, year) && number(5, 2, month) && month >= 1 && month <= 12)
    return {day_of(year, month, 1), Day(std::chrono::year(year) / std::chrono::month(month) / std::chrono::last), true, false, "given", {}};
  return {};
}

}  // namespace

void infer_published(Document& document, const Knowledge& knowledge, std::pmr::memory_resource& scratch) {
  document.published = {};
  if (!document.article.published.empty()) {
    document.published = given(document.article.published);
    if (document.published.known) return;
    document.notes.push_back({"published:no-date", {}});
  }
  document.published = Clues(document, knowledge, scratch).published();
}

}  // namespace dragoman
