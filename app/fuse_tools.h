// What `eval fuse` and `train fusion` share: coded stories.
#pragma once
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "app/eval_tools.h"
#include "train/stories.h"

namespace dragoman::app {

struct CodedStories {
  std::vector<train::StoryGold> stories;
  std::vector<std::vector<Coding>> codings;                               // by story
  std::vector<std::vector<std::optional<std::uint32_t>>> reports;         // by story, of each mention
};
Result<CodedStories> code_stories(const std::vector<std::string>& folders, const EvalModels& models);

// Columns of measures under the names of parts; parts may not be empty and have the same measures.
std::string table_of(const nlohmann::ordered_json& parts);

int eval_fuse_ecb(const CommonOptions& common, const EvalOptions& options);

// Learns the weights of pairs from open stories and writes them as plain text.
int train_fusion(const CommonOptions& common, const TrainOptions& options);

}  // namespace dragoman::app
