// A language model from treebanks: word lists, tags, lemmas, network, file.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "dragoman/result.h"
#include "train/vector_trainer.h"

namespace dragoman::train {

struct LanguageSettings {
  std::vector<std::string> train, dev;  // treebanks; without dev the last epoch is kept
  std::string output;                   // model file
  std::uint64_t seed = 1;
  unsigned epochs = 0;                  // 0: the trainer's own choice
  const TextCorpus* text = nullptr;     // running text to learn word vectors from; null: words are learnt from the treebanks alone
};

// Writes the model of the epoch that parses `dev` best. `say` hears one line per epoch. The same file for the same input.
Outcome train_language(const LanguageSettings& settings, const std::function<void(const std::string&)>& say);

}  // namespace dragoman::train
