// The history tables a verb reads: those of --history, else those installed beside the lexicon.
#pragma once
#include <optional>
#include <string>

#include "archive/history.h"
#include "dragoman/result.h"
#include "knowledge/knowledge.h"

namespace dragoman::app {

// A complaint on stderr for every bad row; they are counted in `bad_rows`.
Result<History> open_history(const std::string& folder, std::size_t& bad_rows);
// The code of a state given as a code or by a name that the lexicon knows; empty when unknown.
std::string state_code(const std::string& given, const Knowledge& knowledge);
// "3", "..3", "2..4", "3.." as ranks; false when it is no range within 1 to 7.
bool rank_range(const std::string& given, int& highest, int& lowest);
// A day, or the first or last day of a month or year; nothing when it is no date.
std::optional<Day> day_option(const std::string& given, bool last);

}  // namespace dragoman::app
