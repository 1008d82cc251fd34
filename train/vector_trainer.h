// Word vectors from plain text: words that stand in like places get like vectors.
#pragma once
#include <cstdint>
#include <vector>

#include "train/text_corpus.h"

namespace dragoman::train {

struct VectorSettings {
  std::uint64_t seed = 1;
  std::size_t width = 64, most_words = 60000;
  unsigned epochs = 3;
};

struct WordVectors {
  std::vector<std::uint64_t> words;  // folded hashes, most frequent first
  std::vector<float> rows;           // width floats for each
};

// Skip-gram with negative samples, with outputs of their own for each place around the word, so that vectors tell
// grammar more than topic. The same vectors for the same corpus and seed.
WordVectors learn_vectors(const TextCorpus& corpus, const VectorSettings& settings);

}  // namespace dragoman::train
