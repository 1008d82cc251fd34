// How an article leaves an archive: the file is copied without it and put in its place.
#include <fmt/format.h>

#include <filesystem>

#include "archive/database.h"
#include "archive/draft.h"
#include "archive/file_lock.h"
#include "archive/schema.h"
#include "archive/upkeep.h"

namespace dragoman {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLeastDigits = 8;

Result<std::string> identity_named(const Database& database, std::string_view article) {
  const bool prefix = article.size() >= kLeastDigits && article.find_first_not_of("0123456789abcdef") == article.npos;
  auto rows = database.query("SELECT DISTINCT identity FROM articles WHERE id = ?1 OR identity = ?1 OR (?2 = 1 AND starts_with(identity, ?1))",
                             {article, std::int64_t{prefix}});
  if (!rows) return rows.error();
  if (!rows->next()) return Error{ErrorCode::not_found, fmt::format("no article is called '{}'", article), database.path(), "`dragoman articles` lists them"};
  const std::string identity(rows->text(0));
  if (rows->next()) return Error{ErrorCode::bad_request, fmt::format("several articles are called '{}'", article), database.path(), "give more digits; `dragoman articles` lists them"};
  return identity;
}

// The SQL that copies one table without the rows of an article, whose identity is 32 hex digits.
std::string copied(const std::string& table, const std::string& identity) {
  const std::string articles = "(SELECT article FROM articles WHERE identity = '" + identity + "')";
  const std::string codings = "(SELECT coding FROM codings WHERE article IN " + articles + ")";
  const std::string revisions = "(SELECT (event, revision) FROM members WHERE coding IN " + codings + ")";
  const std::string events = "(SELECT event FROM members WHERE coding IN " + codings + ")";
  std::string columns = "*", condition = "true";
  if (table == "articles") condition = "identity <> '" + identity + "'";
  if (table == "texts") condition = "content IN (SELECT content FROM articles WHERE identity <> '" + identity + "')";
  if (table == "codings" || table == "origins") condition = "article NOT IN " + articles;
  if (table == "reports" || table == "claims" || table == "sketches") condition = "coding NOT IN " + codings;
  if (table == "notes") condition = "NOT starts_with(subject, 'coding ') OR CAST(substr(subject, 8) AS BIGINT) NOT IN " + codings;
  // What this article helped to tell goes with it; the next fusion tells it anew from the others.
  if (table == "members" || table == "field_support" || table == "status_history") condition = "(event, revision) NOT IN " + revisions;
  if (table == "far_events") return "INSERT INTO fresh.far_events SELECT f.* REPLACE(e.superseded AS superseded) FROM far_events f JOIN fresh.events e USING (event, revision) ORDER BY f.rowid;";
  if (table == "events") {
    condition = "(event, revision) NOT IN " + revisions + " AND NOT (ended AND event IN " + events + ")";
    columns = "* REPLACE(lead(recorded) OVER (PARTITION BY event ORDER BY revision) AS superseded)";
  }
  return fmt::format("INSERT INTO fresh.{0} SELECT {1} FROM {0} WHERE {2} ORDER BY {0}.rowid;", table, columns, condition);
}

Result<std::string> copy_without(const std::string& path, const std::string& draft, std::string_view article, std::string_view why, std::int64_t recorded) {
  const auto opened = Database::open(path, Database::Access::write, Database::Outside::open);
  if (!opened) return opened.error();
  const Database& database = **opened;
  if (const auto verified = verify_schema(database); !verified) return verified.error();
  const auto identity = identity_named(database, article);
  if (!identity) return identity.error();
  std::string sql = "ATTACH " + sql_text(draft) + " AS fresh (STORAGE_VERSION 'v1.2.0'); USE fresh; " + std::string(schema_sql()) + "USE " + current_name(database) + "; BEGIN;";
  for (const auto& table : table_list()) sql += copied(table, *identity);
  sql += fmt::format("INSERT INTO fresh.notes VALUES('forgotten', '{}', {}, NULL, NULL, make_timestamp({})); COMMIT; DETACH fresh;", *identity, sql_text(why), recorded);
  if (const auto done = database.run(sql); !done) return done.error();
  return *identity;
}

}  // namespace

Result<std::string> forget_article(const std::string& path, std::string_view article, std::string_view why, std::string_view recorded) {
  const auto instant = instant_of(recorded);
  if (!instant || recorded.size() < 19) return Error{ErrorCode::bad_request, "forgetting needs the present instant", "", "say YYYY-MM-DDTHH:MM:SSZ"};
  const auto lock = FileLock::take(path, FileLock::Kind::alone);
  if (!lock) return lock.error();
  const std::string draft = path + ".new";
  drop_draft(draft);
  auto identity = copy_without(path, draft, article, why, *instant);
  if (!identity) {
    drop_draft(draft);
    return identity;
  }
  std::error_code ignored;
  fs::remove(path + ".wal", ignored);  // closed in order, the old file has none
  if (const auto placed = put_in_place(draft, path); !placed) return placed.error();
  return identity;
}

}  // namespace dragoman
