#include "knowledge/values.h"

#include <charconv>

namespace dragoman {

namespace {

bool blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

std::optional<int> digits(std::string_view text, std::size_t count) {
  if (text.size() != count) return std::nullopt;
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

// All days a date of year, month or day precision may mean.
std::optional<Period> parse_date(std::string_view text) {
  using namespace std::chrono;
  const auto y = digits(text.substr(0, 4), 4);
  if (!y) return std::nullopt;
  const year in{*y};
  if (text.size() == 4) return Period{sys_days{in / January / 1}, sys_days{in / December / 31}};
  if (text.size() < 7 || text[4] != '-') return std::nullopt;
  const auto m = digits(text.substr(5, 2), 2);
  if (!m || *m < 1 || *m > 12) return std::nullopt;
  const month of{static_cast<unsigned>(*m)};
  if (text.size() == 7) return Period{sys_days{in / of / 1}, sys_days{in / of / last}};
  if (text.size() != 10 || text[7] != '-') return std::nullopt;
  const auto d = digits(text.substr(8, 2), 2);
  const year_month_day date{in, of, day{static_cast<unsigned>(d.value_or(0))}};
  if (!d || !date.ok()) return std::nullopt;
  return Period{sys_days{date}, sys_days{date}};
}

}  // namespace

std::string_view trim(std::string_view text) {
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

std::vector<std::string_view> split_list(std::string_view value) {
  std::vector<std::string_view> parts;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= value.size(); ++i) {
    const bool bar = i < value.size() && value[i] == '|' && (i == 0 || blank(value[i - 1])) &&
                     (i + 1 == value.size() || blank(value[i + 1]));
    if (!bar && i != value.size()) continue;
    if (const auto part = trim(value.substr(begin, i - begin)); !part.empty()) parts.push_back(part);
    begin = i + 1;
  }
  return parts;
}

std::vector<std::string_view> split_words(std::string_view value) {
  std::vector<std::string_view> parts;
  parts.reserve(8);
  for (std::size_t i = 0; i < value.size();) {
    while (i < value.size() && blank(value[i])) ++i;
    const auto begin = i;
    while (i < value.size() && !blank(value[i])) ++i;
    if (i > begin) parts.push_back(value.substr(begin, i - begin));
  }
  return parts;
}

std::vector<std::string_view> split_bars(std::string_view value) {
  std::vector<std::string_view> parts;
  while (true) {
    const auto bar = value.find('|');
    if (const auto part = trim(value.substr(0, bar)); !part.empty()) parts.push_back(part);
    if (bar == std::string_view::npos) return parts;
    value.remove_prefix(bar + 1);
  }
}

std::vector<std::string_view> split_either(std::string_view value) {
  return value.find('|') == std::string_view::npos ? split_words(value) : split_bars(value);
}

std::optional<Period> parse_period(std::string_view text) {
  const auto dots = text.find("..");
  if (dots == std::string_view::npos) return parse_date(text);
  Period period;
  if (const auto left = text.substr(0, dots); !left.empty()) {
    const auto date = parse_date(left);
    if (!date) return std::nullopt;
    period.from = date->from;
  }
  if (const auto right = text.substr(dots + 2); !right.empty()) {
    const auto date = parse_date(right);
    if (!date) return std::nullopt;
    period.to = date->to;
  }
  if (period.from > period.to) return std::nullopt;
  return period;
}

std::optional<Period> sure_period(std::string_view text) {
  auto period = parse_period(text);
  const auto dots = text.find("..");
  if (!period || dots == std::string_view::npos) return period;
  if (const auto first = parse_date(text.substr(0, dots))) period->from = first->to;
  if (const auto last = parse_date(text.substr(dots + 2))) period->to = last->from;
  return period;
}

std::optional<double> parse_number(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || !(value > -1e18 && value < 1e18)) return std::nullopt;
  return value;
}

std::optional<long long> parse_integer(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  long long value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<Point> parse_point(std::string_view text) {
  const auto comma = text.find(',');
  if (comma == std::string_view::npos) return std::nullopt;
  const auto latitude = parse_number(trim(text.substr(0, comma)));
  const auto longitude = parse_number(trim(text.substr(comma + 1)));
  if (!latitude || !longitude || *latitude < -90 || *latitude > 90 || *longitude < -180 || *longitude > 180) return std::nullopt;
  return Point{*latitude, *longitude};
}

PlacedName parse_placed_name(std::string_view text) {
  text = trim(text);
  const auto space = text.find_last_of(" \t");
  if (space == std::string_view::npos) return {text, std::nullopt};
  const auto at = parse_point(text.substr(space + 1));
  return at ? PlacedName{trim(text.substr(0, space)), at} : PlacedName{text, std::nullopt};
}

std::string ascii_lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return lower;
}

}  // namespace dragoman
