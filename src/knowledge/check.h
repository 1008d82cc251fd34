// Mistakes that a lexicon can be read with all the same.
#pragma once
#include <string>
#include <vector>

#include "knowledge/record_reader.h"

namespace dragoman {

struct Problem {
  bool error = false;     // false: a warning
  bool dangling = false;  // an id that no record has: the rest of the record still holds
  std::string where;   // file:line:column
  std::string message, remedy;
};

// Unknown kinds and keys, missing and malformed values, dangling references, acts without examples, unknown PLOVER and
// CAMEO codes, names that mean several things without a guard. In order of files and lines; an id that is missing
// in many places is told at the first.
std::vector<Problem> check_lexicon(const Source& source);

}  // namespace dragoman
