// dragoman lexicon check | build: the plain-text lexicon looked over and compiled.
#include <fmt/format.h>

#include <array>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "app/session.h"
#include "app/verbs.h"
#include "knowledge/check.h"
#include "knowledge/compiler.h"

namespace dragoman::app {

namespace {

int give_up(const Error& error, int status) {
  complain(error);
  return status;
}

using Counts = std::array<std::size_t, 4>;  // by Problem::Level

Counts count(const std::vector<Problem>& problems) {
  Counts counts{};
  for (const auto& problem : problems) ++counts[problem.level];
  return counts;
}

std::string as_text(const Source& source, const Problem& problem) {
  auto text = fmt::format("{}: {}: {}{}{} [{}]\n", source.where(problem.file, problem.line, problem.column), to_string(problem.level), problem.record,
                          problem.record.empty() ? "" : ": ", problem.message, problem.check);
  if (!problem.remedy.empty()) text += fmt::format("    {}\n", problem.remedy);
  return text;
}

std::string as_json(const Source& source, const std::vector<Problem>& problems) {
  nlohmann::ordered_json out;
  out["records"] = source.records().size();
  const auto counts = count(problems);
  for (const auto level : {Problem::error, Problem::missing, Problem::warning, Problem::replaced}) out["counts"][std::string(to_string(level))] = counts[level];
  auto& list = out["problems"] = nlohmann::ordered_json::array();
  for (const auto& problem : problems) {
    nlohmann::ordered_json one{{"file", source.file_name(problem.file)}};
    if (problem.line) one["line"] = problem.line, one["column"] = problem.column;
    one["level"] = to_string(problem.level);
    one["check"] = problem.check;
    if (!problem.record.empty()) one["record"] = problem.record;
    one["message"] = problem.message;
    if (!problem.remedy.empty()) one["remedy"] = problem.remedy;
    list.push_back(std::move(one));
  }
  return out.dump(1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace

int lexicon_check(const LexiconOptions& options) {
  const auto source = Source::read(options.paths);
  if (!source) return give_up(source.error(), kFailed);
  const auto problems = check_lexicon(*source);
  const auto counts = count(problems);
  std::string out;
  if (options.format == "json") {
    out = as_json(*source, problems);
  } else {
    for (const auto& problem : problems) out += as_text(*source, problem);
    out += fmt::format("{} records, {} errors, {} missing ids, {} warnings, {} replaced\n", source->records().size(), counts[Problem::error], counts[Problem::missing],
                       counts[Problem::warning], counts[Problem::replaced]);
  }
  if (!write_all(out)) return kOutputFailed;
  return counts[Problem::error] + counts[Problem::missing] ? kSomeInputBad : kFine;
}

int lexicon_build(const LexiconOptions& options) {
  const auto source = Source::read(options.paths);
  if (!source) return give_up(source.error(), kFailed);
  const auto problems = check_lexicon(*source);
  const auto counts = count(problems);
  for (const auto& problem : problems)
    if (problem.level == Problem::error || problem.level == Problem::replaced) fmt::print(stderr, "{}", as_text(*source, problem));
  if (counts[Problem::missing]) fmt::print(stderr, "{} missing ids: lexicon check lists them\n", counts[Problem::missing]);
  if (counts[Problem::error]) fmt::print(stderr, "{} errors: {}\n", counts[Problem::error], options.strict ? "nothing was written" : "these lines are left out");
  if (counts[Problem::error] && options.strict) return kFailed;
  const auto bytes = compile_lexicon(*source);
  if (const auto written = write_atomically(options.output, bytes); !written) return give_up(written.error(), kOutputFailed);
  fmt::print("{}: {} records, {} bytes\n", options.output, source->records().size(), bytes.size());
  return counts[Problem::error] ? kSomeInputBad : kFine;
}

}  // namespace dragoman::app
