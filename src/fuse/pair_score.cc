#include "fuse/pair_score.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace dragoman {

namespace {

enum : std::size_t {
  bias, same_act, same_family, same_trigger,
  same_source, source_general, source_missing, source_other,
  same_target, target_general, target_missing, target_other, no_target,
  same_day, times_meet, near, apart, one_undated, both_undated,
  same_status, moved_on, statuses_differ,
  same_place, other_place,
  same_article, same_sentence, act_in_article, same_origin, background,
  words, published_apart, persons_differ, act_and_words,
  undated_one_day, undated_next_day, family_in_sentence, family_in_article,
  both_sides, kin_acts, kin_in_sentence,
};

enum class Fit : std::uint8_t { other, general, same, missing, none };

using Parties = std::array<PartyKey, ReportSketch::kParties>;

bool one_person(const PartyKey& a, const PartyKey& b) { return a.person && b.person && a.actor == b.actor; }

Fit fit(const Parties& a, std::size_t count_a, const Parties& b, std::size_t count_b) {
  if (count_a == 0 && count_b == 0) return Fit::none;
  if (count_a == 0 || count_b == 0) return Fit::missing;
  bool general = false;
  for (std::size_t i = 0; i < count_a; ++i)
    for (std::size_t j = 0; j < count_b; ++j) {
      if (a[i].actor == b[j].actor) return Fit::same;
      const bool strangers = a[i].organ && b[j].organ && !a[i].state && !b[j].state;  // two agencies of one organisation
      general = general || (a[i].country != 0 && a[i].country == b[j].country && !strangers);
    }
  return general ? Fit::general : Fit::other;
}

// Each side names a person, all of one country, and none is the same.
bool other_persons(const Parties& a, std::size_t count_a, const Parties& b, std::size_t count_b) {
  bool both = false;
  for (std::size_t i = 0; i < count_a; ++i)
    for (std::size_t j = 0; j < count_b; ++j) {
      if (one_person(a[i], b[j]) || a[i].state || b[j].state) return false;
      both = both || (a[i].person && b[j].person);
    }
  return both;
}

int worth(Fit f) { return f == Fit::same ? 3 : f == Fit::none || f == Fit::missing ? 2 : f == Fit::general ? 1 : 0; }

struct Sides {
  Fit source, target;
  bool swapped = false;
};

Sides sides(const ReportSketch& a, const ReportSketch& b) {
  Sides straight{fit(a.source, a.sources, b.source, b.sources), fit(a.target, a.targets, b.target, b.targets)};
  if (!a.reciprocal && !b.reciprocal) return straight;
  Sides swapped{fit(a.source, a.sources, b.target, b.targets), fit(a.target, a.targets, b.source, b.sources), true};
  return worth(swapped.source) + worth(swapped.target) > worth(straight.source) + worth(straight.target) ? swapped : straight;
}

constexpr double kNewsFades = 14, kPlanAhead = 60;  // days after which news of one thing is most likely past

bool open_status(Status s) { return s == Status::planned || s == Status::called_for || s == Status::hypothetical; }
bool done(Status s) { return s == Status::happened || s == Status::under_way; }

std::int32_t gap(const ReportSketch& a, const ReportSketch& b) { return std::max({0, a.from - b.to, b.from - a.to}); }

// "On Thursday", in a week that is not known, beside a day that is a Thursday.
bool weekday_fits(const ReportSketch& loose, const ReportSketch& dated) {
  constexpr std::int32_t kThursday = 4;  // 1 January 1970
  return loose.from == kNoDay && loose.weekday >= 0 && dated.from != kNoDay && dated.to_the_day && ((dated.from + kThursday) % 7 + 7) % 7 == loose.weekday;
}

float shared_words(const ReportSketch& a, const ReportSketch& b) {
  std::size_t shared = 0;
  for (std::size_t i = 0, j = 0; i < a.words && j < b.words;) {
    if (a.word[i] == b.word[j]) ++shared, ++i, ++j;
    else if (a.word[i] < b.word[j]) ++i;
    else ++j;
  }
  const std::size_t fewer = std::min(a.words, b.words);
  return fewer == 0 ? 0.0f : static_cast<float>(shared) / static_cast<float>(fewer);
}

}  // namespace

PairFeatures pair_features(const ReportSketch& a, const ReportSketch& b) {
  PairFeatures f{};
  f[bias] = 1;
  const bool act = a.act == b.act;
  f[act ? same_act : a.kin == b.kin ? kin_acts : same_family] = act || a.kin == b.kin || a.family == b.family;
  f[same_trigger] = a.trigger != 0 && a.trigger == b.trigger;
  const Sides s = sides(a, b);
  f[s.source == Fit::same ? same_source : s.source == Fit::general ? source_general : s.source == Fit::other ? source_other : source_missing] = 1;
  f[s.target == Fit::same ? same_target : s.target == Fit::general ? target_general : s.target == Fit::other ? target_other : s.target == Fit::none ? no_target : target_missing] = 1;
  f[persons_differ] = act && !s.swapped && other_persons(a.source, a.sources, b.source, b.sources);
  if (a.from == kNoDay && b.from == kNoDay) f[both_undated] = 1;
  else if (a.from == kNoDay || b.from == kNoDay) f[weekday_fits(a, b) || weekday_fits(b, a) ? times_meet : one_undated] = 1;
  else if (a.from == b.from && a.to_the_day && b.to_the_day) f[same_day] = 1;
  else f[gap(a, b) == 0 ? times_meet : gap(a, b) <= 2 ? near : apart] = 1;
  f[a.status == b.status ? same_status : (open_status(a.status) && done(b.status)) || (done(a.status) && open_status(b.status)) || (done(a.status) && done(b.status)) ? moved_on : statuses_differ] = 1;
  if (a.city && b.city) f[a.place == b.place ? same_place : other_place] = 1;
  else if (a.place_country != 0 && b.place_country != 0 && a.place_country != b.place_country) f[other_place] = 1;
  const bool article = a.article == b.article;
  f[same_article] = article;
  f[same_sentence] = article && a.sentence == b.sentence;
  f[act_in_article] = article && act;
  f[same_origin] = !article && a.origin == b.origin;
  f[background] = a.background != b.background;
  f[words] = article ? 0.0f : shared_words(a, b);
  f[act_and_words] = act ? f[words] : 0.0f;
  f[family_in_article] = article && !act && a.family == b.family;
  f[family_in_sentence] = f[same_sentence] * f[family_in_article];
  f[kin_in_sentence] = f[same_sentence] * f[kin_acts];
  f[both_sides] = s.source == Fit::same && s.target == Fit::same;
  if (f[both_undated] > 0 && !article && a.published != kNoDay && b.published != kNoDay) {
    f[undated_one_day] = a.published == b.published;
    f[undated_next_day] = std::abs(a.published - b.published) == 1;
  }
  // days in the news stand for days that are not told; a plan is told long before its day
  const ReportSketch &first = a.published <= b.published ? a : b, &second = a.published <= b.published ? b : a;
  const double far = open_status(first.status) && !open_status(second.status) ? kPlanAhead : kNewsFades;
  const bool days_told = a.from != kNoDay && b.from != kNoDay;
  if (!days_told && a.published != kNoDay && b.published != kNoDay) f[published_apart] = static_cast<float>(std::min(1.0, std::abs(a.published - b.published) / far));
  return f;
}

namespace {

// What was done before the day of a plan is not what was planned; a plan may slip by some months.
bool excludes_plan(const ReportSketch& deed, const ReportSketch& plan) {
  constexpr std::int32_t kSlip = 120;
  if (!done(deed.status)) return false;
  const bool off = plan.status == Status::postponed || plan.status == Status::cancelled;
  return (open_status(plan.status) && deed.to + 2 < plan.from) || ((open_status(plan.status) || off) && plan.to + kSlip < deed.from);
}

// Travellers that the lexicon knows, none the same; or two destinations.
bool other_journeys(const ReportSketch& a, const ReportSketch& b) {
  if (a.act != b.act || !a.movement) return false;
  if (fit(a.target, a.targets, b.target, b.targets) == Fit::other) return true;
  const auto all_known = [](const ReportSketch& t) { return std::all_of(t.source.begin(), t.source.begin() + t.sources, [](const PartyKey& p) { return p.known; }); };
  return all_known(a) && all_known(b) && other_persons(a.source, a.sources, b.source, b.sources);
}

// What was done in a city of one state was not done in a city of another.
bool other_lands(const ReportSketch& a, const ReportSketch& b) {
  return done(a.status) && done(b.status) && a.city && b.city && a.place_country != 0 && b.place_country != 0 && a.place_country != b.place_country;
}

// Told as done before the day of the plan, on whatever day it was.
bool done_before_plan(const ReportSketch& deed, const ReportSketch& plan) {
  return done(deed.status) && open_status(plan.status) && deed.from == kNoDay && plan.from != kNoDay && deed.published != kNoDay && deed.published < plan.from;
}

}  // namespace

bool cannot_be_one(const ReportSketch& a, const ReportSketch& b) {
  if (a.movement != b.movement) return true;  // a journey is not what was done on it
  if (other_journeys(a, b) || done_before_plan(a, b) || done_before_plan(b, a)) return true;
  if (other_lands(a, b)) return true;
  if (a.from == kNoDay || b.from == kNoDay) return false;
  if (a.background != b.background && gap(a, b) > 2) return true;
  if (done(a.status) && done(b.status)) return gap(a, b) > (a.to_the_day && b.to_the_day ? 2 : 31);
  return excludes_plan(a, b) || excludes_plan(b, a);
}

PairScorer::PairScorer(const Knowledge& knowledge) {
  const Weights weights(knowledge, "fusion.pairs");
  for (std::size_t f = 0; f < kPairFeatures.size(); ++f) weight_[f] = weights.get(kPairFeatures[f]);
}

std::int64_t PairScorer::score(const ReportSketch& a, const ReportSketch& b) const {
  const PairFeatures f = pair_features(a, b);
  double sum = 0;
  for (std::size_t i = 0; i < f.size(); ++i) sum += weight_[i] * static_cast<double>(f[i]);
  return std::llround(1000 * sum);
}

std::string PairScorer::reason(const ReportSketch& a, const ReportSketch& b) const {
  const PairFeatures f = pair_features(a, b);
  std::vector<std::size_t> speaking;
  for (std::size_t i = 1; i < f.size(); ++i)
    if (weight_[i] * static_cast<double>(f[i]) > 0.2) speaking.push_back(i);
  std::stable_sort(speaking.begin(), speaking.end(), [&](std::size_t x, std::size_t y) { return weight_[x] * static_cast<double>(f[x]) > weight_[y] * static_cast<double>(f[y]); });
  std::string text;
  for (std::size_t i = 0; i < std::min<std::size_t>(4, speaking.size()); ++i) text += (text.empty() ? "" : ", ") + std::string(kPairFeatures[speaking[i]]);
  return text.empty() ? "nothing speaks against it" : text;
}

}  // namespace dragoman
