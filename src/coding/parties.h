// Who does it and to whom in the main event of a sentence, as whole noun phrases, whether or not any list knows them.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "coding/match.h"
#include "coding/tree.h"
#include "knowledge/knowledge.h"

namespace dragoman {

// A noun phrase: tokens [first, end), and the token that heads it.
struct Party {
  std::uint32_t first = 0, end = 0, head = kNone;
};

// `both`: parties of a reciprocal act that has no one side ("A met B", "A and B agreed"); then the other two lists are empty.
struct Parties {
  std::uint32_t event = kNone;  // the predicate they belong to
  std::vector<Party> source, target, both;
};

// The phrase of a head with its determiner, modifiers, apposition and the attributes behind it that say who or where it is;
// without relative clauses, participles, dates and what tells when, why or about what. An event noun with an owner keeps
// "of" only ("the court's rejection of the plea"). `conjuncts`: with what is coordinated with the head.
Party noun_phrase(std::uint32_t head, const Tree& tree, std::span<const Candidate> candidates, const Knowledge& knowledge, bool conjuncts);

// Reads the sentence's main predicate: under a saying that stands behind it or inside it, through passives, infinitives,
// complements and verbs that add only aspect. `candidates` are those of match_sentence() for the sentence. Pure.
Parties find_parties(const Sentence& sentence, std::span<const Candidate> candidates, const Tree& tree, const Knowledge& knowledge);

}  // namespace dragoman
