#include "train/vocabulary.h"

#include <algorithm>

namespace dragoman::train {

namespace {
constexpr std::uint32_t kLeastCount = 2;  // without running text, a word seen less often has no row of its own
}

Vocabulary::Vocabulary(const std::vector<Tree>& trees) {
  std::map<TagKey, std::size_t> tag_seen;
  for (const Tree& tree : trees)
    for (const TreeWord& word : tree.words) ++seen_[folded_hash(word.form)], ++tag_seen[{word.upos, word.feats}];
  std::vector<std::pair<TagKey, std::size_t>> list(tag_seen.begin(), tag_seen.end());
  std::stable_sort(list.begin(), list.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  for (const auto& [key, count] : list) {
    tag_[key] = static_cast<std::uint16_t>(tags.size());
    tags.push_back({static_cast<std::uint32_t>(key.first), key.second});
  }
}

void Vocabulary::set_words(std::vector<std::uint64_t> hashes) {
  words = std::move(hashes);
  row_.clear();
  for (std::size_t i = 0; i < words.size(); ++i) row_[words[i]] = static_cast<std::uint32_t>(i) + 1;
}

std::vector<std::uint64_t> Vocabulary::treebank_words() const {
  std::vector<std::uint64_t> list;
  for (const auto& [hash, count] : seen_)
    if (count >= kLeastCount) list.push_back(hash);
  std::sort(list.begin(), list.end());
  return list;
}

std::uint32_t Vocabulary::row_of(std::uint64_t folded_hash) const {
  const auto found = row_.find(folded_hash);
  return found == row_.end() ? 0 : found->second;
}

void Vocabulary::add_word(std::string_view form, const NetworkShape& shape, Example& example) const {
  const WordHashes hashes = word_hashes(form);
  example.word.push_back(row_of(hashes.word));
  const auto seen = seen_.find(hashes.word);
  example.seen.push_back(seen == seen_.end() ? 0 : seen->second);
  auto& pieces = example.pieces.emplace_back();
  for (std::size_t k = 0; k < kPieceKinds; ++k) pieces[k] = hashes.pieces[k] % shape.pieces;
}

Example Vocabulary::example(const std::vector<TreeWord>& tree, const NetworkShape& shape) const {
  Example example;
  for (const TreeWord& word : tree) {
    add_word(word.form, shape, example);
    const auto tag = tag_.find({word.upos, word.feats});
    example.tag.push_back(tag == tag_.end() ? 0 : tag->second);
    example.head.push_back(word.head);
    example.label.push_back(static_cast<std::uint8_t>(word.deprel));
  }
  return example;
}

Example Vocabulary::example(const NamedSentence& sentence, const NetworkShape& shape) const {
  Example example;
  for (std::size_t i = 0; i < sentence.words.size(); ++i) {
    add_word(sentence.words[i], shape, example);
    example.name.push_back(static_cast<std::uint8_t>(sentence.tags[i]));
  }
  return example;
}

void Vocabulary::count(const std::vector<std::string>& forms) {
  for (const std::string& word : forms) ++seen_[folded_hash(word)];
}

}  // namespace dragoman::train
