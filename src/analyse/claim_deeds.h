// The rows that a claim counts, and whether the tables hold all of them.
#pragma once
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "analyse/claim.h"

namespace dragoman {

// Names of a table's persons as entities of the lexicon. One per check.
class TablePersons {
 public:
  explicit TablePersons(const Knowledge& knowledge) : knowledge_(knowledge) {}
  const std::vector<std::uint32_t>& of(const std::string& name);  // namesakes included
  // … of whom those are left who held that rank on the day, when any did.
  std::vector<std::uint32_t> meant(const std::string& name, const FuzzyDay& day, int rank);
  // Does somebody of this name satisfy the party on these days? `rank` and `office` are what the row says of him.
  bool fits(const ClaimParty& party, const std::string& name, std::string_view country, const FuzzyDay& day, int rank, std::string_view office);
  // The rank of an office or title for a state; 0 when silent.
  int rank_of(const std::string& office, const std::string& country) const;
  std::string state_name(const std::string& country) const;
  const Knowledge& knowledge() const { return knowledge_; }

 private:
  bool holds(const ClaimParty& party, const std::string& name, std::string_view country, const FuzzyDay& day, int rank, std::string_view office);
  const Knowledge& knowledge_;
  std::map<std::string, std::vector<std::uint32_t>> seen_;
};

// Everything in the scope of the claim, whenever it was, in order of days. Visits that were called off are left out.
std::vector<Deed> deeds_in_scope(const Claim& claim, const History& history, TablePersons& persons);
// Visits in scope that were called off.
std::vector<Deed> cancelled_in_scope(const Claim& claim, const History& history, TablePersons& persons);
// Deeds in scope that fit what the sentence says of the event that holds the record.
bool is_subject(const Deed& deed, const Claim& claim, TablePersons& persons);

// Both ends inclusive; 0: as the scope has it.
struct RankRange {
  int highest = 0, lowest = 0;
};

struct CoverageAnswer {
  bool complete = false;             // nothing in scope and window can be missing, as far as the tables say
  bool covered = false;              // tables speak of the scope at all
  Day from{}, to{};                  // period of those tables
  std::vector<std::string> lines;    // for the reader
};
// For visits: the ranks that matter, of those who go and, where both ways count, of those who come.
CoverageAnswer coverage_of(const Claim& claim, const History& history, TablePersons& persons, Day from, Day to, const RankRange& there, const RankRange& back);

}  // namespace dragoman
