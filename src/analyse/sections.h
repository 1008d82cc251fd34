// The parts of one story, each a pure function of the brief so far.
#pragma once
#include "analyse/phrases.h"

namespace dragoman {

BriefSection sources_section(const Telling& telling, const Story& story);
BriefSection main_section(const Telling& telling, const Story& story);
BriefSection events_section(const Telling& telling, const Story& story, bool background);
BriefSection claims_section(const Telling& telling, const Story& story);
BriefSection statements_section(const Telling& telling, const Story& story);
BriefSection differences_section(const Telling& telling, const Story& story);
BriefSection not_stated_section(const Telling& telling, const Story& story);
BriefSection dyads_section(const Telling& telling, const Story& story);
BriefSection set_aside_section(const Telling& telling, const Story& story);

}  // namespace dragoman
