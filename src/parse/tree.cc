#include "parse/tree.h"

namespace dragoman {

namespace {

struct Scores {
  const float* arcs;
  std::size_t columns, words;
  float operator()(std::size_t word, std::size_t head) const { return arcs[(word + 1) * columns + head]; }

  // The best head other than the root and the word itself.
  std::uint32_t best_word(std::size_t word) const {
    std::uint32_t best = word == 0 ? 2 : 1;
    for (std::uint32_t head = best; head <= words; ++head)
      if (head != word + 1 && (*this)(word, head) > (*this)(word, best)) best = head;
    return best;
  }
};

std::size_t choose_root(const Scores& score, const std::vector<std::uint32_t>& heads) {
  std::size_t root = 0;
  float best = 0;
  for (std::size_t word = 0; word < score.words; ++word) {
    const float lead = score(word, 0) - score(word, heads[word]);
    if (word == 0 || lead > best) root = word, best = lead;
  }
  return root;
}

enum : std::uint8_t { kUnseen, kOnPath, kRooted };

// Gives one word of the cycle a head that hangs under the root, at the least cost.
void open_cycle(const Scores& score, std::uint32_t start, std::vector<std::uint32_t>& heads, const TreeScratch& scratch) {
  std::size_t word_to_move = start - 1;
  std::uint32_t new_head = 0;
  float best = 0;
  std::uint32_t node = start;
  do {
    const std::size_t word = node - 1;
    for (std::uint32_t head = 1; head <= score.words; ++head) {
      if (scratch.mark[head] != kRooted) continue;
      const float gain = score(word, head) - score(word, heads[word]);
      if (new_head == 0 || gain > best) word_to_move = word, new_head = head, best = gain;
    }
    node = heads[word];
  } while (node != start);
  heads[word_to_move] = new_head;
}

}  // namespace

void best_tree(const float* arcs, std::size_t columns, std::size_t words, std::vector<std::uint32_t>& heads, TreeScratch& scratch) {
  heads.assign(words, 0);
  if (words < 2) return;
  const Scores score{arcs, columns, words};
  for (std::size_t word = 0; word < words; ++word) heads[word] = score.best_word(word);
  const std::size_t root = choose_root(score, heads);
  heads[root] = 0;
  scratch.mark.assign(words + 1, kUnseen);
  scratch.mark[0] = scratch.mark[root + 1] = kRooted;
  // Words whose path reaches the root first, so that cycles can be hung anywhere that is safe.
  for (const bool opening : {false, true}) {
    for (std::uint32_t start = 1; start <= words; ++start) {
      if (scratch.mark[start] != kUnseen) continue;
      scratch.path.clear();
      std::uint32_t node = start;
      for (; scratch.mark[node] == kUnseen; node = heads[node - 1]) scratch.mark[node] = kOnPath, scratch.path.push_back(node);
      const bool cycle = scratch.mark[node] == kOnPath;
      if (cycle && opening) open_cycle(score, node, heads, scratch);
      for (const std::uint32_t seen : scratch.path) scratch.mark[seen] = cycle && !opening ? kUnseen : kRooted;
    }
  }
}

}  // namespace dragoman
