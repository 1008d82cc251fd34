#include "archive/database.h"

#include <chrono>
#include <filesystem>
#include <thread>

#include "ingest/utf8.h"

namespace dragoman {

namespace {

constexpr int kTries = 50;
constexpr auto kBetweenTries = std::chrono::milliseconds(100);
// Files stay readable for DuckDB 1.2 and later.
constexpr const char* kStorage = "v1.2.0";

bool says(std::string_view words, std::initializer_list<std::string_view> any) {
  for (const auto part : any)
    if (words.find(part) != words.npos) return true;
  return false;
}

bool held_elsewhere(std::string_view words) { return says(words, {"Could not set lock", "Conflicting lock"}); }

struct Opened {
  duck::Handle database = nullptr;
  std::string words;  // empty: it went well
};

Opened open_file(const duck::Api& api, const std::string& path, Database::Access access, Database::Outside outside) {
  duck::Handle config = nullptr;
  Opened opened;
  if (api.create_config(&config) != 0) return {nullptr, "no memory"};
  const bool write = access == Database::Access::write;
  // A file from outside is hostile: nothing in it may load code or reach another file.
  for (const auto& [name, value] : std::initializer_list<std::pair<const char*, const char*>>{
           {"access_mode", write ? "READ_WRITE" : "READ_ONLY"},
           {"storage_compatibility_version", kStorage},
           {"autoinstall_known_extensions", "false"},
           {"autoload_known_extensions", "false"},
           {"enable_external_access", outside == Database::Outside::open ? "true" : "false"},
           {"threads", "1"},
           {"preserve_insertion_order", "true"}})
    if (api.set_config(config, name, value) != 0) opened.words = std::string("DuckDB does not know the setting ") + name;
  char* error = nullptr;
  if (opened.words.empty() && api.open_ext(path.c_str(), &opened.database, config, &error) != 0) {
    opened.words = error ? error : "it cannot be opened";
    opened.database = nullptr;
  }
  if (error) api.free(error);
  api.destroy_config(&config);
  return opened;
}

}  // namespace

Error database_error(std::string_view all, const std::string& path) {
  const std::string words(all.substr(0, all.find('\n')));
  if (held_elsewhere(words)) return {ErrorCode::output_failed, "another program is using this archive", path, "wait until it is done; many may read at a time, one may write, and not while others read"};
  if (says(words, {"No space left", "disk full", "Disk quota", "File too large"})) return {ErrorCode::output_failed, words, path, "free the disk and add the articles again; nothing is kept twice"};
  if (says(words, {"in-memory database"}))  // a name that DuckDB takes for a table of another form: news.jsonl
    return {ErrorCode::bad_format, "this file is no archive", path, "give the path of an archive that `dragoman add` wrote"};
  if (says(words, {"Permission denied", "read-only mode", "Read-only file system"})) return {ErrorCode::unreadable, words, path, "check the permissions of the file and of its folder"};
  if (says(words, {"does not exist", "No such file"})) return {ErrorCode::not_found, words, path, "check the path; `dragoman add FILE --archive PATH` makes an archive"};
  if (says(words, {"not a valid DuckDB database", "checksum", "Checksum", "corrupt", "Corrupt", "INTERNAL", "FATAL", "Could not read", "Failed to read", "Serialization", "deserialize", "WAL", "version number"}))
    return {ErrorCode::bad_format, words, path, "give the path of an archive that `dragoman add` wrote, or restore it from a copy"};
  if (says(words, {"Could not write", "Could not fsync", "fsync", "IO Error"})) return {ErrorCode::output_failed, words, path, "check the disk and add the articles again; nothing is kept twice"};
  return {ErrorCode::internal, words, path, "`dragoman archive check` tells whether the file is whole"};
}

Rows::~Rows() {
  if (!api_) return;
  if (chunk_) api_->destroy_data_chunk(&chunk_);
  api_->destroy_result(&result_);
}

bool Rows::next() {
  while (++row_ >= size_) {
    if (chunk_) api_->destroy_data_chunk(&chunk_);
    chunk_ = api_->fetch_chunk(result_);
    if (!chunk_) return false;
    size_ = api_->data_chunk_get_size(chunk_);
    row_ = static_cast<duck::Size>(-1);
  }
  return true;
}

bool Rows::absent(std::size_t column) const {
  const std::uint64_t* valid = api_->vector_get_validity(api_->data_chunk_get_vector(chunk_, column));
  return valid && (valid[row_ / 64] >> (row_ % 64) & 1) == 0;
}

std::string_view Rows::text(std::size_t column) const {
  constexpr std::size_t kEntry = 16, kInlined = 12;  // duckdb_string_t: length, then the bytes or 4 of them and a pointer
  if (absent(column)) return {};
  const char* entry = static_cast<const char*>(api_->vector_get_data(api_->data_chunk_get_vector(chunk_, column))) + row_ * kEntry;
  std::uint32_t length = 0;
  std::memcpy(&length, entry, sizeof length);
  if (length <= kInlined) return {entry + 4, length};
  const char* bytes = nullptr;
  std::memcpy(&bytes, entry + 8, sizeof bytes);
  return {bytes, length};
}

std::int64_t Rows::number(std::size_t column) const {
  return absent(column) ? 0 : static_cast<const std::int64_t*>(api_->vector_get_data(api_->data_chunk_get_vector(chunk_, column)))[row_];
}

double Rows::real(std::size_t column) const {
  return absent(column) ? 0 : static_cast<const double*>(api_->vector_get_data(api_->data_chunk_get_vector(chunk_, column)))[row_];
}

Result<std::unique_ptr<Database>> Database::open(const std::string& path, Access access, Outside outside) {
  auto api = duck::load();
  if (!api) return api.error();
  std::error_code ignored;
  if (access == Access::read && !std::filesystem::exists(path, ignored)) return database_error("the file does not exist", path);
  std::unique_ptr<Database> self(new Database(*api, path));
  for (int tries = 1;; ++tries) {
    Opened opened = open_file(**api, path, access, outside);
    self->database_ = opened.database;
    if (opened.words.empty()) break;
    if (!held_elsewhere(opened.words) || tries == kTries) return self->failure(opened.words);
    std::this_thread::sleep_for(kBetweenTries);
  }
  if ((*api)->connect(self->database_, &self->connection_) != 0) return self->failure("no connection");
  return self;
}

Database::~Database() {
  if (connection_) api_->disconnect(&connection_);
  if (database_) api_->close(&database_);
}

Outcome Database::run(const std::string& sql) const {
  duck::QueryResult result{};
  const int state = api_->query(connection_, sql.c_str(), &result);
  Outcome outcome = Done{};
  if (state != 0) {
    const char* words = api_->result_error(&result);
    outcome = failure(words ? words : "a statement failed");
  }
  api_->destroy_result(&result);
  return outcome;
}

Result<Rows> Database::query(const std::string& sql, const std::vector<Parameter>& parameters) const {
  duck::Handle statement = nullptr;
  if (api_->prepare(connection_, sql.c_str(), &statement) != 0) {
    const char* words = statement ? api_->prepare_error(statement) : nullptr;
    const Error error = failure(words ? words : "a query cannot be prepared");
    api_->destroy_prepare(&statement);
    return error;
  }
  int state = 0;
  for (duck::Size i = 0; i < parameters.size() && state == 0; ++i) {
    const Parameter& parameter = parameters[i];
    state = parameter.kind_ == Parameter::Kind::number ? api_->bind_int64(statement, i + 1, parameter.number_)
                                                       : api_->bind_varchar_length(statement, i + 1, parameter.text_.data() ? parameter.text_.data() : "", parameter.text_.size());
  }
  duck::QueryResult result{};
  if (state == 0) state = api_->execute_prepared(statement, &result);
  api_->destroy_prepare(&statement);
  if (state == 0) return Rows(api_, result);
  const char* words = api_->result_error(&result);
  const Error error = failure(words ? words : "a query failed");
  api_->destroy_result(&result);
  return error;
}

Result<std::int64_t> Database::count(const std::string& sql, const std::vector<Parameter>& parameters) const {
  auto rows = query(sql, parameters);
  if (!rows) return rows.error();
  return rows->next() ? rows->number(0) : 0;
}

Appender::Appender(const Database& database, const char* table) : database_(database) {
  note(database.api_->appender_create(database.connection_, nullptr, table, &appender_));
}

Appender::~Appender() {
  if (appender_) database_.api_->appender_destroy(&appender_);
}

Appender& Appender::text(std::string_view value) {
  if (first_invalid_utf8(value) == std::string_view::npos) {
    note(database_.api_->append_varchar_length(appender_, value.data() ? value.data() : "", value.size()));
  } else {
    const std::string mended = replace_invalid_utf8(value);
    note(database_.api_->append_varchar_length(appender_, mended.data(), mended.size()));
  }
  return *this;
}

Appender& Appender::bytes(std::string_view value) {
  note(database_.api_->append_blob(appender_, value.data() ? value.data() : "", value.size()));
  return *this;
}

Appender& Appender::number(std::int64_t value) {
  note(database_.api_->append_int64(appender_, value));
  return *this;
}

Appender& Appender::real(double value) {
  note(database_.api_->append_double(appender_, value));
  return *this;
}

Appender& Appender::truth(bool value) {
  note(database_.api_->append_bool(appender_, value));
  return *this;
}

Appender& Appender::day(std::optional<Day> value) {
  if (!value) return nothing();
  note(database_.api_->append_date(appender_, {static_cast<std::int32_t>(value->time_since_epoch().count())}));
  return *this;
}

Appender& Appender::instant(std::int64_t microseconds) {
  note(database_.api_->append_timestamp(appender_, {microseconds}));
  return *this;
}

Appender& Appender::nothing() {
  note(database_.api_->append_null(appender_));
  return *this;
}

bool Appender::end() {
  note(database_.api_->appender_end_row(appender_));
  return good_;
}

bool Appender::flush() {
  if (good_ && appender_) note(database_.api_->appender_flush(appender_));
  return good_;
}

Error Appender::error() const {
  const char* words = appender_ ? database_.api_->appender_error(appender_) : nullptr;
  return database_.failure(words ? words : "a row cannot be added");
}

}  // namespace dragoman
