// Which way the words around a time expression point.
#pragma once
#include "coding/time_resolve.h"
#include "coding/tree.h"
#include "knowledge/knowledge.h"

namespace dragoman {

// By the verb that governs the tokens [first, end): "met" is past, "meets" present, "will meet" and "to meet" future. Unknown without a parse.
Tense tense_around(const Tree& tree, const Knowledge& knowledge, std::uint32_t first, std::uint32_t end);

// The same for a time expression: "Tuesday's talks" are over where the verb is present ("follows Tuesday's talks").
Tense tense_of_time(const Tree& tree, const Knowledge& knowledge, std::uint32_t first, std::uint32_t end);

}  // namespace dragoman
