#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <fmt/format.h>

#include "train/golden.h"

namespace dragoman::train {
namespace {

namespace fs = std::filesystem;

constexpr std::array kReportFields = {"act", "source", "target", "between", "status", "time", "place", "attribution",
                                      "trigger", "rank", "office", "target.rank", "target.office", "reciprocal",
                                      "plover", "cameo", "background", "contradicted", "told"};
constexpr std::array kClaimFields = {"metric", "direction", "from", "to", "act", "both_ways", "baseline", "baseline_from", "by"};
constexpr std::array kStatementFields = {"kind", "by", "words", "about"};
constexpr std::array kRules = {"none", "may", "part", "day", "outlet_found"};

std::string_view trim(std::string_view s) {
  while (!s.empty() && (s.front() == ' ' || s.front() == '\t')) s.remove_prefix(1);
  while (!s.empty() && (s.back() == ' ' || s.back() == '\t' || s.back() == '\r')) s.remove_suffix(1);
  return s;
}

template <class List>
bool one_of(std::string_view word, const List& list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

bool known_field(GoldenBlock::Kind kind, std::string_view name) {
  if (kind == GoldenBlock::claim) return one_of(name, kClaimFields);
  if (kind == GoldenBlock::statement) return one_of(name, kStatementFields);
  return name.starts_with("role.") || one_of(name, kReportFields);
}

// Reads one file line by line; `in` says what the indented lines belong to.
class CaseReader {
 public:
  CaseReader(std::string_view words, const std::string& path) : words_(words) {
    case_.path = path;
    case_.phenomenon = fs::path(path).parent_path().filename().string();
    case_.name = fs::path(path).stem().string();
  }

  Result<GoldenCase> read() {
    while (!words_.empty()) {
      ++line_;
      const auto end = words_.find('\n');
      const auto line = words_.substr(0, end);
      words_ = end == std::string_view::npos ? std::string_view() : words_.substr(end + 1);
      if (auto done = take(line); !done) return done.error();
    }
    if (case_.groups.empty()) return fault("no text", "write a line `text` and the words under it, indented");
    return std::move(case_);
  }

 private:
  Error fault(std::string message, std::string remedy) const {
    return {ErrorCode::bad_format, std::move(message), fmt::format("{}:{}", case_.path, line_), std::move(remedy)};
  }

  Outcome take(std::string_view raw) {
    if (in_ == Place::text && (raw.starts_with("  ") || trim(raw).empty())) return text(raw);
    if (trim(raw).empty() || trim(raw).starts_with("#")) return Done{};
    auto line = raw.substr(0, raw.find("  #"));
    const bool indented = line.starts_with(" ");
    line = trim(line);
    const auto space = line.find_first_of(" \t");
    const auto key = line.substr(0, space);
    const auto value = space == std::string_view::npos ? std::string_view() : trim(line.substr(space));
    return indented ? field(key, value) : top(key, value);
  }

  Outcome text(std::string_view raw) {
    auto& words = case_.groups.back().text;
    if (trim(raw).empty()) {
      ++blank_;
      return Done{};
    }
    if (!words.empty()) words.append(blank_ + 1, '\n');
    blank_ = 0;
    words += trim(raw);
    touch();
    return Done{};
  }

  Outcome field(std::string_view key, std::string_view value) {
    if (in_ != Place::block) return fault("an indented line outside a block", "begin with text, report, claim or statement");
    auto& block = case_.groups.back().blocks.back();
    if (!known_field(block.kind, key)) return fault(fmt::format("unknown field `{}`", key), "see tests/golden/README.md");
    if (value.empty()) return fault(fmt::format("`{}` says nothing", key), "write a value, or leave the line out");
    block.fields.push_back({std::string(key), std::string(value), line_});
    block.last_line = line_;
    touch();
    return Done{};
  }

  Outcome top(std::string_view key, std::string_view value) {
    in_ = Place::top;
    if (key == "published") published_ = value;
    else if (key == "outlet") outlet_ = value;
    else if (key == "text") {
      case_.groups.push_back({published_, outlet_, {}, {}, {}, false, line_});
      in_ = Place::text;
      blank_ = 0;
    } else return inside(key, value);
    return Done{};
  }

  Outcome inside(std::string_view key, std::string_view value) {
    if (case_.groups.empty()) return fault(fmt::format("`{}` before any text", key), "begin with `text`");
    auto& group = case_.groups.back();
    touch();
    if (key == "only") group.only = true;
    else if (one_of(key, kRules)) group.rules.push_back({std::string(key), std::string(value), line_});
    else if (key == "report" || key == "claim" || key == "statement") {
      const auto kind = key == "report" ? GoldenBlock::report : key == "claim" ? GoldenBlock::claim : GoldenBlock::statement;
      group.blocks.push_back({kind, {}, line_, line_});
      in_ = Place::block;
    } else return fault(fmt::format("unknown line `{}`", key), "see tests/golden/README.md");
    return Done{};
  }

  void touch() { case_.groups.back().last_line = line_; }

  enum class Place { top, text, block } in_ = Place::top;
  std::string_view words_;
  std::size_t line_ = 0, blank_ = 0;
  std::string published_, outlet_;
  GoldenCase case_;
};

Result<std::string> whole_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return Error{ErrorCode::not_found, "cannot read the golden case", path, "check the path"};
  std::ostringstream words;
  words << file.rdbuf();
  return std::move(words).str();
}

void collect(const fs::path& path, std::vector<std::string>& files) {
  std::error_code ignored;
  if (!fs::is_directory(path, ignored)) {
    files.push_back(path.string());
    return;
  }
  std::vector<fs::path> inside;
  for (const auto& entry : fs::directory_iterator(path, ignored)) inside.push_back(entry.path());
  std::sort(inside.begin(), inside.end());
  for (const auto& one : inside) {
    const bool folder = fs::is_directory(one, ignored);
    if (folder ? one.filename() != "lexicon" : one.extension() == ".txt" && one.filename() != "known_faults.txt") collect(one, files);
  }
}

}  // namespace

Result<GoldenCase> parse_golden(std::string_view words, const std::string& path) { return CaseReader(words, path).read(); }

Result<std::vector<GoldenCase>> read_golden(const std::vector<std::string>& paths) {
  std::vector<std::string> files;
  for (const auto& path : paths) collect(path, files);
  std::vector<GoldenCase> cases;
  for (const auto& file : files) {
    auto words = whole_file(file);
    if (!words) return words.error();
    auto one = parse_golden(*words, file);
    if (!one) return one.error();
    cases.push_back(std::move(*one));
  }
  if (cases.empty()) return Error{ErrorCode::not_found, "no golden cases", paths.empty() ? "" : paths.front(), "give a folder with .txt cases"};
  if (auto marked = mark_known_faults(cases); !marked) return marked.error();
  return cases;
}

}  // namespace dragoman::train
