// Sentences as news builds them and treebanks seldom do, out of the treebanks' own parts.
#pragma once
#include <random>
#include <vector>

#include "train/treebank.h"

namespace dragoman::train {

// Keeps what can be put together anew: speakers, verbs of saying, days.
class NewsStyle {
 public:
  explicit NewsStyle(const std::vector<Tree>& trees);

  // "The talks will begin, the spokesman said on Tuesday." Empty when the sentence is not one for it.
  std::vector<TreeWord> reported(const std::vector<TreeWord>& words, std::mt19937_64& random) const;
  // "The envoys left as the talks will begin." Empty when the sentence, or the one drawn to join it, is not one for it.
  std::vector<TreeWord> joined(const std::vector<TreeWord>& words, std::mt19937_64& random) const;
  // "The envoys leave after the talks end.": what is past is told in the present, as headlines and chronicles do. Empty when
  // nothing in it is past.
  static std::vector<TreeWord> present(const std::vector<TreeWord>& words);

 private:
  using Words = std::vector<TreeWord>;  // a phrase: heads from 1 within it, 0 for its own head
  std::vector<Words> speakers_, days_, clauses_;
  std::vector<TreeWord> verbs_;
};

}  // namespace dragoman::train
