// Which member says what of each field of an event.
#pragma once
#include <string>
#include <vector>

#include "dragoman/event.h"
#include "knowledge/knowledge.h"

namespace dragoman {

// Support, dissent and silence per field of event.merged. Weekdays and lengths that agree with a dated telling support it.
std::vector<Field> weigh_fields(const Event& event, const std::vector<Coding>& codings, const Knowledge& knowledge);

// A report's value of one field as shown to people; empty when it is not stated.
std::string field_value(const Report& report, std::string_view field, const Knowledge& knowledge);
std::string show_time(const When& when);  // "11–13 April 2024", "Thursday to Saturday", "2023"; empty when undated

}  // namespace dragoman
