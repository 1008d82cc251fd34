// Golden cases: plain-text expectations about what is coded from a text. The format is tests/golden/README.md.
#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "dragoman/report.h"
#include "dragoman/result.h"

namespace dragoman::train {

// One "name value" line under a block; `line` counts from 1.
struct GoldenField {
  std::string name, value;
  std::size_t line = 0;
};

// What must be found: a report, a record claim or a statement.
struct GoldenBlock {
  enum Kind { report, claim, statement } kind = report;
  std::vector<GoldenField> fields;
  std::size_t first_line = 0, last_line = 0;
};

// One text and what is expected of it.
struct GoldenGroup {
  std::string published, outlet, text;
  std::vector<GoldenBlock> blocks;
  std::vector<GoldenField> rules;  // none, may, part, day, outlet_found
  bool only = false;               // no reports beside those listed
  std::size_t last_line = 0;
};

// One file.
struct GoldenCase {
  std::string path, phenomenon, name;
  std::string fault;  // why it is known to fail; empty: it must pass
  std::vector<GoldenGroup> groups;
};

// One thing that is not as expected. Empty `got`: nothing there.
struct GoldenMiss {
  std::string field, expected, got;
  std::size_t line = 0;
};

// How one case went.
struct GoldenOutcome {
  const GoldenCase* the_case = nullptr;
  std::vector<GoldenMiss> misses;
  std::vector<std::string> said;                             // what the program reports, one line each
  std::vector<std::pair<std::size_t, std::string>> rewrite;  // line → new words, for blessing
  std::vector<std::pair<std::size_t, std::size_t>> remove;   // blocks nothing answers to, first and last line
  std::vector<std::pair<std::size_t, std::string>> append;   // after this line: reports that are not listed
  bool passed() const { return misses.empty(); }
};

using Coder = std::function<Coding(Article)>;

// Reads every *.txt under these files and folders, in name order, except known_faults.txt and folders called "lexicon",
// and marks known faults. Errors: not_found, bad_format with file:line and what would be right.
Result<std::vector<GoldenCase>> read_golden(const std::vector<std::string>& paths);
// Parses the words of one file; `path` is for messages and gives phenomenon (its folder) and name.
Result<GoldenCase> parse_golden(std::string_view words, const std::string& path);
// Reads known_faults.txt in the folder above the phenomena, where there is one: lines `phenomenon/case  cause: reason`.
Outcome mark_known_faults(std::vector<GoldenCase>& cases);

// Codes and compares one case. Pure as far as the coder is.
GoldenOutcome check_golden(const GoldenCase& the_case, const Coder& coder);
// A readable line for one report: "visit ARN -> GON planned 2031-05-15 (words)".
std::string golden_line(const Report& report, std::string_view text);

// The differences, then counts per phenomenon. A known fault is counted apart, and named when it passes after all.
std::string golden_summary(const std::vector<GoldenOutcome>& outcomes);
// True when every case passed but the known faults, and each of those failed.
bool golden_passed(const std::vector<GoldenOutcome>& outcomes);

// Rewrites the case file so that it says what the program said. Errors: unreadable, output_failed.
Outcome bless_golden(const GoldenOutcome& outcome);

}  // namespace dragoman::train
