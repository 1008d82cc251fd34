// Act patterns against trees: what could have happened.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "coding/actors.h"
#include "coding/roles.h"
#include "knowledge/knowledge.h"

namespace dragoman {

// Why a candidate lacks a party.
inline constexpr std::string_view kNoSource = "no source", kNoTarget = "no target";

struct Binding {
  const RoleSpec* role = nullptr;
  Filler filler;
};

// One act pattern that fits at one trigger.
struct Candidate {
  std::uint32_t trigger = kNone;
  const Pattern* pattern = nullptr;
  std::vector<Binding> bindings;       // at most one per role, in pattern order
  std::vector<std::uint32_t> consumed; // tokens that constraints matched: no triggers of their own
  int strength = 0;                    // more constraints and roles, more strength
  bool by_words = false;               // the source is somebody of no known country
  bool unnamed = false;                // nothing says who did it, and that is news all the same
  std::string rejected;                // why it was put aside; empty while it stands
};

// Candidates of every token of one sentence, best first per trigger; the ones that lost carry `rejected`.
// `source` and `target` bind only to phrases that `actors` can read; a role ending in "?" may stay unbound; candidates
// lacking another one of these two are rejected ("no source").
std::vector<Candidate> match_sentence(const Sentence& sentence, const Roles& roles, const Actors& actors, const Knowledge& knowledge);

}  // namespace dragoman
