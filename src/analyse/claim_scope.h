// What a claim counts: who goes where, who votes how, what is tested.
#pragma once
#include <cstdint>

#include "analyse/claim.h"
#include "analyse/claim_words.h"

namespace dragoman {

// Token ranges of one claim sentence.
struct ClaimZones {
  bool split = false;     // the subject stands apart from the scope
  bool inverted = false;  // … behind it
  std::uint32_t subject = 0, subject_end = 0;
  std::uint32_t scope = 0, end = 0;
  std::uint32_t baseline = 0, since = 0, baseline_end = 0;
  bool in_subject(std::uint32_t token) const { return split && token >= subject && token < subject_end; }
  bool in_baseline(std::uint32_t token) const { return token >= baseline && token < baseline_end; }
};

// Each fills its part of the claim and marks the words it read.
class VisitScope {
 public:
  VisitScope(ClaimWords& words, Claim& claim, const ClaimZones& zones) : w_(words), claim_(claim), zones_(zones) {}
  void read();

 private:
  void read_kind();
  void read_mention(const Mention& mention);
  void read_person(const Mention& mention, std::string_view before);
  void read_office(const Mention& mention, std::string_view before);
  void read_state(const Mention& mention, std::string_view before);
  void inherit();
  bool pair_word(const Mention& mention, std::string_view before) const;

  ClaimWords& w_;
  Claim& claim_;
  const ClaimZones& zones_;
  std::string subject_country_;  // where the subject's event took place
  bool pair_ = false;            // "between A and B": the second name belongs to the first
};

class CouncilScope {
 public:
  CouncilScope(ClaimWords& words, Claim& claim, const ClaimZones& zones) : w_(words), claim_(claim), zones_(zones) {}
  void read();

 private:
  ClaimWords& w_;
  Claim& claim_;
  const ClaimZones& zones_;
};

class TestScope {
 public:
  TestScope(ClaimWords& words, Claim& claim, const ClaimZones& zones) : w_(words), claim_(claim), zones_(zones) {}
  void read();

 private:
  ClaimWords& w_;
  Claim& claim_;
  const ClaimZones& zones_;
};

}  // namespace dragoman
