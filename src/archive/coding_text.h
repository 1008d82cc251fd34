// A Coding as JSON text and back, without its article's own strings, which the archive keeps beside it.
#pragma once
#include <string>
#include <string_view>

#include "dragoman/report.h"
#include "dragoman/result.h"

namespace dragoman {

// Every field but `article`. Same coding, same bytes.
std::string coding_to_text(const Coding& coding);
// Errors: bad_format. Keys that are absent keep their defaults; unknown keys are passed over.
// Spans are not compared with the article here: see spans_fit().
Result<Coding> coding_from_text(std::string_view text);
// One report alone, as it stands in the list `reports` of a coding, without what nothing is stated of.
std::string report_to_text(const Report& report);
Result<Report> report_from_text(std::string_view text);
// True when every span and sentence number lies inside coding.article.text.
bool spans_fit(const Coding& coding);

}  // namespace dragoman
