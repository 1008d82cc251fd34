// Where the doers and the done-to of a trigger stand in the tree.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "coding/tree.h"
#include "knowledge/knowledge.h"

namespace dragoman {

// A found role filler: the token that heads it, and how it was reached ("subj:control", "poss", "by" …) for `why`.
struct Filler {
  std::uint32_t token = kNone;
  const char* how = "";
};

// Role ways of lexicon/GRAMMAR.md over one document's trees. Pure queries; kNone where nothing is expressed.
class Roles {
 public:
  Roles(const Tree& tree, const Knowledge& knowledge) : tree_(tree), doc_(tree.document()), knowledge_(knowledge) {}

  // The verb whose object, subject or complement a noun trigger is, if it adds only aspect ("held talks", "paid a visit").
  std::uint32_t light_governor(std::uint32_t noun) const;
  Filler subject(std::uint32_t trigger) const;  // who does it: through passives, control, relatives, conjunction
  Filler object(std::uint32_t trigger) const;   // whom it is done to
  Filler possessor(std::uint32_t noun) const;   // "Russia's", "Russian", "US"
  Filler agent(std::uint32_t noun) const;       // poss, by, of, subject of the light verb, traveller "on a visit"
  Filler preposition(std::uint32_t trigger, std::string_view preposition) const;
  Filler complement(std::uint32_t trigger) const;  // clausal complement
  // The first filler of a way, one step further where the way says so. `all` gives every candidate in order.
  void find(std::uint32_t trigger, const Way& way, std::vector<Filler>& out) const;

  const Tree& tree() const { return tree_; }

 private:
  Filler subject_from(std::uint32_t verb, int depth) const;
  bool names_time(std::uint32_t token) const;
  bool goes(std::uint32_t verb) const;
  bool aside(std::uint32_t noun) const;
  Filler deep_agent(std::uint32_t noun) const;
  Filler other_control(std::uint32_t verb, std::uint32_t governor) const;
  void find_one(std::uint32_t trigger, Way::Kind kind, std::string_view preposition, std::vector<Filler>& out) const;
  bool in_set(std::string_view set, std::uint32_t token) const { return knowledge_.in_set(set, doc_.lemma[token]); }

  const Tree& tree_;
  const Document& doc_;
  const Knowledge& knowledge_;
};

}  // namespace dragoman
