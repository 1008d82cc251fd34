// Leaders by country and time in office.
#include <algorithm>
#include <charconv>
#include <unordered_map>

#include "base/days.h"
#include "train/coverage_list.h"
#include "train/name_reading.h"
#include "train/table_file.h"

namespace dragoman::train {

namespace {

int number(std::string_view text) {
  int value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

// States by the value of one of their codes ("cow", "iso2"). Former states share numbers with their heirs.
using States = std::unordered_map<std::string_view, std::vector<std::string_view>>;
States states_by(std::string_view key, const Knowledge& knowledge) {
  States states;
  for (std::uint32_t id = 0; id < knowledge.entity_count(); ++id)
    if (knowledge.entity(id).kind == EntityKind::state)
      if (const auto value = code_of(id, key, knowledge); !value.empty()) states[value].push_back(knowledge.entity(id).id);
  return states;
}
std::vector<std::string_view> at_code(const States& states, std::string_view value) {
  const auto found = states.find(value);
  return found == states.end() ? std::vector<std::string_view>{} : found->second;
}

bool in_office(std::uint32_t person, Day from, Day to, const Knowledge& knowledge) {
  const auto holdings = knowledge.holdings(person);
  return std::any_of(holdings.begin(), holdings.end(), [&](const Holding& h) { return h.from <= to && from <= h.to; });
}

constexpr std::string_view kNotListed = "not listed";

struct Asked {
  std::string_view name;
  std::vector<std::string_view> countries;
  Day from, to;
};

// Why this name is not right; empty when it is.
std::string wrong(std::string_view name, const Asked& asked, const PersonIndex& persons, const Knowledge& knowledge) {
  const auto found = persons.find(name);
  if (found.empty()) return std::string(kNotListed);
  std::uint32_t compatriot = kNone;
  for (const auto person : found)
    for (const auto country : asked.countries) {
      if (!person_of(person, country, knowledge)) continue;
      if (in_office(person, asked.from, asked.to, knowledge)) return {};
      compatriot = person;
    }
  if (compatriot == kNone) return "of another country: " + std::string(knowledge.entity(found.front()).id);
  return "no office " + iso_day(asked.from) + " to " + iso_day(asked.to) + ": " + std::string(knowledge.entity(compatriot).id);
}

// Those who ruled together: "Flavia & Rudolf", "Flavia and Rudolf".
std::vector<std::string_view> rulers(std::string_view names) {
  for (const std::string_view joint : {" & ", " and "})
    if (const auto at = names.find(joint); at != std::string_view::npos) return {names.substr(0, at), names.substr(at + joint.size())};
  return {names};
}

void count(const Asked& asked, const PersonIndex& persons, const Knowledge& knowledge, Coverage& list) {
  ++list.asked;
  std::string why;
  for (const auto name : rulers(asked.name))
    if (auto problem = wrong(name, asked, persons, knowledge); why != kNotListed && !problem.empty()) why = std::move(problem);
  list.found += why != kNotListed;
  list.right += why.empty();
  if (!why.empty()) list.misses.push_back({std::string(asked.name), asked.countries.empty() ? "?" : joined(asked.countries), std::move(why)});
}

// The day, or the last one of the month when `day` is beyond it.
Day day_of(int year, int month, int day) {
  const auto in_month = std::chrono::year(year) / std::chrono::month(static_cast<unsigned>(std::clamp(month, 1, 12)));
  const Day last = std::chrono::sys_days(in_month / std::chrono::last);
  return std::min(last, Day(std::chrono::sys_days(in_month / 1)) + std::chrono::days(std::max(day, 1) - 1));
}

}  // namespace

Coverage cover_leaders(const std::string& path, const Knowledge& knowledge) {
  Coverage list{"leaders since 1990", path};
  const auto table = read_table(path, {"ccode", "leader", "sdate", "smonth", "syear", "emonth", "eyear"});
  if (!table) return skip(std::move(list), table.error());
  const auto leader = table->column("leader"), state = table->column("ccode");
  const auto at = [&](std::size_t row, std::string_view name) { return number(table->value(row, table->column(name))); };
  const PersonIndex persons(knowledge);
  const auto by_cow = states_by("cow", knowledge), by_gw = states_by("gw", knowledge);
  const Day first = day_of(1990, 1, 1);
  for (std::size_t row = 0; row < table->rows.size(); ++row) {
    const Day from = day_of(at(row, "syear"), at(row, "smonth"), at(row, "sdate"));
    const Day to = day_of(at(row, "eyear"), at(row, "emonth"), 31);
    if (to < first) continue;
    auto countries = at_code(by_cow, table->value(row, state));
    if (countries.empty()) countries = at_code(by_gw, table->value(row, state));
    count({table->value(row, leader), countries, std::max(from, first), to}, persons, knowledge, list);
  }
  return list;
}

Coverage cover_present_leaders(const std::string& path, Day day, const Knowledge& knowledge) {
  Coverage list{"leaders on " + iso_day(day), path};
  const auto table = read_table(path, {"Country", "ISO", "Head of Government", "Head of State"});
  if (!table) return skip(std::move(list), table.error());
  const PersonIndex persons(knowledge);
  const auto by_iso = states_by("iso2", knowledge);
  for (std::size_t row = 0; row < table->rows.size(); ++row) {
    auto countries = at_code(by_iso, table->value(row, table->column("ISO")));
    if (countries.empty())  // unions of states
      for (const auto id : read_name(table->value(row, table->column("Country")), knowledge).entities) countries.push_back(knowledge.entity(id).id);
    for (const auto* post : {"Head of Government", "Head of State"})
      if (const auto name = table->value(row, table->column(post)); !name.empty()) count({name, countries, day, day}, persons, knowledge, list);
  }
  return list;
}

}  // namespace dragoman::train
