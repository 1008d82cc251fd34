#include "analyse/new_records.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "analyse/claim_deeds.h"
#include "analyse/claim_same.h"
#include "analyse/phrases.h"
#include "base/days.h"
#include "pipeline/parts.h"

namespace dragoman {

namespace {

using About = Claim::About;
using Metric = Claim::Metric;
using std::chrono::days;

constexpr std::string_view kPerson = "person:";

// The latest day on which one of the tellings was published; of an article known to a month or year only, that of the event within.
std::optional<Day> known_on(const Brief& brief, const Event& event) {
  std::optional<Day> latest;
  for (const ReportId& id : event.members) {
    const Published& p = brief.codings[id.coding].published;
    if (!p.known) continue;
    const auto last = event.merged.time.to ? event.merged.time.to : event.merged.time.from;
    const Day day = !p.day_exact && last && *last >= p.from && *last <= p.to ? *last : p.to;
    if (!latest || day > *latest) latest = day;
  }
  return latest;
}

class Finder {
 public:
  Finder(const Knowledge& knowledge, const History& history, const Brief& brief, std::uint32_t number)
      : knowledge_(knowledge), history_(history), brief_(brief), number_(number), event_(brief.events[number]), r_(event_.merged), persons_(knowledge) {}

  std::vector<NewRecord> find() {
    const bool stands = r_.status == Status::planned || r_.status == Status::under_way || r_.status == Status::happened;
    const auto known = known_on(brief_, event_);
    if (r_.background || r_.contradicted || !stands || !r_.time.from || r_.time.precision != "day" || !known) return {};
    as_of_ = *known;
    from_ = *r_.time.from;
    const std::uint32_t act = knowledge_.find_act(r_.act);
    if (act != kNone && knowledge_.acts()[act].movement && r_.act == knowledge_.acts()[act].family) visits();
    if (r_.act == "veto" && r_.status == Status::happened) vetoes();
    for (const std::string_view line : knowledge_.set("record.test_acts"))
      if (line.starts_with(r_.act + " : ") && r_.status == Status::happened) tests(line.substr(r_.act.size() + 3));
    return std::move(records_);
  }

 private:
  std::string name(const std::string& country) const { return country_name(country, knowledge_); }

  void visits() {
    if (r_.source.empty() || r_.target.empty()) return;
    const Actor& who = r_.source.front();
    const std::string to = r_.target.front().country;
    const bool one_state = std::all_of(r_.target.begin(), r_.target.end(), [&](const Actor& a) { return a.country == to; });
    if (who.rank == 0 || who.country.empty() || to.empty() || to == who.country || !one_state || !who.actor.starts_with(kPerson)) return;
    Claim claim;
    claim.about = About::visits;
    claim.metric = Metric::highest;
    claim.who.country = who.country;
    claim.who.lowest_rank = who.rank;
    claim.host_country = to;
    if (const auto person = knowledge_.find(EntityKind::person, std::string_view(who.actor).substr(kPerson.size())); person != kNone) claim.subject_party.persons = {person};
    claim.subject_from = from_;
    claim.subject_to = r_.time.to.value_or(from_);
    const auto scope = fmt::format("from {} to {}", name(who.country), name(to));
    const RankRange ranks{1, who.rank};
    if (const auto earlier = before(claim, "visits", ranks)) {
      const bool higher = earlier->rank < who.rank;
      NewRecord record = made(claim, *earlier, higher ? "highest" : "first");
      record.text = higher ? fmt::format("the highest-ranking visitor {} since {}", scope, earlier->words)
                           : fmt::format("the first visitor of rank {}{} {} since {}", who.rank, who.rank > 1 ? " or above" : "", scope, earlier->words);
      if (higher) ends(claim, record, who.rank > 1 ? fmt::format("the next visit {} of {}", scope, who.rank == 2 ? "rank 1" : fmt::format("rank 1 to {}", who.rank - 1)) : "",
           [&](const Deed& d) { return d.rank > 0 && d.rank < who.rank; });
      records_.push_back(std::move(record));
    }
    const std::uint32_t office = knowledge_.find(EntityKind::office, who.office);
    if (office == kNone || knowledge_.entity(office).rank != who.rank) return;
    claim.metric = Metric::first;
    claim.who.lowest_rank = 0;
    claim.who.office = who.office;
    claim.who.words = std::string(knowledge_.entity(office).name);
    if (const auto earlier = before(claim, "visits", {who.rank, who.rank}); earlier && (records_.empty() || records_.front().since_row != earlier->id)) {
      NewRecord record = made(claim, *earlier, "first");
      record.text = fmt::format("the first {} in this office ({}) since {}", scope, claim.who.words, earlier->words);
      records_.push_back(std::move(record));
    }
  }

  void vetoes() {
    for (const Actor& actor : r_.source) {
      if (actor.country.empty()) continue;
      Claim claim;
      claim.about = About::vetoes;
      claim.metric = Metric::first;
      claim.members = {actor.country};
      claim.vote = "veto";
      claim.subject_from = claim.subject_to = from_;
      add_first(claim, "vetoes", fmt::format("the first veto by {}", name(actor.country)));
      // On one state, where its table has this very vote: what a text is about is not guessed from the article.
      for (const Completeness& line : history_.complete) {
        const auto *acts = line.term("act"), *subjects = line.term("subject");
        if (!acts || !subjects || std::find(acts->begin(), acts->end(), "vote") == acts->end()) continue;
        claim.about = About::votes;
        for (const std::string& subject : *subjects) {
          claim.subject = subject;
          const auto deeds = deeds_in_scope(claim, history_, persons_);
          if (std::any_of(deeds.begin(), deeds.end(), [&](const Deed& d) { return d.first <= as_of_ && own(d, claim); }))
            add_first(claim, "vetoes", fmt::format("the first veto by {} on {}", name(actor.country), name(subject)));
        }
      }
    }
  }

  void tests(std::string_view kind) {
    if (r_.source.empty() || r_.source.front().country.empty()) return;
    Claim claim;
    claim.about = About::tests;
    claim.metric = Metric::first;
    claim.country = r_.source.front().country;
    claim.subject_from = claim.subject_to = from_;
    std::string what = act_phrase(r_.act);
    fill(claim, kind);
    if (claim.kind.empty()) {
      // "an intercontinental ballistic missile": the words of the sentences say of what range.
      std::string_view longest;
      const auto sentence = words_of_event();
      for (const std::string_view line : knowledge_.set("record.weapon"))
        if (const auto colon = line.find(" : "); colon != std::string_view::npos && sentence.find(" " + std::string(line.substr(0, colon))) != std::string::npos && colon > longest.size()) {
          longest = line.substr(0, colon);
          claim.kind = claim.range = claim.system = {};
          fill(claim, line.substr(colon + 3));
        }
      if (claim.range.empty() || !claim.system.empty()) return;
      claim.kind = "ballistic";
      what = "test of a missile of " + claim.range + " range";
    }
    // The table must be one of this state's tests.
    const bool listed = std::any_of(history_.complete.begin(), history_.complete.end(), [&](const Completeness& line) {
      const auto* countries = line.term("country");
      return countries && std::find(countries->begin(), countries->end(), claim.country) != countries->end();
    });
    if (listed) add_first(claim, "tests", fmt::format("the first {} by {}", what, name(claim.country)));
  }

  std::string words_of_event() const {
    std::string text = " ";
    for (const ReportId& id : event_.members)
      for (const Evidence& e : brief_.codings[id.coding].reports[id.report].evidence)
        for (const char c : brief_.codings[id.coding].article.text.substr(e.sentence_span.begin, e.sentence_span.size()))
          text += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c == '-' || c == '\n' ? ' ' : c;
    return text;
  }

  static void fill(Claim& claim, std::string_view values) {
    while (!values.empty()) {
      const auto end = std::min(values.find(' '), values.size());
      const auto one = values.substr(0, end);
      const auto equals = std::min(one.find('='), one.size());
      const auto value = equals < one.size() ? one.substr(equals + 1) : std::string_view();
      if (one.starts_with("kind=")) claim.kind = value;
      if (one.starts_with("range=")) claim.range = value;
      if (one.starts_with("system=")) claim.system = value;
      values.remove_prefix(std::min(end + 1, values.size()));
    }
  }

  void add_first(const Claim& claim, std::string_view kind, const std::string& words) {
    const auto earlier = before(claim, kind, {});
    if (!earlier) return;
    NewRecord record = made(claim, *earlier, "first");
    record.text = fmt::format("{} since {}", words, earlier->words);
    records_.push_back(std::move(record));
  }

  // A row of the tables that is this event.
  bool own(const Deed& deed, const Claim& claim) { return deed.first <= claim.subject_to.value_or(from_) + days(1) && deed.end + days(1) >= from_ && is_subject(deed, claim, persons_); }

  // The last of the kind before the event, when it is long enough ago and nothing can be missing since.
  std::optional<Deed> before(const Claim& claim, std::string_view kind, const RankRange& ranks) {
    std::optional<Deed> last;
    for (Deed& deed : deeds_in_scope(claim, history_, persons_)) {
      if (deed.first > as_of_ || own(deed, claim)) continue;
      if (deed.last >= from_ - days(1)) {  // beside it, or after it
        if (deed.first <= claim.subject_to.value_or(from_)) return std::nullopt;
        continue;
      }
      if (!last || deed.end >= last->end) last = std::move(deed);
    }
    if (!last || from_ - last->end < days(least_days(kind))) return std::nullopt;
    const auto coverage = coverage_of(claim, history_, persons_, last->end + days(1), std::min(from_ - days(1), as_of_), ranks, {});
    if (!coverage.complete) return std::nullopt;
    coverage_ = coverage.lines;
    // First the lines that speak of the ranks in question.
    std::stable_partition(coverage_.begin(), coverage_.end(), [&](const std::string& line) {
      const auto rank = line.find(" rank ");
      return rank != std::string::npos && line.find(std::to_string(ranks.lowest), rank) != std::string::npos;
    });
    return last;
  }

  int least_days(std::string_view kind) const {
    int value = 0;
    for (const std::string_view line : knowledge_.set("record.generated"))
      if (line.starts_with(kind) && line.substr(kind.size()).starts_with(" : ")) std::from_chars(line.data() + kind.size() + 3, line.data() + line.size(), value);
    return value;
  }

  NewRecord made(Claim claim, const Deed& earlier, std::string_view kind) {
    claim.after = earlier.end;
    claim.baseline_words = "since " + iso_day(earlier.end);
    NewRecord record;
    record.event = number_;
    record.kind = kind;
    record.form = normal_form(claim);
    record.since = earlier.words;
    record.since_row = earlier.id;
    record.since_source = earlier.source;
    record.after = earlier.end;
    record.as_of = as_of_;
    record.coverage = coverage_;
    return record;
  }

  template <typename Ends>
  void ends(const Claim& claim, NewRecord& record, std::string by, const Ends& is_end) {
    record.ends_with = std::move(by);
    Claim wide = claim;
    for (const Deed& deed : deeds_in_scope(wide, history_, persons_)) {
      if (deed.first <= from_ || own(deed, claim) || !is_end(deed)) continue;
      record.stood_until = deed.first - days(1);
      record.ended_by = deed.words;
      return;
    }
  }

  const Knowledge& knowledge_;
  const History& history_;
  const Brief& brief_;
  std::uint32_t number_;
  const Event& event_;
  const Report& r_;
  TablePersons persons_;
  Day as_of_{}, from_{};
  std::vector<std::string> coverage_;
  std::vector<NewRecord> records_;
};

}  // namespace

RecordFinder history_records(std::shared_ptr<const Models> models, const History& history) {
  return [models = std::move(models), &history](const Brief& brief, std::uint32_t event) { return Finder(*models->parts().knowledge, history, brief, event).find(); };
}

}  // namespace dragoman
