// Mistakes in a lexicon: each is told with its place and a remedy, and the rest of the lexicon can be read all the same.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "knowledge/record_reader.h"

namespace dragoman {

struct Problem {
  enum Level : std::uint8_t {
    error,     // the line is left out
    missing,   // an id that no record has: the rest of the record still holds
    warning,   // the line holds, and may not do what was meant
    replaced,  // no mistake: a later file overrides an earlier one
  } level = error;
  std::string_view check;  // stable name of the check: "unknown-key", "same-name" …; lexicon/GRAMMAR.md lists them
  std::uint32_t file = 0, line = 0, column = 1;  // as in Source; line 0 in a compiled lexicon
  std::string record;      // "state CHN"; empty where a line belongs to no record
  std::string message, remedy;
};

std::string_view to_string(Problem::Level level);

// Lines that cannot be read, unknown kinds and keys, missing and malformed values, values given twice, dangling ids, acts
// without examples or codes, unknown PLOVER and CAMEO codes, names that mean several things, two holders of one office,
// and what later files replace; none at the records of a compiled lexicon. In order of files and lines; an id that is missing in many places is told at the first.
// Time grows with the size of the lexicon times its logarithm.
std::vector<Problem> check_lexicon(const Source& source);

}  // namespace dragoman
