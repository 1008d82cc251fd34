// What is ahead in words that are no coded event: dated forecasts, and occasions that are named ("the November election").
#pragma once
#include <vector>

#include "analyse/calendar.h"

namespace dragoman {

// Entries without uid and outcome. Sentences in which a coded event is planned are left to that event.
std::vector<CalendarEntry> expected_entries(const Brief& brief, const Knowledge& knowledge);
// "annual" or "every two months" near these words of the sentence; empty when nothing says that it recurs.
std::string recurrence(const Coding& coding, std::uint32_t sentence, Span words, const Knowledge& knowledge);

}  // namespace dragoman
