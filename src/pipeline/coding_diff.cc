#include "pipeline/coding_diff.h"

#include <algorithm>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <string_view>
#include <tuple>

#include "pipeline/report_json.h"

namespace dragoman {

namespace {

using Json = nlohmann::ordered_json;

// Begin and end of the trigger and of its sentence, and the act where it counts.
using Key = std::tuple<std::uint32_t, std::uint32_t, std::string_view>;

Span trigger(const Report& report) { return report.evidence.empty() ? Span{} : report.evidence.front().trigger_span; }
Span sentence(const Report& report) { return report.evidence.empty() ? Span{} : report.evidence.front().sentence_span; }

Key by_act_and_trigger(const Report& r) { return {trigger(r).begin, trigger(r).end, r.act}; }
Key by_trigger(const Report& r) { return {trigger(r).begin, trigger(r).end, {}}; }
Key by_act_and_sentence(const Report& r) { return {sentence(r).begin, sentence(r).end, r.act}; }

struct Side {
  const std::vector<Report>& reports;
  std::vector<bool> taken = std::vector<bool>(reports.size());
};

using Pair = std::pair<const Report*, const Report*>;

// Reports of equal key are paired in the order they stand.
void pair_up(Side& before, Side& after, const std::function<Key(const Report&)>& key, std::vector<Pair>& pairs) {
  std::multimap<Key, std::size_t> waiting;  // equal keys keep the order of insertion
  for (std::size_t i = 0; i < after.reports.size(); ++i)
    if (!after.taken[i]) waiting.emplace(key(after.reports[i]), i);
  for (std::size_t i = 0; i < before.reports.size(); ++i) {
    if (before.taken[i]) continue;
    const auto found = waiting.lower_bound(key(before.reports[i]));
    if (found == waiting.end() || found->first != key(before.reports[i])) continue;
    pairs.emplace_back(&before.reports[i], &after.reports[found->second]);
    before.taken[i] = after.taken[found->second] = true;
    waiting.erase(found);
  }
}

Json fields_of(const Report& report) {
  Json fields = Json::parse(report_json(report));
  for (const char* unlike : {"article", "report", "sentence", "why", "coder"}) fields.erase(unlike);
  return fields;
}

std::vector<FieldChange> field_changes(const Report& before, const Report& after) {
  const Json a = fields_of(before), b = fields_of(after);
  const auto value = [](const Json& fields, const std::string& key) { return fields.contains(key) ? fields[key].dump() : std::string(); };
  std::vector<FieldChange> changes;
  for (const auto& [key, was] : a.items())
    if (auto is = value(b, key); is != was.dump()) changes.push_back({key, was.dump(), std::move(is)});
  for (const auto& [key, is] : b.items())
    if (!a.contains(key)) changes.push_back({key, {}, is.dump()});
  return changes;
}

const Report& either(const ReportChange& change) { return change.after ? *change.after : *change.before; }

}  // namespace

CodingDiff diff_codings(const Coding& before, const Coding& after) {
  Side old_side{before.reports}, new_side{after.reports};
  std::vector<Pair> pairs;
  for (const auto key : {by_act_and_trigger, by_trigger, by_act_and_sentence}) pair_up(old_side, new_side, key, pairs);
  CodingDiff diff;
  for (const auto& [one, other] : pairs) {
    auto fields = field_changes(*one, *other);
    if (fields.empty()) ++diff.same;
    else diff.changes.push_back({ReportChange::changed, one, other, std::move(fields)});
  }
  for (std::size_t i = 0; i < before.reports.size(); ++i)
    if (!old_side.taken[i]) diff.changes.push_back({ReportChange::vanished, &before.reports[i], nullptr, {}});
  for (std::size_t i = 0; i < after.reports.size(); ++i)
    if (!new_side.taken[i]) diff.changes.push_back({ReportChange::appeared, nullptr, &after.reports[i], {}});
  std::stable_sort(diff.changes.begin(), diff.changes.end(), [](const ReportChange& a, const ReportChange& b) {
    const auto place = [](const ReportChange& c) { return std::tuple(sentence(either(c)).begin, trigger(either(c)).begin, c.kind); };
    return place(a) < place(b);
  });
  return diff;
}

}  // namespace dragoman
