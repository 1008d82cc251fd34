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
  std::uint32_t voices = 0;       // independent origins among the support
  struct Dissent {
    std::string value;
    std::vector<ReportId> by;
    std::uint32_t voices = 0;     // independent origins that say so
    std::string kind;             // "date" | "place" | "number" | "rank" | "inviter" | "status" | "actor" | "other"
  };
  std::vector<Dissent> dissent;      // other values, most voices first
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
  std::vector<StatusStep> history; // how the status moved, oldest first; tellings that come too late for theirs are left out
  std::vector<std::string> merge_reasons;
  std::vector<std::uint32_t> member_origins;  // beside `members`: the first coding of the origin that the article shares with its copies and rewrites
  std::uint32_t origins = 1;       // independent voices among the members
};

}  // namespace dragoman
