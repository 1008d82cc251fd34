// Who went to see whom: the visits of the history tables, chosen by direction, rank and time.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "archive/history.h"

namespace dragoman {

struct VisitQuery {
  std::string from, to;        // ISO 3166 alpha-3; empty: any
  int highest = 1, lowest = 7;  // ranks, both inclusive
  std::optional<Day> since, until;  // first day of the visit, both inclusive
  bool both_ways = false;      // also visits from `to` to `from`
  bool third_places = false;   // also meetings of the two elsewhere
  bool by_rank = false;        // highest first, then latest; else latest first
};

// What the tables say they hold of the question.
struct VisitCoverage {
  std::vector<const HistoryTable*> tables;       // that hold visits between the two
  std::vector<const Completeness*> complete;     // lines that speak of them and overlap the time asked for
};

struct VisitAnswer {
  VisitQuery query;
  std::vector<const VisitRow*> rows;  // point into the History
  VisitCoverage coverage;
};

// Pure. Visits of every status are listed, also those that were called off.
VisitAnswer list_visits(const History& history, const VisitQuery& query);

// A completeness line in words: "complete from 1999: CHN to PRK, rank 3".
std::string to_words(const Completeness& complete);
// "Zhao Leji (rank 3, Chairman of …) to Pyongyang, 11–13 April 2024"
std::string to_words(const VisitRow& visit);
std::string to_words(const FuzzyDay& from, const FuzzyDay& to);

enum class VisitFormat { table, csv, json, md };
std::string render_visits(const VisitAnswer& answer, VisitFormat format);

}  // namespace dragoman
