#include "archive/archive.h"

#define XXH_INLINE_ALL
#include <fmt/format.h>
#include <xxhash.h>

#include <array>

#include "archive/coding_text.h"
#include "archive/database.h"
#include "base/days.h"

namespace dragoman {

namespace {

constexpr int kApplication = 0x64726731;  // "drg1" in the file's header
constexpr int kSchemaVersion = 1;
constexpr int kBusyMilliseconds = 5000;

// `identity` is one article; `version` is one article with one date, title and id. Text may hold any bytes: a BLOB.
constexpr const char* kSchema = R"(
CREATE TABLE article(
  article INTEGER PRIMARY KEY, identity TEXT NOT NULL, version TEXT NOT NULL UNIQUE,
  id TEXT NOT NULL, outlet TEXT NOT NULL, url TEXT NOT NULL, published TEXT NOT NULL, language TEXT NOT NULL,
  title BLOB NOT NULL, text BLOB NOT NULL, place TEXT NOT NULL, recorded TEXT NOT NULL);
CREATE INDEX article_identity ON article(identity);
CREATE TABLE coding(
  coding INTEGER PRIMARY KEY, article INTEGER NOT NULL REFERENCES article, coder TEXT NOT NULL,
  reported TEXT NOT NULL, recorded TEXT NOT NULL, body TEXT NOT NULL, UNIQUE(article, coder));
CREATE TABLE report(
  coding INTEGER NOT NULL REFERENCES coding, number INTEGER NOT NULL, act TEXT NOT NULL, status TEXT NOT NULL,
  day_from TEXT, day_to TEXT, source TEXT NOT NULL, target TEXT NOT NULL, cameo TEXT NOT NULL, plover TEXT NOT NULL,
  confidence REAL NOT NULL, PRIMARY KEY(coding, number)) WITHOUT ROWID;
)";

// Lengths go in too, so that no two lists of fields read alike.
std::string digest(std::initializer_list<std::string_view> fields) {
  std::string all;
  for (const auto field : fields) {
    all += fmt::format("{}:", field.size());
    all += field;
  }
  const auto hash = XXH3_128bits(all.data(), all.size());
  return fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
}

std::string identity_of(const Article& article) { return digest({article.url, article.outlet, article.text}); }
std::string version_of(const Article& article) {
  return digest({article.url, article.outlet, article.text, article.id, article.published, article.language, article.title});
}

// The day a coding counts as reported: the last it can have been published, else the day it was recorded.
std::string reported_day(const Coding& coding, std::string_view recorded) {
  return coding.published.known ? iso_day(coding.published.to) : std::string(recorded.substr(0, 10));
}

std::string countries(const std::vector<Actor>& actors) {
  std::string list;
  for (const auto& actor : actors) {
    const auto& code = actor.country.empty() ? actor.actor : actor.country;
    if (code.empty()) continue;
    if (!list.empty()) list += ' ';
    list += code;
  }
  return list;
}

}  // namespace

struct Archive::State {
  std::string path;
  std::unique_ptr<sqlite3, CloseDatabase> database;

  bool writing() const { return sqlite3_get_autocommit(database.get()) == 0; }
  Error failure(int status) const { return database_error(status, path); }
  // Writes the rows of one coding inside the open transaction; a status of SQLite.
  int write(const Coding& coding, std::string_view coder, std::string_view recorded);
  int run(const char* sql) { return sqlite3_exec(database.get(), sql, nullptr, nullptr, nullptr); }
  std::int64_t pragma(const char* sql) {
    Query query(database.get(), sql);
    return query.step() ? query.number_at(0) : -1;
  }
};

Archive::Archive(std::unique_ptr<State> state) : state_(std::move(state)) {}
Archive::Archive(Archive&&) noexcept = default;
Archive& Archive::operator=(Archive&&) noexcept = default;
Archive::~Archive() = default;  // what was not flushed is rolled back

Result<Archive> Archive::open(const std::string& path, Mode mode) {
  if (path.empty()) return Error{ErrorCode::bad_request, "an archive needs a path", "", "say --archive FILE"};
  auto state = std::make_unique<State>();
  state->path = path;
  sqlite3* opened = nullptr;
  const int flags = mode == Mode::write ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY;
  int status = sqlite3_open_v2(path.c_str(), &opened, flags | SQLITE_OPEN_NOMUTEX, nullptr);
  state->database.reset(opened);
  if (status != SQLITE_OK) return state->failure(status);
  sqlite3_busy_timeout(opened, kBusyMilliseconds);
  sqlite3_extended_result_codes(opened, 1);
  // A file from outside is hostile: nothing in its schema may run functions or touch SQLite's own tables.
  sqlite3_db_config(opened, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(opened, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  status = state->run(mode == Mode::write ? "PRAGMA foreign_keys=ON; PRAGMA cell_size_check=ON; BEGIN IMMEDIATE" : "PRAGMA cell_size_check=ON; BEGIN");
  if (status != SQLITE_OK) return state->failure(status);

  Query tables(opened, "SELECT count(*) FROM sqlite_schema");
  const bool empty = tables.step() && tables.number_at(0) == 0;
  if (tables.failed()) return state->failure(tables.status());
  if (empty && mode == Mode::write) {
    status = state->run(fmt::format("{} PRAGMA application_id={}; PRAGMA user_version={};", kSchema, kApplication, kSchemaVersion).c_str());
    if (status != SQLITE_OK) return state->failure(status);
  } else if (state->pragma("PRAGMA application_id") != kApplication) {
    return state->failure(SQLITE_NOTADB);
  } else if (state->pragma("PRAGMA user_version") != kSchemaVersion) {
    return Error{ErrorCode::bad_format, "this archive was written by another version of dragoman", path, "open it with that version, or add the articles to a new archive"};
  }
  status = state->run("COMMIT");
  if (status != SQLITE_OK) return state->failure(status);
  return Archive(std::move(state));
}

Result<bool> Archive::holds(const Article& article, std::string_view coder) const {
  Query query(state_->database.get(), "SELECT 1 FROM coding JOIN article USING(article) WHERE version=? AND coder=?");
  const bool found = query.text(version_of(article)).text(coder).step();
  if (query.failed()) return state_->failure(query.status());
  return found;
}

Result<bool> Archive::add(const Coding& coding, std::string_view coder, std::string_view recorded) {
  if (auto there = holds(coding.article, coder); !there || *there) return there ? Result<bool>(false) : there;
  if (!state_->writing())
    if (const int status = state_->run("BEGIN IMMEDIATE"); status != SQLITE_OK) return state_->failure(status);
  const int status = state_->write(coding, coder, recorded);
  if (status == SQLITE_OK) return true;
  if (state_->writing()) state_->run("ROLLBACK");
  return state_->failure(status);
}

int Archive::State::write(const Coding& coding, std::string_view coder, std::string_view recorded) {
  const Article& article = coding.article;
  const std::string version = version_of(article);
  Query keep(database.get(),
             "INSERT OR IGNORE INTO article(identity,version,id,outlet,url,published,language,title,text,place,recorded)"
             " VALUES(?,?,?,?,?,?,?,?,?,?,?)");
  keep.text(identity_of(article)).text(version).text(article.id).text(article.outlet).text(article.url).text(article.published);
  keep.text(article.language).text(article.title).text(article.text).text(article.where).text(recorded).step();
  if (keep.failed()) return keep.status();

  Query code(database.get(), "INSERT INTO coding(article,coder,reported,recorded,body) SELECT article,?,?,?,? FROM article WHERE version=?");
  code.text(coder).text(reported_day(coding, recorded)).text(recorded).text(coding_to_text(coding)).text(version).step();
  if (code.failed()) return code.status();
  const auto row = sqlite3_last_insert_rowid(database.get());

  for (std::size_t i = 0; i < coding.reports.size(); ++i) {
    const Report& report = coding.reports[i];
    Query line(database.get(), "INSERT INTO report VALUES(?,?,?,?,?,?,?,?,?,?,?)");
    line.number(row).number(static_cast<std::int64_t>(i)).text(report.act).text(to_string(report.status));
    report.time.from ? line.text(iso_day(*report.time.from)) : line.nothing();
    report.time.to ? line.text(iso_day(*report.time.to)) : line.nothing();
    line.text(countries(report.source)).text(countries(report.target)).text(report.cameo.code).text(report.plover.type);
    line.real(report.confidence).step();
    if (line.failed()) return line.status();
  }
  return SQLITE_OK;
}

Outcome Archive::flush() {
  if (!state_->writing()) return Done{};
  if (const int status = state_->run("COMMIT"); status != SQLITE_OK) return state_->failure(status);
  return Done{};
}

Result<std::vector<Coding>> Archive::codings(const AsOf& as_of) const {
  // "2026-01-31" sorts before "2026-01-31T…": a bare date means its end.
  const std::string recorded = as_of.recorded.empty() ? "~" : as_of.recorded.size() == 10 ? as_of.recorded + "~" : as_of.recorded;
  Query query(state_->database.get(), R"(
    SELECT a.id, a.outlet, a.url, a.published, a.language, a.title, a.text, a.place, c.body
    FROM coding c JOIN article a USING(article)
    WHERE c.coding IN (SELECT max(d.coding) FROM coding d JOIN article b USING(article) WHERE d.recorded <= ?1 GROUP BY b.identity)
      AND c.reported <= ?2
    ORDER BY c.coding)");
  query.text(recorded).text(as_of.reported ? iso_day(*as_of.reported) : "~");
  std::vector<Coding> all;
  while (query.step()) {
    auto coding = coding_from_text(query.text_at(8));
    if (!coding) {
      Error error = coding.error();
      error.where = state_->path;
      return error;
    }
    Article& article = coding->article;
    const std::array<std::string*, 8> fields = {&article.id,       &article.outlet, &article.url,  &article.published,
                                                &article.language, &article.title,  &article.text, &article.where};
    for (std::size_t i = 0; i < fields.size(); ++i) *fields[i] = query.text_at(static_cast<int>(i));
    if (!spans_fit(*coding)) return state_->failure(SQLITE_CORRUPT);
    all.push_back(std::move(*coding));
  }
  if (query.failed()) return state_->failure(query.status());
  return all;
}

Result<ArchiveCounts> Archive::counts() const {
  Query query(state_->database.get(), "SELECT (SELECT count(DISTINCT identity) FROM article), (SELECT count(*) FROM coding), (SELECT count(*) FROM report)");
  if (!query.step()) return state_->failure(query.failed() ? query.status() : SQLITE_CORRUPT);
  const auto count = [&](int column) { return static_cast<std::uint64_t>(query.number_at(column)); };
  return ArchiveCounts{count(0), count(1), count(2)};
}

}  // namespace dragoman
