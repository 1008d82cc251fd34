#include <filesystem>
#include <fstream>
#include <map>

#include <fmt/format.h>

#include "train/golden.h"
#include "train/golden_values.h"

namespace dragoman::train {
namespace {

namespace fs = std::filesystem;
using Faults = std::map<std::string, std::string>;  // "phenomenon/name" → cause and reason

// The list of one tree of cases; empty when there is none.
Result<Faults> read_faults(const fs::path& root) {
  Faults faults;
  const auto path = root / "known_faults.txt";
  std::ifstream file(path);
  std::size_t line = 0;
  for (std::string words; std::getline(file, words);) {
    ++line;
    if (words.empty() || words.starts_with('#')) continue;
    const auto where = fmt::format("{}:{}", path.string(), line);
    const auto space = std::min(words.find(' '), words.size());
    auto name = words.substr(0, space);
    auto reason = std::string(trim_words(std::string_view(words).substr(space)));
    if (reason.find(": ") == std::string::npos)
      return Error{ErrorCode::bad_format, "no cause and reason", where, "write: phenomenon/case  cause: reason"};
    std::error_code ignored;
    if (!fs::exists(root / (name + ".txt"), ignored))
      return Error{ErrorCode::bad_format, fmt::format("no case `{}`", name), where, "take the line out"};
    if (!faults.emplace(std::move(name), std::move(reason)).second)
      return Error{ErrorCode::bad_format, "the case is listed twice", where, "keep one line"};
  }
  return faults;
}

}  // namespace

Outcome mark_known_faults(std::vector<GoldenCase>& cases) {
  std::map<fs::path, Faults> lists;
  for (auto& one : cases) {
    const auto root = fs::path(one.path).parent_path().parent_path();
    auto list = lists.find(root);
    if (list == lists.end()) {
      auto faults = read_faults(root);
      if (!faults) return faults.error();
      list = lists.emplace(root, std::move(*faults)).first;
    }
    const auto known = list->second.find(one.phenomenon + "/" + one.name);
    if (known != list->second.end()) one.fault = known->second;
  }
  return Done{};
}

}  // namespace dragoman::train
