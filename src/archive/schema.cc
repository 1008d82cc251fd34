#include "archive/schema.h"

#include <fmt/format.h>

#include <charconv>
#include <limits>

#include "base/days.h"
#include "dragoman/version.h"

namespace dragoman {

namespace {

// `json` is read row by row where a question finds one: compressed, a thousand others would be unpacked with it.
#define DRAGOMAN_EVENT_COLUMNS \
  "event BIGINT NOT NULL, revision BIGINT NOT NULL, day_from DATE, day_to DATE, parties VARCHAR NOT NULL, party_bits BIGINT NOT NULL, " \
  "act VARCHAR NOT NULL, plover VARCHAR, plover_mode VARCHAR, cameo VARCHAR, quad BIGINT, goldstein DOUBLE, source_country VARCHAR, source_actor VARCHAR, source_name VARCHAR, " \
  "target_country VARCHAR, target_actor VARCHAR, target_name VARCHAR, status VARCHAR NOT NULL, time_from DATE, time_to DATE, time_precision VARCHAR, " \
  "place_id VARCHAR, place VARCHAR, place_country VARCHAR, confidence DOUBLE NOT NULL, background BOOLEAN NOT NULL, reports BIGINT NOT NULL, " \
  "origins BIGINT NOT NULL, outlets VARCHAR NOT NULL, first_reported DATE NOT NULL, last_reported DATE NOT NULL, change VARCHAR NOT NULL, other BIGINT, reason VARCHAR NOT NULL, " \
  "ended BOOLEAN NOT NULL, recorded TIMESTAMP NOT NULL, superseded TIMESTAMP, json VARCHAR NOT NULL USING COMPRESSION uncompressed);"

// Days are DATE, instants TIMESTAMP in UTC. `recorded` is when the archive came to know a row. Nothing is ever
// updated but `superseded` of events, set once when their next revision is recorded.
constexpr const char* kTables = R"(
CREATE TABLE archive(kind VARCHAR NOT NULL, version BIGINT NOT NULL, made_by VARCHAR NOT NULL, made TIMESTAMP NOT NULL);
CREATE TABLE texts(content VARCHAR NOT NULL UNIQUE, text BLOB NOT NULL USING COMPRESSION zstd, bytes BIGINT NOT NULL);
CREATE TABLE articles(
  article BIGINT NOT NULL, identity VARCHAR NOT NULL, version VARCHAR NOT NULL UNIQUE, content VARCHAR NOT NULL,
  id VARCHAR NOT NULL, outlet VARCHAR NOT NULL, url VARCHAR NOT NULL, published VARCHAR NOT NULL, language VARCHAR NOT NULL,
  title VARCHAR NOT NULL, place VARCHAR NOT NULL, recorded TIMESTAMP NOT NULL);
CREATE TABLE codings(
  coding BIGINT NOT NULL, article BIGINT NOT NULL, coder VARCHAR NOT NULL, outlet VARCHAR, published_from DATE, published_to DATE, reported DATE NOT NULL,
  recorded TIMESTAMP NOT NULL, reports BIGINT NOT NULL, body VARCHAR NOT NULL USING COMPRESSION zstd);
CREATE TABLE reports(
  coding BIGINT NOT NULL, report BIGINT NOT NULL, act VARCHAR NOT NULL, plover VARCHAR, plover_mode VARCHAR, cameo VARCHAR, quad BIGINT,
  goldstein DOUBLE, source_country VARCHAR, source_actor VARCHAR, source_name VARCHAR, source_rank BIGINT, target_country VARCHAR,
  target_actor VARCHAR, target_name VARCHAR, target_rank BIGINT, sources VARCHAR, targets VARCHAR, reciprocal BOOLEAN NOT NULL,
  status VARCHAR NOT NULL, time_from DATE, time_to DATE, time_precision VARCHAR, place_id VARCHAR, place VARCHAR, place_country VARCHAR,
  latitude DOUBLE, longitude DOUBLE, place_precision VARCHAR, confidence DOUBLE NOT NULL, background BOOLEAN NOT NULL,
  contradicted BOOLEAN NOT NULL, sentence BIGINT, sentence_begin BIGINT, sentence_end BIGINT, trigger_begin BIGINT, trigger_end BIGINT,
  reported DATE NOT NULL, recorded TIMESTAMP NOT NULL, json VARCHAR NOT NULL USING COMPRESSION zstd);
CREATE TABLE claims(
  coding BIGINT NOT NULL, claim BIGINT NOT NULL, metric VARCHAR NOT NULL, direction VARCHAR, scope_from VARCHAR, scope_to VARCHAR,
  scope_act VARCHAR, both_ways BOOLEAN NOT NULL, baseline VARCHAR, baseline_from DATE, speaker VARCHAR, sentence BIGINT NOT NULL,
  claim_begin BIGINT NOT NULL, claim_end BIGINT NOT NULL, reported DATE NOT NULL, recorded TIMESTAMP NOT NULL);
CREATE TABLE notes(
  kind VARCHAR NOT NULL, subject VARCHAR NOT NULL, words VARCHAR NOT NULL, note_begin BIGINT, note_end BIGINT, recorded TIMESTAMP NOT NULL);
CREATE TABLE sketches(coding BIGINT NOT NULL, made_by VARCHAR NOT NULL, sketch BLOB NOT NULL);
CREATE TABLE fusions(
  fusion BIGINT NOT NULL, made_by VARCHAR NOT NULL, codings BIGINT NOT NULL, last_coding BIGINT NOT NULL, last_event BIGINT NOT NULL,
  reports BIGINT NOT NULL, events BIGINT NOT NULL, recorded TIMESTAMP NOT NULL);
CREATE TABLE origins(
  fusion BIGINT NOT NULL, origin BIGINT NOT NULL, article BIGINT NOT NULL, kind VARCHAR NOT NULL, of_article BIGINT, evidence VARCHAR NOT NULL,
  recorded TIMESTAMP NOT NULL);
)" "CREATE TABLE events(" DRAGOMAN_EVENT_COLUMNS "CREATE TABLE far_events(" DRAGOMAN_EVENT_COLUMNS R"(
CREATE TABLE members(
  event BIGINT NOT NULL, revision BIGINT NOT NULL, coding BIGINT NOT NULL, report BIGINT NOT NULL, origin BIGINT NOT NULL, reason VARCHAR NOT NULL,
  with_coding BIGINT, with_report BIGINT, reported DATE NOT NULL, recorded TIMESTAMP NOT NULL);
CREATE TABLE field_support(
  event BIGINT NOT NULL, revision BIGINT NOT NULL, field VARCHAR NOT NULL, value VARCHAR NOT NULL, chosen BOOLEAN NOT NULL, kind VARCHAR,
  coding BIGINT NOT NULL, report BIGINT NOT NULL, origin BIGINT NOT NULL, reported DATE NOT NULL, recorded TIMESTAMP NOT NULL);
CREATE TABLE status_history(
  event BIGINT NOT NULL, revision BIGINT NOT NULL, step BIGINT NOT NULL, status VARCHAR NOT NULL, coding BIGINT NOT NULL, report BIGINT NOT NULL,
  reported DATE NOT NULL, recorded TIMESTAMP NOT NULL);
CREATE TABLE imports(
  import BIGINT NOT NULL, kind VARCHAR NOT NULL, name VARCHAR NOT NULL, content VARCHAR NOT NULL, head VARCHAR NOT NULL, columns VARCHAR NOT NULL,
  accepted BIGINT NOT NULL, set_aside BIGINT NOT NULL, recorded TIMESTAMP NOT NULL);
CREATE TABLE history(
  import BIGINT NOT NULL, name VARCHAR NOT NULL, id VARCHAR NOT NULL, line BIGINT NOT NULL, version VARCHAR NOT NULL, withdrawn BOOLEAN NOT NULL,
  happened_from DATE, happened_to DATE, happened_precision VARCHAR, source VARCHAR, source_url VARCHAR, fields VARCHAR NOT NULL,
  recorded TIMESTAMP NOT NULL);
)";

Error no_archive(const Database& database) {
  return {ErrorCode::bad_format, "this file is no archive of dragoman", database.path(), "give the path of an archive that `dragoman add` wrote"};
}

}  // namespace

Outcome create_schema(const Database& database, std::int64_t made) {
  std::string all = "BEGIN;";
  all += kTables;
  all += fmt::format("INSERT INTO archive VALUES('dragoman', {}, '{}', make_timestamp({})); COMMIT;", kArchiveVersion, kVersion, made);
  auto done = database.run(all);
  if (!done) (void)database.run("ROLLBACK");
  return done;
}

std::string_view schema_sql() { return kTables; }

std::vector<std::string> table_list() {
  constexpr std::string_view kBefore = "CREATE TABLE ", all = kTables;
  std::vector<std::string> names;
  for (auto at = all.find(kBefore); at != all.npos; at = all.find(kBefore, at)) {
    at += kBefore.size();
    names.emplace_back(all.substr(at, all.find('(', at) - at));
  }
  return names;
}

std::string sql_text(std::string_view text) {
  std::string all = "'";
  for (const char c : text) all += c == '\'' ? std::string("''") : std::string(1, c);
  return all + "'";
}

std::string current_name(const Database& database) {
  auto rows = database.query("SELECT current_database()");
  std::string quoted = "\"";
  if (rows && rows->next())
    for (const char c : rows->text(0)) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"";
}

Outcome verify_schema(const Database& database) {
  // Only real tables: a view of this name could reach anywhere.
  const auto marked = database.count("SELECT count(*) FROM duckdb_tables() WHERE schema_name='main' AND table_name='archive'");
  if (!marked) return marked.error();
  if (*marked != 1) return no_archive(database);
  auto mark = database.query("SELECT kind, CAST(version AS BIGINT) FROM archive");
  if (!mark || !mark->next() || mark->text(0) != "dragoman") return no_archive(database);
  if (const auto version = mark->number(1); version != kArchiveVersion)
    return Error{ErrorCode::bad_format, fmt::format("this archive is of version {}, and this dragoman reads version {}", version, kArchiveVersion), database.path(),
                 version > kArchiveVersion ? "use a newer dragoman" : "`dragoman archive migrate --archive OLD --to NEW` brings it forward into a new file"};
  const auto wanted = table_list();
  const auto tables = database.count(fmt::format("SELECT count(*) FROM duckdb_tables() WHERE schema_name='main' AND table_name IN ('{}')", fmt::join(wanted, "','")));
  if (!tables) return tables.error();
  if (static_cast<std::size_t>(*tables) != wanted.size())
    return Error{ErrorCode::bad_format, "tables are missing from this archive", database.path(), "restore it from a copy"};
  return Done{};
}

std::optional<std::int64_t> instant_of(std::string_view text) {
  constexpr std::int64_t kSecond = 1'000'000, kDay = 86'400 * kSecond;
  if (text.empty()) return std::numeric_limits<std::int64_t>::max();
  const auto day = parse_iso_day(text.substr(0, 10));
  if (!day) return std::nullopt;
  const std::int64_t midnight = day->time_since_epoch().count() * kDay;
  if (text.size() == 10) return midnight + kDay - 1;
  if (text.size() < 19 || text[13] != ':' || text[16] != ':') return std::nullopt;
  std::int64_t seconds = 0;
  for (const std::size_t at : {11u, 14u, 17u}) {
    int part = 0;
    if (std::from_chars(text.data() + at, text.data() + at + 2, part).ptr != text.data() + at + 2 || part < 0 || part > 60) return std::nullopt;
    seconds = seconds * 60 + part;
  }
  return midnight + seconds * kSecond;
}

}  // namespace dragoman
