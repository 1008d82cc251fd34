// What changes between two codings of one article: by another lexicon, model or engine.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "dragoman/report.h"

namespace dragoman {

// One field of a report as both codings have it, in the JSON of reports; empty where absent.
struct FieldChange {
  std::string field, before, after;
};

struct ReportChange {
  enum Kind : std::uint8_t { vanished, appeared, changed } kind = changed;
  const Report* before = nullptr;   // null when it appeared
  const Report* after = nullptr;    // null when it vanished
  std::vector<FieldChange> fields;  // for changed: at least one, in the order of report_json()
};

struct CodingDiff {
  std::vector<ReportChange> changes;  // in order of the text; both codings must outlive them
  std::size_t same = 0;               // reports without a change
};

// Pairs the reports of two codings of one article: first by act and trigger, then by trigger, then by act and sentence;
// what is left over vanished or appeared. The coder, the number in the article and the reasons (`why`) do not count as
// changes; a change of confidence below 0.001 neither.
CodingDiff diff_codings(const Coding& before, const Coding& after);

}  // namespace dragoman
