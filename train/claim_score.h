// Scores verdicts on record claims against gold (tests/claims): right among the decided, abstained among the decidable.
#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "dragoman/result.h"

namespace dragoman::train {

struct ClaimCase {
  std::string file;
  std::size_t line = 0;
  std::string claim, as_of, verdict, counter_example, first_superseded;
  bool test_part() const { return line % 3 == 0; }
};

// What the program said of a case; verdicts as in the gold: supported, contradicted, cannot_decide.
struct ClaimSaid {
  std::string verdict, reason, counter_example, first_superseded;
};

struct ClaimTally {
  std::size_t cases = 0, decided = 0, right = 0;   // right: of the decided
  std::size_t decidable = 0, abstained = 0;        // abstained: of the decidable
  std::size_t counters = 0, counters_right = 0;    // of cases rightly contradicted that name a row
  std::size_t ends = 0, ends_right = 0;            // of cases rightly supported: the row that ends the record, or that none does
  void add(const ClaimCase& gold, const ClaimSaid& said);
};

// Reads files of tab-separated cases, the columns named by their first line. Errors name file and line.
Result<std::vector<ClaimCase>> read_claims(const std::vector<std::string>& paths);

}  // namespace dragoman::train
