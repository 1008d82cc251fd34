// One brief in three dresses.
#pragma once
#include <string>
#include <string_view>

#include "dragoman/brief.h"

namespace dragoman {

std::string render_text(const Brief& brief, const RenderOptions& options);
std::string render_markdown(const Brief& brief);
std::string render_json(const Brief& brief);
// One event of the brief as one line of JSON, without the line feed.
std::string render_event(const Brief& brief, const Event& event);

// Text of strangers, that must not become markup nor end a cell of a table: on one line.
std::string markdown_escaped(std::string_view text);

}  // namespace dragoman
