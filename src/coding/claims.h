// Record claims ("the highest-level visit since 2019") in normal form.
#pragma once
#include <vector>

#include "coding/attribution.h"
#include "coding/time.h"
#include "dragoman/report.h"

namespace dragoman {

// Every claim of the reporting sentences, in text order. Pure.
std::vector<RecordClaim> find_claims(const Roles& roles, const Actors& actors, const std::vector<Timex>& times,
                                     const std::vector<Saying>& sayings, const Knowledge& knowledge);

}  // namespace dragoman
