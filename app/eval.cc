// dragoman eval parse, and which task goes where.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "app/eval_tools.h"
#include "app/verbs.h"
#include "knowledge/knowledge.h"
#include "parse/language_model.h"
#include "train/parse_score.h"

namespace dragoman::app {

namespace {

namespace fs = std::filesystem;

struct Scored {
  std::string file;
  train::ParseScore score;
};

std::vector<std::pair<std::string_view, double>> measures(const train::ParseScore& s, bool raw) {
  std::vector<std::pair<std::string_view, double>> list;
  if (raw) list = {{"sentences", s.sentence_f1()}, {"words", s.f1(s.words)}};
  for (const auto& [name, right] : {std::pair{"upos", s.upos}, {"feats", s.feats}, {"lemma", s.lemma}, {"uas", s.head}, {"las", s.relation}, {"las_subtypes", s.subtype}})
    list.emplace_back(name, s.f1(right));
  list.emplace_back("words_per_second", static_cast<double>(s.found) / s.seconds);
  return list;
}

std::string table(const std::vector<Scored>& all, bool raw) {
  std::string out = fmt::format("{:<32} {:>8}", "file", "gold");
  for (const auto& [name, value] : measures(all.front().score, raw)) out += fmt::format(" {:>{}}", name, std::max<std::size_t>(name.size(), 7));
  out += '\n';
  for (const Scored& one : all) {
    out += fmt::format("{:<32} {:>8}", fs::path(one.file).filename().string(), one.score.gold);
    for (const auto& [name, value] : measures(one.score, raw)) out += fmt::format(" {:>{}.{}f}", value, std::max<std::size_t>(name.size(), 7), value > 1000 ? 0 : 2);
    out += '\n';
  }
  return out;
}

std::string json(const std::vector<Scored>& all, bool raw) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const Scored& one : all) {
    nlohmann::ordered_json entry = {{"file", fs::path(one.file).filename().string()}, {"gold_words", one.score.gold}};
    for (const auto& [name, value] : measures(one.score, raw)) entry[std::string(name)] = value;
    list.push_back(std::move(entry));
  }
  return list.dump(2) + "\n";
}

int eval_parse(const CommonOptions& common, const EvalOptions& options) {
  const auto models = open_eval_models(common);
  if (!models) return no_models(models.error());
  std::vector<Scored> all;
  std::string predictions;
  for (const auto& file : gold_files(options.gold, {".conllu", ".conllu.gz"})) {
    const auto trees = train::read_treebank(file);
    if (!trees) return give_up(trees.error());
    std::string* wanted = options.predictions.empty() ? nullptr : &predictions;
    all.push_back({file, options.raw ? train::score_text(*models->language, *models->knowledge, *trees, wanted) : train::score_tokens(*models->language, *trees, wanted)});
  }
  if (all.empty()) return give_up({ErrorCode::not_found, "no CoNLL-U file", options.gold.front(), "give .conllu or .conllu.gz files"});
  return finish_eval(options, predictions, options.format == "json" ? json(all, options.raw) : table(all, options.raw));
}

}  // namespace

int eval(const CommonOptions& common, const EvalOptions& options) {
  if (options.task == "attribution") return eval_attribution(common, options);
  if (options.task == "golden") return eval_golden(common, options);
  if (options.task == "fuse") return eval_fuse(common, options);
  if (options.task == "gold") return eval_gold(common, options);
  if (options.task == "claims") return eval_claims(common, options);
  if (options.task == "relations") return eval_relations(common, options);
  if (options.task == "examples") return eval_examples(common, options);
  if (options.task == "spans") return eval_spans(common, options);
  if (options.task == "places") return eval_places(common, options);
  if (options.task == "coreference") return eval_coreference(common, options);
  if (options.task == "time") return eval_time(common, options);
  return options.task == "mentions" ? eval_mentions(common, options) : eval_parse(common, options);
}

}  // namespace dragoman::app
