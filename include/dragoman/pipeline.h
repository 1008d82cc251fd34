// Articles in, codings out.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "dragoman/article.h"
#include "dragoman/report.h"
#include "dragoman/result.h"

namespace dragoman {

// Where the learned and compiled files are. Empty: searched in $DRAGOMAN_SHARE, beside the program, then the install folder.
struct ModelPaths {
  std::string lexicon, language;       // the compiled lexicon (or its plain text) and the language model
  std::vector<std::string> additions = {};  // plain text that extends and overrides the lexicon, later ones the earlier ones
};

class Knowledge;
class LanguageModel;

// Everything learned or compiled. Immutable; share freely.
class Models {
 public:
  // Models already in hand, for tests and for lexicons compiled in memory. Neither may be null.
  static std::shared_ptr<const Models> from(std::shared_ptr<const Knowledge> knowledge, std::shared_ptr<const LanguageModel> language);
  // Errors name the path that was tried and how to mend it.
  // A wrong line of plain text is told to `set_aside` with file:line:column and a remedy, and left out.
  static Result<std::shared_ptr<const Models>> open(const ModelPaths& paths = {}, const std::function<void(const Error&)>& set_aside = {});
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
