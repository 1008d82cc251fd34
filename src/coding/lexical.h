// Lexicon entries of several words ("call off", "take place", "gear up for") against a tree.
#pragma once
#include <span>
#include <string_view>
#include <vector>

#include "coding/tree.h"
#include "knowledge/knowledge.h"

namespace dragoman {

// True when each further word of an entry stands near its head lemma: a dependent, or the case marker of a dependent.
bool words_fit(const Tree& tree, std::uint32_t token, std::span<const std::string_view> words);

// The entry for a token whose further words fit, the longest first; nullptr when none does.
const Operator* find_operator(const Tree& tree, const Knowledge& knowledge, std::uint32_t token, Operator::Form form);
const Light* find_light(const Tree& tree, const Knowledge& knowledge, std::uint32_t token);
const Cue* find_cue(const Tree& tree, const Knowledge& knowledge, std::uint32_t token, Cue::Form form);

// "became the first state to recognise Rohan", "was the latest to join": the word whose tense holds for the infinitive on a noun
// that is singled out by its rank, which is that noun itself under a copula or the verb above; kNone where there is none.
std::uint32_t ranked_clause(const Tree& tree, const Knowledge& knowledge, std::uint32_t noun);

}  // namespace dragoman
