// The text that trees were made from.
#pragma once
#include <string>
#include <vector>

#include "dragoman/document.h"
#include "train/treebank.h"

namespace dragoman::train {

// The text of some trees, and where in it each word and sentence stands.
struct Layout {
  std::string text;
  std::vector<Span> words, sentences;
};

// Of the trees [from, to); an empty line between paragraphs.
Layout lay_out(const std::vector<Tree>& trees, std::size_t from, std::size_t to);

// The end of the treebank's document that begins at `from`.
std::size_t document_end(const std::vector<Tree>& trees, std::size_t from);

}  // namespace dragoman::train
