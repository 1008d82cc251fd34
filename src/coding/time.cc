#include "coding/time.h"

#include <algorithm>

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

constexpr std::uint32_t kSentencesBack = 3;  // "the same day" seldom reaches farther
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
          phrase.end = at + 1;
          continue;
        }
        if (of_week(phrase, week_end)) narrow(found_.back(), phrase, sentence);
        else found_.push_back(timex(phrase, sentence));
        week_end = phrase.kind == TimePhrase::relative && phrase.unit == TimeUnit::week && phrase.count <= 1 && phrase.bound == TimePhrase::free ? phrase.end : 0;
      }
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
    Tense tense = Tense::unknown;
    if (phrase.bound == TimePhrase::until) tense = phrase.day ? Tense::unknown : Tense::future;  // a deadline, whatever the tense: the nearest
    else if (phrase.direction == TimePhrase::none || phrase.direction == TimePhrase::present) tense = tense_of_time(tree_, knowledge_, out.first, out.end);
    out.set_by_tense = tense != Tense::unknown;
    out.when = phrase.kind == TimePhrase::same_day ? day_named_last(out.first) : resolve_time(phrase, doc_.published, tense);
    out.when.span = {doc_.span[out.first].begin, doc_.span[out.end - 1].end};
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
  std::vector<TimePiece> pieces_;
  std::vector<Timex> found_;
};

}  // namespace

std::vector<Timex> find_times(const Document& document, const Knowledge& knowledge) { return Finder(document, knowledge).run(); }

}  // namespace dragoman
