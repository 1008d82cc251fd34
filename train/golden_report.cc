#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include <fmt/format.h>

#include "train/golden.h"

namespace dragoman::train {
namespace {

void add_difference(const GoldenOutcome& outcome, std::string& page) {
  const auto& c = *outcome.the_case;
  page += fmt::format("\n{}{}\n", c.path, c.fault.empty() ? "" : "  (known fault: " + c.fault + ")");
  for (const auto& group : c.groups) page += fmt::format("    \"{}\"\n", group.text);
  for (const auto& miss : outcome.misses) {
    page += fmt::format("  line {}: {}\n    expected  {}\n", miss.line, miss.field, miss.expected);
    page += fmt::format("    got       {}\n", miss.got.empty() ? "nothing" : miss.got);
  }
  for (const auto& line : outcome.said) page += fmt::format("  said      {}\n", line);
}

}  // namespace

std::string golden_summary(const std::vector<GoldenOutcome>& outcomes) {
  struct Count {
    std::size_t cases = 0, passed = 0, known = 0;
  };
  std::map<std::string, Count> by_phenomenon;
  Count all;
  std::string failures, known, surprises;
  for (const auto& outcome : outcomes) {
    const auto& c = *outcome.the_case;
    for (auto* count : {&by_phenomenon[c.phenomenon], &all}) {
      ++count->cases;
      count->passed += outcome.passed();
      count->known += !outcome.passed() && !c.fault.empty();
    }
    if (!outcome.passed()) add_difference(outcome, c.fault.empty() ? failures : known);
    else if (!c.fault.empty()) surprises += fmt::format("passes now, take it out of known_faults.txt: {}/{}\n", c.phenomenon, c.name);
  }
  std::string page = failures;
  if (!known.empty()) page += "\nknown to fail:\n" + known;
  page += fmt::format("\n{:<22} {:>6} {:>7} {:>7} {:>5}\n", "phenomenon", "cases", "passed", "failed", "known");
  const auto row = [&](const std::string& name, const Count& n) {
    page += fmt::format("{:<22} {:>6} {:>7} {:>7} {:>5}\n", name, n.cases, n.passed, n.cases - n.passed - n.known, n.known);
  };
  for (const auto& [name, count] : by_phenomenon) row(name, count);
  row("all", all);
  return page + surprises;
}

bool golden_passed(const std::vector<GoldenOutcome>& outcomes) {
  return std::all_of(outcomes.begin(), outcomes.end(), [](const GoldenOutcome& o) { return o.passed() == o.the_case->fault.empty(); });
}

Outcome bless_golden(const GoldenOutcome& outcome) {
  const auto& path = outcome.the_case->path;
  std::ifstream file(path);
  if (!file) return Error{ErrorCode::unreadable, "cannot read the golden case", path, "check the path"};
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) lines.push_back(std::move(line));
  file.close();
  std::set<std::size_t> dropped;
  for (const auto& [first, last] : outcome.remove)
    for (auto n = first; n <= last; ++n) dropped.insert(n);
  std::map<std::size_t, std::string> changed(outcome.rewrite.begin(), outcome.rewrite.end()), added;
  for (const auto& [after, words] : outcome.append) added[after] += words + "\n";
  std::ostringstream page;
  for (std::size_t n = 1; n <= lines.size(); ++n) {
    const auto new_words = changed.find(n);
    if (!dropped.contains(n)) page << (new_words == changed.end() ? lines[n - 1] : new_words->second) << '\n';
    if (added.contains(n)) page << added[n];
  }
  std::ofstream out(path, std::ios::trunc);
  out << page.str();
  out.flush();
  if (!out) return Error{ErrorCode::output_failed, "cannot write the golden case", path, "check space and permissions"};
  return Done{};
}

}  // namespace dragoman::train
