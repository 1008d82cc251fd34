// What Models holds, for the layers above.
#pragma once
#include <memory>
#include <string>

#include "dragoman/pipeline.h"
#include "knowledge/knowledge.h"
#include "parse/language_model.h"

namespace dragoman {

struct Models::Parts {
  std::shared_ptr<const Knowledge> knowledge;
  std::shared_ptr<const LanguageModel> language;
  std::string coder;
};

// The lexicon of the paths with its additions; as in Models::open.
Result<std::shared_ptr<const Knowledge>> open_knowledge(const ModelPaths& paths, const std::function<void(const Error&)>& set_aside = {});

// Runs the stages up to and including mentions: for `explain` and for tests.
void read_document(Document& document, const Models::Parts& parts, ParseScratch& scratch);

}  // namespace dragoman
