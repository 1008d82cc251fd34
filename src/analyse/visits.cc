#include "analyse/visits.h"

#include <algorithm>

namespace dragoman {

namespace {

bool among(const std::vector<std::string>& list, const std::string& one) { return std::find(list.begin(), list.end(), one) != list.end(); }

// Did somebody of `from` come to `to`?
bool goes(const VisitRow& visit, const std::string& from, const std::string& to) {
  return (from.empty() || visit.visitor_country == from) && (to.empty() || visit.host_country == to) &&
         (visit.host_country != visit.visitor_country) && !visit.third_place();
}

bool met_elsewhere(const VisitRow& visit, const std::string& one, const std::string& other) {
  if (!visit.third_place()) return false;
  const auto took_part = [&](const std::string& state) { return state.empty() || visit.visitor_country == state || among(visit.counterparts, state); };
  return took_part(one) && took_part(other);
}

bool speaks_of(const Completeness& complete, const VisitQuery& query) {
  const auto* between = complete.term("between");
  const auto* visitor = complete.term("visitor");
  const auto* host = complete.term("host");
  if (!between && !visitor && !host) return false;
  if (query.since && complete.to < *query.since) return false;
  if (query.until && complete.from > *query.until) return false;
  const auto way = [&](const std::string& from, const std::string& to) {
    const auto in = [](const std::vector<std::string>* list, const std::string& state) { return !list || state.empty() || among(*list, state); };
    return in(between, from) && in(between, to) && in(visitor, from) && in(host, to);
  };
  if (!way(query.from, query.to) && !(query.both_ways && way(query.to, query.from))) return false;
  const auto* ranks = complete.term("rank");
  return !ranks || std::any_of(ranks->begin(), ranks->end(), [&](const std::string& r) { return r.size() == 1 && r[0] - '0' >= query.highest && r[0] - '0' <= query.lowest; });
}

}  // namespace

VisitAnswer list_visits(const History& history, const VisitQuery& query) {
  VisitAnswer answer{query, {}, {}};
  for (const VisitRow& visit : history.visits) {
    if (visit.rank < query.highest || visit.rank > query.lowest) continue;
    if (query.since && visit.from.last < *query.since) continue;
    if (query.until && visit.from.first > *query.until) continue;
    if (goes(visit, query.from, query.to) || (query.both_ways && goes(visit, query.to, query.from)) ||
        (query.third_places && met_elsewhere(visit, query.from, query.to)))
      answer.rows.push_back(&visit);
  }
  std::stable_sort(answer.rows.begin(), answer.rows.end(), [&](const VisitRow* a, const VisitRow* b) {
    if (query.by_rank && a->rank != b->rank) return a->rank < b->rank;
    return a->from.first > b->from.first;
  });
  for (const Completeness& complete : history.complete)
    if (speaks_of(complete, query)) answer.coverage.complete.push_back(&complete);
  for (const HistoryTable& table : history.tables)
    if (std::any_of(answer.coverage.complete.begin(), answer.coverage.complete.end(), [&](const Completeness* c) { return c->table == table.file; }) ||
        std::any_of(answer.rows.begin(), answer.rows.end(), [&](const VisitRow* v) { return v->table == table.file; }))
      answer.coverage.tables.push_back(&table);
  return answer;
}

}  // namespace dragoman
