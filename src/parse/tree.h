// From arc scores to one tree.
#pragma once
#include <cstdint>
#include <vector>

namespace dragoman {

// Scratch of one thread.
struct TreeScratch {
  std::vector<std::uint8_t> mark;
  std::vector<std::uint32_t> path;
};

// Fills heads[0 … words): 0 is the root, i+1 the i-th word. `arcs` holds a row for every dependent (row 0 unused) with a
// score for every head, `columns` floats apart. Best head for each word, exactly one word under the root, cycles opened
// where that costs least. Linear in the number of scores.
void best_tree(const float* arcs, std::size_t columns, std::size_t words, std::vector<std::uint32_t>& heads, TreeScratch& scratch);

}  // namespace dragoman
