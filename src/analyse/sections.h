// The parts of one story, each a pure function of the brief so far.
#pragma once
#include "analyse/phrases.h"

namespace dragoman {

// "Zhao Leji (China) → North Korea: visit; planned, 11–13 April 2024; according to …", with the words of every telling.
BriefLine event_line(const Telling& telling, std::uint32_t event);
// Appends what the tellings of an event disagree on, a line a field.
void add_dissent(const Telling& telling, std::uint32_t event, BriefSection& section);
// Outlets behind some reports: "CNN, Global Times".
std::string outlets_of(const Brief& brief, const std::vector<ReportId>& ids);

BriefSection sources_section(const Telling& telling, const Story& story);
BriefSection main_section(const Telling& telling, const Story& story);
BriefSection events_section(const Telling& telling, const Story& story, bool background);
// Follow-ups that the lexicon leads one to expect of the story's acts, each with the report it follows from.
BriefSection watch_section(const Telling& telling, const Story& story);
BriefSection claims_section(const Telling& telling, const Story& story);
// Of Brief::records, those of the story's events.
BriefSection records_section(const Telling& telling, const Story& story);
BriefSection statements_section(const Telling& telling, const Story& story);
BriefSection differences_section(const Telling& telling, const Story& story);
BriefSection not_stated_section(const Telling& telling, const Story& story);
BriefSection dyads_section(const Telling& telling, const Story& story);
BriefSection set_aside_section(const Telling& telling, const Story& story);

}  // namespace dragoman
