// Words that the dresses of the calendar share.
#pragma once
#include <string>
#include <vector>

#include "analyse/calendar.h"

namespace dragoman {

std::string voice_words(const Brief& brief, const CalendarVoice& voice);  // "Mao Ning, Foreign Ministry, on 9 April 2024"
std::vector<std::string> step_lines(const Brief& brief, const CalendarEntry& entry);
std::string outcome_words(const CalendarEntry& entry);                    // "no news since 10 April 2024; overdue by 2 days"
std::string as_of_words(const Calendar& calendar);
std::string render_icalendar(const Brief& brief, const Calendar& calendar);

}  // namespace dragoman
