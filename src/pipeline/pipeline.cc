#include "dragoman/pipeline.h"

#include "coding/code.h"
#include "coding/time.h"
#include "dragoman/version.h"
#include "ingest/furniture.h"
#include "parse/known_lemmas.h"
#include "parse/mentions.h"
#include "parse/repairs.h"
#include "pipeline/locate.h"
#include "pipeline/parts.h"
#include "segment/segment.h"

namespace dragoman {

Models::Models() : parts_(std::make_unique<Parts>()) {}
Models::~Models() = default;
std::string Models::coder() const { return parts_->coder; }

std::shared_ptr<const Models> Models::from(std::shared_ptr<const Knowledge> knowledge, std::shared_ptr<const LanguageModel> language) {
  std::shared_ptr<Models> models(new Models);
  models->parts_->coder = std::string(kVersion) + "-" + std::string(knowledge->fingerprint()) + "-" + std::string(language->fingerprint());
  models->parts_->knowledge = std::move(knowledge);
  models->parts_->language = std::move(language);
  return models;
}

Result<std::shared_ptr<const Models>> Models::open(const ModelPaths& paths) {
  const auto lexicon = locate(paths.lexicon, "lexicon.blob");
  if (!lexicon) return lexicon.error();
  const auto language = locate(paths.language, "en.model");
  if (!language) return language.error();
  auto knowledge = Knowledge::open(*lexicon);
  if (!knowledge) return knowledge.error();
  auto model = LanguageModel::open(*language);
  if (!model) return model.error();
  return from(std::move(*knowledge), std::move(*model));
}

void read_document(Document& document, const Models::Parts& parts, ParseScratch& scratch) {
  class_blocks(document, *parts.knowledge);
  segment(document, *parts.knowledge, parts.language->boundaries());
  parts.language->parse(document, scratch);
  mend_lemmas(document, *parts.knowledge);
  repair_trees(document, *parts.knowledge);
  find_mentions(document, *parts.knowledge);
  parts.language->link(document, scratch);
  infer_published(document, *parts.knowledge);
}

struct Pipeline::State {
  std::shared_ptr<const Models> models;
  Document document;
  ParseScratch scratch;
};

Pipeline::Pipeline(std::shared_ptr<const Models> models) : state_(std::make_unique<State>()) { state_->models = std::move(models); }
Pipeline::~Pipeline() = default;

Coding Pipeline::code(Article article) {
  Document& document = state_->document;
  const Models::Parts& parts = state_->models->parts();
  document.reset(std::move(article));
  read_document(document, parts, state_->scratch);
  Coding coding = code_document(document, *parts.knowledge, *parts.language);
  for (Report& report : coding.reports) report.coder = parts.coder;
  return coding;
}

}  // namespace dragoman
