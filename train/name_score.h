// Scores of the names that are found against sentences with names marked.
#pragma once
#include <array>
#include <string>
#include <vector>

#include "knowledge/knowledge.h"
#include "parse/language_model.h"
#include "train/name_data.h"

namespace dragoman::train {

// Exact spans of one class: right, found, and in the gold.
struct NameCounts {
  std::size_t right = 0, found = 0, gold = 0;
  double f1() const { return found + gold ? 200.0 * static_cast<double>(right) / static_cast<double>(found + gold) : 0; }
};

struct NameScore {
  std::array<NameCounts, 5> kind;  // person, body, place, nation, other, as in NameTag
  NameCounts all_but_other() const;
};

// Finds names in the sentences of one document, given as words. `found` takes a tag for every word of every sentence.
void find_names_in(const LanguageModel& model, const Knowledge& knowledge, const std::vector<NamedSentence>& gold, std::vector<std::vector<NameTag>>& found);
void count_names(const std::vector<NamedSentence>& gold, const std::vector<std::vector<NameTag>>& found, NameScore& score);

// One word and label a line (BIO), an empty line behind each sentence. `labels`: what the gold file calls the classes.
std::string name_lines(const std::vector<NamedSentence>& gold, const std::vector<std::vector<NameTag>>& found, const std::array<std::string, 5>& labels);

}  // namespace dragoman::train
