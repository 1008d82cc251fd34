#include "archive/history.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <unordered_set>

#include "archive/csv.h"

namespace dragoman {

namespace {

namespace fs = std::filesystem;

std::vector<std::string> split(std::string_view text, char mark) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const auto end = std::min(text.find(mark), text.size());
    auto part = text.substr(0, end);
    while (part.starts_with(' ')) part.remove_prefix(1);
    while (part.ends_with(' ')) part.remove_suffix(1);
    if (!part.empty()) parts.emplace_back(part);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

bool number(std::string_view text, int& value) {
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  return problem == std::errc() && end == text.data() + text.size();
}

// One record by the names of its columns; remembers the first thing wrong with it.
class Row {
 public:
  Row(const std::map<std::string, std::size_t, std::less<>>& columns, const CsvRecord& record) : columns_(columns), record_(record) {}
  std::string text(std::string_view column) const {
    const auto found = columns_.find(column);
    return found == columns_.end() || found->second >= record_.fields.size() ? std::string() : record_.fields[found->second];
  }
  std::string needed(std::string_view column) {
    auto value = text(column);
    if (value.empty()) blame("the column `" + std::string(column) + "` is empty", "give it a value");
    return value;
  }
  FuzzyDay day(std::string_view column, bool must) {
    FuzzyDay day;
    const auto value = must ? needed(column) : text(column);
    if (!value.empty() && !parse_fuzzy_day(value, day)) blame("`" + value + "` in `" + std::string(column) + "` is no date", "write YYYY-MM-DD, YYYY-MM or YYYY");
    return day;
  }
  int count(std::string_view column, bool must, int low, int high) {
    int value = 0;
    const auto written = must ? needed(column) : text(column);
    if (!written.empty() && (!number(written, value) || value < low || value > high))
      blame("`" + written + "` in `" + std::string(column) + "` is no number from " + std::to_string(low) + " to " + std::to_string(high), "correct the number");
    return value;
  }
  std::string country(std::string_view column) {
    auto code = needed(column);
    if (code.size() != 3 || !std::all_of(code.begin(), code.end(), [](char c) { return c >= 'A' && c <= 'Z'; }))
      blame("`" + code + "` in `" + std::string(column) + "` is no country code", "write an ISO 3166 alpha-3 code");
    return code;
  }
  RowSource source() { return {needed("source"), text("source_url"), text("note")}; }
  bool good() const { return message_.empty(); }
  Error error(const std::string& file) const { return {ErrorCode::bad_format, message_, file + ":" + std::to_string(record_.line), remedy_}; }
  void blame(std::string message, std::string remedy) {
    if (!message_.empty()) return;
    message_ = std::move(message);
    remedy_ = std::move(remedy);
  }

 private:
  const std::map<std::string, std::size_t, std::less<>>& columns_;
  const CsvRecord& record_;
  std::string message_, remedy_;
};

void read_visit(Row& row, History& history, const std::string& table) {
  VisitRow visit{row.needed("id"), row.needed("visitor"), row.country("visitor_country"), row.country("host_country"), split(row.text("counterparts"), ';'),
                 row.text("office"), row.count("rank", true, 1, 7), row.text("class"), row.day("from", true), row.day("to", false),
                 split(row.text("place"), ';'), split(row.text("host"), ';'), row.text("inviter"), row.text("occasion"), row.text("delegation"),
                 row.needed("status"), row.source(), table};
  if (visit.counterparts.empty()) visit.counterparts.push_back(visit.host_country);
  if (visit.to.stated() && visit.to.last < visit.from.first) row.blame("`to` is before `from`", "correct one of the two days");
  if (row.good()) history.visits.push_back(std::move(visit));
}

void read_vote(Row& row, History& history, const std::string& table) {
  VoteRow vote{row.needed("id"), row.text("document"), row.text("subject"), row.needed("kind"), row.needed("result"),
               row.country("member"), row.needed("vote"), row.day("date", true), row.text("veto") == "yes", row.source(), table};
  if (row.good()) history.votes.push_back(std::move(vote));
}

void read_veto(Row& row, History& history, const std::string& table) {
  VetoRow veto{row.needed("id"), row.text("document"), row.text("subject"), row.day("date", true), split(row.needed("members_vetoing"), ';'),
               split(row.text("abstaining_members"), ';'), row.count("yes", false, 0, 15), row.count("no", false, 0, 15), row.count("abstain", false, 0, 15), row.source(), table};
  if (row.good()) history.vetoes.push_back(std::move(veto));
}

void read_test(Row& row, History& history, const std::string& table) {
  TestRow test{row.needed("id"), row.needed("kind"), row.text("system"), row.text("range_class"), row.text("place"), row.text("outcome"),
               row.text("yield_kt"), row.day("date", true), row.count("number", false, 1, 1000), row.source(), table};
  if (row.good()) history.tests.push_back(std::move(test));
}

struct Sort {
  std::string_view kind, column;  // the column that tells this table from the others
  void (*read)(Row&, History&, const std::string&);
};
constexpr Sort kSorts[] = {{"visits", "visitor", read_visit}, {"votes", "member", read_vote}, {"vetoes", "members_vetoing", read_veto}, {"tests", "range_class", read_test}};

// "FROM..TO" or "FROM to TO"; false when either end cannot be read.
bool read_period(std::string_view text, Day& from, Day& to) {
  auto mid = text.find("..");
  std::size_t gap = 2;
  if (mid == std::string_view::npos) mid = text.find(" to "), gap = 4;
  FuzzyDay first, last;
  if (mid == 0) first.first = Day(std::chrono::year(1) / std::chrono::January / 1);  // as far back as there is anything
  if (mid == std::string_view::npos || (mid > 0 && !parse_fuzzy_day(text.substr(0, mid), first)) || !parse_fuzzy_day(text.substr(mid + gap), last)) return false;
  from = first.first;
  to = last.last;
  return true;
}

void read_remark(const CsvRecord& remark, HistoryTable& table, History& history, const std::function<void(const Error&)>& set_aside) {
  const std::string& line = remark.fields[0];
  const auto colon = line.find(": ");
  std::string key = line.substr(0, colon == std::string::npos ? 0 : colon);
  std::transform(key.begin(), key.end(), key.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  const std::string value = colon == std::string::npos ? line : line.substr(colon + 2);
  const auto complain = [&](const char* remedy) {
    set_aside({ErrorCode::bad_format, "the remark `" + key + "` cannot be read", table.file + ":" + std::to_string(remark.line), remedy});
  };
  if (key == "title" || (key.empty() && table.title.empty())) table.title = value;
  if (key == "scope") table.scope = value;
  if (key == "gaps" || key == "known gaps") table.gaps = value;
  if (key == "period" && !read_period(value, table.from, table.to)) complain("write `# period: YYYY-MM-DD to YYYY-MM-DD`");
  if (key != "complete") return;
  Completeness complete;
  complete.table = table.file;
  const auto words = split(value, ' ');
  bool good = !words.empty() && read_period(words[0], complete.from, complete.to);
  for (std::size_t i = 1; i < words.size(); ++i) {
    const auto equals = words[i].find('=');
    if (equals == std::string::npos) good = false;
    else complete.terms.emplace_back(words[i].substr(0, equals), split(std::string_view(words[i]).substr(equals + 1), ','));
  }
  if (good) history.complete.push_back(std::move(complete));
  else complain("write `# complete: FROM..TO key=value,value …`");
}

}  // namespace

bool VisitRow::third_place() const { return std::find(counterparts.begin(), counterparts.end(), host_country) == counterparts.end(); }

const std::vector<std::string>* Completeness::term(std::string_view key) const {
  for (const auto& [name, values] : terms)
    if (name == key) return &values;
  return nullptr;
}

bool parse_fuzzy_day(std::string_view text, FuzzyDay& day) {
  using namespace std::chrono;
  int y = 0, m = 0, d = 0;
  if ((text.size() != 4 && text.size() != 7 && text.size() != 10) || !number(text.substr(0, 4), y)) return false;
  if (text.size() >= 7 && (text[4] != '-' || !number(text.substr(5, 2), m) || m < 1 || m > 12)) return false;
  if (text.size() == 10 && (text[7] != '-' || !number(text.substr(8, 2), d))) return false;
  const auto first = year(y) / month(m ? static_cast<unsigned>(m) : 1u) / std::chrono::day(d ? static_cast<unsigned>(d) : 1u);
  if (!first.ok()) return false;
  day.first = day.last = sys_days(first);
  if (!d) day.last = sys_days(year_month_day_last(year(y) / month(m ? static_cast<unsigned>(m) : 12u) / last));
  day.text = text;
  return true;
}

Outcome read_history_table(std::string_view text, const std::string& file, History& history, const std::function<void(const Error&)>& set_aside) {
  const CsvText csv = read_csv(text);
  std::map<std::string, std::size_t, std::less<>> columns;
  for (std::size_t i = 0; i < csv.header.fields.size(); ++i) columns.emplace(csv.header.fields[i], i);
  const auto sort = std::find_if(std::begin(kSorts), std::end(kSorts), [&](const Sort& s) { return columns.contains(s.column); });
  if (sort == std::end(kSorts))
    return Error{ErrorCode::bad_format, "no table of visits, votes, vetoes or tests", file, "see history/README.md for the columns of each"};
  HistoryTable table;
  table.file = fs::path(file).filename().string();
  table.kind = sort->kind;
  for (const CsvRecord& remark : csv.remarks) read_remark(remark, table, history, set_aside);
  if (csv.open_quote)
    set_aside({ErrorCode::bad_format, "a quote is never closed", file + ":" + std::to_string(csv.open_quote), "close it, or write \"\" for a quote within a field"});
  for (const CsvRecord& record : csv.records) {
    Row row(columns, record);
    if (record.fields.size() != csv.header.fields.size())
      row.blame(std::to_string(record.fields.size()) + " fields where the header has " + std::to_string(csv.header.fields.size()), "put fields with a comma in quotes");
    if (row.good()) sort->read(row, history, table.file);
    if (row.good()) ++table.rows;
    else set_aside(row.error(file));
  }
  history.tables.push_back(std::move(table));
  return Done{};
}

void sort_history(History& history) {
  const auto by_day = [](auto& rows, auto day) { std::stable_sort(rows.begin(), rows.end(), [&](const auto& a, const auto& b) { return day(a) < day(b); }); };
  by_day(history.votes, [](const VoteRow& r) { return r.date.first; });
  by_day(history.vetoes, [](const VetoRow& r) { return r.date.first; });
  by_day(history.tests, [](const TestRow& r) { return r.date.first; });
  by_day(history.visits, [](const VisitRow& r) { return std::make_pair(r.from.first, std::string_view(r.id)); });
  auto& visits = history.visits;
  std::unordered_set<std::string> seen;
  std::erase_if(visits, [&](const VisitRow& visit) { return !seen.insert(visit.id).second; });
}

Result<History> read_history(const std::string& folder, const std::function<void(const Error&)>& set_aside) {
  std::error_code problem;
  std::vector<fs::path> files;
  for (fs::directory_iterator entry(folder, problem), end; !problem && entry != end; entry.increment(problem))
    if (entry->path().extension() == ".csv") files.push_back(entry->path());
  if (problem || files.empty())
    return Error{ErrorCode::not_found, problem ? problem.message() : "no tables (*.csv) in it", folder, "give a folder of history tables with --history"};
  std::sort(files.begin(), files.end());
  History history;
  for (const fs::path& file : files) {
    std::ifstream in(file, std::ios::binary);
    const std::string text(std::istreambuf_iterator<char>(in), {});
    if (!in && !in.eof()) return Error{ErrorCode::unreadable, "cannot be read", file.string(), "check its permissions"};
    if (const auto read = read_history_table(text, file.string(), history, set_aside); !read) set_aside(read.error());
  }
  sort_history(history);
  return history;
}

}  // namespace dragoman
