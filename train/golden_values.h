// How single values of a golden case are compared and shown.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "dragoman/report.h"

namespace dragoman::train {

std::string_view trim_words(std::string_view words);
// Pieces between `mark`, trimmed; never an empty list.
std::vector<std::string_view> split_words(std::string_view words, std::string_view mark);
bool contains_words(std::string_view whole, std::string_view part);  // ignoring ASCII case
std::string day_words(Day day);

bool actor_is(const Actor& actor, std::string_view expected);
// "ARN, GON": every one is there and nobody else; "none": nobody.
bool actors_are(const std::vector<Actor>& actors, std::string_view expected);
bool time_is(const When& when, std::string_view expected);
bool chain_is(const std::vector<Attribution>& chain, std::string_view expected);
// Is the first day that of one of the alternatives ("2031-05-13..2031-05-15 | 2031-05"; "undated": no day)?
bool starts_on(const When& when, std::string_view expected);
// Is who is quoted innermost the last link of one of the alternatives ("Northern Wire < Faramir | none"; "none": nobody)?
bool speaker_is(const std::vector<Attribution>& chain, std::string_view expected);

std::string actors_shown(const std::vector<Actor>& actors);
std::string time_shown(const When& when);
std::string chain_shown(const std::vector<Attribution>& chain);

// One field of a report in the words a case would use; empty when not stated.
std::string field_shown(const Report& report, std::string_view field, std::string_view text);
// Does the report say this? `expected` may offer alternatives: "visit | talks".
bool field_is(const Report& report, std::string_view field, std::string_view expected, std::string_view text);

}  // namespace dragoman::train
