// The rows of one revision of an event.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "archive/database.h"
#include "dragoman/event.h"

namespace dragoman {

// A member of an event as the archive knows it; beside Event::members, in their order.
struct MemberRow {
  std::int64_t coding = 0, report = 0, origin = 0;  // origin: the smallest number of an article of the same origin
  std::string reason;                               // why it belongs here
  std::int64_t with_coding = 0, with_report = 0;    // the report it was joined to; coding 0: none
  Day reported{};
};

struct RevisionRow {
  std::int64_t event = 0, revision = 1;
  std::string change, reason;  // change: "new" | "told" | "joined" | "parted"
  std::int64_t other = 0;      // the event it was joined by or parted from; 0: none
  std::int64_t recorded = 0;   // microseconds since 1970
  std::string outlets;         // as outlets_text() joins them
};

// The names of the outlets of an event, each once, in the order of its members; the article's id where the outlet is not known.
std::vector<std::string> outlets_of(const Event& event, const std::vector<Coding>& codings);
// The same in one line, with "; " between them, and back.
std::string outlets_text(const std::vector<std::string>& outlets);
std::vector<std::string> outlets_from(std::string_view text);

// Codes of those who take part, each once, in order, with a space before and after each; states by their ISO codes.
std::string parties_of(const Report& report);
// One bit, of 61, for a code: the number of its bytes read as digits to the base 31, modulo 61. Finds rows of a party without reading words.
std::int64_t party_bit(std::string_view code);

// Appenders to the tables of events. Externally synchronised.
class EventWriter {
 public:
  explicit EventWriter(const Database& database);
  // `told` has fields and history. False after an error, which error() tells; the transaction is then to be undone.
  bool write(const Event& told, const std::vector<MemberRow>& members, const RevisionRow& revision);
  bool flush();
  Error error() const { return *error_; }

 private:
  bool event(const Event& told, const std::vector<MemberRow>& members, const RevisionRow& revision);
  bool support(const std::string& field, const std::string& value, const char* kind, const MemberRow& by, const RevisionRow& revision);
  bool done(Appender& appender, bool good);
  Appender events_, far_, members_, fields_, statuses_;
  std::optional<Error> error_;
};

}  // namespace dragoman
