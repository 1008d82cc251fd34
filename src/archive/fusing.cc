#include "archive/fusing.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <span>
#include <unordered_map>

#include "archive/counting.h"
#include "archive/event_match.h"
#include "archive/event_write.h"
#include "archive/known.h"
#include "archive/origin_rows.h"
#include "archive/schema.h"
#include "fuse/clusters.h"
#include "fuse/event_of.h"

namespace dragoman {

namespace {

constexpr std::size_t kCodingsAtOnce = 1000;  // held in memory while their events are told
constexpr std::size_t kSpeakers = 12;         // reports of an event looked at to say why it was joined or parted

struct FormerMember {
  std::int64_t coding, report, origin;
  friend auto operator<=>(const FormerMember&, const FormerMember&) = default;
};

// What the archive said so far.
struct Former {
  std::vector<FormerEvent> events;
  std::vector<std::int64_t> revision;                // beside `events`
  std::vector<std::vector<FormerMember>> members;    // beside `events`, sorted
  std::unordered_map<std::int64_t, std::size_t> at;  // number to place
};

struct Change {
  std::uint32_t cluster;
  RevisionRow row;
};

class Fusion {
 public:
  Fusion(const Database& database, const Knowledge& knowledge, std::string_view coder, std::int64_t recorded)
      : database_(database), knowledge_(knowledge), coder_(coder), recorded_(recorded), scorer_(knowledge) {}

  Result<FusionCounts> run() {
    if (const auto read = read_codings(); !read) return read.error();
    partition();
    if (const auto read = read_former(); !read) return read.error();
    continuation_ = continue_events(cluster_of_, members_.size(), former_.events);
    const auto next = database_.count("SELECT greatest(coalesce((SELECT max(event) FROM events), 0), coalesce((SELECT max(last_event) FROM fusions), 0))");
    if (!next) return next.error();
    last_event_ = *next;
    const std::vector<Change> changes = find_changes();
    if (const auto ended = write_ends(); !ended) return ended.error();
    if (const auto closed = close_revisions(changes); !closed) return closed.error();
    const auto fusion = database_.count("SELECT coalesce(max(fusion), 0) + 1 FROM fusions");
    if (!fusion) return fusion.error();
    if (const auto origins = write_origins(database_, {*fusion, recorded_}, articles_, origins_); !origins) return origins.error();
    if (const auto written = write_changes(changes); !written) return written.error();
    std::int64_t last = 0;
    for (const CountingCoding& c : codings_) last = std::max(last, c.coding);
    const auto noted = database_.query(fmt::format("INSERT INTO fusions VALUES({}, ?, {}, {}, {}, {}, {}, make_timestamp({}))", *fusion, codings_.size(), last, last_event_,
                                                   tellings_.size(), members_.size(), recorded_), {coder_});
    if (!noted) return noted.error();
    return counts_;
  }

 private:
  Outcome read_codings() {
    auto codings = counting_codings(database_, knowledge_, coder_);
    if (!codings) return codings.error();
    codings_ = std::move(*codings);
    std::vector<ArticleSketch> sketches;
    for (CountingCoding& c : codings_) {
      place_of_[c.coding] = static_cast<std::uint32_t>(first_telling_.size());
      first_telling_.push_back(static_cast<std::uint32_t>(tellings_.size()));
      articles_.push_back(c.article);
      sketches.push_back(std::move(c.sketch.article));
      for (ReportSketch& t : c.sketch.tellings) {
        t.article = place_of_[c.coding];
        tellings_.push_back(t);
      }
      c.sketch.tellings = {};
    }
    origins_ = find_origins(sketches, knowledge_);
    origin_of_ = smallest_articles(articles_, origins_);
    for (ReportSketch& t : tellings_) t.origin = origins_.group[t.article];
    return Done{};
  }

  void partition() {
    Clusters clusters = cluster(tellings_, scorer_);
    cluster_of_.assign(tellings_.size(), 0);
    for (std::uint32_t t = 0; t < tellings_.size(); ++t) {
      if (clusters.cluster_of[t] == t) {
        cluster_of_[t] = static_cast<std::uint32_t>(members_.size());
        members_.emplace_back();
      } else {
        cluster_of_[t] = cluster_of_[clusters.cluster_of[t]];
      }
      members_[cluster_of_[t]].push_back(t);
    }
    joined_to_.assign(tellings_.size(), kNone);  // by the merge that first took it out of its loneliness
    for (const Merge& merge : clusters.merges)
      for (const auto& [one, other] : {std::pair(merge.first, merge.second), std::pair(merge.second, merge.first)})
        if (joined_to_[one] == kNone) joined_to_[one] = other;
  }

  Outcome read_former() {
    auto rows = database_.query("SELECT e.event, e.revision, m.coding, m.report, m.origin FROM events e JOIN members m ON m.event = e.event AND m.revision = e.revision"
                                " WHERE e.superseded IS NULL AND NOT e.ended ORDER BY e.event, m.coding, m.report");
    if (!rows) return rows.error();
    bool recoded = false;
    while (rows->next()) {
      if (former_.events.empty() || former_.events.back().event != rows->number(0)) {
        former_.at[rows->number(0)] = former_.events.size();
        former_.events.push_back({rows->number(0), {}});
        former_.revision.push_back(rows->number(1));
        former_.members.emplace_back();
      }
      const FormerMember member{rows->number(2), rows->number(3), rows->number(4)};
      former_.members.back().push_back(member);
      if (const std::uint32_t t = telling_at(member.coding, member.report); t != kNone) former_.events.back().tellings.push_back(t);
      else recoded = true;
    }
    return recoded ? follow_recodings() : Outcome(Done{});
  }

  // A report of a coding that counts no more goes on in that of the newest coding of its article with the same act at the same words.
  Outcome follow_recodings() {
    auto rows = database_.query("SELECT DISTINCT e.event, n.coding, n.report FROM events e JOIN members m ON m.event = e.event AND m.revision = e.revision"
                                " JOIN codings c ON c.coding = m.coding JOIN articles a ON a.article = c.article JOIN articles b ON b.identity = a.identity"
                                " JOIN codings d ON d.article = b.article AND d.coding > c.coding"
                                " JOIN reports r ON r.coding = m.coding AND r.report = m.report"
                                " JOIN reports n ON n.coding = d.coding AND n.act = r.act AND n.trigger_begin = r.trigger_begin"
                                " WHERE e.superseded IS NULL AND NOT e.ended ORDER BY ALL");
    if (!rows) return rows.error();
    while (rows->next())
      if (const std::uint32_t t = telling_at(rows->number(1), rows->number(2)); t != kNone) former_.events[former_.at[rows->number(0)]].tellings.push_back(t);
    return Done{};
  }

  std::uint32_t telling_at(std::int64_t coding, std::int64_t report) const {
    const auto place = place_of_.find(coding);
    if (place == place_of_.end()) return kNone;
    const std::uint32_t first = first_telling_[place->second], end = place->second + 1 < first_telling_.size() ? first_telling_[place->second + 1] : static_cast<std::uint32_t>(tellings_.size());
    return report >= 0 && first + report < end ? first + static_cast<std::uint32_t>(report) : kNone;
  }

  std::vector<FormerMember> rows_of(std::uint32_t cluster) const {
    std::vector<FormerMember> rows;
    for (const std::uint32_t t : members_[cluster]) rows.push_back({codings_[tellings_[t].article].coding, tellings_[t].report, origin_of_[tellings_[t].article]});
    std::sort(rows.begin(), rows.end());
    return rows;
  }

  bool ended(std::int64_t event) const {
    const std::size_t f = former_.at.at(event);
    return continuation_.went[f] == kNone || continuation_.event_of[continuation_.went[f]] != event;
  }

  std::vector<Change> find_changes() {
    std::vector<Change> changes;
    for (std::uint32_t c = 0; c < members_.size(); ++c) {
      std::int64_t& number = continuation_.event_of[c];
      const auto& from = continuation_.from[c];
      Change change{c, {}};
      change.row.recorded = recorded_;
      if (number == 0) {
        number = ++last_event_;
        change.row.change = from.empty() ? "new" : "parted";
        if (!from.empty()) change.row.other = from.front();
        ++counts_.fresh;
      } else {
        const std::size_t f = former_.at.at(number);
        const auto rows = rows_of(c);
        if (rows == former_.members[f]) continue;
        change.row.revision = former_.revision[f] + 1;
        change.row.change = "told";
        change.row.reason = difference(former_.members[f], rows);
        for (const std::int64_t other : from)
          if (change.row.other == 0 && ended(other)) change.row.change = "joined", change.row.other = other;
        ++counts_.revised;
      }
      change.row.event = number;
      changes.push_back(std::move(change));
    }
    // Only now has every cluster its number.
    for (Change& change : changes) {
      if (change.row.change == "joined") change.row.reason += "; " + why_joined(change.cluster, change.row.other);
      if (change.row.change == "parted") change.row.reason = why_parted(change.cluster, change.row.other);
    }
    return changes;
  }

  static std::string difference(const std::vector<FormerMember>& before, const std::vector<FormerMember>& now) {
    const auto without = [](const std::vector<FormerMember>& all, const std::vector<FormerMember>& others) {
      return std::count_if(all.begin(), all.end(), [&](const FormerMember& one) {
        const auto at = std::lower_bound(others.begin(), others.end(), FormerMember{one.coding, one.report, 0});
        return at == others.end() || at->coding != one.coding || at->report != one.report;
      });
    };
    const auto came = without(now, before), left = without(before, now);
    if (came + left == 0) return "its articles have other origins";
    std::string text;
    if (came > 0) text += fmt::format("{} {} came", came, came == 1 ? "report" : "reports");
    if (left > 0) text += fmt::format("{}{} {} left", came > 0 ? ", " : "", left, left == 1 ? "report" : "reports");
    return text;
  }

  // The strongest pair between what was another event and the rest of the cluster.
  std::string why_joined(std::uint32_t cluster, std::int64_t other) const {
    std::vector<std::uint32_t> theirs, rest;
    for (const std::uint32_t t : former_.events[former_.at.at(other)].tellings)
      if (cluster_of_[t] == cluster) theirs.push_back(t);
    std::sort(theirs.begin(), theirs.end());
    std::set_difference(members_[cluster].begin(), members_[cluster].end(), theirs.begin(), theirs.end(), std::back_inserter(rest));
    theirs.resize(std::min(theirs.size(), kSpeakers)), rest.resize(std::min(rest.size(), kSpeakers));
    std::int64_t best = INT64_MIN;
    std::string why = fmt::format("of one event with {}", other);
    for (const std::uint32_t a : theirs) {
      for (const std::uint32_t b : rest) {
        if (const std::int64_t score = scorer_.score(tellings_[a], tellings_[b]); score > best) best = score, why = fmt::format("of one event with {}: {}", other, scorer_.reason(tellings_[a], tellings_[b]));
      }
    }
    return why;
  }

  std::string why_parted(std::uint32_t cluster, std::int64_t other) const {
    const std::uint32_t went = continuation_.went[former_.at.at(other)];
    const auto some = [](const std::vector<std::uint32_t>& all) { return std::span(all).first(std::min(all.size(), kSpeakers)); };
    std::int64_t together = 0;
    for (const std::uint32_t a : some(members_[cluster]))
      for (const std::uint32_t b : some(members_[went])) {
        if (cannot_be_one(tellings_[a], tellings_[b])) return fmt::format("cannot be one with {}: days, persons or journeys exclude each other", other);
        together += scorer_.score(tellings_[a], tellings_[b]);
      }
    return fmt::format("no more of one event with {}: log odds {:.1f}", other, static_cast<double>(together) / 1000);
  }

  // A last revision for each event that does not go on, as it was told before.
  Outcome write_ends() {
    std::string ends;
    for (std::size_t f = 0; f < former_.events.size(); ++f) {
      const FormerEvent& event = former_.events[f];
      if (!ended(event.event)) continue;
      ++counts_.ended;
      const std::uint32_t into = continuation_.went[f];
      if (into == kNone) ends += fmt::format("{}({}, 'withdrawn', NULL, 'no coding that counts reports it')", ends.empty() ? "" : ",", event.event);
      else ends += fmt::format("{}({}, 'merged', {}, {})", ends.empty() ? "" : ",", event.event, continuation_.event_of[into], sql_text(why_joined(into, event.event)));
    }
    if (ends.empty()) return Done{};
    const std::string of_them = "FROM (VALUES " + ends + ") v(event, change, other, reason) WHERE e.event = v.event AND e.superseded IS NULL AND NOT e.ended";
    // The row that ends it is told apart from the one it ends by `ended`.
    if (const auto written = database_.run(fmt::format("INSERT INTO events SELECT e.* REPLACE(e.revision + 1 AS revision, v.change AS change, CAST(v.other AS BIGINT) AS other, v.reason AS reason,"
                                                       " true AS ended, make_timestamp({}) AS recorded) FROM events e, (VALUES {}) v(event, change, other, reason)"
                                                       " WHERE e.event = v.event AND e.superseded IS NULL AND NOT e.ended", recorded_, ends)); !written) return written;
    for (const char* table : {"events", "far_events"})
      if (const auto closed = database_.run(fmt::format("UPDATE {} e SET superseded = make_timestamp({}) {}", table, recorded_, of_them)); !closed) return closed;
    return Done{};
  }

  Outcome close_revisions(const std::vector<Change>& changes) const {
    std::vector<std::int64_t> numbers;
    for (const Change& change : changes)
      if (change.row.revision > 1) numbers.push_back(change.row.event);
    if (numbers.empty()) return Done{};
    for (const char* table : {"events", "far_events"})
      if (const auto closed = database_.run(fmt::format("UPDATE {} SET superseded = make_timestamp({}) WHERE superseded IS NULL AND event IN ({})", table, recorded_, fmt::join(numbers, ","))); !closed) return closed;
    return Done{};
  }

  Outcome write_changes(const std::vector<Change>& changes) {
    EventWriter writer(database_);
    for (std::size_t at = 0; at < changes.size();) {
      std::map<std::uint32_t, std::uint32_t> local;  // place of a coding among all, and among those of this round
      std::size_t end = at;
      for (; end < changes.size() && (end == at || local.size() < kCodingsAtOnce); ++end)
        for (const std::uint32_t t : members_[changes[end].cluster]) local.emplace(tellings_[t].article, 0);
      const auto codings = load(local);
      if (!codings) return codings.error();
      Origins origins;
      for (const auto& [place, here] : local) origins.group.push_back(static_cast<std::uint32_t>(origin_of_[place]));
      for (; at < end; ++at)
        if (!write_change(writer, changes[at], local, *codings, origins)) return writer.error();
    }
    return writer.flush() ? Outcome(Done{}) : Outcome(writer.error());
  }

  // In the order of `local`, whose second numbers are filled.
  Result<std::vector<Coding>> load(std::map<std::uint32_t, std::uint32_t>& local) const {
    std::vector<std::pair<std::int64_t, std::uint32_t>> numbers;
    std::uint32_t count = 0;
    for (auto& [place, here] : local) {
      here = count++;
      numbers.emplace_back(codings_[place].coding, here);
    }
    std::sort(numbers.begin(), numbers.end());
    std::vector<std::int64_t> sorted;
    for (const auto& [number, here] : numbers) sorted.push_back(number);
    auto read = told_codings(database_, sorted);
    if (!read) return read.error();
    std::vector<Coding> codings(read->size());
    for (std::size_t i = 0; i < numbers.size(); ++i) codings[numbers[i].second] = std::move((*read)[i]);
    return codings;
  }

  bool write_change(EventWriter& writer, const Change& change, const std::map<std::uint32_t, std::uint32_t>& local, const std::vector<Coding>& codings, const Origins& origins) const {
    Event event;
    std::vector<MemberRow> rows;
    for (const std::uint32_t t : members_[change.cluster]) {
      const CountingCoding& coding = codings_[tellings_[t].article];
      event.members.push_back({local.at(tellings_[t].article), tellings_[t].report});
      MemberRow row{coding.coding, tellings_[t].report, origin_of_[tellings_[t].article], "told alone", 0, 0, coding.reported};
      if (const std::uint32_t other = joined_to_[t]; other != kNone) {
        row.reason = scorer_.reason(tellings_[t], tellings_[other]);
        row.with_coding = codings_[tellings_[other].article].coding, row.with_report = tellings_[other].report;
      }
      rows.push_back(std::move(row));
    }
    tell_event(event, codings, origins, knowledge_);
    RevisionRow revision = change.row;
    revision.outlets = outlets_text(outlets_of(event, codings));
    return writer.write(event, rows, revision);
  }

  const Database& database_;
  const Knowledge& knowledge_;
  std::string_view coder_;
  std::int64_t recorded_, last_event_ = 0;
  PairScorer scorer_;
  std::vector<CountingCoding> codings_;                             // by content
  std::vector<std::int64_t> articles_, origin_of_;                  // beside codings_: number of the article, smallest number of its origin
  std::vector<std::uint32_t> first_telling_;                        // beside codings_
  std::unordered_map<std::int64_t, std::uint32_t> place_of_;        // number of a coding to its place
  Origins origins_;
  std::vector<ReportSketch> tellings_;
  std::vector<std::uint32_t> cluster_of_, joined_to_;               // per telling
  std::vector<std::vector<std::uint32_t>> members_;                 // tellings of each cluster
  Former former_;
  Continuation continuation_;
  FusionCounts counts_{.ran = true};
};

}  // namespace

Result<bool> awaits_fusion(const Database& database) {
  const auto known = known_codings({});
  if (!known) return known.error();
  const auto differs = database.count("SELECT count(*) FROM (SELECT count(*) AS n, max(c.coding) AS last FROM codings c WHERE " + *known +
                                      ") WHERE n > 0 AND NOT EXISTS (SELECT 1 FROM fusions f WHERE f.fusion = (SELECT max(fusion) FROM fusions) AND f.codings = n AND f.last_coding = last)");
  if (!differs) return differs.error();
  return *differs > 0;
}

Result<FusionCounts> fuse_archive(Archive& archive, const Knowledge& knowledge, std::string_view coder, std::string_view recorded) {
  const auto instant = instant_of(recorded);
  if (!instant || recorded.size() < 19) return Error{ErrorCode::bad_request, "fusion needs the present instant", "", "say YYYY-MM-DDTHH:MM:SSZ"};
  const Database& database = archive.database();
  const auto awaits = awaits_fusion(database);
  if (!awaits) return awaits.error();
  if (!*awaits) return FusionCounts{};
  if (const auto begun = database.run("BEGIN"); !begun) return begun.error();
  auto counts = Fusion(database, knowledge, coder, *instant).run();
  Outcome done = counts ? database.run("COMMIT") : Outcome(counts.error());
  if (!done) {
    (void)database.run("ROLLBACK");
    return done.error();
  }
  return counts;
}

}  // namespace dragoman
