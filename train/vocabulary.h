// Words, tags and what a sentence is to the network.
#pragma once
#include <cstdint>
#include <map>
#include <unordered_map>
#include <utility>
#include <vector>

#include "parse/model_file.h"
#include "train/name_data.h"
#include "train/network_trainer.h"
#include "train/treebank.h"

namespace dragoman::train {

// Tags, most frequent first, come from the treebanks; the words with rows of their own are set afterwards.
class Vocabulary {
 public:
  explicit Vocabulary(const std::vector<Tree>& trees);
  // Folded hashes in the order of their rows, from 1.
  void set_words(std::vector<std::uint64_t> hashes);
  // Those that the treebanks have more than once.
  std::vector<std::uint64_t> treebank_words() const;
  std::uint32_t row_of(std::uint64_t folded_hash) const;  // 0: none
  Example example(const std::vector<TreeWord>& words, const NetworkShape& shape) const;
  Example example(const NamedSentence& sentence, const NetworkShape& shape) const;
  // Counts words that only files of names have, so that they are not taken for unknown ones.
  void count(const std::vector<std::string>& forms);

  std::vector<std::uint64_t> words;
  std::vector<ModelTag> tags;

 private:
  void add_word(std::string_view form, const NetworkShape& shape, Example& example) const;
  using TagKey = std::pair<Upos, std::uint32_t>;
  std::unordered_map<std::uint64_t, std::uint32_t> row_, seen_;  // how often in the training files
  std::map<TagKey, std::uint16_t> tag_;
};

}  // namespace dragoman::train
