// A judge of the record claims in articles, by the history tables.
#pragma once
#include <memory>

#include "archive/history.h"
#include "dragoman/brief.h"

namespace dragoman {

// Reads the words of the claim by themselves and judges them as of the day of their article; what they leave out (who, where, whose
// visit) is taken from the reading of the article and from the story's main event. No verdict on an article without a date.
// One judge per thread. `history` must outlive it.
ClaimJudge history_judge(std::shared_ptr<const Models> models, const History& history);

}  // namespace dragoman
