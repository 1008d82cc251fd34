// Written time expressions to days of the calendar.
#pragma once
#include "coding/time_phrase.h"
#include "dragoman/article.h"
#include "dragoman/report.h"

namespace dragoman {

// Which way an expression without a direction of its own points, by the tense around it. Present: "opens on Friday", ahead.
enum class Tense : std::uint8_t { unknown, past, present, future };

// Days of the expression as seen from the day(s) of publication. Without publication only what names its own year is
// dated; weekdays are kept. The span is left to the caller.
When resolve_time(const TimePhrase& phrase, const Published& published, Tense tense);

// 0 = Sunday.
int weekday_of(Day day);

}  // namespace dragoman
