// Learns the table of lemmas: suffix edits first, then exceptions for the words those get wrong.
#pragma once
#include <string>
#include <vector>

#include "parse/lemmas.h"
#include "train/treebank.h"

namespace dragoman::train {

struct LemmaBook {
  std::vector<LemmaSlot> slots;  // a power of two
  std::string text;              // what edits add
  LemmaTable table() const { return {slots, text}; }
};

// The same book for the same trees.
LemmaBook learn_lemmas(const std::vector<Tree>& trees);

}  // namespace dragoman::train
