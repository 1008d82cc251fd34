// What Models holds, for the layers above.
#pragma once
#include <memory>
#include <string>

#include "base/scratch.h"
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

// What one thread's stages work in: capacity, never information.
struct ReadScratch {
  ParseScratch parse;
  Scratch memory;
};

// Runs the stages up to and including mentions. What an earlier document left in `scratch` is gone.
void read_document(Document& document, const Models::Parts& parts, ReadScratch& scratch);

}  // namespace dragoman
