// The examples of the lexicon, run: what each `yes` must give and each `no` must not.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "dragoman/report.h"
#include "dragoman/result.h"
#include "knowledge/record_reader.h"

namespace dragoman::train {

// One `yes` or `no` line of an act or an operator.
struct LexiconExample {
  std::string kind, id;        // "act" "visit", "operator" "will"
  bool positive = true;
  std::string sentence;
  std::string source, target;  // act: codes separated by commas; "-": nobody
  std::string status;          // operator: the status a report must have
  std::string where;           // file:line:column
  std::string fault;           // why it is known to fail; empty: it must pass
};

// How one example went.
struct ExampleOutcome {
  const LexiconExample* example = nullptr;
  bool passed = false;
  std::vector<std::string> said;  // every report, one line each: "ARN visit GON happened"
};

using ExampleCoder = std::function<Coding(Article)>;

// The examples of acts and operators, in the order of the lexicon. Errors: bad_format with file:line:column, where an
// expectation is neither `SOURCE ACT TARGET` of the act itself nor, for an operator, a status.
Result<std::vector<LexiconExample>> read_examples(const Source& lexicon);
// Reads a list of known faults, lines `ID "SENTENCE"  cause: reason`, and marks the examples; gives the lines whose act is there
// but has no such example, as "path:line: ID "SENTENCE"". Errors: unreadable; bad_format for a line without cause or listed twice.
Result<std::vector<std::string>> mark_example_faults(std::vector<LexiconExample>& examples, const std::string& path);

// A `yes` passes when one report has this act, source and target (a reciprocal act either way round), an operator's
// when one report has the status; a `no` passes when no report has the act. Published on Wednesday 14 May 2031.
ExampleOutcome check_example(const LexiconExample& example, const ExampleCoder& coder);

// What failed, what is known to fail, the share of every act and of all, then what passes although listed.
std::string examples_summary(const std::vector<ExampleOutcome>& outcomes);
// True when every example passed but the known faults, and each of those failed.
bool examples_passed(const std::vector<ExampleOutcome>& outcomes);

}  // namespace dragoman::train
