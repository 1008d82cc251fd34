// dragoman train language: a model file from treebanks, and from running text for its word vectors.
#include <fmt/format.h>

#include <cstdio>

#include "app/fuse_tools.h"
#include "app/session.h"
#include "app/verbs.h"
#include "base/mapped_file.h"
#include "knowledge/compiler.h"
#include "knowledge/knowledge.h"
#include "pipeline/locate.h"
#include "segment/segment.h"
#include "train/event_trainer.h"
#include "train/language_trainer.h"
#include "train/model_writer.h"

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

namespace {

constexpr unsigned kTellings = 4;  // of a sentence with slots

// The event scorer of a model that is there; a copy of it with the scorer goes to the output.
int train_events(const CommonOptions& common, const TrainOptions& options) {
  const auto path = locate(common.language, "en.model");
  if (!path) return fail(path.error());
  const auto models = open_models(common);
  if (!models) return kNoModels;
  std::vector<train::MarkedSentence> sentences;
  for (const auto& file : options.sentences) {
    auto some = train::read_marked_sentences(file, kTellings);
    if (!some) return fail(some.error());
    sentences.insert(sentences.end(), std::make_move_iterator(some->begin()), std::make_move_iterator(some->end()));
  }
  if (sentences.empty()) return fail({ErrorCode::bad_request, "no sentences to learn from", "--sentences", "give files of marked sentences, for example train/sentences/*.tsv"});
  train::EventSettings settings;
  settings.seed = options.seed;
  if (options.epochs) settings.epochs = options.epochs;
  const auto model = train::learn_events(sentences, models, settings, [](const std::string& line) { fmt::print(stderr, "{}\n", line); });
  if (model.types.empty()) return fail({ErrorCode::bad_format, "no sentence could be read", options.sentences.front(), "mark a source in every sentence"});
  const auto file = MappedFile::open(*path);
  if (!file) return fail(file.error());
  const auto kept = model.sections();
  const std::vector<std::pair<std::string_view, std::string_view>> sections(kept.begin(), kept.end());
  const auto written = write_atomically(options.output, train::with_sections(std::string(file->bytes()), sections));
  return written ? kFine : fail(written.error());
}

// How tags suit relations, counted anew; the rest of the model stays.
int renew_tags(const CommonOptions& common, const train::LanguageSettings& settings) {
  const auto path = locate(common.language, "en.model");
  if (!path) return fail(path.error());
  const auto done = train::renew_relation_tags(settings, *path);
  return done ? kFine : fail(done.error());
}

}  // namespace

int train(const CommonOptions& common, const TrainOptions& options) {
  if (options.task == "fusion") return train_fusion(common, options);
  if (options.task == "events") return train_events(common, options);
  if (options.train.empty()) return fail({ErrorCode::bad_request, "no treebank to learn from", "--train", "give CoNLL-U files"});
  train::LanguageSettings settings;
  settings.train = options.train, settings.dev = options.dev, settings.names = options.names;
  settings.output = options.output;
  settings.seed = options.seed, settings.epochs = options.epochs;
  if (options.task == "tags") return renew_tags(common, settings);
  settings.width = options.width, settings.layers = options.layers, settings.pieces = options.pieces, settings.lesson_words = options.lesson_words;
  const auto knowledge = open_lexicon(common);
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
