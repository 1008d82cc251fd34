// Time expressions as TimeML writes them: every one that is said, with a type and a value.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "dragoman/document.h"
#include "knowledge/knowledge.h"

namespace dragoman {

enum class Timex3Type : std::uint8_t { date, time, duration, set };
std::string_view to_string(Timex3Type type);  // "DATE", …

// `value` is ISO 8601 as TIMEX3 extends it: "2024-04-10", "2024-W15", "2024-Q2", "2024-SU", "198X", "2024-04-10TMO", "P3M", "PXD",
// "PAST_REF"; X stands for what the text does not tell.
struct Timex3 {
  Span span;  // bytes of the article, with articles and modifiers: "the end of last year"
  Timex3Type type = Timex3Type::date;
  std::string value;
};

// All expressions of a parsed document in text order, none inside another. Where find_times keeps what dates an event, this
// also finds vague ones ("recently"), clock times, lengths, ages and what refers to a period named before ("the quarter").
// Values are as seen from document.published; where that is not one day they hold X.
std::vector<Timex3> find_timex3(const Document& document, const Knowledge& knowledge);

}  // namespace dragoman
