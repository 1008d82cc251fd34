// dragoman lexicon check | build: the plain-text lexicon looked over and compiled.
#include <fmt/format.h>

#include <cstdio>

#include "app/verbs.h"
#include "knowledge/check.h"
#include "knowledge/compiler.h"

namespace dragoman::app {

namespace {

void print_error(const Error& error) {
  fmt::print(stderr, "{}: error: {}\n", error.where, error.message);
  if (!error.remedy.empty()) fmt::print(stderr, "    {}\n", error.remedy);
}

struct Tally {
  std::size_t errors = 0, dangling = 0, warnings = 0;
};

Tally print_problems(const Source& source, bool warnings_too) {
  Tally tally;
  for (const auto& problem : check_lexicon(source)) {
    ++(problem.dangling ? tally.dangling : problem.error ? tally.errors : tally.warnings);
    if ((problem.dangling || !problem.error) && !warnings_too) continue;
    fmt::print(stderr, "{}: {}: {}\n    {}\n", problem.where, problem.error ? "error" : "warning", problem.message, problem.remedy);
  }
  return tally;
}

}  // namespace

int lexicon_check(const LexiconOptions& options) {
  const auto source = Source::read(options.paths);
  if (!source) {
    print_error(source.error());
    return kFailed;
  }
  const auto tally = print_problems(*source, true);
  fmt::print("{} records, {} errors, {} missing ids, {} warnings\n", source->records().size(), tally.errors, tally.dangling, tally.warnings);
  return tally.errors + tally.dangling ? kFailed : kFine;
}

int lexicon_build(const LexiconOptions& options) {
  const auto source = Source::read(options.paths);
  if (!source) {
    print_error(source.error());
    return kFailed;
  }
  const auto tally = print_problems(*source, false);
  if (tally.errors) {
    fmt::print(stderr, "{} errors: nothing was written\n", tally.errors);
    return kFailed;
  }
  if (tally.dangling) fmt::print(stderr, "{} missing ids: lexicon check lists them\n", tally.dangling);
  const auto bytes = compile_lexicon(*source);
  if (const auto written = write_atomically(options.output, bytes); !written) {
    print_error(written.error());
    return kOutputFailed;
  }
  fmt::print("{}: {} records, {} bytes\n", options.output, source->records().size(), bytes.size());
  return kFine;
}

}  // namespace dragoman::app
