// Events of an archive as text and as data.
#pragma once
#include <string>
#include <vector>

#include "archive/events.h"
#include "knowledge/knowledge.h"

namespace dragoman {

enum class EventFormat : std::uint8_t { text, json, jsonl, csv };

// docs/formats/events-json.md describes the data; in CSV every row has the same columns.
std::string render_events(const std::vector<EventLine>& lines, const Knowledge& knowledge, EventFormat format);
// Whole pages, for one event; CSV has no form for them and gives none.
std::string render_event_pages(const std::vector<EventPage>& pages, const Knowledge& knowledge, EventFormat format);

}  // namespace dragoman
