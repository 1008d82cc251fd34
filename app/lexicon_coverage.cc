// dragoman lexicon check --coverage: how much of lists made by others the lexicon knows.
#include <algorithm>
#include <filesystem>

#include "app/session.h"
#include "app/verbs.h"
#include "knowledge/knowledge.h"
#include "train/coverage.h"

namespace dragoman::app {

namespace {

namespace fs = std::filesystem;

// The judged table lies in the source tree, in the folder that holds the lexicon.
std::string judged_beside(const std::vector<std::string>& lexicon) {
  constexpr const char* kTable = "tests/coverage/current_events_200.tsv";
  std::error_code none;
  for (const auto& path : lexicon)
    for (auto up = fs::absolute(path, none).lexically_normal(); up.has_relative_path(); up = up.parent_path())
      if (fs::exists(up.parent_path() / kTable, none)) return (up.parent_path() / kTable).string();
  return kTable;
}

}  // namespace

int lexicon_coverage(const LexiconOptions& options) {
  const auto knowledge = Knowledge::compile(options.paths);
  if (!knowledge) {
    complain(knowledge.error());
    return exit_for(knowledge.error());
  }
  const auto lists = train::measure_coverage(options.coverage, judged_beside(options.paths), **knowledge);
  const auto measured = [](const train::Coverage& list) { return list.skipped.empty(); };
  if (std::none_of(lists.begin(), lists.end(), measured)) {
    complain({ErrorCode::not_found, "none of the lists is there", options.coverage, "give the folder that holds political/ and current_events/"});
    return kFailed;
  }
  if (!write_all(options.format == "json" ? train::coverage_json(lists, options.misses) : train::coverage_table(lists, options.misses))) return kOutputFailed;
  return std::any_of(lists.begin(), lists.end(), [](const train::Coverage& list) { return list.damaged; }) ? kSomeInputBad : kFine;
}

}  // namespace dragoman::app
