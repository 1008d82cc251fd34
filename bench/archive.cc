// What the archive costs beside coding, and how fast a dyad's month is found among many events. Run by hand: bench/README.md.
//   bench_archive add FILE ARTICLES…   codes and adds articles as `dragoman add` does; FILE is made and stays
//   bench_archive events FILE COUNT    makes an archive of COUNT invented events, where FILE is not there yet, and asks it
#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <filesystem>
#include <random>
#include <vector>

#include "archive/archive.h"
#include "archive/counting.h"
#include "archive/database.h"
#include "archive/events.h"
#include "archive/fusing.h"
#include "archive/schema.h"
#include "dragoman/pipeline.h"
#include "ingest/read.h"
#include "pipeline/parts.h"

using namespace dragoman;

namespace {

double processor_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }
double wall_seconds() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }
double megabytes_of(const std::string& path) { return static_cast<double>(std::filesystem::file_size(path)) / 1e6; }
double peak_megabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

int fail(const Error& error) {
  fmt::print(stderr, "{}: {} ({})\n", error.where, error.message, error.remedy);
  return 1;
}

// Adds up what one step takes.
class Meter {
 public:
  void start() { from_ = processor_seconds(); }
  void stop() { seconds += processor_seconds() - from_; }
  double seconds = 0;

 private:
  double from_ = 0;
};

int add(const std::string& path, const std::vector<std::string>& files) {
  const auto models = Models::open();
  if (!models) return fail(models.error());
  constexpr std::size_t kBatch = 250;
  constexpr const char* kNow = "2031-01-01T00:00:00Z";
  const std::string coder = (*models)->coder();
  Pipeline pipeline(*models);
  const ActKeys acts(*(*models)->parts().knowledge);
  Meter coding, asking, keeping, fusing;
  std::size_t count = 0;
  const auto reader = open_articles(files, {});
  for (bool more = true; more;) {
    std::vector<Coding> codings;
    while (codings.size() < kBatch && more) {
      auto article = reader->next();
      more = article.has_value();
      if (more && *article) codings.emplace_back().article = std::move(**article);
    }
    if (codings.empty()) break;
    count += codings.size();
    asking.start();
    {
      auto archive = Archive::open(path, Archive::Mode::write);
      if (!archive) return fail(archive.error());
      if (const auto looked = archive->look_up(codings); !looked) return fail(looked.error());
      for (const Coding& one : codings)
        if (const auto there = archive->holds(one.article, coder); !there) return fail(there.error());
    }
    asking.stop();
    coding.start();
    for (Coding& one : codings) one = pipeline.code(std::move(one.article));
    coding.stop();
    keeping.start();
    {
      auto archive = Archive::open(path, Archive::Mode::write);
      if (!archive) return fail(archive.error());
      if (const auto looked = archive->look_up(codings); !looked) return fail(looked.error());
      for (const Coding& one : codings)
        if (const auto kept = archive->add(one, coder, kNow, sketch_of(one, *(*models)->parts().knowledge, acts)); !kept) return fail(kept.error());
      if (const auto flushed = archive->flush(); !flushed) return fail(flushed.error());
    }
    keeping.stop();
  }
  fusing.start();
  Result<ArchiveCounts> counts = ArchiveCounts{};
  {
    auto archive = Archive::open(path, Archive::Mode::write);
    if (!archive) return fail(archive.error());
    if (const auto fused = fuse_archive(*archive, *(*models)->parts().knowledge, coder, kNow); !fused) return fail(fused.error());
    counts = archive->counts();
  }
  fusing.stop();
  if (!counts) return fail(counts.error());
  fmt::print("{} articles, {} reports, {} events; processor seconds: coding {:.1f}, asking what is there {:.1f}, keeping {:.1f}, telling events {:.1f}\n", count, counts->reports, counts->events, coding.seconds,
             asking.seconds, keeping.seconds, fusing.seconds);
  fmt::print("the archive costs {:.1f} % of coding; {:.1f} MB in the file; peak {:.0f} MB\n", 100 * (asking.seconds + keeping.seconds + fusing.seconds) / coding.seconds, megabytes_of(path), peak_megabytes());
  return 0;
}

// Twenty years of events in the order in which they were reported: most of the last days, some planned, some told as history, some
// undated; one row in eight is a second revision of an event of the days before. States take part as unevenly as in the news.
Outcome invent(const std::string& path, std::int64_t count) {
  constexpr std::int64_t kAtOnce = 1'000'000;
  const auto database = Database::open(path, Database::Access::write, Database::Outside::closed);
  if (!database) return database.error();
  if (const auto made = create_schema(**database, 0); !made) return made;
  const std::int64_t rows = count * 8 / 7;
  if (const auto macros = (*database)->run(R"(
CREATE MACRO dice(i, salt, sides) AS CAST(hash(i * 16 + salt) % sides AS BIGINT);
CREATE MACRO state(i, salt) AS CAST(floor(190 * pow(dice(i, salt, 1000003) / 1000003.0, 4)) AS BIGINT);
CREATE MACRO code(n) AS chr(CAST(65 + n // 26 AS INTEGER)) || chr(CAST(65 + n % 26 AS INTEGER)) || 'X';
CREATE MACRO party_bit(c) AS CAST(1 AS BIGINT) << (((ascii(c) * 31 + ascii(c[2])) * 31 + ascii(c[3])) % 61);
)"); !macros) return macros;
  for (std::int64_t from = 0; from < rows; from += kAtOnce)
    if (const auto done = (*database)->run(fmt::format(R"(
INSERT INTO events
WITH drawn AS (
  SELECT i, CASE WHEN i % 8 = 7 THEN i - 5 ELSE i END AS event, CASE WHEN i % 8 = 7 THEN 2 ELSE 1 END AS revision, DATE '2005-01-01' + CAST(i * 7305 // {0} AS INTEGER) AS reported FROM range({1}, {2}) t(i)),
told AS (
  SELECT *, state(event, 1) AS a, state(event, 2) AS b, dice(event, 3, 100) AS fate, ['visit', 'meeting', 'talks', 'accuse', 'sanction', 'missile-test', 'support', 'veto'][1 + dice(event, 4, 8)] AS act FROM drawn),
dated AS (
  SELECT *, CASE WHEN fate < 78 THEN reported - CAST(dice(event, 5, 4) AS INTEGER) WHEN fate < 84 THEN reported + CAST(dice(event, 5, 60) AS INTEGER)
                 WHEN fate < 90 THEN reported - CAST(dice(event, 5, 11000) AS INTEGER) WHEN fate < 92 THEN date_trunc('year', reported)::DATE ELSE NULL END AS day FROM told),
lasting AS (SELECT *, CASE WHEN fate >= 90 THEN day + 364 ELSE day END AS last FROM dated),
ranged AS (SELECT *, day IS NOT NULL AND (day < reported - 31 OR last > reported + 92) AS far FROM lasting)
SELECT event, revision, CASE WHEN far THEN NULL ELSE coalesce(day, reported) END, CASE WHEN far THEN NULL ELSE coalesce(last, reported) END, ' ' || code(least(a, b)) || CASE WHEN a = b THEN ' ' ELSE ' ' || code(greatest(a, b)) || ' ' END, party_bit(code(a)) | party_bit(code(b)), act,
  'CONSULT', NULL, '040', 1, 1.0, code(a), code(a), 'State ' || a, code(b), code(b), 'State ' || b, CASE WHEN fate BETWEEN 78 AND 83 THEN 'planned' ELSE 'happened' END, day, last, 'day',
  'place' || dice(event, 6, 5000), 'Place ' || dice(event, 6, 5000), code(b), 0.5 + dice(event, 7, 500) / 1000.0, fate BETWEEN 84 AND 89, revision, revision, 'Outlet ' || dice(event, 8, 300), reported, reported,
  CASE WHEN revision = 1 THEN 'new' ELSE 'told' END, NULL, '', false, CAST(reported AS TIMESTAMP), CASE WHEN i % 8 = 2 THEN CAST(reported AS TIMESTAMP) ELSE NULL END,
  '{{"act":"' || act || '","confidence":0.' || (500 + dice(event, 7, 500)) || ',"plover":{{"type":"CONSULT","contexts":["diplomatic"]}},"cameo":{{"code":"040","goldstein":1.0,"quad":1}},"source":[{{"actor":"' || code(a) || '","country":"' ||
  code(a) || '","name":"State ' || a || '"}}],"target":[{{"actor":"person:no_' || dice(event, 9, 20000) || '","country":"' || code(b) || '","name":"Minister ' || dice(event, 9, 20000) || '","office":"foreign_minister","rank":5}}],"status":"' ||
  CASE WHEN fate BETWEEN 78 AND 83 THEN 'planned' ELSE 'happened' END || '","time":{{' || coalesce('"from":' || (day - DATE '1970-01-01') || ',"to":' || (day - DATE '1970-01-01') || ',"precision":"day"', '"precision":"unknown"') ||
  '}},"place":{{"id":"place' || dice(event, 6, 5000) || '","name":"Place ' || dice(event, 6, 5000) || '","country":"' || code(b) || '","precision":"city"}}}}'
FROM ranged;)", rows, from, std::min(rows, from + kAtOnce))); !done) return done;
  return (*database)->run("INSERT INTO far_events SELECT * REPLACE(time_from AS day_from, time_to AS day_to) FROM events WHERE day_from IS NULL; DROP MACRO dice; DROP MACRO state; DROP MACRO code; DROP MACRO party_bit; CHECKPOINT;");
}

int events(const std::string& path, std::int64_t count) {
  if (!std::filesystem::exists(path)) {
    const double start = wall_seconds();
    if (const auto made = invent(path, count); !made) return fail(made.error());
    fmt::print("made in {:.0f} s\n", wall_seconds() - start);
  }
  const auto compiled = Knowledge::compile({});
  if (!compiled) return fail(compiled.error());
  const auto archive = Archive::open(path, Archive::Mode::read);
  if (!archive) return fail(archive.error());
  const auto rows = archive->database().count("SELECT count(*) FROM events");
  if (!rows) return fail(rows.error());
  fmt::print("{} revisions of events, {:.0f} MB\n", *rows, megabytes_of(path));
  // Dyads from the busiest to ones hardly heard of, months over the years; the first round warms.
  std::vector<EventQuery> queries;
  for (const auto& [a, b] : {std::pair("AAX", "ABX"), std::pair("AAX", "ADX"), std::pair("ACX", "AKX"), std::pair("ABX", "CAX"), std::pair("BAX", "DFX")})
    for (const int year : {2006, 2011, 2016, 2021, 2024}) {
      EventQuery query;
      query.countries = {a, b};
      query.since = std::chrono::sys_days(std::chrono::year(year) / 3 / 1), query.until = std::chrono::sys_days(std::chrono::year(year) / 3 / 31);
      queries.push_back(query);
    }
  for (const char* round : {"cold", "warm", "warm"}) {
    std::vector<double> times;
    std::size_t found = 0, most = 0;
    for (const EventQuery& query : queries) {
      const double start = wall_seconds();
      const auto lines = list_events(*archive, **compiled, query);
      if (!lines) return fail(lines.error());
      times.push_back(1000 * (wall_seconds() - start));
      found += lines->size(), most = std::max(most, lines->size());
    }
    std::sort(times.begin(), times.end());
    fmt::print("{}: {} questions by dyad and month, {} events in all, {} at most; milliseconds: median {:.1f}, slowest {:.1f}\n", round, times.size(), found, most, times[times.size() / 2], times.back());
  }
  fmt::print("peak {:.0f} MB\n", peak_megabytes());
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string mode = argc > 1 ? argv[1] : "";
  if (mode == "add" && argc > 3) return add(argv[2], {argv + 3, argv + argc});
  if (mode == "events" && argc == 4) return events(argv[2], std::atoll(argv[3]));
  fmt::print(stderr, "usage: bench_archive add FILE ARTICLES…\n       bench_archive events FILE COUNT\n");
  return 2;
}
