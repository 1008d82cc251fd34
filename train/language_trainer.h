// A language model from treebanks: word lists, tags, lemmas, network, file.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "dragoman/result.h"
#include "train/vector_trainer.h"

namespace dragoman {
class Knowledge;
}

namespace dragoman::train {

struct LanguageSettings {
  std::vector<std::string> train, dev;  // treebanks; without dev the last epoch is kept
  std::vector<std::string> names;       // sentences with names marked (name_data.h); read under one guideline
  const Knowledge* knowledge = nullptr; // word lists and names; needed
  std::string output;                   // model file
  std::uint64_t seed = 1;
  unsigned epochs = 0;                  // 0: the trainer's own choice
  const TextCorpus* text = nullptr;     // running text to learn words from; null: words are learnt from the treebanks alone
  std::size_t lesson_words = 0;         // words of it for the first lessons; 0: the trainer's own choice
  std::uint32_t width = 128, layers = 3;  // of the network: cells of one direction of a layer (a multiple of 16), layers (1–4)
  std::uint32_t pieces = 1u << 16;      // rows of the hashed table of affixes
};

// Writes the model of the epoch that parses `dev` best. `say` hears one line per epoch. The same file for the same input.
// What running text taught is kept in OUTPUT.lessons; a later run with the same text, seed and sizes begins there.
Outcome train_language(const LanguageSettings& settings, const std::function<void(const std::string&)>& say);

// Counts the relation tags of `train` anew (relation_tags.h) and writes a copy of the model file with them.
Outcome renew_relation_tags(const LanguageSettings& settings, const std::string& model);

}  // namespace dragoman::train
