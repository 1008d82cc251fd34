// Runs the program under test on the two seed articles, when they are there.
#pragma once
#include <array>
#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace seeds {

using nlohmann::json;
namespace fs = std::filesystem;

inline const std::string kCnn = DRAGOMAN_SEEDS "/000_136dd19050d60c65.txt";  // the first seed: a rewrite of a CNN piece
inline const std::string kGt = DRAGOMAN_SEEDS "/003_6b42d5c1e6b348fd.txt";   // the second: Global Times

// Standard output of `dragoman ARGUMENTS`; the exit status goes to `status`.
inline std::string run(const std::string& arguments, int& status) {
  const std::string line = "'" DRAGOMAN_CLI "' --model '" DRAGOMAN_MODEL "' " + arguments;
  std::string out;
  FILE* pipe = popen(line.c_str(), "r");
  if (!pipe) return out;
  std::array<char, 4096> buffer;
  while (const auto n = fread(buffer.data(), 1, buffer.size(), pipe)) out.append(buffer.data(), n);
  status = pclose(pipe);
  return out;
}

inline bool has(const std::string& whole, const std::string& part) { return whole.find(part) != std::string::npos; }

// The words of a JSON value anywhere below `path`, as text to search in.
inline std::string words(const json& value) { return value.is_string() ? value.get<std::string>() : value.is_null() ? "" : value.dump(-1, ' ', false, json::error_handler_t::replace); }
inline std::string words(const json& object, const std::string& key) { return object.contains(key) ? words(object[key]) : ""; }

// Reports of one seed as `dragoman code` writes them, coded once.
inline std::vector<json> code(const std::string& file, const std::string& options = "") {
  int status = 0;
  std::vector<json> reports;
  const auto out = run("code --quiet " + options + "'" + file + "'", status);
  EXPECT_EQ(status, 0);
  for (std::size_t at = 0; at < out.size();) {
    const auto end = std::min(out.find('\n', at), out.size());
    if (end > at) reports.push_back(json::parse(out.substr(at, end - at), nullptr, false));
    at = end + 1;
  }
  return reports;
}

inline bool present() { return fs::exists(kCnn) && fs::exists(kGt); }

// Does this side of the report hold an actor of this country?
inline bool side(const json& report, const char* which, const std::string& country) {
  if (!report.contains(which)) return false;
  for (const auto& actor : report[which])
    if (words(actor, "country") == country) return true;
  return false;
}

inline std::vector<json> of(const std::vector<json>& reports, const std::string& act, const std::string& source = "", const std::string& target = "") {
  std::vector<json> found;
  for (const auto& r : reports)
    if (words(r, "act") == act && (source.empty() || side(r, "source", source)) && (target.empty() || side(r, "target", target))) found.push_back(r);
  return found;
}

}  // namespace seeds
