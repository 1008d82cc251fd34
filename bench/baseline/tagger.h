// A left-to-right tagger, so that parsers are trained on tags as wrong as those they will meet.
#pragma once
#include <vector>

#include "baseline/perceptron.h"
#include "baseline/sentence.h"

namespace dragoman::baseline {

class Tagger {
 public:
  Tagger(std::size_t tags, const std::vector<const Sentence*>& train);
  // Fills `tag`.
  void tag(Sentence& sentence) const;

 private:
  void features(const Sentence& sentence, std::size_t at, const std::vector<std::uint16_t>& tags, std::vector<std::uint32_t>& out) const;
  std::size_t tags_;
  Perceptron weights_;
};

// Tags every fifth of the sentences with a tagger of the other four.
void tag_by_others(std::vector<Sentence>& sentences, std::size_t tags);

}  // namespace dragoman::baseline
