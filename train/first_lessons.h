// The network's first lessons: guessing hidden words of running text, before any treebank.
//
// A share of the words of every sentence is blanked out and the class of each is guessed from what stands around it (the
// masked-word task of Devlin and others 2019, over word classes in place of words, so that it is cheap).
#pragma once
#include <functional>
#include <string>

#include "train/network_trainer.h"
#include "train/text_corpus.h"

namespace dragoman::train {

struct FirstLessons {
  std::uint64_t seed = 1;
  std::size_t words = 12'000'000;  // of running text to read, taken evenly from all of it
  float hidden_share = 0.2f;
  float rate = 1.5e-3f, last_rate = 1e-4f;
};

// `row_of` gives the row of the word table for a folded hash (0: none), `class_of_row` the class to guess for each row
// (row 0 has none). Changes every weight of the network but the heads; `say` hears a line now and then.
void teach_first(Network& network, const TextCorpus& text, const std::function<std::uint32_t(std::uint64_t)>& row_of,
                 const std::vector<std::uint16_t>& class_of_row, const FirstLessons& how, const std::function<void(const std::string&)>& say);

}  // namespace dragoman::train
