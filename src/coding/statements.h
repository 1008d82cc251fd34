// What people say that is no event: forecasts, laws, advice, refusals to comment; and the outlet's own assessments.
#pragma once
#include <vector>

#include "coding/draft.h"

namespace dragoman {

// `reported`: sentence numbers that already carry a report in the outlet's own voice. Pure.
std::vector<Statement> find_statements(const Reading& reading, const std::vector<bool>& reported);

}  // namespace dragoman
