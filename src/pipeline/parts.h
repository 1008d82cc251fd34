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

// Runs the stages up to and including mentions: for `explain` and for tests.
void read_document(Document& document, const Models::Parts& parts, ParseScratch& scratch);

}  // namespace dragoman
