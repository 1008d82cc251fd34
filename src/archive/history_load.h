// Tables of facts with a source in every row (history/README.md), loaded into an archive.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "archive/archive.h"
#include "dragoman/result.h"

namespace dragoman {

struct HistoryLoad {
  std::uint64_t added = 0;      // rows the archive did not know
  std::uint64_t corrected = 0;  // rows that differ from those of the same id; the old ones stay, known until now
  std::uint64_t withdrawn = 0;  // rows that the table no longer has; kept, marked from now on
  std::uint64_t same = 0;
  std::vector<Error> errors;    // rows set aside, each with file:line and a remedy
};

// Loads one table, all of its good rows or nothing. `name` is its name in the archive, `file` stands in messages, `recorded` is the
// present instant, "YYYY-MM-DDTHH:MM:SSZ". Loading the same text again changes nothing.
// Errors: bad_format when the text is no such table; those of writing.
Result<HistoryLoad> load_history(Archive& archive, const std::string& name, std::string_view text, const std::string& file, std::string_view recorded);

}  // namespace dragoman
