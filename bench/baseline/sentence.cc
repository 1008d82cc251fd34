#include "baseline/sentence.h"

#include <algorithm>

#include "segment/characters.h"

namespace dragoman::baseline {

namespace {

constexpr std::size_t kClusters = 256;
constexpr int kClusterRounds = 8;
constexpr std::uint32_t kTreeFeats = kFin | kInf | kPart | kGer | kPast | kPlur | kRel | kInt;

std::uint64_t key(Upos upos, std::uint32_t feats) { return static_cast<std::uint64_t>(upos) << 32 | (feats & kTreeFeats); }

WordHashes hashes_of(std::string_view form) {
  std::string plain;
  return word_hashes(straighten(form, plain) ? plain : form);  // as the model reads it
}

}  // namespace

Lexis::Lexis(const ModelFile& model, const std::vector<train::Tree>& trees) : model_(model) {
  std::vector<std::uint64_t> words;  // in the order of first use, so that every run learns the same clusters
  std::vector<float> vectors, row(model.shape().input());
  for (const train::Tree& tree : trees)
    for (const train::TreeWord& word : tree.words) {
      if (index_.emplace(key(word.upos, word.feats), static_cast<std::uint16_t>(keys_.size())).second) keys_.push_back(key(word.upos, word.feats));
      const WordHashes hashes = hashes_of(word.form);
      if (seen_[hashes.word]++ != 0) continue;
      words.push_back(hashes.word);
      model.word_vector(hashes, byte_kernels(), row.data());
      vectors.insert(vectors.end(), row.begin(), row.begin() + static_cast<std::ptrdiff_t>(width()));
    }
  // k-means, begun from words evenly spaced.
  std::vector<std::uint16_t> nearest_of(words.size());
  for (std::size_t c = 0; c < kClusters; ++c) {
    const float* from = vectors.data() + c * words.size() / kClusters * width();
    centres_.insert(centres_.end(), from, from + width());
  }
  for (int round = 0; round < kClusterRounds; ++round) {
    std::vector<float> sum(centres_.size()), count(kClusters);
    for (std::size_t w = 0; w < words.size(); ++w) {
      const std::size_t c = nearest_of[w] = nearest(vectors.data() + w * width());
      for (std::size_t k = 0; k < width(); ++k) sum[c * width() + k] += vectors[w * width() + k];
      ++count[c];
    }
    for (std::size_t i = 0; i < sum.size(); ++i)
      if (count[i / width()] > 0) centres_[i] = sum[i] / count[i / width()];
  }
  for (std::size_t w = 0; w < words.size(); ++w) cluster_[words[w]] = nearest_of[w];
}

std::uint16_t Lexis::nearest(const float* vector) const {
  std::size_t best = 0;
  float least = 1e30f;
  for (std::size_t c = 0; c < kClusters; ++c) {
    float far = 0;
    for (std::size_t k = 0; k < width(); ++k) far += (vector[k] - centres_[c * width() + k]) * (vector[k] - centres_[c * width() + k]);
    if (far < least) least = far, best = c;
  }
  return static_cast<std::uint16_t>(best);
}

std::uint16_t Lexis::tag(Upos upos, std::uint32_t feats) const {
  auto found = index_.find(key(upos, feats));
  if (found == index_.end()) found = index_.find(key(upos, 0));
  return found == index_.end() ? std::uint16_t{0} : found->second;
}

Sentence Lexis::sentence(const train::Tree& tree) const {
  Sentence out;
  std::vector<float> row(model_.shape().input());
  out.children.resize(tree.words.size() + 1);
  for (const train::TreeWord& word : tree.words) {
    const WordHashes& hashes = out.hashes.emplace_back(hashes_of(word.form));
    model_.word_vector(hashes, byte_kernels(), row.data());
    const auto known = cluster_.find(hashes.word);
    out.cluster.push_back(known == cluster_.end() ? nearest(row.data()) : known->second);
    const auto seen = seen_.find(hashes.word);
    out.seen.push_back(seen == seen_.end() ? 0 : seen->second);
    out.vectors.insert(out.vectors.end(), row.begin(), row.begin() + static_cast<std::ptrdiff_t>(width()));
    out.form.push_back(static_cast<std::uint32_t>(hashes.word));
    out.gold_tag.push_back(tag(word.upos, word.feats));
    const auto head = word.head == 0 ? static_cast<std::uint32_t>(tree.words.size()) : word.head - 1;
    out.children[head].push_back(static_cast<std::uint32_t>(out.head.size()));
    out.head.push_back(head);
    out.label.push_back(static_cast<std::uint8_t>(word.deprel));
  }
  out.tag = out.gold_tag;
  return out;
}

}  // namespace dragoman::baseline
