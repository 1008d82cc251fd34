// dragoman train language: a model file from treebanks, and from running text for its word vectors.
#include <fmt/format.h>

#include <cstdio>

#include "app/session.h"
#include "app/verbs.h"
#include "knowledge/knowledge.h"
#include "pipeline/locate.h"
#include "segment/segment.h"
#include "train/language_trainer.h"

namespace dragoman::app {

namespace {

// Every article, cut into sentences and words; bad input is reported and passed over.
void read_text(const Knowledge& knowledge, const std::vector<std::string>& files, train::TextCorpus& corpus) {
  Document document;
  const auto reader = open_articles(files, {});
  while (auto article = reader->next()) {
    if (!*article) {
      complain(article->error());
      continue;
    }
    document.reset(std::move(**article));
    segment(document, knowledge);
    for (const Sentence& sentence : document.sentences) {
      for (std::uint32_t token = sentence.first; token < sentence.end; ++token) corpus.add(document.form[token]);
      corpus.end_sentence();
    }
  }
}

int fail(const Error& error) {
  complain(error);
  return exit_for(error);
}

}  // namespace

int train(const CommonOptions& common, const TrainOptions& options) {
  train::LanguageSettings settings;
  settings.train = options.train, settings.dev = options.dev, settings.names = options.names;
  settings.output = options.output;
  settings.seed = options.seed, settings.epochs = options.epochs;
  settings.width = options.width, settings.layers = options.layers, settings.pieces = options.pieces, settings.lesson_words = options.lesson_words;
  const auto lexicon = locate(common.lexicon, "lexicon.blob");
  if (!lexicon) return fail(lexicon.error());
  const auto knowledge = Knowledge::open(*lexicon);
  if (!knowledge) return fail(knowledge.error());
  settings.knowledge = knowledge->get();
  train::TextCorpus corpus;
  if (!options.text.empty()) {
    read_text(**knowledge, options.text, corpus);
    settings.text = &corpus;
  }
  const auto done = train::train_language(settings, [](const std::string& line) { fmt::print(stderr, "{}\n", line); });
  return done ? kFine : fail(done.error());
}

}  // namespace dragoman::app
