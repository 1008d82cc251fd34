#include "archive/history_load.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <map>
#include <optional>
#include <set>

#include "archive/csv.h"
#include "archive/database.h"
#include "archive/digest.h"
#include "archive/schema.h"
#include "dragoman/report.h"
#include "ingest/utf8.h"

namespace dragoman {

namespace {

struct Days {
  std::optional<Day> from, to;
  std::string precision;  // "day" | "month" | "year"
};

// "2019-06-20", "2019-06" or "2019": the days it can mean.
std::optional<Days> days_of(std::string_view text) {
  using namespace std::chrono;
  const auto part = [&](std::size_t at, std::size_t length) {
    int value = -1;
    const auto end = text.data() + at + length;
    return std::from_chars(text.data() + at, end, value).ptr == end ? value : -1;
  };
  const bool day_given = text.size() == 10, month_given = day_given || text.size() == 7;
  if ((!month_given && text.size() != 4) || (month_given && text[4] != '-') || (day_given && text[7] != '-')) return std::nullopt;
  const year y(part(0, 4));
  if (!month_given) return part(0, 4) < 1 ? std::nullopt : std::optional(Days{sys_days(y / 1 / 1), sys_days(y / 12 / 31), "year"});
  const int m = part(5, 2);
  if (part(0, 4) < 1 || m < 1 || m > 12) return std::nullopt;
  const month in(static_cast<unsigned>(m));
  if (!day_given) return Days{sys_days(y / in / 1), sys_days(y / in / last), "month"};
  const int d = part(8, 2);
  const year_month_day whole(y, in, day(static_cast<unsigned>(std::max(d, 0))));
  if (!whole.ok()) return std::nullopt;
  return Days{sys_days(whole), sys_days(whole), "day"};
}

bool is_country(std::string_view code) {
  return code.size() == 3 && std::all_of(code.begin(), code.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

// What is wrong with one row, and what to do; empty when nothing.
struct Complaint {
  std::string words, remedy;
};

// One table as it is checked and compared.
struct Table {
  std::vector<std::pair<std::string, std::string>> head;  // the remarks, "name: value"; names in lower case
  std::vector<std::string> columns;
  std::vector<CsvRecord> rows;
  std::vector<Error> errors;  // rows left out
  std::map<std::string, std::size_t, std::less<>> column;

  std::string_view field(const CsvRecord& row, std::string_view name) const {
    const auto found = column.find(name);
    return found == column.end() ? std::string_view() : std::string_view(row.fields[found->second]);
  }
  Days days(const CsvRecord& row) const {  // of a row that complaint() passed
    const auto begin = days_of(column.contains("from") ? field(row, "from") : field(row, "date"));
    if (!begin) return {};
    Days both = *begin;
    if (const auto end = days_of(field(row, "to"))) both.to = end->to;
    return both;
  }
  std::string json(const CsvRecord& row) const {
    nlohmann::ordered_json all = nlohmann::ordered_json::object();
    for (std::size_t i = 0; i < row.fields.size(); ++i)
      if (!row.fields[i].empty()) all[columns[i]] = row.fields[i];
    return all.dump();
  }
  std::optional<Complaint> complaint(const CsvRecord& row) const;
};

std::optional<Complaint> Table::complaint(const CsvRecord& row) const {
  if (field(row, "id").empty()) return Complaint{"this row has no id", "give it one that stays, such as day and visitor"};
  if (field(row, "source").empty()) return Complaint{"this row names no source", "name it, or write 'general knowledge'"};
  for (const auto& name : {"from", "to", "date"}) {
    const auto text = field(row, name);
    if (text.empty() ? column.contains(name) && std::string_view(name) != "to" : !days_of(text))
      return Complaint{fmt::format("'{}' in the column {} is no date", text, name), "write YYYY-MM-DD, YYYY-MM or YYYY"};
  }
  if (const Days both = days(row); both.from && both.to && *both.to < *both.from) return Complaint{"it ends before it begins", "look at the columns from and to"};
  if (const auto rank = field(row, "rank"); !rank.empty() && (rank.size() != 1 || rank[0] < '1' || rank[0] > '7'))
    return Complaint{fmt::format("'{}' is no rank", rank), "ranks go from 1 to 7: lexicon/RANKS.md"};
  if (const auto status = field(row, "status"); !status.empty() && !parse_status(status))
    return Complaint{fmt::format("'{}' is no status", status), "write happened, planned, cancelled, postponed or another status of a report"};
  for (const auto& [name, at] : column)
    if ((name.ends_with("country") || name == "member") && !row.fields[at].empty() && !is_country(row.fields[at]))
      return Complaint{fmt::format("'{}' in the column {} is no country", row.fields[at], name), "write the three letters of ISO 3166"};
  return std::nullopt;
}

// "Scope: journeys of …" to {"scope", "journeys of …"}; a line without a name goes to the one before it.
void keep_head(std::vector<std::pair<std::string, std::string>>& head, const std::string& words) {
  const auto colon = words.find(": ");
  if (colon == words.npos || words.substr(0, colon).find(' ') != words.npos) {
    if (head.empty()) head.emplace_back("title", words);
    else head.back().second += ' ' + words;
    return;
  }
  std::string name(words.substr(0, colon));
  for (char& c : name)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  head.emplace_back(std::move(name), words.substr(colon + 2));
}

Result<Table> checked(std::string_view text, const std::string& file) {
  CsvText csv = read_csv(text);
  if (csv.open_quote) return Error{ErrorCode::bad_format, "a quote that begins in this row is never closed", fmt::format("{}:{}", file, csv.open_quote), "close it; a quote inside a field is written twice"};
  if (csv.header.fields.empty()) return Error{ErrorCode::bad_format, "this table has no header", file, "begin with a line of column names"};
  Table table;
  for (const CsvRecord& remark : csv.remarks)
    if (!remark.fields.empty()) keep_head(table.head, remark.fields.front());
  table.columns = std::move(csv.header.fields);
  for (CsvRecord& row : csv.records) {
    const auto bad = [&](std::string words, std::string remedy) {
      table.errors.push_back({ErrorCode::bad_format, std::move(words), fmt::format("{}:{}", file, row.line), std::move(remedy)});
    };
    if (row.fields.size() != table.columns.size())
      bad(fmt::format("{} fields where the header has {}", row.fields.size(), table.columns.size()), "put fields with a comma in them between quotes");
    else if (std::any_of(row.fields.begin(), row.fields.end(), [](const auto& field) { return first_invalid_utf8(field) != std::string::npos; }))
      bad("a field is not UTF-8", "save the file as UTF-8");
    else
      table.rows.push_back(std::move(row));
  }
  for (std::size_t i = 0; i < table.columns.size(); ++i)
    if (!table.column.emplace(table.columns[i], i).second)
      return Error{ErrorCode::bad_format, "two columns are called " + table.columns[i], file, "rename one"};
  for (const auto& [name, other] : {std::pair("id", "id"), std::pair("source", "source"), std::pair("from", "date")})
    if (!table.column.contains(name) && !table.column.contains(other))
      return Error{ErrorCode::bad_format, fmt::format("this table has no column {}", name), file, "history/README.md tells which columns a table needs"};
  std::set<std::string, std::less<>> seen;
  std::erase_if(table.rows, [&](const CsvRecord& row) {
    auto wrong = table.complaint(row);
    if (!wrong && !seen.emplace(table.field(row, "id")).second)
      wrong = Complaint{fmt::format("an earlier row has the id '{}' too", table.field(row, "id")), "give each row an id of its own"};
    if (wrong) table.errors.push_back({ErrorCode::bad_format, wrong->words, fmt::format("{}:{}", file, row.line), wrong->remedy});
    return wrong.has_value();
  });
  return table;
}

struct Kept {
  std::string version, fields;
  bool withdrawn = false;
};

// The last row of each id.
Result<std::map<std::string, Kept, std::less<>>> kept_rows(const Database& database, const std::string& name) {
  auto rows = database.query("SELECT id, version, withdrawn::BIGINT, fields FROM history WHERE name = ? QUALIFY row_number() OVER (PARTITION BY id ORDER BY import DESC) = 1", {name});
  if (!rows) return rows.error();
  std::map<std::string, Kept, std::less<>> kept;
  while (rows->next()) kept[std::string(rows->text(0))] = {std::string(rows->text(1)), std::string(rows->text(3)), rows->number(2) != 0};
  return kept;
}

std::string as_lines(const std::vector<std::pair<std::string, std::string>>& head) {
  nlohmann::ordered_json all = nlohmann::ordered_json::object();
  for (const auto& [key, value] : head) all[key] = value;
  return all.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

// Adds what is new, inside the caller's transaction.
Outcome write(const Database& database, const Table& table, const std::string& name, std::string_view text, std::int64_t instant, HistoryLoad& load) {
  auto kept = kept_rows(database, name);
  if (!kept) return kept.error();
  const auto last = database.count("SELECT max(import) FROM imports");
  if (!last) return last.error();
  const auto import = *last + 1;
  Appender rows(database, "history");
  const auto days = [&](const Days& span) { rows.day(span.from).day(span.to).text_or_nothing(span.precision); };
  for (const CsvRecord& row : table.rows) {
    const auto id = table.field(row, "id");
    const std::string fields = table.json(row), version = digest({fields});
    const auto old = kept->find(id);
    const bool known = old != kept->end() && !old->second.withdrawn;
    const bool same = known && old->second.version == version;
    if (old != kept->end()) kept->erase(old);
    ++(same ? load.same : known ? load.corrected : load.added);
    if (same) continue;
    rows.number(import).text(name).text(id).number(static_cast<std::int64_t>(row.line)).text(version).truth(false);
    days(table.days(row));
    rows.text(table.field(row, "source")).text_or_nothing(table.field(row, "source_url")).text(fields).instant(instant);
    if (!rows.end()) return rows.error();
  }
  // A row that could not be read is not one that was taken away.
  if (table.errors.empty())
    for (const auto& [id, gone] : *kept) {
      if (gone.withdrawn) continue;
      ++load.withdrawn;
      rows.number(import).text(name).text(id).number(0).text(gone.version).truth(true);
      days({});
      rows.nothing().nothing().text(gone.fields).instant(instant);
      if (!rows.end()) return rows.error();
    }
  if (load.added + load.corrected + load.withdrawn == 0) return Done{};
  if (!rows.flush()) return rows.error();
  Appender imports(database, "imports");
  imports.number(import).text("history").text(name).text(digest({text})).text(as_lines(table.head)).text(fmt::format("{}", fmt::join(table.columns, ",")));
  imports.number(static_cast<std::int64_t>(table.rows.size())).number(static_cast<std::int64_t>(load.errors.size())).instant(instant);
  if (!imports.end() || !imports.flush()) return imports.error();
  return Done{};
}

}  // namespace

Result<HistoryLoad> load_history(Archive& archive, const std::string& name, std::string_view text, const std::string& file, std::string_view recorded) {
  const auto instant = instant_of(recorded);
  if (!instant || recorded.size() < 19) return Error{ErrorCode::bad_request, "a table needs the instant it is recorded", file, "say YYYY-MM-DDTHH:MM:SSZ"};
  auto table = checked(text, file);
  if (!table) return table.error();
  HistoryLoad load;
  load.errors = table->errors;
  const Database& database = archive.database();
  if (const auto begun = database.run("BEGIN"); !begun) return begun.error();
  auto done = write(database, *table, name, text, *instant, load);
  if (done) done = database.run("COMMIT");
  if (!done) {
    (void)database.run("ROLLBACK");
    return done.error();
  }
  return load;
}

}  // namespace dragoman
