#include "train/coverage.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <unordered_map>

#include "base/days.h"
#include "train/coverage_list.h"
#include "train/inflate.h"
#include "train/name_reading.h"
#include "train/table_file.h"

namespace dragoman::train {

namespace fs = std::filesystem;

Coverage skip(Coverage list, const Error& error) {
  list.skipped = (error.where.empty() || error.where == list.file ? "" : error.where + ": ") + error.message + " (" + error.remedy + ")";
  list.damaged = error.code != ErrorCode::not_found;
  return list;
}

std::string joined(const std::vector<std::string_view>& codes) { return fmt::format("{}", fmt::join(codes, " | ")); }

std::string_view code_of(std::uint32_t state, std::string_view key, const Knowledge& knowledge) {
  std::string_view codes = knowledge.field(state, "codes");
  while (!codes.empty()) {
    const auto end = std::min(codes.find(' '), codes.size());
    const auto code = codes.substr(0, end);
    if (code.size() > key.size() && code.starts_with(key) && code[key.size()] == '=') return code.substr(key.size() + 1);
    codes.remove_prefix(std::min(end + 1, codes.size()));
  }
  return {};
}

namespace {

std::string meanings(const NameReading& reading, const Knowledge& knowledge) {
  if (!reading.country.empty()) return std::string(reading.country);
  std::vector<std::string_view> ids;
  for (const auto id : reading.entities) ids.push_back(knowledge.entity(id).id);
  return joined(ids);
}

// Alternatives between " | ".
std::vector<std::string_view> alternatives(std::string_view text) {
  std::vector<std::string_view> all;
  while (!text.empty()) {
    const auto bar = std::min(text.find(" | "), text.size());
    all.push_back(text.substr(0, bar));
    text.remove_prefix(std::min(bar + 3, text.size()));
  }
  return all;
}

void count(std::string_view name, const NameReading& reading, const std::vector<std::string_view>& expected, const Knowledge& knowledge, Coverage& list) {
  ++list.asked;
  list.found += reading.found();
  if (std::any_of(expected.begin(), expected.end(), [&](std::string_view code) { return belongs(reading, code, knowledge); })) ++list.right;
  else list.misses.push_back({std::string(name), joined(expected), reading.found() ? "means " + meanings(reading, knowledge) : "not listed"});
}

// A reading that says which state, when the name can mean a state at all: "Georgia" the country, not the city of that name.
NameReading states_only(NameReading reading, const Knowledge& knowledge) {
  const auto no_state = [&](std::uint32_t id) { return knowledge.entity(id).kind != EntityKind::state; };
  if (!std::all_of(reading.entities.begin(), reading.entities.end(), no_state)) std::erase_if(reading.entities, no_state);
  return reading;
}

// The states that a name means: for countries that have neither code, most of them gone.
std::vector<std::string_view> own_codes(const NameReading& reading, const Knowledge& knowledge) {
  std::vector<std::string_view> codes;
  for (const auto id : reading.entities)
    if (knowledge.entity(id).kind == EntityKind::state) codes.push_back(knowledge.entity(id).id);
  return codes;
}

constexpr std::size_t kTimesLinked = 3;

// Titles in the order of their first link.
struct Links {
  std::vector<std::string> titles;
  std::unordered_map<std::string, std::size_t> times;
};

bool foreign_affairs(const std::string& category) { return category.starts_with("International relations") || category.starts_with("Armed conflicts"); }

void take_item(const nlohmann::json& item, Links& links) {
  if (!foreign_affairs(item.value("category", ""))) return;
  const auto found = item.find("links");
  if (found == item.end() || !found->is_array()) return;
  for (const auto& link : *found) {
    if (!link.is_array() || link.size() != 2 || !link[1].is_string()) continue;
    auto title = link[1].get<std::string>();
    if (++links.times[title] == 1) links.titles.push_back(std::move(title));
  }
}

// The newest day that a file of the folder is named after ("2031-05-14.json").
std::optional<Day> newest_day(const fs::path& folder) {
  std::optional<Day> newest;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(folder, none))
    if (const auto day = parse_iso_day(entry.path().stem().string()); day && (!newest || *newest < *day)) newest = day;
  return newest;
}

}  // namespace

Coverage cover_countries(const std::string& path, const std::string& codes, const Knowledge& knowledge) {
  Coverage list{"names of countries", path};
  const auto names = read_table(path, {"country.name.en"});
  if (!names) return skip(std::move(list), names.error());
  const auto known = read_table(codes, {"country.name.en", "iso3c", "cown"});
  if (!known) return skip(std::move(list), known.error());
  std::unordered_map<std::string_view, std::size_t> row_of;
  for (std::size_t row = 0; row < known->rows.size(); ++row) row_of.emplace(known->value(row, known->column("country.name.en")), row);
  std::unordered_map<std::string_view, std::vector<std::string_view>> by_cow;
  for (std::uint32_t id = 0; id < knowledge.entity_count(); ++id)
    if (knowledge.entity(id).kind == EntityKind::state) by_cow[code_of(id, "cow", knowledge)].push_back(knowledge.entity(id).id);
  std::string_view last;
  for (std::size_t row = 0; row < names->rows.size(); ++row) {  // a country's further names, in many languages, follow it
    const auto name = names->value(row, names->column("country.name.en"));
    if (name == last) continue;
    last = name;
    std::vector<std::string_view> expected;
    if (const auto at = row_of.find(name); at != row_of.end()) {
      const auto iso = known->value(at->second, known->column("iso3c"));
      if (!iso.empty()) expected = {iso};
      else if (const auto cow = known->value(at->second, known->column("cown")); !cow.empty()) expected = by_cow[cow];
    }
    const auto reading = states_only(read_name(name, knowledge), knowledge);
    if (expected.empty()) expected = own_codes(reading, knowledge);
    count(name, reading, expected, knowledge, list);
  }
  return list;
}

Coverage cover_links(const std::string& path, const Knowledge& knowledge) {
  Coverage list{"linked names of every kind", path};
  list.judged = false;
  const auto bytes = inflate(path, "leave the list out, or fetch it");
  if (!bytes) return skip(std::move(list), bytes.error());
  Links links;
  std::size_t line = 0;
  for (std::size_t at = 0; at < bytes->size(); ++line) {
    const auto end = std::min(bytes->find('\n', at), bytes->size());
    if (end > at) {
      const auto item = nlohmann::json::parse(bytes->begin() + static_cast<std::ptrdiff_t>(at), bytes->begin() + static_cast<std::ptrdiff_t>(end), nullptr, false);
      if (!item.is_object()) return skip(std::move(list), {ErrorCode::bad_format, "no JSON object", fmt::format("{}:{}", path, line + 1), "mend the line or fetch the file again"});
      take_item(item, links);
    }
    at = end + 1;
  }
  for (const auto& title : links.titles) {
    if (links.times.at(title) < kTimesLinked) continue;
    ++list.asked;
    if (read_name(title, knowledge).found()) ++list.found;
    else list.misses.push_back({title, "", "not listed"});
  }
  return list;
}

Coverage cover_judged(const std::string& path, const Knowledge& knowledge) {
  Coverage list{"linked persons and organisations, judged", path};
  const auto table = read_table(path, {"name", "expected"});
  if (!table) return skip(std::move(list), table.error());
  for (std::size_t row = 0; row < table->rows.size(); ++row) {
    const auto name = table->value(row, table->column("name"));
    count(name, read_name(name, knowledge), alternatives(table->value(row, table->column("expected"))), knowledge, list);
  }
  return list;
}

std::vector<Coverage> measure_coverage(const std::string& data, const std::string& judged, const Knowledge& knowledge) {
  const fs::path political = fs::path(data) / "political";
  const auto at = [&](const char* file) { return (political / file).string(); };
  std::vector<Coverage> lists;
  lists.push_back(cover_leaders(at("REIGN/leaderlist_3_21.csv"), knowledge));
  if (const auto day = newest_day(political / "world-leaders-current")) lists.push_back(cover_present_leaders(at("world-leaders-current/all-leaders.csv"), *day, knowledge));
  else lists.push_back(skip({"present leaders", at("world-leaders-current")}, {ErrorCode::not_found, "no file named after a day", "", "leave the list out, or fetch it"}));
  lists.push_back(cover_countries(at("countrycode/countryname_dict.csv.gz"), at("countrycode/codelist.csv.gz"), knowledge));
  lists.push_back(cover_links((fs::path(data) / "current_events" / "items_2025-01_2026-02.jsonl").string(), knowledge));
  lists.push_back(cover_judged(judged, knowledge));
  return lists;
}

std::string coverage_table(const std::vector<Coverage>& lists, bool misses) {
  std::size_t width = 4;
  for (const auto& list : lists) width = std::max(width, list.list.size());
  std::string out = fmt::format("{:<{}} {:>7} {:>7} {:>7} {:>8}\n", "list", width, "asked", "found", "right", "share");
  for (const auto& list : lists) {
    if (!list.skipped.empty()) out += fmt::format("{:<{}} not measured: {}: {}\n", list.list, width, list.file, list.skipped);
    else out += fmt::format("{:<{}} {:>7} {:>7} {:>7} {:>7.1f}%\n", list.list, width, list.asked, list.found, list.judged ? std::to_string(list.right) : "-", 100 * list.share());
  }
  if (!misses) return out;
  for (const auto& list : lists) {
    if (list.misses.empty()) continue;
    out += fmt::format("\n{}: {} missed\n", list.list, list.misses.size());
    for (const auto& miss : list.misses) out += fmt::format("  {}{}{}: {}\n", miss.name, miss.expected.empty() ? "" : ", ", miss.expected, miss.why);
  }
  return out;
}

std::string coverage_json(const std::vector<Coverage>& lists, bool misses) {
  auto out = nlohmann::ordered_json::array();
  for (const auto& list : lists) {
    nlohmann::ordered_json one = {{"list", list.list}, {"file", list.file}};
    if (!list.skipped.empty()) {
      one["skipped"] = list.skipped;
    } else {
      one["asked"] = list.asked, one["found"] = list.found;
      if (list.judged) one["right"] = list.right;
      one["share"] = list.share();
    }
    if (misses && list.skipped.empty()) {
      auto& all = one["misses"] = nlohmann::ordered_json::array();
      for (const auto& miss : list.misses) all.push_back({{"name", miss.name}, {"expected", miss.expected}, {"why", miss.why}});
    }
    out.push_back(std::move(one));
  }
  return out.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

}  // namespace dragoman::train
