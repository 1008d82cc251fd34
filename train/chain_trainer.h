// Learns types of noun phrases and which of them corefer, from GUM's entities.
#pragma once
#include <cstdint>
#include <vector>

#include "knowledge/knowledge.h"
#include "parse/chains.h"
#include "parse/language_model.h"
#include "train/treebank.h"

namespace dragoman::train {

struct ChainWeights {
  std::vector<std::int8_t> types, links;
  ChainModel model() const { return {types, links}; }
};

struct ChainSettings {
  std::uint64_t seed = 1;
  unsigned type_epochs = 8, link_epochs = 8, folds = 5;
  float rate = 0.05f;
  // What a wrong choice costs, added to its score while learning (Durrett and Klein 2013): joining a chain instead of beginning
  // one, beginning one instead of joining, joining the wrong one.
  float false_link = 0.1f, false_fresh = 2.0f, wrong_link = 1.0f;
};

PhraseType phrase_type(std::string_view entity_type);

// Trees without entities teach nothing. `model` parses them; types are told to the links as the types' own folds guess them.
// Empty when no tree has entities.
ChainWeights learn_chains(const std::vector<Tree>& trees, const LanguageModel& model, const Knowledge& knowledge, const ChainSettings& settings = {});

}  // namespace dragoman::train
