#include "train/text_corpus.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "parse/word_features.h"

namespace dragoman::train {

std::uint32_t TextCorpus::word(std::string_view form) {
  const auto [found, fresh] = number_.try_emplace(folded_hash(form), static_cast<std::uint32_t>(hashes_.size()));
  if (fresh) hashes_.push_back(found->first), forms_.emplace_back(form), counts_.push_back(0);
  return found->second;
}

void TextCorpus::add(std::string_view form) {
  const auto [found, fresh] = spelling_.try_emplace(XXH3_64bits(form.data(), form.size()), static_cast<std::uint32_t>(spellings_.size()));
  if (fresh) spellings_.emplace_back(form), word_of_.push_back(word(form));
  ++counts_[word_of_[found->second]];
  stream_.push_back(found->second);
  ++words_;
}

std::uint32_t TextCorpus::count(std::string_view form) const {
  const auto found = number_.find(folded_hash(form));
  return found == number_.end() ? 0 : counts_[found->second];
}

void TextCorpus::end_sentence() { stream_.push_back(kBreak); }

}  // namespace dragoman::train
