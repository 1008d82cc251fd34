// Scores of tags, lemmas and trees against a treebank, as the CoNLL 2018 shared task counts them.
#pragma once
#include <string>
#include <vector>

#include "parse/language_model.h"
#include "train/treebank.h"

namespace dragoman {
class Knowledge;
}

namespace dragoman::train {

// Counts; each share is count / words (gold tokens) or the F1 of gold and found (raw text).
struct ParseScore {
  std::size_t gold = 0, found = 0, words = 0;  // words: those with the same bytes on both sides
  std::size_t upos = 0, feats = 0, lemma = 0, head = 0, relation = 0, subtype = 0;  // relation: head and universal relation
  std::size_t gold_sentences = 0, found_sentences = 0, sentences = 0;
  double seconds = 0;  // of one processor, in the model (and in finding words, for raw text)
  double f1(std::size_t right) const { return gold + found ? 200.0 * static_cast<double>(right) / static_cast<double>(gold + found) : 0; }
  double sentence_f1() const {
    const std::size_t all = gold_sentences + found_sentences;
    return all ? 200.0 * static_cast<double>(sentences) / static_cast<double>(all) : 0;
  }
};

// Fills a document with the trees' own words and sentences. Every word has a span of its own.
void gold_document(const std::vector<Tree>& trees, std::size_t from, std::size_t to, Document& document);

// Parses the treebank's own tokens. `predictions`, when given, takes CoNLL-U.
ParseScore score_tokens(const LanguageModel& model, const std::vector<Tree>& trees, std::string* predictions = nullptr);
// Starts from the text: sentences and words are found first.
ParseScore score_text(const LanguageModel& model, const Knowledge& knowledge, const std::vector<Tree>& trees, std::string* predictions = nullptr);

}  // namespace dragoman::train
