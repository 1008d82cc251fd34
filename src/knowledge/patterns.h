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

// One line as written. PatternTables makes the Pattern that matching uses from it.
struct PatternLine {
  struct Condition {
    Constraint::Kind kind = Constraint::obj;
    bool forbidden = false;
    std::vector<std::string_view> prepositions, lemmas;
  };
  struct RoleLine {
    std::string_view role;
    bool optional = false;
    std::vector<Way> ways;
  };
  std::uint32_t act = 0;                // left to the caller, as is the id
  std::string_view id;
  std::vector<std::string_view> heads;  // sets expanded
  Pattern::Kind kind = Pattern::verb;
  bool any_kind = false;                // a `not` line that names no part of speech
  bool forbids = false, side = false;
  std::vector<Condition> constraints;
  std::vector<RoleLine> roles;
};

// Reads one line. `key` is verb, noun, adj, side or not. nullopt and `fault` filled when it is malformed.
// Joined words are kept in `arena`.
std::optional<PatternLine> parse_pattern(std::string_view key, std::string_view value, const SetLookup& sets, Arena& arena,
                                         LineFault& fault);

// "source=subj|by" and the like, for one way: "obj.poss", "to".
std::optional<Way> parse_way(std::string_view text);

}  // namespace dragoman
