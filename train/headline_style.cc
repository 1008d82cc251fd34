#include "train/headline_style.h"

#include <algorithm>

namespace dragoman::train {

namespace {

enum class Capitals { as_is, each_word, all, none };

char large(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; }
char small(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

void set_capitals(std::string& form, Capitals style) {
  if (style == Capitals::each_word) form[0] = large(form[0]);
  if (style == Capitals::all) std::transform(form.begin(), form.end(), form.begin(), large);
  if (style == Capitals::none) std::transform(form.begin(), form.end(), form.begin(), small);
}

bool droppable(const TreeWord& word) {
  return word.deprel == Deprel::det || word.deprel == Deprel::aux_pass || (word.deprel == Deprel::cop && word.lemma == "be");
}

// "China and Japan" → "China, Japan".
void join_by_comma(std::vector<TreeWord>& words, std::mt19937_64& random) {
  for (TreeWord& word : words) {
    if (word.deprel != Deprel::cc || word.lemma != "and" || word.head == 0 || random() % 2 == 0) continue;
    const Upos joined = words[word.head - 1].upos;
    if (joined != Upos::NOUN && joined != Upos::PROPN) continue;
    word.form = word.lemma = ",";
    word.upos = Upos::PUNCT, word.feats = 0, word.deprel = Deprel::punct;
  }
}

// The words without those marked; heads are counted anew.
std::vector<TreeWord> without(const std::vector<TreeWord>& words, const std::vector<bool>& gone) {
  std::vector<std::uint32_t> place(words.size() + 1, 0);
  std::vector<TreeWord> kept;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (gone[i]) continue;
    kept.push_back(words[i]);
    place[i + 1] = static_cast<std::uint32_t>(kept.size());
  }
  for (TreeWord& word : kept) word.head = place[word.head];
  return kept;
}

}  // namespace

std::vector<TreeWord> headline_style(const std::vector<TreeWord>& words, std::mt19937_64& random) {
  std::vector<bool> gone(words.size()), governs(words.size() + 1);
  for (const TreeWord& word : words) governs[word.head] = true;
  const bool terse = random() % 2 == 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool stop = i + 1 == words.size() && words[i].upos == Upos::PUNCT;
    gone[i] = !governs[i + 1] && words[i].head != 0 && (stop || (terse && droppable(words[i]) && random() % 4 != 0));
  }
  std::vector<TreeWord> kept = without(words, gone);
  static constexpr Capitals kStyles[] = {Capitals::as_is, Capitals::as_is, Capitals::as_is, Capitals::each_word,
                                         Capitals::each_word, Capitals::each_word, Capitals::all, Capitals::none};
  if (terse) join_by_comma(kept, random);
  const Capitals style = kStyles[random() % std::size(kStyles)];
  for (TreeWord& word : kept)
    if (!word.form.empty()) set_capitals(word.form, style);
  return kept;
}

}  // namespace dragoman::train
