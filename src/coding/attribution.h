// Who says what: cue, speaker and content, nested by containment.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "coding/actors.h"
#include "coding/roles.h"
#include "dragoman/report.h"
#include "knowledge/knowledge.h"

namespace dragoman {

// One saying: everything under `root` that is not under `except` is its content.
struct Saying {
  std::uint32_t cue = kNone;       // token of the cue word; kNone for a quotation carried on without a cue
  std::uint32_t speaker = kNone;   // head token of the speaker
  std::uint32_t root = kNone, except = kNone;
  std::uint32_t first = 0, end = 0;  // extent of the content, in tokens
  bool quoted = false;             // continued direct speech: content is the extent itself
  bool event_noun = false;         // the content is a noun phrase ("announced the visit")
  bool unofficial = false;         // an analyst, scholar or outlet: forecasts are no plans of a state
  std::uint32_t hearer = kNone;    // "told the Lake Gazette"
  Attribution who;
};

// All sayings of the document in text order. Pure.
std::vector<Saying> find_sayings(const Roles& roles, const Actors& actors, const Knowledge& knowledge);
bool says(const Saying& saying, const Tree& tree, std::uint32_t token);  // token lies in its content
// Chain for a token from the sayings of its sentence, outermost first.
std::vector<Attribution> chain_for(std::span<const Saying> sayings, const Tree& tree, std::uint32_t token);

}  // namespace dragoman
