// What all reports of one happening say together.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "dragoman/report.h"

namespace dragoman {

// Points at one report: coding index in the list given to fuse(), report number in it.
struct ReportId {
  std::uint32_t coding = 0, report = 0;
  friend bool operator==(ReportId, ReportId) = default;
  friend auto operator<=>(ReportId, ReportId) = default;
};

// One field of an event: the value chosen and who stands behind or against it.
struct Field {
  std::string name;   // "time", "rank", "occasion", …
  std::string value;  // display form of the chosen value
  std::vector<ReportId> support;
  struct Dissent {
    std::string value;
    std::vector<ReportId> by;
  };
  std::vector<Dissent> dissent;      // other values, most supported first
  std::vector<ReportId> silent;      // members that do not state this field
};

struct StatusStep {
  Status status = Status::happened;
  ReportId by;
};

// Consensus of reports. Self-contained.
struct Event {
  std::uint32_t number = 0;        // position in the list, from 0
  Report merged;                   // the chosen values
  std::vector<ReportId> members;   // in order of coding, then report
  std::vector<Field> fields;
  std::vector<StatusStep> history;
  std::vector<std::string> merge_reasons;
  std::uint32_t origins = 1;       // independent outlets among the members
};

}  // namespace dragoman
