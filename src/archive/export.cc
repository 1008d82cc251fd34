#include "archive/export.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "archive/database.h"
#include "archive/file_lock.h"
#include "archive/known.h"
#include "archive/schema.h"

namespace dragoman {

namespace {

namespace fs = std::filesystem;

constexpr const char* kOfArticle = "a.identity AS article, a.id AS article_id, coalesce(c.outlet, a.outlet) AS outlet, a.url, a.title, a.published, c.coder";

Result<std::string> rows_of(const ExportRequest& request) {
  const auto known = known_codings(request.as_of);
  if (!known) return known.error();
  if (request.what == "articles")
    return fmt::format("SELECT {}, a.language, c.published_from, c.published_to, c.reported, a.recorded, c.reports, TRY(decode(t.text)) AS text"
                       " FROM codings c JOIN articles a USING (article) JOIN texts t USING (content) WHERE {} ORDER BY c.coding", kOfArticle, *known);
  for (const auto& [table, number] : {std::pair("reports", "report"), std::pair("claims", "claim")})
    if (request.what == table)
      return fmt::format("SELECT {}, r.* EXCLUDE (coding) FROM {} r JOIN codings c USING (coding) JOIN articles a USING (article) WHERE {} ORDER BY r.coding, r.{}", kOfArticle, table, *known, number);
  if (request.what == "texts" || request.what == "codings") return Error{ErrorCode::bad_request, request.what + " are exported as articles and reports", "export", "say articles or reports"};
  const auto tables = table_list();
  if (std::find(tables.begin(), tables.end(), request.what) == tables.end())
    return Error{ErrorCode::bad_request, "an archive has no " + request.what, "export", "say reports, articles, claims, history, events, or another table of docs/formats/archive.md"};
  return "SELECT * FROM " + request.what;
}

Result<std::string> form_of(const ExportRequest& request) {
  if (request.format == "csv") return std::string("FORMAT csv, HEADER true");
  if (request.format == "jsonl") return std::string("FORMAT json, ARRAY false");
  if (request.format != "parquet") return Error{ErrorCode::bad_request, "'" + request.format + "' is no format of export", "--format", "say parquet, csv or jsonl"};
  if (request.to.empty()) return Error{ErrorCode::bad_request, "Parquet cannot be written to standard output", "--to", "name a file"};
  return std::string("FORMAT parquet, COMPRESSION zstd");
}

}  // namespace

Outcome export_rows(const std::string& path, const ExportRequest& request) {
  const auto rows = rows_of(request);
  if (!rows) return rows.error();
  const auto form = form_of(request);
  if (!form) return form.error();
  const auto lock = FileLock::take(path, FileLock::Kind::shared);
  if (!lock) return lock.error();
  const auto database = Database::open(path, Database::Access::read, Database::Outside::open);
  if (!database) return database.error();
  if (const auto verified = verify_schema(**database); !verified) return verified.error();
  const std::string draft = request.to.empty() ? "/dev/stdout" : request.to + ".part";
  const auto done = (*database)->run(fmt::format("COPY ({}) TO {} ({})", *rows, sql_text(draft), *form));
  std::error_code failed;
  if (!done) {
    if (!request.to.empty()) fs::remove(draft, failed);
    Error error = done.error();
    if (error.code == ErrorCode::output_failed || error.code == ErrorCode::unreadable || error.code == ErrorCode::not_found)
      error = {ErrorCode::output_failed, error.message, request.to.empty() ? "standard output" : request.to, "check that the folder is there, may be written to and has space"};
    return error;
  }
  if (request.to.empty()) return Done{};
  fs::rename(draft, request.to, failed);
  return failed ? Outcome(Error{ErrorCode::output_failed, failed.message(), request.to, "check the permissions of its folder"}) : Outcome(Done{});
}

}  // namespace dragoman
