// Learns the table of lemmas: suffix edits first, then exceptions for the words those get wrong, then words of running text
// for which they say a lemma that no text has ("provok") where another rule says one it has ("provoke").
#pragma once
#include <string>
#include <vector>

#include "parse/lemmas.h"
#include "train/treebank.h"
#include "train/vector_trainer.h"

namespace dragoman::train {

struct LemmaBook {
  std::vector<LemmaSlot> slots;  // a power of two
  std::string text;              // what edits add
  LemmaTable table() const { return {slots, text}; }
};

// The same book for the same input. Without text (null) the treebanks alone decide.
LemmaBook learn_lemmas(const std::vector<Tree>& trees, const TextCorpus* text = nullptr);

}  // namespace dragoman::train
