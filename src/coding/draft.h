// From a matched pattern to a draft report of one sentence.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "coding/actors.h"
#include "coding/attribution.h"
#include "coding/match.h"
#include "coding/status.h"
#include "coding/time.h"
#include "dragoman/report.h"

namespace dragoman {

// Everything the drafts of one document read. Views; lives for one code_document call.
struct Reading {
  const Document& doc;
  const Knowledge& knowledge;
  Tree tree;
  Actors actors;
  Roles roles;
  std::vector<Timex> times;
  std::vector<Saying> sayings;

  Reading(const Document& document, const Knowledge& knowledge);
  bool in_set(std::string_view set, std::uint32_t token) const { return knowledge.in_set(set, doc.lemma[token]); }
};

// A report in the making: the report, and the tokens that later steps need.
struct Draft {
  Report report;
  std::uint32_t trigger = kNone;
  bool anaphoric = false;     // "the visit", "this trip": points at an event told before
  bool status_fixed = false;  // tense or operators decided
  bool unnamed = false;       // nobody of a known country did it
  std::string rejected;       // why it is no report; empty while it stands
};

// Fills every field the sentence itself gives. Never fails: a draft that cannot stand carries `rejected`.
Draft make_draft(const Candidate& candidate, const Reading& reading);

// Takes into the confidence how likely the event scorer thinks the act's type (0 … 1).
void weigh_type(Report& report, float likely, const Knowledge& knowledge);

// The time expression that belongs to a trigger: nearest in the tree, not another verb's; nullptr when none does.
const Timex* time_of(std::uint32_t trigger, const Reading& reading);
// Length in days said of an event noun ("three-day visit"); 0 when not stated.
int duration_of(std::uint32_t trigger, const Reading& reading);

// Class, announcer, confirmer, inviter, occasion …: roles that any mention of an event, also a later one, may add.
void add_roles_around(std::uint32_t trigger, const Act& act, const Reading& reading, Report& report);
void add_role(Report& report, std::string_view name, std::string value, std::string actor, Span span);

}  // namespace dragoman
