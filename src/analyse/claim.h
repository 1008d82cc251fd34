// Record claims ("the highest-level visit since 2019"): their normal form, and what the history tables say of them.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "archive/history.h"
#include "dragoman/document.h"
#include "knowledge/knowledge.h"

namespace dragoman {

// One side of what is counted. Empty fields ask for nothing.
struct ClaimParty {
  std::vector<std::uint32_t> persons;  // entity ids; any of them
  std::string name;                    // of a person whom the lexicon does not know
  std::string country;                 // ISO 3166 alpha-3
  std::string office;                  // office or title id
  std::string words;                   // as the sentence puts the office
  int lowest_rank = 0;                 // this rank or a higher one; 0: any
  bool empty() const { return persons.empty() && name.empty() && country.empty() && office.empty() && lowest_rank == 0; }
};

// What a record is made of: one visit, veto, vote or test, in the terms of the comparison.
struct Deed {
  std::string id, words, source;
  Day first{}, last{}, end{};  // first and last day on which it can have begun; last day on which it can have ended
  int rank = 0;               // visits
  double size = 1;            // what is counted: missiles; else 1
  std::string outcome;
  const VisitRow* visit = nullptr;
};

// The normal form of record.md: metric, scope, baseline. One sentence, one claim.
struct Claim {
  enum class About : std::uint8_t { nothing, visits, votes, vetoes, tests };
  enum class Metric : std::uint8_t { none, highest, first, latest, never, nth, count, longest, shortest, most, only, always, happened };
  enum class Near : std::uint8_t { rounded, nearly, over, least, most };

  About about = About::nothing;
  Metric metric = Metric::none;
  std::string metric_words;
  int number = 0;       // nth, count: how many
  Near near = Near::rounded;

  // visits
  ClaimParty who, whom;           // visitor and host; of a meeting the two that meet
  std::string host_country;       // where to
  std::string place;              // city, when the claim is about a city
  std::string visit_class;
  bool both_ways = false, meetings = false, outside = false, summit = false;  // outside: where neither is at home
  // votes and vetoes
  std::vector<std::string> members;  // who votes
  std::string subject;               // state the text is about; empty: any
  std::vector<std::string> region;   // states of a part of the world: of the subject, or of the members that vote
  std::string subject_words;         // … or words of the subject ("human rights", "panel of experts")
  std::string vote;                  // yes, no, abstain
  std::string text_kind;             // resolution, draft, procedural
  bool alone = false, drafts_only = false;
  // tests
  std::string country, kind, range, system, outcome;

  // the event that is said to hold the record
  ClaimParty subject_party;
  std::string subject_place;       // city or state in which it took place
  std::optional<Day> subject_from, subject_to;
  bool subject_named = false;
  std::optional<Deed> told;        // … as an article tells it, for the days on which the tables do not hold it yet
  bool planned = false;            // the sentence speaks of what will be

  // baseline and window
  std::optional<Day> after;        // only what began later than this day counts
  std::optional<Day> since_first;  // first day of the date that the baseline names
  std::optional<Day> from, to;     // … and within these, inclusive
  std::string baseline_words;
  ClaimParty baseline_party;       // "since Xi Jinping in June 2019": whose event it was
  double years = 0;                // "in N years"
  bool ever = false;
  bool past_perfect = false;       // "had last": looks back from the day of judgement, not at it

  std::vector<std::string> not_understood;  // content words that no part of the reading accounts for
  std::vector<std::string> outside_tables;  // what is asked for and in no table: "visits to Vietnam"
};

struct ClaimAnswer {
  enum class Verdict : std::uint8_t { supported, contradicted, cannot_decide };
  Claim claim;
  Day as_of{};
  Verdict verdict = Verdict::cannot_decide;
  std::string reason;                   // one sentence
  std::string counter_example;          // id of a row
  std::string first_superseded;         // id of the first later row that ends the record
  std::optional<Day> stood_until;
  std::string holder;                   // id of the row that is said to hold the record
  std::vector<Deed> ranked;             // the list behind the verdict, highest first
  std::vector<std::string> coverage;    // what the tables say of scope and window, and what is missing
};

std::string_view to_string(Claim::About);
std::string_view to_string(Claim::Metric);
std::string_view to_string(ClaimAnswer::Verdict);

// The claim that one sentence makes. The document is read up to mentions and dated to the day of judgement. Pure.
Claim read_claim(const Document& document, const Knowledge& knowledge, const History& history);
// Judges it by what the tables hold of the days up to `as_of`; rows after it only tell when a record ended. Pure.
ClaimAnswer check_claim(Claim claim, const Knowledge& knowledge, const History& history, Day as_of);

enum class ClaimFormat { text, json, md };
std::string render_claim(const ClaimAnswer& answer, ClaimFormat format);

}  // namespace dragoman
