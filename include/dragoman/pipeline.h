// Articles in, codings out.
#pragma once
#include <memory>
#include <string>

#include "dragoman/article.h"
#include "dragoman/report.h"
#include "dragoman/result.h"

namespace dragoman {

// Where the learned and compiled files are. Empty: searched in $DRAGOMAN_SHARE, beside the program, then the install folder.
struct ModelPaths {
  std::string lexicon, language;
};

class Knowledge;
class LanguageModel;

// Everything learned or compiled. Immutable; share freely.
class Models {
 public:
  // Models already in hand, for tests and for lexicons compiled in memory. Neither may be null.
  static std::shared_ptr<const Models> from(std::shared_ptr<const Knowledge> knowledge, std::shared_ptr<const LanguageModel> language);
  // Errors name the path that was tried and how to mend it.
  static Result<std::shared_ptr<const Models>> open(const ModelPaths& paths = {});
  ~Models();
  Models(const Models&) = delete;
  Models& operator=(const Models&) = delete;
  std::string coder() const;  // fingerprint of engine, lexicon and model
  struct Parts;
  const Parts& parts() const { return *parts_; }

 private:
  Models();
  std::unique_ptr<Parts> parts_;
};

// Runs the stages. One per thread; reuses its memory.
class Pipeline {
 public:
  explicit Pipeline(std::shared_ptr<const Models> models);
  ~Pipeline();
  // Never fails: a hard text gives a Coding with notes. Same article and models, same Coding.
  Coding code(Article article);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace dragoman
