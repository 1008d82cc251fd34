// The few calls of SQLite that the archive makes, with errors as Results.
#pragma once
#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "dragoman/result.h"

namespace dragoman {

struct CloseDatabase {
  void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
};
struct CloseStatement {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};

// The Error of a failed call, naming the file and what to do.
Error database_error(int status, const std::string& path);

// One prepared statement: bind in order, step, read columns. One per thread.
class Query {
 public:
  Query(sqlite3* database, const char* sql) {
    sqlite3_stmt* statement = nullptr;
    status_ = sqlite3_prepare_v2(database, sql, -1, &statement, nullptr);
    statement_.reset(statement);
  }
  // The bytes are copied.
  Query& text(std::string_view bytes) {
    if (statement_)
      note(sqlite3_bind_text64(statement_.get(), ++bound_, bytes.data() ? bytes.data() : "", bytes.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
    return *this;
  }
  Query& number(std::int64_t value) {
    if (statement_) note(sqlite3_bind_int64(statement_.get(), ++bound_, value));
    return *this;
  }
  Query& real(double value) {
    if (statement_) note(sqlite3_bind_double(statement_.get(), ++bound_, value));
    return *this;
  }
  Query& nothing() {
    ++bound_;  // an unbound parameter is NULL
    return *this;
  }
  // True while there is a row; afterwards failed() tells the end from an error.
  bool step() {
    if (status_ != SQLITE_OK) return false;
    const int status = sqlite3_step(statement_.get());
    if (status == SQLITE_ROW) return true;
    if (status != SQLITE_DONE) status_ = status;
    return false;
  }
  bool failed() const { return status_ != SQLITE_OK; }
  int status() const { return status_; }

  // Valid until the next step().
  std::string_view text_at(int column) const {
    const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_.get(), column));
    return bytes ? std::string_view(bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))) : std::string_view();
  }
  std::int64_t number_at(int column) const { return sqlite3_column_int64(statement_.get(), column); }

 private:
  void note(int status) {
    if (status != SQLITE_OK) status_ = status;
  }
  std::unique_ptr<sqlite3_stmt, CloseStatement> statement_;
  int status_ = SQLITE_OK, bound_ = 0;
};

}  // namespace dragoman
