#include "train/language_trainer.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "base/mapped_file.h"
#include "dragoman/version.h"
#include "knowledge/compiler.h"
#include "segment/characters.h"
#include "train/boundary_trainer.h"
#include "train/chain_trainer.h"
#include "train/checkpoint.h"
#include "train/first_lessons.h"
#include "train/headline_style.h"
#include "train/model_writer.h"
#include "train/name_data.h"
#include "train/name_style.h"
#include "train/name_trees.h"
#include "train/news_style.h"
#include "train/parse_score.h"
#include "train/relation_tags.h"
#include "train/vocabulary.h"
#include "train/word_classes.h"

namespace dragoman::train {

namespace {

constexpr unsigned kHeadlineOneIn = 6;        // sentences also shown as a headline would print them
constexpr unsigned kNewsOneIn = 4;            // statements also reported by somebody, told in the present, and joined to another
constexpr unsigned kEpochs = 12;
constexpr float kAverage = 0.9994f;            // the mean reaches back some 1,700 batches
constexpr float kCalm = 0.4f;                  // see calm()
constexpr unsigned kPointsOneIn = 3;           // sentences with names, cut as tools cut that know no abbreviations
constexpr float kNameStepShare = 0.5f;        // of the pull of neighbouring name tags on each other
constexpr std::size_t kNameWords = 150'000;   // of one file of names in an epoch, and at most half of it: names seen too often are learnt by heart
constexpr std::size_t kSingleClasses = 256, kSharedClasses = 768;  // of the words guessed in the first lessons

NetworkShape base_shape(const LanguageSettings& settings) {
  NetworkShape shape;
  shape.word_width = 96, shape.pieces = settings.pieces, shape.piece_width = 64;
  shape.width = settings.width, shape.layers = settings.layers, shape.tag_layer = settings.layers / 2;
  shape.arc_width = 128, shape.label_width = 96, shape.names = kNameTags;
  shape.labels = static_cast<std::uint32_t>(Deprel::punct) + 1;
  return shape;
}

Result<std::vector<Tree>> read_all(const std::vector<std::string>& paths, bool shippable_only) {
  std::vector<Tree> trees;
  std::string plain;
  for (const auto& path : paths) {
    auto some = read_treebank(path);
    if (!some) return some.error();
    for (Tree& tree : *some) {
      if (shippable_only && !shippable(tree)) continue;
      for (TreeWord& word : tree.words)
        if (straighten(word.form, plain)) word.form = plain;
      trees.push_back(std::move(tree));
    }
  }
  if (trees.empty() && !paths.empty()) return Error{ErrorCode::bad_format, "no sentence that may be trained on", paths.front(), "give a treebank in CoNLL-U"};
  return trees;
}

// Sentences of one file with names marked, dealt out a part an epoch.
class NameLessons {
 public:
  explicit NameLessons(std::vector<NamedSentence> sentences) : sentences_(std::move(sentences)) {}
  const std::vector<NamedSentence>& sentences() const { return sentences_; }

  void deal(const Vocabulary& vocabulary, const NetworkShape& shape, std::mt19937_64& random, std::vector<Example>& examples) {
    for (std::size_t words = 0, dealt = 0; words < kNameWords && dealt < (sentences_.size() + 1) / 2; ++dealt, ++next_) {
      if (next_ % sentences_.size() == 0)
        for (std::size_t i = sentences_.size(); i > 1; --i) std::swap(sentences_[i - 1], sentences_[random() % i]);
      const NamedSentence& sentence = sentences_[next_ % sentences_.size()];
      examples.push_back(vocabulary.example(random() % kPointsOneIn == 0 ? apart_at_points(sentence) : sentence, shape));
      words += examples.back().word.size();
    }
  }

 private:
  std::vector<NamedSentence> sentences_;
  std::size_t next_ = 0;
};

Result<std::vector<NameLessons>> read_name_files(const LanguageSettings& settings) {
  std::vector<NameLessons> all;
  std::string plain;
  for (const auto& path : settings.names) {
    auto sentences = read_names(path, *settings.knowledge, NameUse::harmonised);
    if (!sentences) return sentences.error();
    for (NamedSentence& sentence : *sentences) {
      for (std::string& word : sentence.words)
        if (straighten(word, plain)) word = plain;
      sentence = apart_at_hyphens(sentence);
    }
    all.emplace_back(std::move(*sentences));
  }
  return all;
}

// How much likelier a tag is behind another than by itself, from the training files.
std::vector<float> count_name_steps(const std::vector<NameLessons>& files) {
  std::vector<double> pair(std::size_t{kNameTags} * kNameTags, 0.1), before(kNameTags, 0.1 * kNameTags), alone(kNameTags, 0.1 * kNameTags);
  double all = 0.1 * kNameTags * kNameTags;
  for (const NameLessons& file : files)
    for (const NamedSentence& sentence : file.sentences()) {
      std::size_t last = 0;
      for (const NameTag tag : sentence.tags) {
        const auto now = static_cast<std::size_t>(tag);
        ++pair[last * kNameTags + now], ++before[last], ++alone[now], ++all;
        last = now;
      }
    }
  std::vector<float> steps(pair.size());
  for (std::size_t a = 0; a < kNameTags; ++a)
    for (std::size_t b = 0; b < kNameTags; ++b)
      steps[a * kNameTags + b] = kNameStepShare * static_cast<float>(std::log(pair[a * kNameTags + b] / before[a]) - std::log(alone[b] / all));
  return steps;
}

// After the first lessons many gates stand wide open or shut, where their slope is nought and nothing more can be learnt:
// what goes into them is made smaller.
void calm(Network& network) {
  for (std::size_t m = 3; m < first_head(network.shape()); ++m)
    for (float& x : network.matrices()[m].value) x *= kCalm;
}

// Chains need the trees of the finished model.
Outcome add_chains(const LanguageSettings& settings, const std::vector<Tree>& trees) {
  ChainWeights chains;
  {
    const auto model = LanguageModel::open(settings.output);
    if (!model) return model.error();
    chains = learn_chains(trees, **model, *settings.knowledge, {.seed = settings.seed});
  }
  if (!chains.model().known()) return Done{};
  const auto file = MappedFile::open(settings.output);
  if (!file) return file.error();
  const auto view = [](const std::vector<std::int8_t>& weights) { return std::string_view(reinterpret_cast<const char*>(weights.data()), weights.size()); };
  return write_atomically(settings.output, with_sections(std::string(file->bytes()), {{"chain types", view(chains.types)}, {"chain links", view(chains.links)}}));
}

std::string about_json(const LanguageSettings& settings, std::size_t sentences, std::size_t words, unsigned epochs) {
  nlohmann::ordered_json about;
  about["made_by"] = std::string("dragoman ") + kVersion;
  for (const auto* files : {&settings.train, &settings.names})
    for (const auto& path : *files) about["trained_on"].push_back(std::filesystem::path(path).filename().string());
  about["sentences"] = sentences;
  about["words"] = words;
  if (settings.text) about["words_of_running_text"] = settings.text->words();
  about["epochs"] = epochs;
  about["seed"] = settings.seed;
  return about.dump();
}

// Keeps the best file so far.
class Keeper {
 public:
  Keeper(const LanguageSettings& settings, const std::vector<Tree>& dev) : settings_(settings), dev_(dev) {}

  Outcome offer(const TrainedModel& model, std::string& line) {
    const std::string bytes = model_bytes(model);
    if (dev_.empty()) return write_atomically(settings_.output, bytes);
    const std::string trial = settings_.output + ".trial";
    if (auto written = write_atomically(trial, bytes); !written) return written;
    const auto opened = LanguageModel::open(trial);
    if (!opened) return opened.error();
    const ParseScore score = score_tokens(**opened, dev_);
    line += fmt::format("  dev UPOS {:.2f} lemma {:.2f} UAS {:.2f} LAS {:.2f}  {:.0f} words/s  {} bytes", score.f1(score.upos), score.f1(score.lemma), score.f1(score.head),
                        score.f1(score.relation), static_cast<double>(score.words) / score.seconds, bytes.size());
    std::error_code failed;
    if (score.relation > best_) std::filesystem::rename(trial, settings_.output, failed);
    else std::filesystem::remove(trial, failed);
    if (failed) return Error{ErrorCode::output_failed, failed.message(), settings_.output, "choose a folder that can be written to"};
    best_ = std::max(best_, score.relation);
    return Done{};
  }

 private:
  const LanguageSettings& settings_;
  const std::vector<Tree>& dev_;
  std::size_t best_ = 0;
};

}  // namespace

// The words of the table and all that running text teaches, from the checkpoint where there is one.
void learn_from_text(const LanguageSettings& settings, Vocabulary& vocabulary, NetworkShape& shape, std::unique_ptr<Network>& network,
                     const std::function<void(const std::string&)>& say) {
  const std::string path = settings.output + ".lessons";
  FirstLessons lessons;
  lessons.seed = settings.seed;
  if (settings.lesson_words) lessons.words = settings.lesson_words;
  VectorSettings how;
  how.seed = settings.seed, how.width = shape.word_width;
  const std::string key = fmt::format("{} {} {} {} {} {} {} {} {}", kVersion, settings.text->words(), settings.text->spellings().size(), settings.seed, lessons.words,
                                      how.most_words, shape.input(), shape.width, shape.layers);
  if (auto words = checkpoint_words(path, key); !words.empty()) {
    vocabulary.set_words(words);
    shape.words = static_cast<std::uint32_t>(words.size()) + 1;
    network = std::make_unique<Network>(shape, settings.seed);
    if (load_checkpoint(path, key, words.size(), *network)) return say("vectors and first lessons taken from " + path);
  }
  say(fmt::format("learning word vectors from {} words", settings.text->words()));
  const WordVectors vectors = learn_vectors(*settings.text, how);
  vocabulary.set_words(vectors.words);
  shape.words = static_cast<std::uint32_t>(vectors.words.size()) + 1;
  std::vector<std::uint16_t> classes = word_classes(vectors, shape.word_width, kSingleClasses, kSharedClasses);
  classes.insert(classes.begin(), kNoTarget);
  network = std::make_unique<Network>(shape, settings.seed, kSingleClasses + kSharedClasses);
  std::copy(vectors.rows.begin(), vectors.rows.end(), network->words().value.begin() + shape.word_width);
  teach_first(*network, *settings.text, [&](std::uint64_t hash) { return vocabulary.row_of(hash); }, classes, lessons, say);
  network->forget_steps();
  if (const auto saved = save_checkpoint(path, key, vectors.words, *network); !saved) say("the first lessons could not be kept: " + saved.error().message);
}

Outcome train_language(const LanguageSettings& settings, const std::function<void(const std::string&)>& say) {
  if (!base_shape(settings).plausible_widths())
    return Error{ErrorCode::bad_request, "no network has these sizes", "--width, --layers, --pieces", "give a width that is a multiple of 16, 16 to 512, and 1 to 4 layers"};
  const auto trees = read_all(settings.train, true);
  if (!trees) return trees.error();
  const auto dev = read_all(settings.dev, false);
  if (!dev) return dev.error();
  auto names = read_name_files(settings);
  if (!names) return names.error();

  Vocabulary vocabulary(*trees);
  for (const NameLessons& file : *names)
    for (const NamedSentence& sentence : file.sentences()) vocabulary.count(sentence.words);
  const LemmaBook lemmas = learn_lemmas(*trees, settings.text);
  NetworkShape shape = base_shape(settings);
  shape.tags = static_cast<std::uint32_t>(vocabulary.tags.size());
  std::unique_ptr<Network> network;
  if (settings.text) {
    learn_from_text(settings, vocabulary, shape, network, say);
  } else {
    vocabulary.set_words(vocabulary.treebank_words());
    shape.words = static_cast<std::uint32_t>(vocabulary.words.size()) + 1;
    network = std::make_unique<Network>(shape, settings.seed);
  }
  std::vector<Example> plain;
  std::size_t words = 0;
  for (const Tree& tree : *trees) {
    Example& example = plain.emplace_back(vocabulary.example(tree.words, shape));
    for (const NameTag tag : name_tags(tree, *settings.knowledge)) example.name.push_back(static_cast<std::uint8_t>(tag));
    words += tree.words.size();
  }
  say(fmt::format("{} sentences, {} words, {} word rows, {} tags, {} lemma slots", trees->size(), words, shape.words, shape.tags, lemmas.slots.size()));

  NetworkSettings how;
  how.seed = settings.seed;
  how.average = kAverage;
  how.fixed_words = settings.text != nullptr;
  if (settings.text) calm(*network);
  how.epochs = settings.epochs ? settings.epochs : kEpochs;
  TrainedModel model;
  model.network = network.get(), model.words = vocabulary.words, model.tags = vocabulary.tags, model.lemmas = &lemmas;
  model.boundaries = learn_boundaries(*trees, *settings.knowledge, {.seed = settings.seed});
  if (!names->empty()) model.name_steps = count_name_steps(*names);
  model.relation_tags = count_relation_tags(*trees);
  model.about = about_json(settings, trees->size(), words, how.epochs);
  const NewsStyle news(*trees);
  const auto corpus = [&](unsigned, std::mt19937_64& random) {
    std::vector<Example> examples = plain;
    for (const Tree& tree : *trees)
      if (random() % kHeadlineOneIn == 0) examples.push_back(vocabulary.example(headline_style(tree.words, random), shape));
    for (const Tree& tree : *trees) {
      if (random() % kNewsOneIn == 0)
        if (const auto some = news.reported(tree.words, random); !some.empty()) examples.push_back(vocabulary.example(some, shape));
      if (random() % kNewsOneIn == 0)
        if (const auto some = NewsStyle::present(tree.words); !some.empty()) examples.push_back(vocabulary.example(some, shape));
      if (random() % kNewsOneIn == 0)
        if (const auto some = news.joined(tree.words, random); !some.empty()) examples.push_back(vocabulary.example(some, shape));
    }
    for (NameLessons& file : *names) file.deal(vocabulary, shape, random, examples);
    return examples;
  };
  Keeper keeper(settings, *dev);
  Outcome outcome = Done{};
  train_network(*network, how, corpus, [&](unsigned epoch, const Losses& losses) {
    const auto n = static_cast<double>(losses.trees);
    std::string line = fmt::format("epoch {:>2}  tag {:.3f} arc {:.3f} label {:.3f} name {:.3f}", epoch + 1, losses.tag / n, losses.arc / n, losses.label / n,
                                   losses.name / static_cast<double>(std::max<std::size_t>(losses.names, 1)));
    outcome = keeper.offer(model, line);
    say(line);
    return outcome.ok();
  });
  if (!outcome) return outcome;
  say("learning what corefers");
  return add_chains(settings, *trees);
}

Outcome renew_relation_tags(const LanguageSettings& settings, const std::string& model) {
  const auto trees = read_all(settings.train, true);
  if (!trees) return trees.error();
  const auto known = ModelFile::open(model);
  if (!known) return known.error();
  const auto file = MappedFile::open(model);
  if (!file) return file.error();
  const std::vector<float> fits = count_relation_tags(*trees);
  return write_atomically(settings.output, with_sections(std::string(file->bytes()), {{"relation tags", {reinterpret_cast<const char*>(fits.data()), fits.size() * sizeof(float)}}}));
}

}  // namespace dragoman::train
