// Compares parser architectures on treebanks: two baselines by transitions, trained here, and a model file beside them.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <ctime>

#include "baseline/feedforward_parser.h"
#include "baseline/perceptron_parser.h"
#include "baseline/tagger.h"
#include "parse/language_model.h"
#include "pipeline/locate.h"
#include "train/parse_score.h"

namespace dragoman::baseline {
namespace {

struct Options {
  std::vector<std::string> train, dev;
  std::string model;
  int perceptron_epochs = 12, network_epochs = 12;
};

// Processor time, so that a busy machine does not look like a slow program.
double now() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

std::string_view universal(std::uint8_t relation) {
  const std::string_view name = to_string(static_cast<Deprel>(relation));
  return name.substr(0, name.find(':'));
}

// A file to measure on: read as the baselines do, under their own tags and under those of the model file.
struct Dev {
  std::string name;
  std::vector<train::Tree> trees;
  std::vector<Sentence> own, shipped;
  std::size_t words = 0;
  double reading = 0, tagging = 0;  // seconds: hashes, vectors and clusters; tags
};

Result<std::vector<train::Tree>> read(const std::vector<std::string>& files) {
  std::vector<train::Tree> all;
  for (const std::string& file : files) {
    auto trees = train::read_treebank(file);
    if (!trees) return trees.error();
    for (train::Tree& tree : *trees)
      if (train::shippable(tree)) all.push_back(std::move(tree));  // what the model file learnt from, no more
  }
  return all;
}

void tag_as_shipped(const LanguageModel& model, const Lexis& lexis, Dev& dev) {
  Document document;
  ParseScratch scratch;
  for (std::size_t t = 0; t < dev.trees.size(); ++t) {
    train::gold_document(dev.trees, t, t + 1, document);
    model.parse(document, scratch, true);
    for (std::uint32_t i = 0; i < document.token_count(); ++i) dev.shipped[t].tag[i] = lexis.tag(document.upos[i], document.feats[i]);
  }
}

Dev prepare(const std::string& file, std::vector<train::Tree> trees, const Lexis& lexis, const Tagger& tagger, const LanguageModel& model) {
  Dev dev{file.substr(file.rfind('/') + 1), std::move(trees), {}, {}, 0, 0, 0};
  double start = now();
  for (const train::Tree& tree : dev.trees) dev.own.push_back(lexis.sentence(tree)), dev.words += tree.words.size();
  dev.reading = now() - start;
  dev.shipped = dev.own;
  start = now();
  for (Sentence& sentence : dev.own) tagger.tag(sentence);
  dev.tagging = now() - start;
  tag_as_shipped(model, lexis, dev);
  return dev;
}

double percent(std::size_t part, std::size_t all) { return 100.0 * static_cast<double>(part) / static_cast<double>(all); }

double upos_share(const Lexis& lexis, const std::vector<Sentence>& sentences) {
  std::size_t right = 0, all = 0;
  for (const Sentence& s : sentences)
    for (std::size_t i = 0; i < s.size(); ++i) ++all, right += lexis.upos(s.tag[i]) == lexis.upos(s.gold_tag[i]);
  return percent(right, all);
}

void row(const std::string& file, const std::string& parser, const std::string& tags, double uas, double las, double parse_only, double whole) {
  fmt::print("| {} | {} | {} | {:.2f} | {:.2f} | {} | {} |\n", file, parser, tags, uas, las, parse_only > 0 ? fmt::format("{:.0f}", parse_only) : "", whole > 0 ? fmt::format("{:.0f}", whole) : "");
  std::fflush(stdout);
}

// `parse` leaves its tree in the configuration it returns.
template <class Parse>
void measure(const std::string& parser, const Dev& dev, bool own, const Parse& parse) {
  const auto& sentences = own ? dev.own : dev.shipped;
  std::size_t heads = 0, relations = 0;
  double seconds = 0;
  for (const Sentence& sentence : sentences) {
    const double start = now();
    const Configuration& tree = parse(sentence);
    seconds += now() - start;
    for (std::uint32_t i = 0; i < sentence.size(); ++i) {
      const bool same = tree.node(i).head == sentence.head[i];
      heads += same, relations += same && universal(tree.node(i).label) == universal(sentence.label[i]);
    }
  }
  const auto words = static_cast<double>(dev.words);
  row(dev.name, parser, own ? "own" : "model's", percent(heads, dev.words), percent(relations, dev.words), words / seconds, own ? words / (seconds + dev.reading + dev.tagging) : 0);
}

template <class Parse>
void measure_all(const std::string& parser, const std::vector<Dev>& devs, const Parse& parse) {
  for (const Dev& dev : devs)
    for (const bool own : {true, false}) measure(parser, dev, own, parse);
}

void say_epoch(int epoch, double share) { fmt::print(stderr, "  epoch {}: {:.2f} % of arcs right in training, {:.0f} s\n", epoch + 1, 100 * share, now()); }

Outcome run(const Options& options) {
  const auto path = locate(options.model, "en.model");
  if (!path) return path.error();
  const auto file = ModelFile::open(*path);
  if (!file) return file.error();
  const auto model = LanguageModel::open(*path);
  if (!model) return model.error();
  auto trees = read(options.train);
  if (!trees) return trees.error();

  double start = now();
  const Lexis lexis(**file, *trees);
  std::vector<Sentence> sentences;
  for (const train::Tree& tree : *trees) sentences.push_back(lexis.sentence(tree));
  std::vector<const Sentence*> all;
  for (const Sentence& sentence : sentences) all.push_back(&sentence);
  const Tagger tagger(lexis.tags(), all);
  tag_by_others(sentences, lexis.tags());
  fmt::print("{} training sentences, {} tag classes; taggers and clusters {:.0f} s; upos of the training files, tagged by others: {:.2f}\n", sentences.size(), lexis.tags(), now() - start, upos_share(lexis, sentences));

  std::vector<Dev> devs;
  for (const std::string& name : options.dev) {
    auto dev = train::read_treebank(name);
    if (!dev) return dev.error();
    devs.push_back(prepare(name, std::move(*dev), lexis, tagger, **model));
    fmt::print("{}: {} words, upos {:.2f} (own tagger), {:.2f} (model's)\n", devs.back().name, devs.back().words, upos_share(lexis, devs.back().own), upos_share(lexis, devs.back().shipped));
  }
  fmt::print("\n| file | parser | tags | uas | las | words/s, parser alone | words/s, with words and tags |\n|---|---|---|---|---|---|---|\n");
  for (const Dev& dev : devs) {
    const auto score = train::score_tokens(**model, dev.trees);
    row(dev.name, "model file", "model's", percent(score.head, score.words), percent(score.relation, score.words), 0, static_cast<double>(score.words) / score.seconds);
  }
  std::string costs;
  if (options.perceptron_epochs > 0) {
    start = now();
    PerceptronParser parser;
    parser.train(sentences, options.perceptron_epochs, say_epoch);
    costs += fmt::format("perceptron: {} epochs in {:.0f} s, {:.0f} MB of tables, {:.1f} million weights in use\n", options.perceptron_epochs, now() - start, static_cast<double>(parser.bytes()) / 1e6, static_cast<double>(parser.used()) / 1e6);
    Configuration work;
    measure_all("perceptron", devs, [&](const Sentence& sentence) -> const Configuration& { return parser.parse(sentence, work), work; });
  }
  if (options.network_epochs > 0) {
    start = now();
    FeedForwardParser parser(lexis.width(), lexis.tags());
    parser.train(sentences, options.network_epochs, say_epoch);
    costs += fmt::format("feed-forward: {} epochs in {:.0f} s, {:.1f} million weights beside the word vectors, {} words kept computed\n", options.network_epochs, now() - start, static_cast<double>(parser.weights()) / 1e6, parser.cached_words());
    FeedForwardParser::Scratch scratch;
    measure_all("feed-forward", devs, [&](const Sentence& sentence) -> const Configuration& { return parser.parse(sentence, scratch), scratch.now; });
  }
  fmt::print("\n{}", costs);
  return Done{};
}

}  // namespace
}  // namespace dragoman::baseline

int main(int argc, char** argv) {
  CLI::App app("Compares parser architectures on treebanks; seconds and speeds are of one processor");
  dragoman::baseline::Options options;
  app.add_option("--train", options.train, "treebanks to learn from")->required();
  app.add_option("--dev", options.dev, "treebanks to measure on")->required();
  app.add_option("--model", options.model, "model file: its word vectors are used, its own scores shown");
  app.add_option("--perceptron-epochs", options.perceptron_epochs, "0: leave it out");
  app.add_option("--network-epochs", options.network_epochs, "0: leave it out");
  CLI11_PARSE(app, argc, argv);
  const auto done = dragoman::baseline::run(options);
  if (done) return 0;
  fmt::print(stderr, "{}: {} ({})\n", done.error().where, done.error().message, done.error().remedy);
  return 1;
}
