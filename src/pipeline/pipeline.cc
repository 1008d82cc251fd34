#include "dragoman/pipeline.h"

#include <filesystem>
#include <future>
#include <system_error>

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

namespace {

bool is_plain_text(const std::string& path) {
  std::error_code ignored;
  return path.ends_with(".txt") || std::filesystem::is_directory(path, ignored);
}

}  // namespace

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

Result<std::shared_ptr<const Knowledge>> open_knowledge(const ModelPaths& paths, const std::function<void(const Error&)>& set_aside) {
  std::vector<std::string> all;
  if (std::error_code ignored; std::filesystem::is_directory(paths.lexicon, ignored)) {
    all.push_back(paths.lexicon);
  } else {
    auto lexicon = locate(paths.lexicon, "lexicon.blob");
    if (!lexicon) return lexicon.error();
    all.push_back(std::move(*lexicon));
  }
  all.insert(all.end(), paths.additions.begin(), paths.additions.end());
  if (!is_plain_text(all.front())) {  // refused when damaged, not read as text
    auto compiled = Knowledge::open(all.front());
    if (!compiled || all.size() == 1) return compiled;
  }
  return Knowledge::compile(all, set_aside);
}

Result<std::shared_ptr<const Models>> Models::open(const ModelPaths& paths, const std::function<void(const Error&)>& set_aside) {
  const auto language = locate(paths.language, "en.model");
  std::future<Result<std::shared_ptr<const LanguageModel>>> opening;  // beside the lexicon: whoever waits for a first answer waits less
  if (language) opening = std::async(std::launch::async, [&language] { return LanguageModel::open(*language); });
  auto knowledge = open_knowledge(paths, set_aside);
  if (!knowledge) return knowledge.error();
  if (!language) return language.error();
  auto model = opening.get();
  if (!model) return model.error();
  return from(std::move(*knowledge), std::move(*model));
}

void read_document(Document& document, const Models::Parts& parts, ReadScratch& scratch) {
  scratch.memory.clear();
  class_blocks(document, *parts.knowledge, scratch.memory);
  segment(document, *parts.knowledge, parts.language->boundaries());
  parts.language->parse(document, scratch.parse);
  mend_lemmas(document, *parts.knowledge, scratch.memory);
  repair_trees(document, *parts.knowledge, scratch.memory);
  find_mentions(document, *parts.knowledge, scratch.memory);
  parts.language->link(document, scratch.parse);
  infer_published(document, *parts.knowledge, scratch.memory);
}

struct Pipeline::State {
  std::shared_ptr<const Models> models;
  Document document;
  ReadScratch scratch;
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
