// An article in a few hundred bytes: enough to tell whether another shares its words or its sequence of facts.
#pragma once
#include <cstdint>
#include <vector>

#include "dragoman/report.h"
#include "knowledge/knowledge.h"

namespace dragoman {

struct TextSketch {
  std::vector<std::uint64_t> low;   // the smallest hashes of its shingles of five words, in order of size
  bool whole = true;                // these are all its shingles
  std::vector<std::uint32_t> facts; // names and numbers as hashes, in order of telling
  std::vector<std::uint64_t> fact_keys;  // a sample of neighbouring pairs of facts, in order of size
};

// Of the paragraphs that report; of the whole text where nothing was segmented. Linear in the text.
TextSketch sketch(const Coding& coding, const Knowledge& knowledge);

// What two articles share. Shares are estimates from the sketches, 0 … 1.
struct Overlap {
  double of_first = 0, of_second = 0;  // share of the shingles of each that the other has too
  double facts = 0;                    // names and numbers told in the same order: twice the common ones by all
  double fewer_facts = 0;              // the same by those of the article that has fewer
  std::uint32_t common_facts = 0;
};
Overlap overlap(const TextSketch& first, const TextSketch& second);

}  // namespace dragoman
