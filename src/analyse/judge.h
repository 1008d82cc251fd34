// A judge of the record claims in articles, by the history tables.
#pragma once
#include <memory>

#include "analyse/claim.h"
#include "archive/history.h"
#include "dragoman/brief.h"

namespace dragoman {

// A claim of an article in its normal form, with the verdict on it; nothing when it is of a kind that the tables do not hold.
using ClaimReader = std::function<std::optional<ClaimAnswer>(const Coding&, const RecordClaim&, const Report* main)>;

// Reads the words of the claim by themselves and judges them as of the day of their article; what they leave out (who, where, whose
// visit) is taken from the reading of the article and from the story's main event. No verdict on an article without a date.
// One judge per thread. `history` must outlive it.
ClaimReader history_reader(std::shared_ptr<const Models> models, const History& history);
// The same as a verdict in words, for make_brief().
ClaimJudge history_judge(std::shared_ptr<const Models> models, const History& history);

}  // namespace dragoman
