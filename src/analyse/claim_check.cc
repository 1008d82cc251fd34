// The verdict on a claim: supported, contradicted with the row that does so, or not to be decided and why.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "analyse/claim_deeds.h"
#include "base/days.h"

namespace dragoman {

namespace {

using About = Claim::About;
using Metric = Claim::Metric;
using Verdict = ClaimAnswer::Verdict;

constexpr double kDaysPerYear = 365.2425;
const Day kLongAgo = Day(std::chrono::year(1) / std::chrono::January / 1);

int year_of(Day day) { return static_cast<int>(std::chrono::year_month_day(day).year()); }

class Check {
 public:
  Check(ClaimAnswer& answer, const Knowledge& knowledge, const History& history) : a_(answer), c_(answer.claim), history_(history), persons_(knowledge) {}

  void run() {
    if (c_.about == About::nothing || c_.metric == Metric::none) return undecided("the sentence is not understood as a claim about visits, meetings, votes, vetoes or tests");
    if (!c_.not_understood.empty()) {
      constexpr std::size_t kTold = 8;  // enough to see where the reading failed
      std::string words;
      for (std::size_t i = 0; i < c_.not_understood.size() && i < kTold; ++i) words += (i ? ", " : "") + c_.not_understood[i];
      if (c_.not_understood.size() > kTold) words += fmt::format(" and {} more", c_.not_understood.size() - kTold);
      return undecided("not understood: " + words);
    }
    resolve_level();
    resolve_baseline();
    resolve_summit();
    deeds_ = deeds_in_scope(c_, history_, persons_);
    find_holder();
    set_window();
    judge();
    list();
  }

 private:
  // "of Zhao Leji's rank or above": the rank on the day of judgement.
  void resolve_level() {
    ClaimParty& who = c_.who;
    if (who.lowest_rank != -1) return;
    who.lowest_rank = 0;
    const Knowledge& knowledge = persons_.knowledge();
    if (!who.persons.empty()) {
      for (const Holding& h : knowledge.offices_on(who.persons.front(), a_.as_of, a_.as_of))
        if (const int rank = knowledge.entity(h.office).rank; rank > 0 && (who.lowest_rank == 0 || rank < who.lowest_rank)) who.lowest_rank = rank;
      if (who.country.empty()) who.country = std::string(knowledge.entity(who.persons.front()).country);
    } else {
      const auto body = knowledge.find(EntityKind::body, who.office);
      for (std::uint32_t e = 0; e < knowledge.entity_count(); ++e)
        if (const Entity& office = knowledge.entity(e); office.kind == EntityKind::office && office.body == body && body != kNone && office.rank > who.lowest_rank) who.lowest_rank = office.rank;
    }
    who.persons.clear();
    who.office.clear();
    if (c_.both_ways) c_.whom.lowest_rank = who.lowest_rank;
  }

  // A summit is between leaders: those of the highest rank that each side sends abroad at all.
  void resolve_summit() {
    if (!c_.summit || c_.who.country.empty() || c_.whom.country.empty() || !c_.who.office.empty()) return;
    int first = 7, second = 7;
    for (const VisitRow& v : history_.visits) {
      if (v.visitor_country == c_.who.country) first = std::min(first, v.rank);
      if (v.visitor_country == c_.whom.country) second = std::min(second, v.rank);
    }
    c_.who.lowest_rank = first;
    c_.whom.lowest_rank = second;
  }

  // "since Xi Jinping in June 2019": the end of that journey, as the tables have it.
  void resolve_baseline() {
    if (c_.baseline_party.empty()) return;
    Claim other = c_;
    other.metric = Metric::happened;
    other.who = c_.baseline_party;
    other.place.clear();
    other.visit_class.clear();
    const auto found = deeds_in_scope(other, history_, persons_);
    const Deed* best = nullptr;
    for (const Deed& d : found) {
      if (d.first > a_.as_of) continue;
      if (c_.after && (year_of(d.first) < year_of(*c_.after) - 1 || d.first > *c_.after)) continue;
      best = &d;
    }
    if (best) c_.after = best->end;
    else if (!c_.after) baseline_missing_ = true;
  }

  void find_holder() {
    const bool needs = c_.metric != Metric::never && c_.metric != Metric::count && c_.metric != Metric::only && c_.metric != Metric::always && c_.metric != Metric::most;
    if (!needs) return;
    Claim wide = c_;
    // The event need not fit the scope's class or office to be the one that is meant.
    for (const bool with_place : {true, false}) {
      if (!with_place) wide.subject_place.clear();
      for (const Deed& d : deeds_)
        if (d.first <= a_.as_of && is_subject(d, wide, persons_)) holder_ = &d;
      if (holder_ || c_.subject_place.empty()) break;
    }
    if (!holder_ && c_.told) take_told();
    if (holder_) a_.holder = holder_->id;
  }

  // What is announced stands in no table yet; its later row there is the same event, not one that ends its record.
  void take_told() {
    std::erase_if(deeds_, [&](const Deed& d) { return d.first > a_.as_of && is_subject(d, c_, persons_); });
    const auto later = std::find_if(deeds_.begin(), deeds_.end(), [&](const Deed& d) { return d.first > c_.told->first; });
    holder_ = &*deeds_.insert(later, *c_.told);
    told_ = true;
  }

  // The start of what counts: after the baseline, within the period said, not before there could be any.
  void set_window() {
    start_ = kLongAgo;
    if (c_.after) start_ = *c_.after + std::chrono::days(1);
    // Counts and yes-or-no questions over years take the year named into account; "the first since" leaves it out.
    const bool inclusive = (c_.metric == Metric::nth || c_.metric == Metric::count || c_.metric == Metric::always || c_.metric == Metric::most);
    if (inclusive && c_.after) {
      start_ = c_.since_first.value_or(*c_.after);
      c_.after = start_ - std::chrono::days(1);
    }
    if (c_.from && c_.metric != Metric::most && c_.metric != Metric::only) start_ = std::max(start_, *c_.from);
    stop_ = a_.as_of;
    if (c_.past_perfect && c_.metric == Metric::latest) stop_ -= std::chrono::days(1);
    if (c_.to && c_.metric != Metric::most && c_.metric != Metric::only) stop_ = std::min(stop_, *c_.to);
    open_ = start_ == kLongAgo;
    if (open_) lifetime();
    if (open_ && c_.years == 0) c_.ever = true;
  }

  // Two leaders cannot have met as such before the later of them took office.
  void lifetime() {
    const Knowledge& knowledge = persons_.knowledge();
    Day begin = kLongAgo;
    for (const ClaimParty* party : {&c_.who, &c_.whom}) {
      if (party->persons.empty() || (party == &c_.who && !c_.meetings && party->office.empty())) continue;
      Day first = Day::max();
      for (const Holding& h : knowledge.holdings(party->persons.front()))
        if (const int rank = knowledge.entity(h.office).rank; rank == 1 || rank == 2) first = std::min(first, h.from);
      if (first != Day::max()) begin = std::max(begin, first);
    }
    if (begin == kLongAgo) return;
    start_ = begin;
    open_ = false;
  }

  // Ranks of the visits that could be missing. Of both directions, each has its own.
  CoverageAnswer cover(Day from, Day to, const RankRange& ranks) {
    RankRange there = ranks, back = ranks;
    if (c_.about == About::visits && ranks.highest == 0) {
      there = ranks_of(c_.who, from, to);
      back = c_.whom.persons.empty() && c_.whom.office.empty() && c_.whom.lowest_rank == 0 ? there : ranks_of(c_.whom, from, to);
    }
    const auto coverage = coverage_of(c_, history_, persons_, from, to, there, back);
    a_.coverage = coverage.lines;
    return coverage;
  }

  RankRange ranks_of(const ClaimParty& party, Day from, Day to) const {
    if (party.lowest_rank > 0) return {1, party.lowest_rank};
    if (!party.office.empty())
      if (const int rank = persons_.rank_of(party.office, party.country); rank > 0) return {rank, rank};
    if (party.persons.empty()) return {1, 7};
    RankRange range{7, 1};
    for (const Day day : {std::max(from, Day(std::chrono::year(1900) / std::chrono::January / 1)), to}) {
      int top = 0;
      for (const Holding& h : persons_.knowledge().offices_on(party.persons.front(), day, day))
        if (const int rank = persons_.knowledge().entity(h.office).rank; rank > 0 && (top == 0 || rank < top)) top = rank;
      if (top > 0) range = {std::min(range.highest, top), std::max(range.lowest, top)};
    }
    for (const Deed& d : deeds_)
      if (range.highest > range.lowest && d.rank > 0) range = {d.rank, d.rank};
    return range.highest > range.lowest ? RankRange{1, 7} : range;
  }

  std::vector<const Deed*> between(Day from, Day to) const {
    std::vector<const Deed*> found;
    for (const Deed& d : deeds_)
      if (d.first >= from && d.first <= to && &d != holder_) found.push_back(&d);
    return found;
  }

  // Of several visits the highest, among equals the latest; of other deeds the earliest.
  static const Deed* worst(const std::vector<const Deed*>& deeds) {
    const Deed* best = nullptr;
    if (!deeds.empty() && !deeds.front()->visit) return deeds.front();
    for (const Deed* d : deeds)
      if (!best || d->rank <= best->rank) best = d;
    return best;
  }

  void judge() {
    if (!holder_ && c_.subject_named && called_off()) return;
    if (baseline_missing_) return undecided("the event it counts from is not in the tables");
    if (!c_.outside_tables.empty()) return undecided("outside the tables: " + c_.outside_tables.front());
    if (!cover(std::max(start_, kLongAgo), stop_, {}).covered) return undecided("no table covers this scope");
    if (c_.about == About::vetoes && !c_.subject.empty() && deeds_.empty()) return undecided("no text of the table is named after this state");
    switch (c_.metric) {
      case Metric::highest: return highest();
      case Metric::first: return first();
      case Metric::nth: return nth();
      case Metric::count: return count();
      case Metric::never:
      case Metric::always: return never();
      case Metric::latest: return latest();
      case Metric::longest: return longest();
      case Metric::most: return most();
      case Metric::only: return only();
      case Metric::happened: return happened();
      case Metric::shortest:
      case Metric::none: break;
    }
    undecided("this kind of record is not judged");
  }

  // The event that is said to hold the record is in no table: was it called off, or has nothing of the kind happened?
  bool no_holder() {
    if (holder_) return false;
    if (!called_off()) undecided("the tables do not hold the event that is said to be the record");
    return true;
  }

  bool called_off() {
    for (const Deed& d : cancelled_in_scope(c_, history_, persons_)) {
      if (d.first > a_.as_of || !is_subject(d, c_, persons_) || (c_.from && d.last < *c_.from) || (c_.to && d.first > *c_.to)) continue;
      contradicted(d, "it did not take place: " + d.words);
      return true;
    }
    return false;
  }

  // The latest of the kind lies before the window: nothing in it, if the tables can tell.
  bool before_window() {
    if (holder_->first >= start_) return false;
    if (bears_out(start_, a_.as_of, {})) contradicted(*holder_, "nothing of the kind has happened since: the latest is " + holder_->words);
    return true;
  }

  bool years_wrong(const Deed* earlier) {
    if (c_.years == 0 || !earlier) return false;
    const double gap = static_cast<double>((holder_->first - earlier->end).count()) / kDaysPerYear;
    const double least = c_.near == Claim::Near::over ? c_.years : c_.near == Claim::Near::nearly ? std::max(c_.years - 1, 0.75 * c_.years) : c_.years - 0.5;
    if (gap >= least) return false;
    contradicted(*earlier, fmt::format("{:.1f} years before there was {}", gap, earlier->words));
    return true;
  }

  Day begin_of_years(Day until) const {
    return until - std::chrono::days(std::lround((c_.near == Claim::Near::nearly ? c_.years - 1 : c_.years) * kDaysPerYear));
  }

  void highest() {
    if (c_.about != About::visits && c_.about != About::tests) return undecided("only visits and missiles have ranks");
    if (no_holder()) return;
    const int rank = holder_->rank;
    const auto higher = [&](Day from, Day to) {
      auto found = between(from, to);
      std::erase_if(found, [&](const Deed* d) { return d->rank >= rank || d->rank == 0; });
      return found;
    };
    if (c_.years > 0) {
      const auto earlier = higher(kLongAgo, holder_->first - std::chrono::days(1));
      if (years_wrong(earlier.empty() ? nullptr : earlier.back())) return;
      start_ = begin_of_years(holder_->first);
      open_ = false;
    }
    if (before_window()) return;
    if (const Deed* counter = worst(higher(start_, stop_))) return contradicted(*counter, "higher: " + counter->words);
    const Day end = stop_;
    if (!bears_out(start_, end, {1, rank - 1})) return;
    supported(c_.about == About::visits ? fmt::format("rank {}; no higher visit in the window", rank) : std::string("none of longer range in the window"));
    for (const Deed& d : deeds_)
      if (d.first > a_.as_of && d.rank > 0 && d.rank < rank) return superseded(d);
  }

  void first() {
    if (no_holder()) return;
    if (before_window()) return;
    const auto earlier_all = between(kLongAgo, holder_->first - std::chrono::days(1));
    if (c_.years > 0) {
      if (years_wrong(earlier_all.empty() ? nullptr : earlier_all.back())) return;
      start_ = begin_of_years(holder_->first);
      open_ = false;
      if (!earlier_all.empty()) start_ = std::max(start_, earlier_all.back()->end);
    }
    const auto earlier = between(start_, holder_->first - std::chrono::days(1));
    if (const Deed* counter = worst(earlier)) return contradicted(*counter, "earlier: " + counter->words);
    if (!bears_out(start_, holder_->first, {})) return;
    supported(earlier_all.empty() ? "none before it in the window" : "the one before it: " + earlier_all.back()->words);
  }

  void never() {
    if (c_.years > 0) {
      start_ = begin_of_years(stop_);
      open_ = false;
    }
    auto found = between(start_, stop_);
    // "No one had been there since" is said of the days before the visit that is going on.
    if (c_.past_perfect) std::erase_if(found, [&](const Deed* d) { return d->end >= a_.as_of; });
    if (const Deed* counter = worst(found)) return contradicted(*counter, "there was " + counter->words);
    if (!bears_out(start_, stop_, {})) return;
    supported("none in the window");
    for (const Deed& d : deeds_)
      if (d.first > a_.as_of && (!c_.to || *c_.to > a_.as_of)) return superseded(d);
  }

  void latest() {
    if (no_holder()) return;
    const auto later = between(holder_->last + std::chrono::days(1), stop_);
    open_ = false;
    if (!later.empty()) {
      const Deed& counter = later.front()->visit ? *later.back() : *later.front();
      return contradicted(counter, "later: " + counter.words);
    }
    if (!bears_out(holder_->first, stop_, {})) return;
    supported("none after it: " + holder_->words);
    for (const Deed& d : deeds_)
      if (d.first > a_.as_of && &d != holder_) return superseded(d);
  }

  // The deed with which a running count reaches n.
  static const Deed* reaches(const std::vector<const Deed*>& deeds, double n) {
    double sum = 0;
    for (const Deed* d : deeds)
      if ((sum += d->size) >= n) return d;
    return nullptr;
  }

  // Meetings on the margins of gatherings are a choice: a list that holds some may lack others.
  bool margins() const {
    return c_.about == About::visits && c_.meetings && std::any_of(deeds_.begin(), deeds_.end(), [](const Deed& d) { return d.visit && d.visit->occasion.starts_with("margins:"); });
  }

  void nth() {
    if (no_holder()) return;
    if (c_.years > 0) start_ = begin_of_years(holder_->first), open_ = false;
    auto upto = between(start_, holder_->first);
    upto.push_back(holder_);
    double sum = 0;
    for (const Deed* d : upto) sum += d->size;
    const double before = sum - holder_->size;
    if (before >= c_.number || (sum < c_.number && !margins())) {
      const Deed* shows = before >= c_.number ? reaches(upto, c_.number) : holder_;
      if (before < c_.number && !bears_out(start_, holder_->first, {})) return;
      return contradicted(*shows, fmt::format("it is number {:.0f}", sum));
    }
    if (margins()) return undecided("meetings on the margins of gatherings are not all in the tables");
    if (!bears_out(start_, holder_->first, {})) return;
    supported(fmt::format("number {} in the window", c_.number));
  }

  void count() {
    if (c_.years > 0) start_ = begin_of_years(stop_), open_ = false;
    const auto found = between(start_, stop_);
    double sum = 0;
    for (const Deed* d : found) sum += d->size;
    if ((c_.near == Claim::Near::least && sum >= c_.number) || (c_.near == Claim::Near::over && sum > c_.number)) return supported(fmt::format("the tables hold {:.0f}", sum));
    if (sum > c_.number && c_.near != Claim::Near::least) return contradicted(*reaches(found, c_.number + 1), fmt::format("the tables hold {:.0f}", sum));
    if (margins() || !bears_out(start_, stop_, {})) return a_.reason.empty() ? undecided("the list is not complete") : void();
    if ((sum < c_.number && c_.near != Claim::Near::most) || (c_.near == Claim::Near::over && sum <= c_.number)) {
      a_.verdict = Verdict::contradicted;
      a_.reason = fmt::format("the tables hold {:.0f}", sum);
      if (!found.empty()) a_.counter_example = found.back()->id;
      return;
    }
    supported(fmt::format("the tables hold {:.0f}", sum));
  }

  void longest() {
    if (c_.about != About::visits) return undecided("only visits have a length");
    if (no_holder()) return;
    // At least so long: of a visit in some month only, a day.
    const auto days = [](const Deed& d) {
      if (!d.visit) return d.end - d.first;
      return d.visit->to.stated() ? std::max(d.visit->to.first - d.visit->from.last, std::chrono::days(0)) : std::chrono::days(0);
    };
    const Deed* counter = nullptr;
    for (const Deed* d : between(start_, stop_))
      if (days(*d) > days(*holder_) && (!counter || days(*d) >= days(*counter))) counter = d;
    if (counter) return contradicted(*counter, "longer: " + counter->words);
    if (!bears_out(start_, stop_, {})) return;
    supported(fmt::format("{} days, counted inclusively", days(*holder_).count() + 1));
    for (const Deed& d : deeds_)
      if (d.first > a_.as_of && days(d) > days(*holder_)) return superseded(d);
  }

  // "more in 2017 than in any year since 2006"
  void most() {
    if (!c_.from) return undecided("this comparison is not judged");
    const int year = year_of(*c_.from);
    std::map<int, double> counts;
    std::map<int, const Deed*> last;
    for (const Deed& d : deeds_)
      if (d.first >= start_ && d.first <= stop_) counts[year_of(d.first)] += d.size, last[year_of(d.first)] = &d;
    for (const auto& [other, n] : counts)
      if (other != year && n >= counts[year]) return contradicted(*last[other], fmt::format("{:.0f} in {}, {:.0f} in {}", counts[year], year, n, other));
    if (!bears_out(start_, stop_, {})) return;
    supported(fmt::format("{:.0f} in {}", counts[year], year));
    std::map<int, double> running;
    for (const Deed& d : deeds_)
      if (d.first >= start_ && year_of(d.first) != year && (running[year_of(d.first)] += d.size) > counts[year] && d.first > a_.as_of) return superseded(d);
  }

  void only() {
    if (!c_.from || !c_.to || c_.about == About::tests) return undecided("this comparison is not judged");
    std::vector<const Deed*> others;
    for (const Deed& d : deeds_)
      if (d.first >= start_ && d.first <= a_.as_of && (d.last < *c_.from || d.first > *c_.to)) others.push_back(&d);
    if (const Deed* counter = worst(others)) return contradicted(*counter, "also: " + counter->words);
    if (bears_out(start_, a_.as_of, {})) supported("no other in the window");
  }

  void happened() {
    if (!c_.outcome.empty() && c_.about == About::votes) return undecided("how one text fared is not judged, only records");
    if (c_.about == About::tests || !c_.from) {
      if (!holder_) return void(no_holder());
      return supported(holder_->words);
    }
    const auto found = [&] {
      std::vector<const Deed*> in;
      for (const Deed& d : deeds_)
        if (d.last >= *c_.from && (!c_.to || d.first <= *c_.to) && d.first <= a_.as_of) in.push_back(&d);
      return in;
    }();
    if (!found.empty()) return supported(found.back()->words);
    holder_ = nullptr;
    no_holder();
  }

  // No counter-example is known; is that because there is none? Says why not when it cannot tell.
  bool bears_out(Day from, Day to, const RankRange& ranks) {
    if (baseline_missing_) return undecided("the event it counts from is not in the tables"), false;
    if (open_ && c_.about == About::visits && ranks.highest <= ranks.lowest) return undecided("no counter-example, but the tables do not reach back for ever"), false;
    if (c_.about == About::visits && ranks.highest > ranks.lowest) return true;  // nothing can be higher than rank 1
    const auto coverage = cover(from, to, ranks);
    if (coverage.complete) return true;
    if (open_) return undecided("no counter-example, but the tables do not reach back for ever"), false;
    undecided(from < coverage.from || to > coverage.to ? fmt::format("no counter-example, but the tables cover {} to {} only", iso_day(coverage.from), iso_day(coverage.to))
                                                        : "no counter-example, but the tables are not complete for this scope");
    return false;
  }

  void undecided(std::string reason) {
    a_.verdict = Verdict::cannot_decide;
    a_.reason = std::move(reason);
  }
  void supported(std::string reason) {
    a_.verdict = Verdict::supported;
    a_.reason = std::move(reason);
    if (told_) a_.reason += "; the event itself as the article tells it";
  }
  void contradicted(const Deed& by, std::string reason) {
    a_.verdict = Verdict::contradicted;
    a_.reason = std::move(reason);
    a_.counter_example = by.id;
  }
  void superseded(const Deed& by) {
    a_.first_superseded = by.id;
    a_.stood_until = by.first - std::chrono::days(1);
  }

  // The rows of the window, highest first, then latest; the holder among them.
  void list() {
    for (const Deed& d : deeds_)
      if (&d == holder_ || (d.first <= a_.as_of && (d.first >= start_ || d.id == a_.counter_example))) a_.ranked.push_back(d);
    std::stable_sort(a_.ranked.begin(), a_.ranked.end(), [](const Deed& x, const Deed& y) { return x.rank != y.rank ? x.rank < y.rank : x.first > y.first; });
  }

  ClaimAnswer& a_;
  Claim& c_;
  const History& history_;
  TablePersons persons_;
  std::vector<Deed> deeds_;
  const Deed* holder_ = nullptr;
  Day start_ = kLongAgo, stop_{};
  bool open_ = false, baseline_missing_ = false, told_ = false;
};

}  // namespace

ClaimAnswer check_claim(Claim claim, const Knowledge& knowledge, const History& history, Day as_of) {
  ClaimAnswer answer;
  answer.claim = std::move(claim);
  answer.as_of = as_of;
  Check(answer, knowledge, history).run();
  return answer;
}

}  // namespace dragoman
