// Things that reports speak of and nobody is: weapons by their designation, documents by their title, amounts.
#pragma once
#include "parse/mention_work.h"

namespace dragoman {

// Adds the mention of a weapon ("F-16 fighter jets", "HIMARS rockets"), a document ("Resolution 2397") or an amount ("$1.4 billion",
// "500 tonnes") that begins at `token`; returns its end, 0 when none begins there. Bounded by its sentence.
std::uint32_t read_thing(MentionWork& work, std::uint32_t token);

}  // namespace dragoman
