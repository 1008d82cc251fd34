// Whether a trigger's act happened, is planned, was denied …: operators met on the way up the tree, composed in order.
#pragma once
#include <string>
#include <vector>

#include "coding/roles.h"
#include "coding/tree.h"
#include "dragoman/report.h"
#include "knowledge/knowledge.h"

namespace dragoman {

struct StatusReading {
  Status status = Status::happened;
  std::vector<std::string> hedges;  // the words that hedged, negated or planned it
  std::vector<std::string> why;     // "status:operator-id"
  bool finite = false;              // the words fix it (a tense or an operator), not a default
};

// Pure.
StatusReading read_status(std::uint32_t trigger, const Roles& roles, const Knowledge& knowledge);

}  // namespace dragoman
