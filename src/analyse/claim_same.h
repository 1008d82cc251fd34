// Do two record claims say the same? Their normal forms, field by field.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "analyse/claim.h"

namespace dragoman {

// How the first claim stands to the second: `narrower` counts a part of what the second counts, `wider` the other way round.
enum class ClaimRelation : std::uint8_t { same, narrower, wider, different, unknown };

struct ClaimTerm {
  std::string field;          // "metric", "who", "where", "deeds", "direction", "window", "baseline", "boundary" …
  std::string first, second;  // in words
  ClaimRelation relation = ClaimRelation::same;
};

struct ClaimMatch {
  ClaimRelation verdict = ClaimRelation::same;
  std::vector<ClaimTerm> terms;  // of every field that either claim fills, in a fixed order
};

// Compares what is counted, how, and from when; not who asserts it, nor whose event holds the record. A baseline that names an event
// is compared by its day where check_claim() has found one, so give the claims as ClaimAnswer::claim has them. `as_of` are the days of
// judgement, from which "in N years" counts back. The verdict is `different` when any field is, or when one is narrower and
// another wider; `unknown` when a claim was not understood in full and nothing else sets them apart. Pure.
ClaimMatch compare_claims(const Claim& first, Day first_as_of, const Claim& second, Day second_as_of);

std::string_view to_string(ClaimRelation relation);
// "highest of visits, CHN → PRK, since 2019": the normal form in one line.
std::string normal_form(const Claim& claim);

// Both claims, each with its verdict, and how the first stands to the second.
std::string render_claims(const ClaimAnswer& first, const ClaimAnswer& second, ClaimFormat format);

}  // namespace dragoman
