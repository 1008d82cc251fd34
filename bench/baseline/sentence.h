// Sentences as the baseline parsers see them.
#pragma once
#include <map>
#include <unordered_map>
#include <vector>

#include "parse/model_file.h"
#include "train/treebank.h"

namespace dragoman::baseline {

// Columns of one sentence; position size() stands for the root.
struct Sentence {
  std::vector<WordHashes> hashes;
  std::vector<std::uint32_t> form, seen;    // of the folded form: its hash, how often the training files have it
  std::vector<std::uint16_t> cluster;       // of its vector
  std::vector<std::uint16_t> tag, gold_tag; // classes of Lexis; `tag` is predicted
  std::vector<std::uint32_t> head;          // gold
  std::vector<std::uint8_t> label;          // gold
  std::vector<float> vectors;               // [size × word width], learnt from running text
  std::vector<std::vector<std::uint32_t>> children;  // gold; of the root too

  std::size_t size() const { return form.size(); }
};

// What is known of words before any parser is trained: tag classes, counts, and clusters of the model file's word vectors.
class Lexis {
 public:
  Lexis(const ModelFile& model, const std::vector<train::Tree>& trees);

  std::size_t width() const { return model_.shape().word_width; }
  std::size_t tags() const { return keys_.size(); }
  Upos upos(std::size_t tag) const { return static_cast<Upos>(keys_[tag] >> 32); }
  // The class of a part of speech and those features that matter to a tree.
  std::uint16_t tag(Upos upos, std::uint32_t feats) const;
  Sentence sentence(const train::Tree& tree) const;

 private:
  std::uint16_t nearest(const float* vector) const;

  const ModelFile& model_;
  std::vector<std::uint64_t> keys_;
  std::map<std::uint64_t, std::uint16_t> index_;
  std::unordered_map<std::uint64_t, std::uint32_t> seen_;
  std::unordered_map<std::uint64_t, std::uint16_t> cluster_;
  std::vector<float> centres_;
};

}  // namespace dragoman::baseline
