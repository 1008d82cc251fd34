// What listing events and showing one share.
#pragma once
#include <string>
#include <vector>

#include "archive/database.h"
#include "archive/event_as_of.h"
#include "archive/events.h"

namespace dragoman {

// A condition on the columns of `events` under the name e: the revisions that stood then, ends left out. Holds no word of the user's.
// Errors: bad_request when `recorded` is no instant.
Result<std::string> live_events(const AsOf& as_of);
// The rows of `events` or `far_events` that fit, in no order.
Result<std::vector<EventLine>> event_lines(const Database& database, const char* table, const std::string& condition, const std::vector<Parameter>& parameters);
EventLine line_of(const RetoldEvent& event, std::string recorded);

}  // namespace dragoman
