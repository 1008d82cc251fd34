// The rows of one coding.
#pragma once
#include <cstdint>
#include <string_view>

#include "archive/database.h"
#include "dragoman/report.h"

namespace dragoman {

// Appenders to the tables that a coding fills. Externally synchronised.
class CodingWriter {
 public:
  explicit CodingWriter(const Database& database);

  // Row numbers of a coding and its article, and the instant in microseconds since 1970.
  struct Keys {
    std::int64_t article = 0, coding = 0, recorded = 0;
  };
  // False after an error, which error() tells; the transaction is then to be undone.
  bool text(const Article& article, std::string_view content);
  bool article(const Article& article, std::string_view content, const Keys& keys);
  bool coding(const Coding& coding, std::string_view coder, const Keys& keys);
  bool sketch(std::string_view bytes, std::string_view coder, const Keys& keys);
  bool flush();
  Error error() const { return *error_; }

 private:
  bool report(const Report& report, std::size_t number, const Keys& keys, Day reported);
  bool claim(const RecordClaim& claim, std::size_t number, const Keys& keys, Day reported);
  bool done(Appender& appender, bool good);
  Appender texts_, articles_, codings_, reports_, claims_, notes_, sketches_;
  std::optional<Error> error_;
};

}  // namespace dragoman
