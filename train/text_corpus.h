// Running text as numbers: what word vectors and the network's first lessons are learnt from.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace dragoman::train {

// Words that differ only in capitals or digits count as one; the stream keeps each as it was written.
class TextCorpus {
 public:
  static constexpr std::uint32_t kBreak = 0xffffffffu;  // ends a sentence in the stream

  void add(std::string_view form);
  void end_sentence();
  std::size_t words() const { return words_; }
  // Every different word as first met, and how often it came.
  const std::vector<std::string>& forms() const { return forms_; }
  const std::vector<std::uint32_t>& counts() const { return counts_; }
  const std::vector<std::uint64_t>& hashes() const { return hashes_; }  // folded
  // How often a word came; 0 for one never met.
  std::uint32_t count(std::string_view form) const;
  // Spellings, capitals included, and for each the number of its word.
  const std::vector<std::string>& spellings() const { return spellings_; }
  const std::vector<std::uint32_t>& word_of_spelling() const { return word_of_; }
  // Numbers of spellings; kBreak ends a sentence.
  const std::vector<std::uint32_t>& stream() const { return stream_; }

 private:
  std::uint32_t word(std::string_view form);
  std::unordered_map<std::uint64_t, std::uint32_t> number_, spelling_;
  std::vector<std::uint64_t> hashes_;
  std::vector<std::string> forms_, spellings_;
  std::vector<std::uint32_t> counts_, word_of_, stream_;
  std::size_t words_ = 0;
};

}  // namespace dragoman::train
