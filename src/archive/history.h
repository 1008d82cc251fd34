// Tables of facts with a source in every row, as `history/` holds them: visits, votes, vetoes, tests, and what they cover.
#pragma once
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "dragoman/article.h"
#include "dragoman/result.h"

namespace dragoman {

// A date as a table gives it: the first and the last day that it can mean.
struct FuzzyDay {
  Day first{}, last{};
  std::string text;  // as written; empty: not stated
  bool stated() const { return !text.empty(); }
  bool exact() const { return stated() && first == last; }
};

struct RowSource {
  std::string title, url, note;
};

// One delegation abroad, under its highest member, or a meeting in a third place.
struct VisitRow {
  std::string id, visitor, visitor_country, host_country;
  std::vector<std::string> counterparts;  // states whose leaders were met
  std::string office;                     // on the first day, as the table words it
  int rank = 0;                           // 1 … 7
  std::string kind;                       // state, official, working …
  FuzzyDay from, to;
  std::vector<std::string> places, hosts;
  std::string inviter, occasion, delegation, status;
  RowSource source;
  std::string table;
  // The last day on which it can have lasted.
  Day end() const { return to.stated() ? to.last : from.last; }
  // Host and visitor met where neither is at home.
  bool third_place() const;
};

// How one member voted on one text.
struct VoteRow {
  std::string id, document, subject, kind, result, member, vote;
  FuzzyDay date;
  bool veto = false;
  RowSource source;
  std::string table;
  std::string_view ballot() const { return std::string_view(id).substr(0, id.find('/')); }  // names the whole vote
};

// A text that a veto stopped.
struct VetoRow {
  std::string id, document, subject;
  FuzzyDay date;
  std::vector<std::string> members, abstaining;
  int yes = 0, no = 0, abstain = 0;  // 0 also where the table leaves them open
  RowSource source;
  std::string table;
};

// What flew, or went off, of one kind on one day.
struct TestRow {
  std::string id, kind, system, range, place, outcome, yield_kt;
  FuzzyDay date;
  int number = 0;  // 0: not known
  RowSource source;
  std::string table;
};

// A line `# complete: FROM..TO key=value …` of a table's opening remarks: rows of that sort in that period are all there.
struct Completeness {
  std::string table;
  Day from{}, to{};
  std::vector<std::pair<std::string, std::vector<std::string>>> terms;
  const std::vector<std::string>* term(std::string_view key) const;  // nullptr when not given
};

// What a table says about itself.
struct HistoryTable {
  std::string file, kind;  // kind: visits, votes, vetoes, tests
  std::string title, scope, gaps;
  Day from{}, to{};
  std::size_t rows = 0;
};

struct History {
  std::vector<HistoryTable> tables;
  std::vector<Completeness> complete;
  std::vector<VisitRow> visits;  // by first day; a visit that two tables hold under one id stands once
  std::vector<VoteRow> votes;
  std::vector<VetoRow> vetoes;
  std::vector<TestRow> tests;
};

// Adds the rows of one table, whose columns say what it holds. Bad rows are told to `set_aside` with file:line and a remedy
// and left out. An error when the file is no such table at all.
Outcome read_history_table(std::string_view text, const std::string& file, History& history, const std::function<void(const Error&)>& set_aside);
// Every *.csv of a folder, in the order of names, then sort_history().
Result<History> read_history(const std::string& folder, const std::function<void(const Error&)>& set_aside);
// Orders all rows by day and joins visits of one id.
void sort_history(History& history);
// "2024-04-11", "2024-04", "2024"; false when it is none of these.
bool parse_fuzzy_day(std::string_view text, FuzzyDay& day);

}  // namespace dragoman
