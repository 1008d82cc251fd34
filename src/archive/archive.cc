#include "archive/archive.h"

#include <array>
#include <filesystem>
#include <map>
#include <set>

#include "archive/coding_text.h"
#include "archive/database.h"
#include "archive/digest.h"
#include "archive/draft.h"
#include "archive/file_lock.h"
#include "archive/known.h"
#include "archive/schema.h"
#include "archive/write.h"
#include "base/days.h"

namespace dragoman {

namespace {

namespace fs = std::filesystem;

Outcome make_file(const std::string& path) {
  const std::string draft = path + ".new";
  drop_draft(draft);
  {
    const auto database = Database::open(draft, Database::Access::write, Database::Outside::closed);
    if (!database) {
      Error error = database.error();
      if (error.where == draft) error.where = path;
      if (error.code == ErrorCode::not_found && error.where == path) error.remedy = "check that the folder it shall lie in is there";
      return error;
    }
    using namespace std::chrono;
    const auto now = duration_cast<microseconds>(system_clock::now().time_since_epoch()).count();
    if (const auto made = create_schema(**database, now); !made) return made;
  }
  return put_in_place(draft, path);
}

}  // namespace

struct Archive::State {
  FileLock lock;  // outlives the database
  std::unique_ptr<Database> database;
  std::unique_ptr<CodingWriter> writer;  // while something is not flushed
  std::int64_t next_article = 1, next_coding = 1;
  std::set<std::string> forgotten;  // identities
  // Of what is not flushed yet and no query sees.
  std::map<std::string, std::int64_t> new_articles;  // by version
  std::set<std::string> new_texts;
  std::set<std::pair<std::int64_t, std::string>> new_codings;

  // What look_up() found; kept true by add().
  std::map<std::string, std::int64_t> seen_articles;  // by version; 0: not there
  std::map<std::string, bool> seen_texts;             // by content

  ~State() { writer.reset(); }
  Outcome prepare();
  Result<std::int64_t> article_of(const std::string& version) const;  // 0: none
  Result<bool> has(const Article& article, std::int64_t number, std::string_view coder) const;
  Result<bool> has_text(const std::string& content) const;
  Error undo();
  Outcome show() const;  // what is not flushed to this archive's own questions
  void forget_pending() {
    new_articles.clear();
    new_texts.clear();
    new_codings.clear();
  }
};

Archive::Archive(std::unique_ptr<State> state) : state_(std::move(state)) {}
Archive::Archive(Archive&&) noexcept = default;
Archive& Archive::operator=(Archive&&) noexcept = default;
Archive::~Archive() = default;  // what was not flushed is rolled back
const Database& Archive::database() const { return *state_->database; }

Result<Archive> Archive::open(const std::string& path, Mode mode) {
  if (path.empty()) return Error{ErrorCode::bad_request, "an archive needs a path", "", "say --archive FILE"};
  std::error_code ignored;
  if (mode == Mode::write && !fs::exists(path, ignored))
    if (const auto made = make_file(path); !made) return made.error();
  auto state = std::make_unique<State>();
  auto lock = FileLock::take(path, mode == Mode::write ? FileLock::Kind::alone : FileLock::Kind::shared);
  if (!lock) return lock.error();
  state->lock = std::move(*lock);
  auto database = Database::open(path, mode == Mode::write ? Database::Access::write : Database::Access::read, Database::Outside::closed);
  if (!database) return database.error();
  state->database = std::move(*database);
  if (const auto verified = verify_schema(*state->database); !verified) return verified.error();
  if (mode == Mode::write)
    if (const auto prepared = state->prepare(); !prepared) return prepared.error();
  return Archive(std::move(state));
}

Outcome Archive::State::prepare() {
  const auto last_article = database->count("SELECT max(article) FROM articles");
  if (!last_article) return last_article.error();
  const auto last_coding = database->count("SELECT max(coding) FROM codings");
  if (!last_coding) return last_coding.error();
  next_article = *last_article + 1;
  next_coding = *last_coding + 1;
  auto rows = database->query("SELECT subject FROM notes WHERE kind = 'forgotten'");
  if (!rows) return rows.error();
  while (rows->next()) forgotten.emplace(rows->text(0));
  return Done{};
}

Result<std::int64_t> Archive::State::article_of(const std::string& version) const {
  if (const auto found = new_articles.find(version); found != new_articles.end()) return found->second;
  if (const auto found = seen_articles.find(version); found != seen_articles.end()) return found->second;
  return database->count("SELECT article FROM articles WHERE version = ?", {version});
}

Result<bool> Archive::State::has_text(const std::string& content) const {
  if (new_texts.contains(content)) return true;
  if (const auto found = seen_texts.find(content); found != seen_texts.end()) return found->second;
  const auto texts = database->count("SELECT count(*) FROM texts WHERE content = ?", {content});
  if (!texts) return texts.error();
  return *texts > 0;
}

Result<bool> Archive::State::has(const Article& article, std::int64_t number, std::string_view coder) const {
  if (!forgotten.empty() && forgotten.contains(identity_of(article))) return true;
  if (number == 0) return false;
  if (new_codings.contains({number, std::string(coder)})) return true;
  const auto codings = database->count("SELECT count(*) FROM codings WHERE article = ? AND coder = ?", {number, coder});
  if (!codings) return codings.error();
  return *codings > 0;
}

// Everything since the last flush() is undone.
Error Archive::State::undo() {
  const Error error = writer->error();
  writer.reset();  // before the end of the transaction: an appender writes what it still has
  (void)database->run("ROLLBACK");
  forget_pending();
  seen_articles.clear(), seen_texts.clear();
  return error;
}

Outcome Archive::State::show() const {
  if (writer && !writer->flush()) return writer->error();
  return Done{};
}

Result<bool> Archive::holds(const Article& article, std::string_view coder) const {
  const auto number = state_->article_of(version_of(article));
  if (!number) return number.error();
  return state_->has(article, *number, coder);
}

Outcome Archive::look_up(const std::vector<Coding>& codings) {
  State& state = *state_;
  if (const auto shown = state.show(); !shown) return shown;
  std::string versions, contents;  // hex digits: no word of anybody's
  for (const Coding& coding : codings) {
    const std::string version = version_of(coding.article), content = digest({coding.article.text});
    state.seen_articles.emplace(version, 0), state.seen_texts.emplace(content, false);
    versions += (versions.empty() ? "'" : ",'") + version + "'", contents += (contents.empty() ? "'" : ",'") + content + "'";
  }
  if (versions.empty()) return Done{};
  auto articles = state.database->query("SELECT version, article FROM articles WHERE version IN (" + versions + ")");
  if (!articles) return articles.error();
  while (articles->next()) state.seen_articles[std::string(articles->text(0))] = articles->number(1);
  auto texts = state.database->query("SELECT content FROM texts WHERE content IN (" + contents + ")");
  if (!texts) return texts.error();
  while (texts->next()) state.seen_texts[std::string(texts->text(0))] = true;
  return Done{};
}

Result<bool> Archive::add(const Coding& coding, std::string_view coder, std::string_view recorded, std::string_view sketch) {
  const auto instant = instant_of(recorded);
  if (!instant || recorded.size() < 19) return Error{ErrorCode::bad_request, "a coding needs the instant it is recorded", "", "say YYYY-MM-DDTHH:MM:SSZ"};
  State& state = *state_;
  const Article& article = coding.article;
  const std::string version = version_of(article);
  const auto found = state.article_of(version);
  if (!found) return found.error();
  if (const auto there = state.has(article, *found, coder); !there || *there) return there ? Result<bool>(false) : there;

  CodingWriter::Keys keys{*found, state.next_coding, *instant};
  std::string content;
  bool new_text = false;
  if (keys.article == 0) {
    keys.article = state.next_article;
    content = digest({article.text});
    const auto texts = state.has_text(content);
    if (!texts) return texts.error();
    new_text = !*texts;
  }
  if (!state.writer) {
    if (const auto begun = state.database->run("BEGIN"); !begun) return begun.error();
    state.writer = std::make_unique<CodingWriter>(*state.database);
  }
  CodingWriter& writer = *state.writer;
  if (new_text && !writer.text(article, content)) return state.undo();
  if (*found == 0 && !writer.article(article, content, keys)) return state.undo();
  if (!writer.coding(coding, coder, keys)) return state.undo();
  if (!sketch.empty() && !writer.sketch(sketch, coder, keys)) return state.undo();
  if (*found == 0) {
    if (const auto seen = state.seen_articles.find(version); seen != state.seen_articles.end()) seen->second = state.next_article, state.seen_texts[content] = true;
    state.new_articles.emplace(version, state.next_article++);
    state.new_texts.insert(content);
  }
  state.new_codings.emplace(keys.article, coder);
  ++state.next_coding;
  return true;
}

Outcome Archive::flush() {
  State& state = *state_;
  if (!state.writer) return Done{};
  if (!state.writer->flush()) return state.undo();
  state.writer.reset();
  state.forget_pending();
  auto done = state.database->run("COMMIT");
  if (!done) (void)state.database->run("ROLLBACK");
  return done;
}

Result<std::vector<Coding>> Archive::codings(const AsOf& as_of) const {
  const auto known = known_codings(as_of);
  if (!known) return known.error();
  if (const auto shown = state_->show(); !shown) return shown.error();
  auto rows = database().query(
      "SELECT a.id, a.outlet, a.url, a.published, a.language, a.title, t.text, a.place, c.body"
      " FROM codings c JOIN articles a USING (article) JOIN texts t USING (content) WHERE " + *known + " ORDER BY c.coding");
  if (!rows) return rows.error();
  std::vector<Coding> all;
  while (rows->next()) {
    auto coding = coding_from_text(rows->text(8));
    if (!coding) {
      Error error = coding.error();
      error.where = database().path();
      return error;
    }
    Article& article = coding->article;
    const std::array<std::string*, 8> fields = {&article.id,       &article.outlet, &article.url,  &article.published,
                                                &article.language, &article.title,  &article.text, &article.where};
    for (std::size_t i = 0; i < fields.size(); ++i) *fields[i] = rows->text(i);
    if (!spans_fit(*coding)) return database().failure("the archive is corrupt: spans lie outside their article");
    all.push_back(std::move(*coding));
  }
  return all;
}

Result<ArchiveCounts> Archive::counts() const {
  if (const auto shown = state_->show(); !shown) return shown.error();
  auto rows = database().query("SELECT (SELECT count(DISTINCT identity) FROM articles), (SELECT count(*) FROM codings), (SELECT count(*) FROM reports),"
                               " (SELECT CAST(coalesce(arg_max(events, fusion), 0) AS BIGINT) FROM fusions)");
  if (!rows) return rows.error();
  if (!rows->next()) return database().failure("the archive is corrupt: it cannot be counted");
  const auto count = [&](std::size_t column) { return static_cast<std::uint64_t>(rows->number(column)); };
  return ArchiveCounts{count(0), count(1), count(2), count(3)};
}

}  // namespace dragoman
