// Dates that are counted from another date of the text: "the following day", "two days after the attack on Monday".
#pragma once
#include <span>
#include <vector>

#include "coding/time.h"
#include "coding/time_words.h"
#include "coding/tree.h"
#include "knowledge/knowledge.h"

namespace dragoman {

// Adds to `found`, the expressions of the document up to and with this sentence, those of it that are counted from one of them,
// and gives a day to those that had none for want of it. What nothing dates stays undated.
void count_from_others(const Tree& tree, const Knowledge& knowledge, const Sentence& sentence, std::span<const TimePiece> pieces, std::vector<Timex>& found);

}  // namespace dragoman
