#include "archive/upkeep.h"

#include <fmt/format.h>

#include <filesystem>

#include "archive/coding_text.h"
#include "archive/database.h"
#include "archive/digest.h"
#include "archive/known.h"
#include "archive/schema.h"

namespace dragoman {

namespace {

constexpr const char* kInstant = "'%Y-%m-%dT%H:%M:%SZ'";

// Rows that should not be there, by what is wrong with them.
struct Rule {
  const char* words;
  const char* sql;  // counts them
};
constexpr Rule kRules[] = {
    {"articles have no text", "SELECT count(*) FROM articles WHERE content NOT IN (SELECT content FROM texts)"},
    {"texts belong to no article", "SELECT count(*) FROM texts WHERE content NOT IN (SELECT content FROM articles)"},
    {"codings belong to no article", "SELECT count(*) FROM codings WHERE article NOT IN (SELECT article FROM articles)"},
    {"articles have no coding", "SELECT count(*) FROM articles WHERE article NOT IN (SELECT article FROM codings)"},
    {"reports belong to no coding", "SELECT count(*) FROM reports WHERE coding NOT IN (SELECT coding FROM codings)"},
    {"claims belong to no coding", "SELECT count(*) FROM claims WHERE coding NOT IN (SELECT coding FROM codings)"},
    {"articles share a number", "SELECT count(*) - count(DISTINCT article) FROM articles"},
    {"codings share a number", "SELECT count(*) - count(DISTINCT coding) FROM codings"},
    {"codings of one article share a coder", "SELECT count(*) - count(DISTINCT (article, coder)) FROM codings"},
    {"codings have more or fewer reports than they say",
     "SELECT count(*) FROM codings c LEFT JOIN (SELECT coding, count(*) AS n FROM reports GROUP BY coding) r USING (coding) WHERE c.reports <> coalesce(r.n, 0)"},
    {"sketches belong to no coding", "SELECT count(*) FROM sketches WHERE coding NOT IN (SELECT coding FROM codings)"},
    {"members belong to no event", "SELECT count(*) FROM members m ANTI JOIN events e USING (event, revision)"},
    {"members are no reports", "SELECT count(*) FROM members m ANTI JOIN reports r USING (coding, report)"},
    {"values of fields belong to no member", "SELECT count(*) FROM field_support f ANTI JOIN members m USING (event, revision, coding, report)"},
    {"steps of a status belong to no member", "SELECT count(*) FROM status_history s ANTI JOIN members m USING (event, revision, coding, report)"},
    {"events have more or fewer members than they say",
     "SELECT count(*) FROM events e LEFT JOIN (SELECT event, revision, count(*) AS n FROM members GROUP BY ALL) m USING (event, revision) WHERE e.reports <> coalesce(m.n, 0) AND NOT e.ended"},
    {"revisions of events share a number", "SELECT count(*) - count(DISTINCT (event, revision)) FROM events"},
    {"events have no last revision, or several", "SELECT count(*) FROM (SELECT event FROM events GROUP BY event HAVING count(*) FILTER (superseded IS NULL) <> 1)"},
    {"events have no days to be found by", "SELECT count(*) FROM events e ANTI JOIN far_events f USING (event, revision) WHERE e.day_from IS NULL AND NOT e.ended"},
    {"events of far days are not as they stand", "SELECT count(*) FROM far_events f LEFT JOIN events e USING (event, revision) WHERE e.json IS DISTINCT FROM f.json OR e.superseded IS DISTINCT FROM f.superseded"},
    {"reports are in several events", "SELECT count(*) - count(DISTINCT (m.coding, m.report)) FROM members m SEMI JOIN (SELECT event, revision FROM events WHERE superseded IS NULL) e USING (event, revision)"},
    {"reports of fused codings are in no event",
     "SELECT f.reports - (SELECT count(*) FROM members m SEMI JOIN (SELECT event, revision FROM events WHERE superseded IS NULL AND NOT ended) e USING (event, revision))"
     " FROM fusions f WHERE f.fusion = (SELECT max(fusion) FROM fusions) AND f.codings = (SELECT count(*) FROM codings c WHERE c.coding IN (SELECT max(d.coding) FROM codings d JOIN articles b USING (article) GROUP BY b.identity))"},
    {"rows of history belong to no import", "SELECT count(*) FROM history WHERE import NOT IN (SELECT import FROM imports)"},
};

Error finding(const Database& database, std::string words) {
  return {ErrorCode::bad_format, std::move(words), database.path(), "restore the archive from a copy, or add the articles to a new one"};
}

Outcome check_texts(const Database& database, std::vector<Error>& found) {
  auto rows = database.query("SELECT content, text, bytes FROM texts");
  if (!rows) return rows.error();
  std::uint64_t differ = 0;
  while (rows->next()) differ += digest({rows->text(1)}) != rows->text(0) || static_cast<std::size_t>(rows->number(2)) != rows->text(1).size();
  if (differ) found.push_back(finding(database, fmt::format("{} texts differ from their hashes", differ)));
  return Done{};
}

Outcome check_codings(const Database& database, std::vector<Error>& found) {
  auto rows = database.query("SELECT c.body, t.text, c.reports FROM codings c JOIN articles USING (article) JOIN texts t USING (content)");
  if (!rows) return rows.error();
  std::uint64_t bad = 0;
  while (rows->next()) {
    auto coding = coding_from_text(rows->text(0));
    if (coding) coding->article.text = rows->text(1);
    bad += !coding || !spans_fit(*coding) || coding->reports.size() != static_cast<std::size_t>(rows->number(2));
  }
  if (bad) found.push_back(finding(database, fmt::format("{} codings cannot be read, or do not fit their texts", bad)));
  return Done{};
}

}  // namespace

Result<std::vector<ArticleLine>> list_articles(const Archive& archive, const AsOf& as_of) {
  const auto known = known_codings(as_of);
  if (!known) return known.error();
  auto rows = archive.database().query(fmt::format(
      "SELECT a.identity, a.id, coalesce(c.outlet, a.outlet), a.url, a.title, strftime(c.published_to, '%Y-%m-%d'), strftime(a.recorded, {}), c.coder, c.reports, t.bytes"
      " FROM codings c JOIN articles a USING (article) JOIN texts t USING (content) WHERE {} ORDER BY c.reported, c.coding", kInstant, *known));
  if (!rows) return rows.error();
  std::vector<ArticleLine> all;
  while (rows->next()) {
    const auto text = [&](std::size_t column) { return std::string(rows->text(column)); };
    all.push_back({text(0), text(1), text(2), text(3), text(4), text(5), text(6), text(7), static_cast<std::uint64_t>(rows->number(8)), static_cast<std::uint64_t>(rows->number(9))});
  }
  return all;
}

Result<ArchiveStats> archive_stats(const Archive& archive) {
  const Database& database = archive.database();
  ArchiveStats stats;
  for (const auto& table : table_list()) {
    const auto rows = database.count("SELECT count(*) FROM " + table);
    if (!rows) return rows.error();
    stats.tables.emplace_back(table, static_cast<std::uint64_t>(*rows));
  }
  auto rows = database.query(fmt::format(
      "SELECT strftime(min(published_from), '%Y-%m-%d'), strftime(max(published_to), '%Y-%m-%d'), strftime(min(recorded), {0}), strftime(max(recorded), {0}),"
      " count(DISTINCT coder), count(DISTINCT outlet), (SELECT CAST(coalesce(sum(bytes), 0) AS BIGINT) FROM texts) FROM codings", kInstant));
  if (!rows) return rows.error();
  if (rows->next()) {
    stats.first_published = rows->text(0);
    stats.last_published = rows->text(1);
    stats.first_recorded = rows->text(2);
    stats.last_recorded = rows->text(3);
    stats.coders = static_cast<std::uint64_t>(rows->number(4));
    stats.outlets = static_cast<std::uint64_t>(rows->number(5));
    stats.text_bytes = static_cast<std::uint64_t>(rows->number(6));
  }
  std::error_code ignored;
  stats.file_bytes = std::filesystem::file_size(database.path(), ignored);
  return stats;
}

Result<std::vector<Error>> check_archive(const Archive& archive) {
  const Database& database = archive.database();
  std::vector<Error> found;
  for (const Rule& rule : kRules) {
    const auto rows = database.count(rule.sql);
    if (!rows) return rows.error();
    if (*rows) found.push_back(finding(database, fmt::format("{} {}", *rows, rule.words)));
  }
  // Every block of every table is read, so that each checksum is compared.
  for (const auto& table : table_list())
    if (const auto read = database.query("SELECT bit_xor(hash(t)) FROM " + table + " t"); !read) return read.error();
  if (const auto texts = check_texts(database, found); !texts) return texts.error();
  if (const auto codings = check_codings(database, found); !codings) return codings.error();
  return found;
}

}  // namespace dragoman
