// Writes a trained network and its word lists as the file the program maps.
#pragma once
#include <string>
#include <vector>

#include "parse/model_file.h"
#include "train/lemma_trainer.h"
#include "train/network_trainer.h"

namespace dragoman::train {

struct TrainedModel {
  const Network* network = nullptr;
  std::vector<std::uint64_t> words;  // folded hash of row 1, 2, …
  std::vector<ModelTag> tags;
  const LemmaBook* lemmas = nullptr;
  std::vector<std::int8_t> boundaries;  // of Boundaries; may be empty
  std::vector<float> name_steps;        // of NameSteps; may be empty
  std::vector<float> relation_tags;     // of RelationTags; may be empty
  std::string about;                 // JSON: what it was trained on
};

// The bytes of the file; equal for equal input.
std::string model_bytes(const TrainedModel& model);
// The same file with these sections behind its own, or in place of those of the same names; `bytes` is a whole model file.
std::string with_sections(const std::string& bytes, const std::vector<std::pair<std::string_view, std::string_view>>& sections);

}  // namespace dragoman::train
