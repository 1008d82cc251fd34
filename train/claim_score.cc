#include "train/claim_score.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>

namespace dragoman::train {

namespace {

namespace fs = std::filesystem;

std::vector<std::string> columns_of(const std::string& line) {
  std::vector<std::string> cells;
  for (std::size_t at = 0;;) {
    const auto end = line.find('\t', at);
    cells.push_back(line.substr(at, end - at));
    if (end == std::string::npos) return cells;
    at = end + 1;
  }
}

Outcome read_file(const std::string& file, std::vector<ClaimCase>& cases) {
  std::ifstream in(file);
  if (!in) return Error{ErrorCode::unreadable, "cannot be read", file, "check path and permissions"};
  std::map<std::string, std::size_t> columns;
  std::string line;
  for (std::size_t number = 1; std::getline(in, line); ++number) {
    if (line.empty()) continue;
    const auto cells = columns_of(line);
    if (columns.empty()) {
      for (std::size_t i = 0; i < cells.size(); ++i) columns.emplace(cells[i], i);
      continue;
    }
    const auto cell = [&](const char* name) {
      const auto found = columns.find(name);
      return found == columns.end() || found->second >= cells.size() ? std::string() : cells[found->second];
    };
    ClaimCase one{file, number, cell("claim"), cell("as_of"), cell("verdict"), cell("counter_example"), cell("first_superseded")};
    const bool known = one.verdict == "supported" || one.verdict == "contradicted" || one.verdict == "cannot_decide";
    if (one.claim.empty() || one.as_of.empty() || !known)
      return Error{ErrorCode::bad_format, "no claim with a day and a verdict", file + ":" + std::to_string(number), "write claim, as_of and supported, contradicted or cannot_decide"};
    cases.push_back(std::move(one));
  }
  return Done{};
}

}  // namespace

void ClaimTally::add(const ClaimCase& gold, const ClaimSaid& said) {
  ++cases;
  const bool same = gold.verdict == said.verdict;
  if (said.verdict != "cannot_decide") ++decided, right += same;
  if (gold.verdict != "cannot_decide") ++decidable, abstained += said.verdict == "cannot_decide";
  if (same && gold.verdict == "contradicted" && !gold.counter_example.empty()) ++counters, counters_right += gold.counter_example == said.counter_example;
  if (same && gold.verdict == "supported") ++ends, ends_right += gold.first_superseded == said.first_superseded;
}

Result<std::vector<ClaimCase>> read_claims(const std::vector<std::string>& paths) {
  std::vector<ClaimCase> cases;
  for (const auto& path : paths) {
    std::vector<std::string> files;
    std::error_code problem;
    if (fs::is_directory(path, problem)) {
      for (const auto& entry : fs::directory_iterator(path, problem))
        if (entry.path().extension() == ".tsv") files.push_back(entry.path().string());
      std::sort(files.begin(), files.end());
    } else {
      files.push_back(path);
    }
    for (const auto& file : files)
      if (const auto read = read_file(file, cases); !read) return read.error();
  }
  if (cases.empty()) return Error{ErrorCode::not_found, "no claims (*.tsv)", paths.empty() ? "" : paths.front(), "give files like those of tests/claims"};
  return cases;
}

}  // namespace dragoman::train
