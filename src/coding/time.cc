#include "coding/time.h"

#include <algorithm>

#include "coding/time_counted.h"
#include "coding/time_phrase.h"
#include "coding/time_resolve.h"
#include "coding/time_tense.h"
#include "coding/time_words.h"
#include "coding/tree.h"

namespace dragoman {

namespace {

int days_in(TimeUnit unit) {
  switch (unit) {
    case TimeUnit::day: return 1;
    case TimeUnit::weekend: return 2;
    case TimeUnit::week: return 7;
    case TimeUnit::fortnight: return 14;
    default: return 0;  // months and years are no exact number of days
  }
}

int years_in(TimeUnit unit) { return unit == TimeUnit::year ? 1 : unit == TimeUnit::decade ? 10 : unit == TimeUnit::century ? 100 : 0; }

constexpr int kLongestLength = 3650;  // days or years; longer lengths tell nothing of an event

constexpr std::uint32_t kSentencesBack = 5;  // "the same day" seldom reaches farther
constexpr std::size_t kTimesBack = 16;

int times(int count, int unit) { return count <= kLongestLength ? count * unit : 0; }

class Finder {
 public:
  Finder(const Document& document, const Knowledge& knowledge) : doc_(document), knowledge_(knowledge), tree_(document) {}

  std::vector<Timex> run() {
    for (const Sentence& sentence : doc_.sentences) {
      read_time_pieces(doc_, sentence, knowledge_, pieces_);
      TimePhrase phrase;
      std::uint32_t week_end = 0;  // the piece behind a week named last in the sentence
      for (std::uint32_t at = 0; at < pieces_.size(); at = std::max(at + 1, phrase.end)) {
        if (!read_time_phrase(pieces_, at, phrase)) {
          day_of_month(at, sentence);
          phrase.end = at + 1;
          continue;
        }
        if (of_week(phrase, week_end)) narrow(found_.back(), phrase, sentence);
        else if (week_of(phrase, sentence)) narrow_to(timex(phrase, sentence).when, sentence.first + phrase.end);
        else if (year_of_month(phrase, sentence)) month_to(timex(phrase, sentence).when, sentence.first + phrase.end);
        else if (day_joined(phrase, sentence)) join_day(sentence.first + phrase.end);
        else found_.push_back(timex(phrase, sentence));
        week_end = phrase.kind == TimePhrase::relative && phrase.unit == TimeUnit::week && phrase.count <= 1 && phrase.bound == TimePhrase::free ? phrase.end : 0;
      }
      count_from_others(tree_, knowledge_, sentence, pieces_, found_);
    }
    return std::move(found_);
  }

 private:
  // "earlier this week, on Wednesday": one day of a week that has just been named.
  bool of_week(const TimePhrase& phrase, std::uint32_t week_end) const {
    if (week_end == 0 || phrase.kind != TimePhrase::weekday || phrase.weekday_to >= 0 || !found_.back().when.from || found_.back().when.precision != "week") return false;
    std::uint32_t ahead = phrase.first;
    while (ahead > week_end && (pieces_[ahead - 1].preposition || pieces_[ahead - 1].kind == TimeKind::comma)) --ahead;
    return ahead == week_end;
  }
  void narrow(Timex& week, const TimePhrase& phrase, const Sentence& sentence) const {
    week.end = sentence.first + phrase.end;
    week.when.span.end = doc_.span[week.end - 1].end;
    week.when.from = week.when.to = *week.when.from + std::chrono::days((phrase.weekday_from + 6) % 7);
    week.when.precision = "day";
    week.when.weekday_from = phrase.weekday_from;
    week.when.from_text = "weekday+published";
  }

  // "on the 25th": of the month of writing, or of the one before or after as the tense points.
  void day_of_month(std::uint32_t at, const Sentence& sentence) {
    if (at == 0 || at + 1 >= pieces_.size() || pieces_[at].kind != TimeKind::the || !pieces_[at - 1].preposition) return;
    const TimePiece& ordinal = pieces_[at + 1];
    const std::uint32_t token = sentence.first + at + 1, head = tree_.head(token);
    const Published& published = doc_.published;
    if (ordinal.kind != TimeKind::ordinal || ordinal.digits == 0 || ordinal.value < 1 || ordinal.value > 31 || !published.known || published.from != published.to) return;
    if (head == kNone || !tree_.verbal(head)) return;  // "on the 25th floor", "on the 25th of the month"
    const Tense tense = tense_of_time(tree_, knowledge_, sentence.first + at, token + 1);
    const auto now = std::chrono::year_month_day(published.from);
    std::optional<Day> best;
    for (int by = -1; by <= 1; ++by) {
      const auto month = now.year() / now.month() + std::chrono::months(by);
      const std::chrono::year_month_day made = month / std::chrono::day(static_cast<unsigned>(ordinal.value));
      if (!made.ok()) continue;
      const Day day(made);
      if ((tense == Tense::past && day > published.from) || ((tense == Tense::future || tense == Tense::present) && day < published.from)) continue;
      const auto gap = [&](Day d) { return d < published.from ? published.from - d : d - published.from; };
      if (!best || gap(day) < gap(*best)) best = day;
    }
    if (!best) return;
    Timex out;
    out.first = sentence.first + at;
    out.end = token + 1;
    out.set_by_tense = tense != Tense::unknown;
    out.when.from = out.when.to = best;
    out.when.precision = "day";
    out.when.from_text = "day-of-month+published";
    out.when.span = {doc_.span[out.first].begin, doc_.span[token].end};
    found_.push_back(std::move(out));
  }

  // "Wednesday next week": the week of a weekday that stands right before it.
  bool week_of(const TimePhrase& phrase, const Sentence& sentence) const {
    if (phrase.kind != TimePhrase::relative || phrase.unit != TimeUnit::week || phrase.count > 1 || found_.empty()) return false;
    const Timex& day = found_.back();
    return day.end == sentence.first + phrase.first && day.when.weekday_from >= 0 && day.when.weekday_to < 0 && day.when.precision == "day" && !day.recurring;
  }
  void narrow_to(const When& week, std::uint32_t end) {
    Timex& day = found_.back();
    if (!week.from) return;
    day.end = end;
    day.when.span.end = doc_.span[end - 1].end;
    day.when.from = day.when.to = *week.from + std::chrono::days((day.when.weekday_from + 6) % 7);
  }

  // "March last year"
  bool year_of_month(const TimePhrase& phrase, const Sentence& sentence) const {
    if (phrase.kind != TimePhrase::relative || phrase.unit != TimeUnit::year || phrase.count > 1 || phrase.weekday_from >= 0 || found_.empty()) return false;
    const Timex& month = found_.back();
    return month.end == sentence.first + phrase.first && month.when.from_text == "month+published" && month.when.from && month.when.to;
  }
  void month_to(const When& year, std::uint32_t end) {
    Timex& month = found_.back();
    if (!year.from) return;
    month.end = end;
    month.when.span.end = doc_.span[end - 1].end;
    const auto first = std::chrono::year_month_day(*month.when.from), last = std::chrono::year_month_day(*month.when.to);
    const auto to = std::chrono::year_month_day(*year.from).year();
    month.when.from = Day(to / first.month() / first.day());
    month.when.to = Day(std::chrono::year_month_day_last(to, std::chrono::month_day_last(last.month())));
    month.when.from_text = "relative+published";
  }

  // "on Saturday and Sunday": one stretch of days.
  bool day_joined(const TimePhrase& phrase, const Sentence& sentence) const {
    if (phrase.kind != TimePhrase::weekday || phrase.weekday_to >= 0 || phrase.first == 0 || found_.empty()) return false;
    const Timex& day = found_.back();
    return day.end + 1 == sentence.first + phrase.first && pieces_[phrase.first - 1].kind == TimeKind::range && day.when.weekday_from >= 0 && day.when.from &&
           day.when.from == day.when.to && day.when.precision == "day" && (day.when.weekday_from + 1) % 7 == phrase.weekday_from;
  }
  void join_day(std::uint32_t end) {
    Timex& day = found_.back();
    day.end = end;
    day.when.span.end = doc_.span[end - 1].end;
    day.when.to = *day.when.from + std::chrono::days(1);
    day.when.weekday_to = (day.when.weekday_from + 1) % 7;
  }

  // "the first week of March"
  void narrow_to_week(const TimePhrase& phrase, Timex& time) const {
    if (phrase.kind != TimePhrase::calendar || phrase.month == 0 || phrase.day != 0 || phrase.month_to != 0 || phrase.months != 1 || phrase.first < 3 || !time.when.from || !time.when.to) return;
    const TimePiece& which = pieces_[phrase.first - 3];
    if (pieces_[phrase.first - 1].kind != TimeKind::of || pieces_[phrase.first - 2].unit != TimeUnit::week || pieces_[phrase.first - 2].plural) return;
    const bool last = which.kind == TimeKind::direction && which.text == "past", nth = which.kind == TimeKind::ordinal && which.value >= 1 && which.value <= 4;
    if (!last && !nth) return;
    if (last) time.when.from = *time.when.to - std::chrono::days(6);
    else time.when.from = *time.when.from + std::chrono::days(7 * (which.value - 1)), time.when.to = *time.when.from + std::chrono::days(6);
    time.when.precision = "week";
  }

  // "the week of 9 March"
  void widen_to_week(const TimePhrase& phrase, Timex& time) const {
    if (phrase.kind != TimePhrase::calendar || phrase.day == 0 || phrase.day_to != 0 || phrase.first < 2 || !time.when.from || time.when.precision != "day") return;
    if (pieces_[phrase.first - 1].kind != TimeKind::of || pieces_[phrase.first - 2].unit != TimeUnit::week || pieces_[phrase.first - 2].plural) return;
    time.when.from = *time.when.from - std::chrono::days((weekday_of(*time.when.from) + 6) % 7);
    time.when.to = *time.when.from + std::chrono::days(6);
    time.when.precision = "week";
  }

  // "in two weeks" beside a future: so long after the day of writing.
  bool lies_ahead(const TimePhrase& phrase, const Timex& time) const {
    if (phrase.kind != TimePhrase::length || phrase.count <= 0 || phrase.first == 0 || phrase.unit < TimeUnit::day || !knowledge_.in_set("time_span_preposition", doc_.lemma[time.first - 1])) return false;
    std::uint32_t hook = time.first;
    for (int i = 0; i < 8 && hook != kNone && hook >= time.first && hook < time.end; ++i) hook = tree_.head(hook);
    if (hook != kNone && hook >= time.end && hook <= time.end + 1 && knowledge_.in_set("time_possessed", doc_.lemma[hook])) hook = tree_.head(hook);  // "in ten days' time"
    if (hook == kNone || doc_.upos[hook] != Upos::VERB) return false;  // "the first visit in 14 years"
    return tense_of_time(tree_, knowledge_, time.first, time.end) == Tense::future;
  }

  // "9 and 10 April": from the day named first.
  void take_first_day(const TimePhrase& phrase, Timex& time) const {
    if (phrase.kind != TimePhrase::calendar || phrase.day == 0 || phrase.day_to != 0 || phrase.first < 2 || phrase.bound != TimePhrase::free || !time.when.from) return;
    const TimePiece& first = pieces_[phrase.first - 2];
    if (pieces_[phrase.first - 1].kind != TimeKind::range || first.kind != TimeKind::number || first.digits == 0 || first.digits > 2 || first.value < 1 || first.value >= phrase.day) return;
    time.first -= 2;
    time.when.from = *time.when.from - std::chrono::days(phrase.day - first.value);
    time.when.span.begin = doc_.span[time.first].begin;
  }

  // "that May": of the year that was named last.
  void take_year_named(TimePhrase& phrase, std::uint32_t first) const {
    if (phrase.kind != TimePhrase::calendar || phrase.month == 0 || phrase.year != 0 || phrase.first == 0 || pieces_[phrase.first - 1].kind != TimeKind::same || found_.empty()) return;
    const Timex& last = found_.back();
    if (!last.when.from || doc_.sentence_of[last.first] + kSentencesBack < doc_.sentence_of[first]) return;
    phrase.year = static_cast<int>(std::chrono::year_month_day(*last.when.from).year());
  }

  // What "the same day" means: the last day dated before, at most kSentencesBack sentences and kTimesBack expressions ago.
  When day_named_last(std::uint32_t token) const {
    When same;
    same.precision = "unknown";
    for (std::size_t back = 1; back <= std::min(found_.size(), kTimesBack); ++back) {
      const Timex& time = found_[found_.size() - back];
      if (doc_.sentence_of[time.first] + kSentencesBack < doc_.sentence_of[token]) break;
      if (!time.when.from || time.when.precision != "day" || time.when.from != time.when.to) continue;
      same = time.when;
      same.from_text = "same-day";
      break;
    }
    return same;
  }

  Timex timex(TimePhrase& phrase, const Sentence& sentence) const {
    Timex out;
    out.first = sentence.first + phrase.first;
    out.end = sentence.first + phrase.end;
    if (doc_.deprel[out.end - 1] == Deprel::nmod_poss) phrase.bound = TimePhrase::free;  // "after Tuesday's talks"
    take_year_named(phrase, out.first);
    if (lies_ahead(phrase, out)) phrase.kind = TimePhrase::ago, phrase.direction = TimePhrase::future;
    Tense tense = Tense::unknown;
    if (phrase.bound == TimePhrase::until) tense = phrase.day ? Tense::unknown : Tense::future;  // a deadline, whatever the tense: the nearest
    else if (phrase.direction == TimePhrase::none || phrase.direction == TimePhrase::present) tense = tense_of_time(tree_, knowledge_, out.first, out.end);
    out.set_by_tense = tense != Tense::unknown;
    out.when = phrase.kind == TimePhrase::same_day ? day_named_last(out.first) : resolve_time(phrase, doc_.published, tense);
    out.when.span = {doc_.span[out.first].begin, doc_.span[out.end - 1].end};
    take_first_day(phrase, out);
    widen_to_week(phrase, out);
    narrow_to_week(phrase, out);
    out.recurring = phrase.kind == TimePhrase::repeated;
    out.duration = phrase.kind == TimePhrase::length || phrase.kind == TimePhrase::age || phrase.bound == TimePhrase::since;
    if (phrase.kind == TimePhrase::length) {
      out.when.duration_days = times(phrase.count, days_in(phrase.unit));
      out.age_years = times(phrase.count, years_in(phrase.unit));
    } else if (phrase.kind == TimePhrase::age) {
      out.age_years = times(phrase.count, 1);
    }
    return out;
  }

  const Document& doc_;
  const Knowledge& knowledge_;
  Tree tree_;
  std::pmr::vector<TimePiece> pieces_;
  std::vector<Timex> found_;
};

}  // namespace

std::vector<Timex> find_times(const Document& document, const Knowledge& knowledge) { return Finder(document, knowledge).run(); }

}  // namespace dragoman
