// From a sentence to the normal form of its record claim.
#include <algorithm>

#include "analyse/claim.h"
#include "analyse/claim_scope.h"
#include "analyse/claim_words.h"

namespace dragoman {

namespace {

using About = Claim::About;
using Metric = Claim::Metric;

class Reader {
 public:
  Reader(const Document& document, const Knowledge& knowledge, const History& history) : w_(document, knowledge), history_(history) {}

  Claim read() {
    find_metric();
    find_zones();
    read_baseline();
    read_about();
    read_count();
    if (claim_.about == About::visits) VisitScope(w_, claim_, zones_).read();
    if (claim_.about == About::votes || claim_.about == About::vetoes) CouncilScope(w_, claim_, zones_).read();
    if (claim_.about == About::tests) TestScope(w_, claim_, zones_).read();
    read_windows();
    if (w_.take("future", zones_.scope)) claim_.planned = true;
    w_.use(zones_.baseline, zones_.baseline_end);
    for (auto& word : w_.left_over()) claim_.not_understood.push_back(std::move(word));
    // "the first whom the leader did not receive": the negation narrows the scope in a way that no table holds.
    if (claim_.metric != Metric::never)
      if (const auto no = w_.find("never", 0, zones_.baseline); no && !w_.used(no.first)) claim_.not_understood.push_back(w_.text(no.first, no.end));
    if (const auto twice = w_.find("twice", 0, zones_.baseline); twice && !w_.used(twice.first)) claim_.not_understood.push_back(w_.text(twice.first, twice.end));
    // "the last before his trip": a window whose end could not be read.
    if (const auto before = w_.find("before", 0, zones_.baseline); before && !w_.used(before.first) && !claim_.to && claim_.metric != Metric::never)
      claim_.not_understood.push_back(w_.text(before.first, before.end));
    return std::move(claim_);
  }

 private:
  void set_metric(Metric metric, const PhraseMatch& match) {
    claim_.metric = metric;
    claim_.metric_words = w_.text(match.first, match.end);
    metric_first_ = match.first;
    metric_end_ = match.end;
    w_.use(match.first, match.end);
  }

  bool in_time(std::uint32_t token) const {
    return std::any_of(w_.times.begin(), w_.times.end(), [&](const Timex& t) { return t.first <= token && token < t.end; });
  }

  void find_metric() {
    static constexpr std::pair<const char*, Metric> kOrder[] = {{"highest", Metric::highest}, {"longest_range", Metric::highest}, {"longest", Metric::longest}, {"shortest", Metric::shortest}, {"most", Metric::most}};
    for (const auto& [name, metric] : kOrder)
      if (const auto match = w_.find(name)) return set_metric(metric, match);
    // "more … than in any year", with words between.
    for (std::uint32_t t = 0; t + 1 < w_.size(); ++t)
      if (w_.is(t, "more"))
        for (std::uint32_t u = t + 1; u + 1 < w_.size(); ++u)
          if (w_.is(u, "than") && (w_.is(u + 1, "any") || (w_.is(u + 1, "in") && w_.is(u + 2, "any")))) {
            set_metric(Metric::most, {t, t + 1, {}, {}});
            std::uint32_t end = u + 2;
            while (end < w_.size() && (w_.is(end, "any") || w_.is(end, "other") || w_.is(end, "in") || w_.is(end, "year"))) ++end;
            w_.use(u, end);
            return;
          }
    const auto since = w_.find_last("since");
    const std::uint32_t limit = since ? since.first : w_.size();
    for (std::uint32_t t = 0; t < limit; ++t) {
      const int nth = w_.ordinal(t);
      if (nth == 0 || in_time(t) || (w_.mention_over(t) && nth > 1)) continue;
      claim_.number = nth;
      return set_metric(nth == 1 ? Metric::first : Metric::nth, {t, t + 1, {}, {}});
    }
    if (const auto match = w_.find("only", 0, limit)) return set_metric(Metric::only, match);
    if (const auto match = w_.find("latest", 0, limit)) return set_metric(Metric::latest, match);
    if (const auto match = w_.find("never", 0, limit)) return set_metric(Metric::never, match);
    if (const auto match = w_.find("all", 0, limit)) return set_metric(Metric::always, match);
    if (const auto match = w_.find("alike", 0, limit)) return set_metric(Metric::always, match);
    claim_.metric = Metric::happened;
  }

  // "X is the first …": what stands before the verb holds the record, what stands behind it is the scope.
  void find_zones() {
    zones_.end = w_.size();
    zones_.baseline = zones_.baseline_end = w_.size();
    if (const auto since = w_.find_last("since")) {
      zones_.baseline = since.first;
      zones_.since = since.end;
    }
    const bool stands = claim_.metric != Metric::happened && claim_.metric != Metric::never && claim_.metric != Metric::only && claim_.metric != Metric::always;
    if (!stands) return;
    std::uint32_t t = metric_first_;
    while (t > 0 && (w_.doc.upos[t - 1] == Upos::DET || w_.doc.upos[t - 1] == Upos::PRON || w_.doc.upos[t - 1] == Upos::ADV || w_.doc.upos[t - 1] == Upos::PART || w_.is(t - 1, "'s"))) --t;
    if (t > 0 && (w_.doc.upos[t - 1] == Upos::AUX || w_.doc.upos[t - 1] == Upos::VERB)) {
      zones_.split = true;
      zones_.subject_end = t - 1;
      zones_.scope = t;
      return;
    }
    // "…, his first journey abroad"; "the trip makes him the most senior …"
    const Mention* made = t > 0 ? w_.mention_over(t - 1) : nullptr;
    if (t > 0 && (w_.is(t - 1, ",") || (made && made->kind == MentionKind::person && made->end == t))) {
      zones_.split = true;
      zones_.subject_end = w_.is(t - 1, ",") ? t - 1 : t;
      zones_.scope = t;
      return;
    }
    // "The most senior official to visit since the pandemic is X."
    for (std::uint32_t u = metric_end_; u + 1 < w_.size(); ++u) {
      const Mention* next = w_.mention_over(u + 1);
      if (w_.doc.upos[u] != Upos::AUX || !next || next->kind != MentionKind::person) continue;
      zones_.split = zones_.inverted = true;
      zones_.subject = u + 1;
      zones_.subject_end = w_.size();
      zones_.end = u;
      zones_.baseline_end = u;
      zones_.baseline = std::min(zones_.baseline, u);
    }
  }

  void read_about() {
    const auto veto = w_.find("veto");
    const auto abstain = w_.find("abstain");
    const auto vote = w_.find("vote");
    const auto weapon = w_.find("weapon", 0, zones_.baseline);
    const auto test = w_.find("test", 0, zones_.baseline);
    // Of some states the tables have every vote, of the others the vetoes alone.
    if (veto) claim_.about = std::ranges::any_of(w_.doc.mentions, [&](const Mention& m) { return votes_listed(m.country); }) ? About::votes : About::vetoes;
    else if (abstain || vote) claim_.about = About::votes;
    else if (weapon || test) claim_.about = About::tests;
    else if (w_.find("visit") || w_.find("meeting") || w_.find("any_contact") || been()) claim_.about = About::visits;
    else if (claim_.metric == Metric::highest || claim_.metric == Metric::first) claim_.about = About::visits;
    for (const char* set : {"veto", "abstain", "vote", "test", "visit", "meeting", "any_contact"})
      for (auto match = w_.take(set); match; match = w_.take(set, match.end)) {}
  }

  bool votes_listed(std::string_view subject) const {
    const auto has = [](const std::vector<std::string>* values, std::string_view one) { return values && std::ranges::find(*values, one) != values->end(); };
    return std::ranges::any_of(history_.complete, [&](const Completeness& line) { return has(line.term("act"), "vote") && has(line.term("subject"), subject); });
  }

  // "has been to China", "is in China for the first time"
  bool been() const {
    for (const Mention& m : w_.doc.mentions)
      if (m.kind == MentionKind::state || m.kind == MentionKind::place)
        for (std::uint32_t t = m.first; t-- > 0 && t + 4 > m.first;)
          if (w_.is(t, "be")) return true;
    return false;
  }

  void read_count() {
    if (claim_.metric != Metric::happened) return;
    PhraseMatch near = w_.find("least");
    claim_.near = near ? Claim::Near::least : Claim::Near::rounded;
    if (!near && (near = w_.find("most_of"))) claim_.near = Claim::Near::most;
    if (!near)
      if (const auto over = w_.find("over"); over && w_.number(over.end) > 0) near = over, claim_.near = Claim::Near::over;
    if (const auto twice = w_.take("twice")) {
      claim_.metric = Metric::count;
      claim_.number = 2;
      claim_.metric_words = w_.text(twice.first, twice.end);
      return;
    }
    for (std::uint32_t t = 0; t < w_.size(); ++t) {
      const int n = w_.number(t);
      if (n < 1 || n > 400 || in_time(t) || w_.mention_over(t)) continue;
      if (!near && !w_.find("times", t + 1, t + 2) && claim_.about == About::visits && !w_.find("visit", t + 1, t + 4) && !w_.find("meeting", t + 1, t + 4)) continue;
      claim_.metric = Metric::count;
      claim_.number = n;
      claim_.metric_words = w_.text(near ? near.first : t, t + 1);
      w_.use(near ? near.first : t, t + 2);
      return;
    }
  }

  static std::optional<Day> end_of(const Timex& time) {
    if (time.when.to) return time.when.to;
    if (!time.when.from) return std::nullopt;
    return last_of(*time.when.from, time.when.precision);
  }

  static Day last_of(Day from, const std::string& precision) {
    using namespace std::chrono;
    const year_month_day d(from);
    if (precision == "month") return sys_days(year_month_day_last(d.year() / d.month() / last));
    if (precision == "year") return sys_days(d.year() / December / 31);
    if (precision == "decade") return sys_days((d.year() + years(9)) / December / 31);
    return from;
  }

  void read_baseline() {
    if (zones_.baseline == w_.size() || zones_.since == 0) return read_years();
    const std::uint32_t first = zones_.since;
    if (zones_.baseline_end == w_.size()) zones_.baseline_end = zones_.end;
    const std::uint32_t end = zones_.baseline_end;
    claim_.baseline_words = w_.text(zones_.baseline, end);
    while (claim_.baseline_words.ends_with('.') || claim_.baseline_words.ends_with(' ')) claim_.baseline_words.pop_back();
    bool known = false;
    std::uint32_t timed = 0;
    for (const Mention& m : w_.doc.mentions)
      if (m.first >= first && m.end <= end && (m.kind == MentionKind::person || m.kind == MentionKind::pronoun) && claim_.baseline_party.empty()) {
        if (m.entity != kNone && w_.knowledge.entity(m.entity).kind == EntityKind::person) claim_.baseline_party.persons.push_back(m.entity);
        else if (m.kind == MentionKind::person && m.office.empty()) claim_.baseline_party.name = w_.text(m.first, m.end);
      }
    if (const auto period = w_.find("period", first, end)) {
      FuzzyDay from, to;
      const auto dots = period.value.find("..");
      if (dots != std::string_view::npos && parse_fuzzy_day(period.value.substr(0, dots), from) && parse_fuzzy_day(period.value.substr(dots + 2), to)) {
        claim_.after = w_.find("end_of", first, period.first) ? to.last : from.first;
        claim_.baseline_party = {};
        known = true;
      }
    } else if (w_.find("took_office", first, end) && !claim_.baseline_party.persons.empty()) {
      for (const Holding& h : w_.knowledge.holdings(claim_.baseline_party.persons.front()))
        if (const int rank = w_.knowledge.entity(h.office).rank; rank >= 1 && rank <= 2 && h.from != Day::min() && (!known || h.from < *claim_.after)) {
          claim_.after = h.from - std::chrono::days(1);
          known = true;
        }
      claim_.baseline_party = {};
    } else {
      for (const Timex& t : w_.times)
        if (t.first + 1 >= first && t.end <= end && t.when.from)
          if (const auto last = end_of(t); last && timed == 0) {
            claim_.after = last;
            claim_.since_first = t.when.from;
            if (timed == 0) timed = t.end;
            if (t.when.from_text.starts_with("ago")) claim_.after = std::nullopt;  // "a year ago" only places somebody's visit
            known = true;
          }
      known |= !claim_.baseline_party.empty();
      if (timed == 0 && known) known = tells_a_visit(first, end);
    }
    // "since 1990 had drawn …": the baseline ends with its date.
    if (timed > 0 && timed < end) zones_.baseline_end = timed;
    claim_.baseline_words = w_.text(zones_.baseline, zones_.baseline_end);
    while (claim_.baseline_words.ends_with('.') || claim_.baseline_words.ends_with(' ')) claim_.baseline_words.pop_back();
    if (!known) claim_.not_understood.push_back(claim_.baseline_words);
    read_years();
  }

  // "since Xi Jinping's visit": names and words for coming and meeting, nothing else. "Since he became heir" is another event.
  bool tells_a_visit(std::uint32_t first, std::uint32_t end) const {
    for (std::uint32_t t = first; t < end; ++t) {
      const bool content = w_.doc.upos[t] == Upos::VERB || w_.doc.upos[t] == Upos::NOUN || w_.doc.upos[t] == Upos::ADJ;
      if (!content || w_.mention_over(t) || in_time(t) || w_.knowledge.in_set("record.class", w_.lower(t))) continue;
      if (!w_.find("visit", t, t + 1) && !w_.find("meeting", t, t + 1)) return false;
    }
    return true;
  }

  // "in nearly five years", "for more than thirty years"
  void read_years() {
    for (std::uint32_t t = 1; t + 1 < w_.size(); ++t) {
      const int n = w_.is(t, "a") || w_.is(t, "an") ? 1 : w_.number(t);
      const TimeWord* unit = w_.knowledge.time_word(w_.doc.lemma[t + 1]);
      const TimeWord* plural = w_.knowledge.time_word(w_.lower(t + 1));
      const bool years = (unit && unit->type == "unit" && unit->text == "year") || (plural && plural->type == "unit" && plural->text == "year");
      const bool decades = (unit && unit->type == "unit" && unit->text == "decade") || (plural && plural->type == "unit" && plural->text == "decade");
      if (n < 1 || (!years && !decades) || (t >= zones_.baseline && t < zones_.baseline_end)) continue;
      std::uint32_t first = t;
      for (const auto& [name, near] : {std::pair("nearly", Claim::Near::nearly), std::pair("over", Claim::Near::over)})
        if (const auto match = w_.find(name, t > 2 ? t - 2 : 0, t); match && match.end == t) first = match.first, claim_.near = near;
      if (first == 0 || !(w_.is(first - 1, "in") || w_.is(first - 1, "for"))) continue;
      claim_.years = decades ? 10.0 * n : n;
      claim_.baseline_words = w_.text(first - 1, t + 2);
      w_.use(first - 1, t + 2);
      return;
    }
  }

  void read_windows() {
    for (const Timex& t : w_.times) {
      if (t.first >= zones_.baseline && t.end <= zones_.baseline_end) continue;
      if (w_.used(t.first) && claim_.years > 0) continue;
      const bool of_subject = zones_.split && t.first >= zones_.subject && t.end <= zones_.subject_end;
      if (!t.when.from && !t.when.to) continue;
      w_.use(t.first, t.end);
      const auto last = end_of(t);
      // A day is when it happened, not a window: "its sixth test on Sunday".
      const bool bounded = t.first > 0 && w_.knowledge.in_set("record.bound", w_.lower(t.first - 1));
      const bool a_day = t.when.precision == "day" && t.when.from && last == t.when.from && !bounded;
      if (of_subject || a_day || (claim_.metric == Metric::latest && !zones_.inverted)) {
        claim_.subject_from = t.when.from;
        claim_.subject_to = last;
        continue;
      }
      // "only in 2001 and 2002": the union; "from December 2012 to June 2013": likewise.
      if (t.when.from && (!claim_.from || *t.when.from < *claim_.from)) claim_.from = t.when.from;
      if (last && (!claim_.to || *last > *claim_.to)) claim_.to = last;
      if (t.first > 0 && w_.is(t.first - 1, "before")) claim_.from = std::nullopt;
    }
    if (const auto before = w_.find("before", zones_.scope); before && !claim_.to)
      if (const auto period = w_.find("period", before.end)) {
        FuzzyDay from;
        if (parse_fuzzy_day(period.value.substr(0, period.value.find("..")), from)) claim_.to = from.first - std::chrono::days(1);
        w_.use(before.first, period.end);
      }
    if (w_.take("ever")) claim_.ever = true;
    for (const char* set : {"there", "since", "nearly", "over"}) w_.take(set);
    for (auto filler = w_.take("filler"); filler; filler = w_.take("filler", filler.end)) {}
    claim_.past_perfect = static_cast<bool>(w_.find("before_now"));
  }

  ClaimWords w_;
  const History& history_;
  Claim claim_;
  ClaimZones zones_;
  std::uint32_t metric_first_ = 0, metric_end_ = 0;
};

}  // namespace

Claim read_claim(const Document& document, const Knowledge& knowledge, const History& history) { return Reader(document, knowledge, history).read(); }

}  // namespace dragoman
