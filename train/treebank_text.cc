#include "train/treebank_text.h"

#include <algorithm>

namespace dragoman::train {

namespace {

// "don't" holds "do" and "n't"; where the words do not spell the surface form each takes a share of its bytes.
void place_words(const Tree& tree, const Surface& surface, Layout& out) {
  auto at = static_cast<std::uint32_t>(out.text.size());
  out.text += surface.form;
  const auto end = static_cast<std::uint32_t>(out.text.size());
  for (std::uint32_t i = surface.first; i < surface.end; ++i) {
    const auto left = surface.end - i;
    const auto wanted = std::min(static_cast<std::uint32_t>(tree.words[i].form.size()), end - at);
    const auto size = left == 1 ? end - at : std::min(wanted, end - at - std::min(end - at, left - 1));
    out.words.push_back({at, at + size});
    at += size;
  }
}

}  // namespace

Layout lay_out(const std::vector<Tree>& trees, std::size_t from, std::size_t to) {
  Layout out;
  for (std::size_t t = from; t < to; ++t) {
    const Tree& tree = trees[t];
    if (tree.paragraph_start && !out.text.empty()) out.text += "\n\n";
    const std::size_t first = out.words.size();
    for (const Surface& surface : tree.surfaces) {
      place_words(tree, surface, out);
      if (surface.space_after) out.text += ' ';
    }
    out.sentences.push_back({out.words[first].begin, out.words.back().end});
  }
  return out;
}

std::size_t document_end(const std::vector<Tree>& trees, std::size_t from) {
  std::size_t to = from + 1;
  while (to < trees.size() && trees[to].document == trees[from].document) ++to;
  return to;
}

}  // namespace dragoman::train
