#include "train/language_trainer.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <unordered_map>

#include "dragoman/version.h"
#include "knowledge/compiler.h"
#include "segment/characters.h"
#include "train/headline_style.h"
#include "train/model_writer.h"
#include "train/parse_score.h"

namespace dragoman::train {

namespace {

constexpr std::uint32_t kLeastCount = 2;      // without running text, a word seen less often has no row of its own
constexpr unsigned kHeadlineOneIn = 6;        // sentences also shown as a headline would print them
constexpr unsigned kEpochs = 16;

NetworkShape base_shape() {
  NetworkShape shape;
  shape.word_width = 64, shape.pieces = 1u << 16, shape.piece_width = 48;
  shape.width = 128, shape.layers = 3, shape.tag_layer = 1;
  shape.arc_width = 128, shape.label_width = 96;
  shape.labels = static_cast<std::uint32_t>(Deprel::punct) + 1;
  return shape;
}

using TagKey = std::pair<Upos, std::uint32_t>;

// Words and tags, most frequent first.
struct Vocabulary {
  std::vector<std::uint64_t> words;
  std::unordered_map<std::uint64_t, std::uint32_t> row, seen;  // of the word table, from 1; how often in the treebanks
  std::vector<ModelTag> tags;
  std::map<TagKey, std::uint16_t> tag;

  explicit Vocabulary(const std::vector<Tree>& trees) {
    std::map<TagKey, std::size_t> tag_seen;
    for (const Tree& tree : trees)
      for (const TreeWord& word : tree.words) ++seen[folded_hash(word.form)], ++tag_seen[{word.upos, word.feats}];
    std::vector<std::pair<TagKey, std::size_t>> list(tag_seen.begin(), tag_seen.end());
    std::stable_sort(list.begin(), list.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
    for (const auto& [key, count] : list) {
      tag[key] = static_cast<std::uint16_t>(tags.size());
      tags.push_back({static_cast<std::uint32_t>(key.first), key.second});
    }
  }

  void set_words(std::vector<std::uint64_t> hashes) {
    words = std::move(hashes);
    for (std::size_t i = 0; i < words.size(); ++i) row[words[i]] = static_cast<std::uint32_t>(i) + 1;
  }
  std::vector<std::uint64_t> treebank_words() const {
    std::vector<std::uint64_t> list;
    for (const auto& [hash, count] : seen)
      if (count >= kLeastCount) list.push_back(hash);
    std::sort(list.begin(), list.end());
    return list;
  }
};

Example example_of(const std::vector<TreeWord>& words, const Vocabulary& vocabulary, const NetworkShape& shape) {
  Example example;
  for (const TreeWord& word : words) {
    const WordHashes hashes = word_hashes(word.form);
    const auto found = vocabulary.row.find(hashes.word);
    example.word.push_back(found == vocabulary.row.end() ? 0 : found->second);
    const auto seen = vocabulary.seen.find(hashes.word);
    example.seen.push_back(seen == vocabulary.seen.end() ? 0 : seen->second);
    auto& pieces = example.pieces.emplace_back();
    for (std::size_t k = 0; k < kPieceKinds; ++k) pieces[k] = hashes.pieces[k] % shape.pieces;
    const auto tag = vocabulary.tag.find({word.upos, word.feats});
    example.tag.push_back(tag == vocabulary.tag.end() ? 0 : tag->second);
    example.head.push_back(word.head);
    example.label.push_back(static_cast<std::uint8_t>(word.deprel));
  }
  return example;
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

std::string about_json(const LanguageSettings& settings, std::size_t sentences, std::size_t words, unsigned epochs) {
  nlohmann::ordered_json about;
  about["made_by"] = std::string("dragoman ") + kVersion;
  for (const auto& path : settings.train) about["trained_on"].push_back(std::filesystem::path(path).filename().string());
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

Outcome train_language(const LanguageSettings& settings, const std::function<void(const std::string&)>& say) {
  const auto trees = read_all(settings.train, true);
  if (!trees) return trees.error();
  const auto dev = read_all(settings.dev, false);
  if (!dev) return dev.error();

  Vocabulary vocabulary(*trees);
  const LemmaBook lemmas = learn_lemmas(*trees, settings.text);
  NetworkShape shape = base_shape();
  WordVectors vectors;
  if (settings.text) {
    say(fmt::format("learning word vectors from {} words", settings.text->words()));
    VectorSettings how;
    how.seed = settings.seed, how.width = shape.word_width;
    vectors = learn_vectors(*settings.text, how);
  }
  vocabulary.set_words(settings.text ? vectors.words : vocabulary.treebank_words());
  shape.words = static_cast<std::uint32_t>(vocabulary.words.size()) + 1;
  shape.tags = static_cast<std::uint32_t>(vocabulary.tags.size());
  Network network(shape, settings.seed);
  std::copy(vectors.rows.begin(), vectors.rows.end(), network.words().value.begin() + shape.word_width);
  std::vector<Example> plain;
  std::size_t words = 0;
  for (const Tree& tree : *trees) plain.push_back(example_of(tree.words, vocabulary, shape)), words += tree.words.size();
  say(fmt::format("{} sentences, {} words, {} word rows, {} tags, {} lemma slots", trees->size(), words, shape.words, shape.tags, lemmas.slots.size()));

  NetworkSettings how;
  how.seed = settings.seed;
  how.fixed_words = settings.text != nullptr;
  how.epochs = settings.epochs ? settings.epochs : kEpochs;
  TrainedModel model;
  model.network = &network, model.words = vocabulary.words, model.tags = vocabulary.tags, model.lemmas = &lemmas;
  model.about = about_json(settings, trees->size(), words, how.epochs);
  const auto corpus = [&](unsigned, std::mt19937_64& random) {
    std::vector<Example> examples = plain;
    for (const Tree& tree : *trees)
      if (random() % kHeadlineOneIn == 0) examples.push_back(example_of(headline_style(tree.words, random), vocabulary, shape));
    return examples;
  };
  Keeper keeper(settings, *dev);
  Outcome outcome = Done{};
  train_network(network, how, corpus, [&](unsigned epoch, const Losses& losses) {
    const auto n = static_cast<double>(losses.words);
    std::string line = fmt::format("epoch {:>2}  tag {:.3f} arc {:.3f} label {:.3f}", epoch + 1, losses.tag / n, losses.arc / n, losses.label / n);
    outcome = keeper.offer(model, line);
    say(line);
    return outcome.ok();
  });
  return outcome;
}

}  // namespace dragoman::train
