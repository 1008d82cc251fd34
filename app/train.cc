// dragoman train language: a model file from treebanks.
#include <fmt/format.h>

#include <cstdio>

#include "app/session.h"
#include "app/verbs.h"
#include "train/language_trainer.h"

namespace dragoman::app {

int train(const CommonOptions&, const TrainOptions& options) {
  train::LanguageSettings settings;
  settings.train = options.train, settings.dev = options.dev;
  settings.output = options.output;
  settings.seed = options.seed, settings.epochs = options.epochs;
  const auto done = train::train_language(settings, [](const std::string& line) { fmt::print(stderr, "{}\n", line); });
  if (done) return kFine;
  complain(done.error());
  return exit_for(done.error());
}

}  // namespace dragoman::app
