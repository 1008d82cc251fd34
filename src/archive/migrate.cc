#include "archive/migrate.h"

#include <fmt/format.h>

#include <chrono>
#include <filesystem>
#include <fstream>

#include "archive/database.h"
#include "archive/draft.h"
#include "archive/file_lock.h"
#include "archive/schema.h"

namespace dragoman {

namespace {

constexpr int kOldest = 2;
// What version 2 filled; its tables of events were empty.
constexpr const char* kTables[] = {"texts", "articles", "codings", "reports", "claims", "notes", "imports", "history"};

bool is_sqlite(const std::string& path) {
  char head[16] = {};
  std::ifstream(path, std::ios::binary).read(head, sizeof head);
  return std::string_view(head, 15) == "SQLite format 3";
}

Outcome check_version(const Database& database, const std::string& from) {
  const Error none{ErrorCode::bad_format, "this file is no archive of dragoman", from, "give the path of an archive that `dragoman add` wrote"};
  // Only real tables: a view of such a name could reach anywhere.
  const auto tables = database.count(fmt::format("SELECT count(*) FROM duckdb_tables() WHERE database_name='old' AND schema_name='main' AND table_name IN ('archive','{}')", fmt::join(kTables, "','")));
  if (!tables) return tables.error();
  auto mark = database.query("SELECT kind, CAST(version AS BIGINT) FROM old.archive");
  if (!mark || !mark->next() || mark->text(0) != "dragoman") return none;
  const auto version = mark->number(1);
  if (version == kArchiveVersion) return Error{ErrorCode::bad_request, "this archive is of the present version already", from, "use it as it is"};
  if (version < kOldest || version > kArchiveVersion)
    return Error{ErrorCode::bad_format, fmt::format("this archive is of version {}, and this dragoman brings forward version {}", version, kOldest), from,
                 version > kArchiveVersion ? "use a newer dragoman" : "add its articles to a new archive"};
  if (static_cast<std::size_t>(*tables) != std::size(kTables) + 1) return Error{ErrorCode::bad_format, "tables are missing from this archive", from, "restore it from a copy"};
  return Done{};
}

Outcome copy(const std::string& from, const std::string& draft) {
  const auto opened = Database::open(draft, Database::Access::write, Database::Outside::open);
  if (!opened) return opened.error();
  const Database& database = **opened;
  using namespace std::chrono;
  if (const auto made = create_schema(database, duration_cast<microseconds>(system_clock::now().time_since_epoch()).count()); !made) return made;
  const auto here = [&](Outcome outcome) {  // errors of reading name the old file
    if (!outcome) {
      Error error = outcome.error();
      if (error.code != ErrorCode::output_failed) error.where = from;
      return Outcome(error);
    }
    return outcome;
  };
  if (const auto attached = here(database.run("ATTACH " + sql_text(from) + " AS old (READ_ONLY)")); !attached) return attached;
  if (const auto checked = here(check_version(database, from)); !checked) return checked;
  std::string sql = "BEGIN;";
  for (const char* table : kTables) sql += fmt::format("INSERT INTO {0} SELECT * FROM old.{0} ORDER BY old.{0}.rowid;", table);
  return here(database.run(sql + "COMMIT; DETACH old;"));
}

}  // namespace

Outcome migrate_archive(const std::string& from, const std::string& to) {
  std::error_code ignored;
  if (is_sqlite(from))
    return Error{ErrorCode::bad_format, "this file may be an archive of version 1, a SQLite file, which cannot be brought forward", from,
                 "add its articles to a new archive: `dragoman add FILE --archive NEW`"};
  if (std::filesystem::exists(to, ignored)) return Error{ErrorCode::bad_request, "there is a file of this name already", to, "name one that is not there"};
  const auto lock = FileLock::take(from, FileLock::Kind::shared);
  if (!lock) return lock.error();
  const std::string draft = to + ".new";
  drop_draft(draft);
  Outcome done = copy(from, draft);
  if (done) done = put_in_place(draft, to);
  if (!done) {
    drop_draft(draft);
    Error error = done.error();
    if (error.where == draft && error.code == ErrorCode::not_found) error.remedy = "check that the folder it shall lie in is there";
    if (error.where == draft) error.where = to;
    return error;
  }
  return done;
}

}  // namespace dragoman
