// One event out of its members.
#pragma once
#include <optional>
#include <vector>

#include "dragoman/event.h"
#include "fuse/origins.h"
#include "knowledge/knowledge.h"

namespace dragoman {

// Fills merged, history, origins and fields of an event whose members are set, in order of coding and report.
void tell_event(Event& event, const std::vector<Coding>& codings, const Origins& origins, const Knowledge& knowledge);

// How the status moved, oldest first: by day of publication, on one day from plan to deed, each step by all who tell it there. What
// is told as a plan after the deed is no step; a journey told as begun before the day it ends is under way.
std::vector<StatusStep> history_of(const std::vector<ReportId>& members, const std::vector<Coding>& codings, std::optional<Day> journey_ends = std::nullopt);

}  // namespace dragoman
