#include "coding/time_counted.h"

#include <algorithm>
#include <optional>

namespace dragoman {

namespace {

using std::chrono::days;

constexpr std::uint32_t kSentencesBack = 2;  // "a day later" seldom reaches farther
constexpr int kMost = 60;                    // units; "a hundred days later" dates nothing to the day

class Counter {
 public:
  Counter(const Tree& tree, const Knowledge& knowledge, const Sentence& sentence, std::span<const TimePiece> pieces, std::vector<Timex>& found)
      : tree_(tree), doc_(tree.document()), knowledge_(knowledge), sentence_(sentence), pieces_(pieces), found_(found) {}

  void run() {
    for (std::uint32_t i = 0; i < pieces_.size(); ++i) {
      const std::uint32_t token = sentence_.first + i;
      if (pieces_[i].kind == TimeKind::same && i + 1 < pieces_.size() && pieces_[i + 1].kind == TimeKind::daypart)  // "that evening"
        if (const Timex* own = day_before(token, kSentencesBack)) {
          put(token, token + 2, *own->when.from, kNone);
          continue;
        }
      const bool before_unit = i + 1 < pieces_.size() && pieces_[i + 1].kind == TimeKind::unit;
      if (before_unit && in_set("time_counted_on", token)) counted_on(i);
      else if (in_set("time_counted_after", token) && i > 0) beside_event(i, 1);
      else if (in_set("time_counted_before", token) && i > 0) beside_event(i, -1);
      else if (in_set("time_eve", token) && i + 1 < pieces_.size() && pieces_[i + 1].kind == TimeKind::of) eve(i);
      else if (in_set("time_counted_on", token)) counted_on(i);
    }
  }

 private:
  bool in_set(const char* set, std::uint32_t token) const { return knowledge_.in_set(set, doc_.lemma[token]) || knowledge_.in_set(set, doc_.form[token]); }
  bool here(const Timex& time) const { return time.first >= sentence_.first && time.first < sentence_.end; }
  static bool one_day(const Timex& time) { return !time.duration && !time.recurring && time.when.from && time.when.from == time.when.to && time.when.precision == "day"; }

  static std::optional<int> days_of(const TimePiece& unit) {
    switch (unit.unit) {
      case TimeUnit::second: case TimeUnit::minute: case TimeUnit::hour: return 0;
      case TimeUnit::day: return 1;
      case TimeUnit::week: return 7;
      case TimeUnit::fortnight: return 14;
      default: return std::nullopt;  // "months after" dates nothing to the day
    }
  }

  // How many days "two weeks", "a day", "the day", "hours" are that end at piece `last`; `first` is set to where they begin.
  std::optional<int> counted(std::uint32_t last, std::uint32_t& first) const {
    const bool night = pieces_[last].kind == TimeKind::daypart && last > 0 && pieces_[last - 1].kind == TimeKind::the;  // "the night before"
    const auto each = pieces_[last].kind == TimeKind::unit ? days_of(pieces_[last]) : night ? std::optional<int>(1) : std::nullopt;
    if (!each) return std::nullopt;
    first = last;
    if (last > 0) {
      const TimePiece& before = pieces_[last - 1];
      if (before.kind == TimeKind::article || before.kind == TimeKind::the) return first = last - 1, *each;
      if (before.kind == TimeKind::number && before.value > 0 && before.value <= kMost) return first = last - 1, *each * before.value;
    }
    if (*each == 0) return 0;  // "hours after"
    return std::nullopt;
  }

  // The last day dated before a token, in this sentence or shortly before.
  const Timex* day_before(std::uint32_t token, std::uint32_t back) const {
    for (std::size_t n = found_.size(); n-- > 0;) {
      const Timex& time = found_[n];
      if (time.first >= token) continue;
      if (doc_.sentence_of[time.first] + back < doc_.sentence_of[token]) return nullptr;
      if (one_day(time)) return &time;
    }
    return nullptr;
  }
  const Timex* day_within(std::uint32_t from, std::uint32_t to) const {
    for (const Timex& time : found_)
      if (time.first >= from && time.end <= to && one_day(time)) return &time;
    return nullptr;
  }

  void put(std::uint32_t first, std::uint32_t end, Day day, std::uint32_t hook) {
    std::erase_if(found_, [&](const Timex& t) { return here(t) && t.first < end && t.end > first; });
    Timex time;
    time.first = first;
    time.end = end;
    time.hook = hook;
    time.when.from = time.when.to = day;
    time.when.precision = "day";
    time.when.from_text = "counted+day-named";
    time.when.span = {doc_.span[first].begin, doc_.span[end - 1].end};
    const auto place = std::ranges::find_if(found_, [&](const Timex& t) { return t.first > first; });
    found_.insert(place, std::move(time));
  }

  // "two days after it had freed them on Monday", "the day after Monday's attack", "a week before the envoy arrived".
  void beside_event(std::uint32_t marker, int way) {
    std::uint32_t first = marker;
    const auto count = counted(marker - 1, first);
    if (!count) return;
    const std::uint32_t unit = sentence_.first + marker - 1, behind = unit + 1;
    if (!tree_.is(behind, Deprel::case_) && !tree_.is(behind, Deprel::mark)) {  // "the day before", of nothing named
      if (const Timex* own = day_before(sentence_.first + first, kSentencesBack)) put(sentence_.first + first, behind + 1, *own->when.from + days(way * *count), kNone);
      return;
    }
    const std::uint32_t event = tree_.head(behind);
    if (event == kNone || event <= behind) return;
    std::uint32_t main = tree_.head(event);
    if (main == unit) main = tree_.head(unit);
    if (main == kNone) return;
    if (doc_.upos[event] == Upos::PRON && tree_.children(event).size() == 1) {  // "three days after that"
      if (const Timex* own = day_before(sentence_.first + first, kSentencesBack)) put(sentence_.first + first, event + 1, *own->when.from + days(way * *count), main);
    } else if (const Timex* day = day_within(behind + 1, tree_.end(event))) {
      put(sentence_.first + first, unit + 1, *day->when.from + days(way * *count), main);
    } else if (const Timex* own = day_before(sentence_.first + first, 0)) {
      put(sentence_.first + first, unit + 1, *own->when.from - days(way * *count), event);  // the event behind the word has the other date
    } else {
      std::erase_if(found_, [&](const Timex& t) { return here(t) && t.end == unit + 1 && t.duration; });  // no length of anything
    }
  }

  // "on the eve of the summit on 3 May"
  void eve(std::uint32_t at) {
    const std::uint32_t token = sentence_.first + at;
    if (const Timex* day = day_within(token + 1, tree_.end(token)); day && tree_.head(token) != kNone) put(token, token + 1, *day->when.from - days(1), tree_.head(token));
  }

  // "a day later", "two weeks earlier", "the following day", "the next day", "the previous day".
  void counted_on(std::uint32_t at) {
    const std::uint32_t token = sentence_.first + at;
    const int way = in_set("time_backward", token) ? -1 : 1;
    std::uint32_t first = at, end = at + 1;
    std::optional<int> count;
    if (at + 1 < pieces_.size() && pieces_[at + 1].unit == TimeUnit::day && !pieces_[at + 1].plural && at > 0 && pieces_[at - 1].kind == TimeKind::the) {
      if (at + 2 < pieces_.size() && pieces_[at + 2].kind == TimeKind::of) return;
      first = at - 1, end = at + 2, count = 1;
    } else if (at > 0 && in_set("time_counted_behind", token)) {
      count = counted(at - 1, first);
    }
    if (!count || (*count == 0 && first + 1 == at)) return;
    if (const Timex* day = day_before(sentence_.first + first, kSentencesBack)) put(sentence_.first + first, sentence_.first + end, *day->when.from + days(way * *count), kNone);
  }

  const Tree& tree_;
  const Document& doc_;
  const Knowledge& knowledge_;
  const Sentence& sentence_;
  std::span<const TimePiece> pieces_;
  std::vector<Timex>& found_;
};

}  // namespace

void count_from_others(const Tree& tree, const Knowledge& knowledge, const Sentence& sentence, std::span<const TimePiece> pieces, std::vector<Timex>& found) {
  Counter(tree, knowledge, sentence, pieces, found).run();
}

}  // namespace dragoman
