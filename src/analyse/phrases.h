// How reports and their words are shown to people.
#pragma once
#include <string>
#include <vector>

#include "dragoman/brief.h"
#include "knowledge/knowledge.h"

namespace dragoman {

// What every phrase needs.
struct Telling {
  const Brief& brief;
  const Knowledge& knowledge;
  const Report& report(ReportId id) const { return brief.codings[id.coding].reports[id.report]; }
};

std::string country_name(std::string_view code, const Knowledge& knowledge);
// "Zhao Leji (China)", "Chinese officials", "Russia".
std::string actor_phrase(const Actor& actor, const Knowledge& knowledge);
std::string actors_phrase(const std::vector<Actor>& actors, const Knowledge& knowledge);
std::string office_phrase(const Actor& actor, const Knowledge& knowledge);  // "Chairman … (rank 3)"; empty when unknown
std::string act_phrase(std::string_view act);                               // "weapons test"
std::string status_phrase(Status status);                                   // "called for"
// "planned, 11–13 April 2024" or "happened, no date given".
std::string status_and_time(const Report& report);
// "Zhao Leji (China) → North Korea: visit", and with roles "… (class: goodwill)".
std::string event_title(const Report& report, const Knowledge& knowledge);
std::string event_phrase(const Report& report, const Knowledge& knowledge);
// "Mao Ning, Foreign Ministry via Xinhua"; empty for the outlet's own voice.
std::string chain_names(const std::vector<Attribution>& chain);
// "according to Mao Ning, Foreign Ministry, via Xinhua"; empty for the outlet's own voice.
std::string chain_phrase(const std::vector<Attribution>& chain);

// The verdict on one claim of one coding; nullptr when it was not judged.
const ClaimVerdict* verdict_on(const Brief& brief, std::uint32_t coding, std::uint32_t claim);
// "History, on 11 April 2024: supported; … The record stood until …"
std::string verdict_phrase(const ClaimVerdict& verdict);

std::uint32_t sentence_at(const Coding& coding, std::size_t byte);
Citation cite(const Brief& brief, std::uint32_t coding, Span words);
// The stretch of the best sentence from the first to the last of actors and trigger, or the trigger alone when that is long.
Citation cite_report(const Brief& brief, ReportId id);
// The words one field of a report was read from; the report's own words when the field has none of its own.
Citation cite_field(const Brief& brief, ReportId id, std::string_view field);
// Drops repeats, keeps order, at most `most`.
void add_citation(std::vector<Citation>& cites, const Citation& cite, std::size_t most = 6);

// The words of a citation on one line, at most `most` code points, cut in the middle.
std::string cited_words(const Brief& brief, const Citation& cite, std::size_t most = 72);

}  // namespace dragoman
