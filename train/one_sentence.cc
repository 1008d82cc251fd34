#include "train/one_sentence.h"

#include <algorithm>

#include "ingest/blocks.h"
#include "segment/segment.h"

namespace dragoman::train {

bool segment_as_one(Document& document, std::string text, const Models::Parts& parts) {
  Article article;
  article.text = std::move(text);
  document.reset(std::move(article));
  Block block;
  block.span = {0, static_cast<std::uint32_t>(document.article.text.size())};
  document.blocks.push_back(block);
  segment(document, *parts.knowledge, parts.language->boundaries());
  if (document.sentences.empty()) return false;
  document.sentences.front().end = document.sentences.back().end;
  document.sentences.front().span.end = document.sentences.back().span.end;
  document.sentences.resize(1);
  std::fill(document.sentence_of.begin(), document.sentence_of.end(), 0);
  return true;
}

}  // namespace dragoman::train
