// Events as their earlier reports told them.
#pragma once
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "archive/database.h"
#include "archive/event_write.h"
#include "dragoman/event.h"
#include "dragoman/result.h"
#include "knowledge/knowledge.h"

namespace dragoman {

struct RetoldEvent {
  std::int64_t event = 0, revision = 0;
  std::uint32_t part = 1;
  Event told;                        // its coding numbers point at nothing here: `members` names the reports
  std::vector<MemberRow> members;    // beside told.members
  std::vector<std::string> outlets;  // each once
};

// These revisions of events, (event, revision), told by what was reported by this day. Their reports are clustered anew, so that what
// only later reports brought together comes apart; the largest part comes first. Those nobody had reported are left out.
Result<std::vector<RetoldEvent>> retell(const Database& database, const Knowledge& knowledge, const std::vector<std::pair<std::int64_t, std::int64_t>>& events, Day reported);

}  // namespace dragoman
