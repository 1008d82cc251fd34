// A report as one line of JSON; docs/formats/reports-jsonl.md describes it.
#pragma once
#include <string>

#include "dragoman/report.h"

namespace dragoman {

// Keys in the documented order, absent when not stated; no newline at the end. Always valid UTF-8: bad bytes become U+FFFD.
std::string report_json(const Report& report);

}  // namespace dragoman
