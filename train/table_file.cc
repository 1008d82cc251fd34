#include "train/table_file.h"

#include <algorithm>

#include "train/inflate.h"

namespace dragoman::train {

namespace {

// One row from `at`, which moves behind its line end.
std::vector<std::string> next_row(std::string_view bytes, char separator, std::size_t& at) {
  std::vector<std::string> row(1);
  bool quoted = false;
  for (; at < bytes.size(); ++at) {
    const char c = bytes[at];
    if (quoted) {
      if (c != '"') row.back() += c;
      else if (at + 1 < bytes.size() && bytes[at + 1] == '"') row.back() += bytes[++at];
      else quoted = false;
    } else if (c == '"' && row.back().empty()) {
      quoted = true;
    } else if (c == separator) {
      row.emplace_back();
    } else if (c == '\n') {
      ++at;
      break;
    } else if (c != '\r') {
      row.back() += c;
    }
  }
  return row;
}

}  // namespace

std::size_t Table::column(std::string_view name) const {
  const auto found = std::find(columns.begin(), columns.end(), name);
  return found == columns.end() ? SIZE_MAX : static_cast<std::size_t>(found - columns.begin());
}

std::string_view Table::value(std::size_t row, std::size_t column) const {
  return column < rows[row].size() ? std::string_view(rows[row][column]) : std::string_view();
}

Table parse_table(std::string_view bytes, char separator) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  std::size_t at = 0;
  while (at < bytes.size() && bytes[at] == '#') at = std::min(bytes.find('\n', at), bytes.size() - 1) + 1;
  Table table;
  table.columns = next_row(bytes, separator, at);
  while (at < bytes.size()) {
    auto row = next_row(bytes, separator, at);
    if (row.size() == 1 && row[0].empty()) continue;
    row.resize(table.columns.size());
    table.rows.push_back(std::move(row));
  }
  return table;
}

Result<Table> read_table(const std::string& path, const std::vector<std::string_view>& needed) {
  const auto bytes = inflate(path, "leave the list out, or fetch it");
  if (!bytes) return bytes.error();
  auto table = parse_table(*bytes, path.ends_with(".tsv") || path.ends_with(".tsv.gz") ? '\t' : ',');
  for (const auto name : needed)
    if (table.column(name) == SIZE_MAX) return Error{ErrorCode::bad_format, "no column `" + std::string(name) + "`", path + ":1", "name the columns in the first line"};
  return table;
}

}  // namespace dragoman::train
