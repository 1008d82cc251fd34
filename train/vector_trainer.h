// Word vectors from plain text: words that stand in like places get like vectors.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace dragoman::train {

// Text as numbers; words that differ only in capitals or digits are one.
class TextCorpus {
 public:
  void add(std::string_view form);
  void end_sentence();
  std::size_t words() const { return words_; }
  // Every different word as first met, and how often it came.
  const std::vector<std::string>& forms() const { return forms_; }
  const std::vector<std::uint32_t>& counts() const { return counts_; }
  // How often a word came; 0 for one never met.
  std::uint32_t count(std::string_view form) const;

 private:
  friend class VectorTrainer;
  std::unordered_map<std::uint64_t, std::uint32_t> number_;
  std::vector<std::uint64_t> hashes_;   // by number
  std::vector<std::string> forms_;
  std::vector<std::uint32_t> counts_;
  std::vector<std::uint32_t> stream_;   // numbers; kBreak ends a sentence
  std::size_t words_ = 0;
};

struct VectorSettings {
  std::uint64_t seed = 1;
  std::size_t width = 64, most_words = 40000;
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
