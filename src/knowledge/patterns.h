// The pattern lines of acts: `verb|noun|adj|side  HEADS  CONSTRAINTS  ROLES` and `not …`.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/arena.h"
#include "knowledge/knowledge.h"

namespace dragoman {

// What is wrong with a line and what would be right.
struct LineFault {
  std::string message, remedy;
  bool missing_set = false;
};

// Lemmas of a named set; nullopt when there is no such set.
using SetLookup = std::function<std::optional<std::span<const std::string_view>>(std::string_view)>;

struct PatternLine {
  std::vector<std::string_view> heads;  // sets expanded
  Pattern pattern;                      // act and id are left to the caller
  bool any_kind = false;                // a `not` line that names no part of speech
};

// Reads one line. `key` is verb, noun, adj, side or not. nullopt and `fault` filled when it is malformed.
// Joined words are kept in `arena`.
std::optional<PatternLine> parse_pattern(std::string_view key, std::string_view value, const SetLookup& sets, Arena& arena,
                                         LineFault& fault);

// "source=subj|by" and the like, for one way: "obj.poss", "to".
std::optional<Way> parse_way(std::string_view text);

}  // namespace dragoman
