// Pronouns that the rules leave open follow the learnt chains.
#pragma once
#include "dragoman/document.h"
#include "parse/chains.h"

namespace dragoman {

// Working memory; capacity, never information. One per thread.
struct LinkScratch {
  ChainScratch chains;
  std::vector<Phrase> phrases;
  std::vector<std::uint32_t> named;  // by chain: its last mention of a named person
};

// Mentions by pronoun of persons ("he", "she") that point at nobody yet are given the nearest named person before them in their
// chain, at half the score, with `why` "chains". Reads trees and mentions; changes mentions only. Linear in tokens.
void link_by_chains(Document& document, const ChainModel& model, LinkScratch& scratch);

}  // namespace dragoman
