// One DuckDB file opened, queried and filled; errors as Results that name the file and say what to do.
#pragma once
#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "archive/duck_api.h"
#include "dragoman/article.h"
#include "dragoman/result.h"

namespace dragoman {

// The Error of DuckDB's own words about this file.
Error database_error(std::string_view words, const std::string& path);

// The rows of one query; column types are those the SQL casts to. Externally synchronised.
class Rows {
 public:
  Rows(std::shared_ptr<const duck::Api> api, duck::QueryResult result) : api_(std::move(api)), result_(result) {}
  Rows(Rows&& other) noexcept : api_(std::move(other.api_)), result_(other.result_), chunk_(std::exchange(other.chunk_, nullptr)), size_(other.size_), row_(other.row_) {}
  Rows& operator=(Rows&&) = delete;
  ~Rows();

  bool next();
  // Of the present row; valid until the next next(). Absent values read as empty and 0.
  std::string_view text(std::size_t column) const;  // VARCHAR or BLOB
  std::int64_t number(std::size_t column) const;    // BIGINT
  double real(std::size_t column) const;            // DOUBLE
  bool absent(std::size_t column) const;

 private:
  std::shared_ptr<const duck::Api> api_;  // null: moved from
  duck::QueryResult result_;
  duck::Handle chunk_ = nullptr;
  duck::Size size_ = 0, row_ = 0;
};

// A parameter of a query.
class Parameter {
 public:
  Parameter(std::string_view text) : text_(text), kind_(Kind::text) {}
  Parameter(const std::string& text) : Parameter(std::string_view(text)) {}
  Parameter(const char* text) : Parameter(std::string_view(text)) {}
  Parameter(std::int64_t number) : number_(number), kind_(Kind::number) {}

 private:
  friend class Database;
  enum class Kind : std::uint8_t { text, number };
  std::string_view text_;
  std::int64_t number_ = 0;
  Kind kind_;
};

// One connection to one file. Externally synchronised.
class Database {
 public:
  enum class Access : std::uint8_t { read, write };
  enum class Outside : std::uint8_t { closed, open };  // whether SQL may read and write other files

  // Waits up to five seconds for another program that holds the file.
  static Result<std::unique_ptr<Database>> open(const std::string& path, Access access, Outside outside);
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  ~Database();

  Outcome run(const std::string& sql) const;  // one statement or several, without rows
  Result<Rows> query(const std::string& sql, const std::vector<Parameter>& parameters = {}) const;
  // The first column of the first row as a number; 0 when there is none.
  Result<std::int64_t> count(const std::string& sql, const std::vector<Parameter>& parameters = {}) const;
  Error failure(std::string_view words) const { return database_error(words, path_); }
  const std::string& path() const { return path_; }

 private:
  friend class Appender;
  Database(std::shared_ptr<const duck::Api> api, std::string path) : api_(std::move(api)), path_(std::move(path)) {}
  std::shared_ptr<const duck::Api> api_;
  std::string path_;
  duck::Handle database_ = nullptr, connection_ = nullptr;
};

// Adds rows to one table, column by column. What was appended is seen by queries after flush(). Externally synchronised.
class Appender {
 public:
  Appender(const Database& database, const char* table);
  Appender(const Appender&) = delete;
  Appender& operator=(const Appender&) = delete;
  ~Appender();

  Appender& text(std::string_view value);   // what is not UTF-8 becomes U+FFFD
  Appender& bytes(std::string_view value);
  Appender& number(std::int64_t value);
  Appender& real(double value);
  Appender& truth(bool value);
  Appender& day(std::optional<Day> value);
  Appender& instant(std::int64_t microseconds);
  Appender& nothing();
  // NULL when empty.
  Appender& text_or_nothing(std::string_view value) { return value.empty() ? nothing() : text(value); }
  // Ends the row; false after any error of it, which error() tells.
  bool end();
  bool flush();
  Error error() const;

 private:
  void note(int state) { good_ = good_ && state == 0; }
  const Database& database_;
  duck::Handle appender_ = nullptr;
  bool good_ = true;
};

}  // namespace dragoman
