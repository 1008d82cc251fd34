// dragoman eval parse, and which task goes where.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "app/session.h"
#include "app/verbs.h"
#include "knowledge/knowledge.h"
#include "pipeline/locate.h"
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

int fail(const Error& error, int status) {
  complain(error);
  return status;
}

int eval_parse(const CommonOptions& common, const EvalOptions& options) {
  const auto model_path = locate(common.language, "en.model");
  if (!model_path) return fail(model_path.error(), kNoModels);
  const auto model = LanguageModel::open(*model_path);
  if (!model) return fail(model.error(), kNoModels);
  std::shared_ptr<const Knowledge> knowledge;
  if (options.raw) {
    const auto lexicon = locate(common.lexicon, "lexicon.blob");
    if (!lexicon) return fail(lexicon.error(), kNoModels);
    auto opened = Knowledge::open(*lexicon);
    if (!opened) return fail(opened.error(), kNoModels);
    knowledge = std::move(*opened);
  }
  std::vector<Scored> all;
  std::string predictions;
  for (const auto& file : treebank_files(options.gold)) {
    const auto trees = train::read_treebank(file);
    if (!trees) return fail(trees.error(), exit_for(trees.error()));
    std::string* wanted = options.predictions.empty() ? nullptr : &predictions;
    all.push_back({file, options.raw ? train::score_text(**model, *knowledge, *trees, wanted) : train::score_tokens(**model, *trees, wanted)});
  }
  if (all.empty()) return fail({ErrorCode::not_found, "no CoNLL-U file", options.gold.front(), "give .conllu or .conllu.gz files"}, kFailed);
  if (!options.predictions.empty() && !(std::ofstream(options.predictions, std::ios::binary) << predictions << std::flush))
    return fail({ErrorCode::output_failed, "the predictions could not be written", options.predictions, "choose a folder that can be written to"}, kOutputFailed);
  return write_all(options.format == "json" ? json(all, options.raw) : table(all, options.raw)) ? kFine : kOutputFailed;
}

}  // namespace

std::vector<std::string> treebank_files(const std::vector<std::string>& given) {
  std::vector<std::string> files;
  for (const auto& path : given) {
    std::error_code none;
    if (!fs::is_directory(path, none)) {
      files.push_back(path);
      continue;
    }
    for (const auto& entry : fs::directory_iterator(path, none)) {
      const std::string name = entry.path().filename().string();
      if (name.ends_with(".conllu") || name.ends_with(".conllu.gz")) files.push_back(entry.path().string());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

int eval(const CommonOptions& common, const EvalOptions& options) {
  if (options.task == "golden") return eval_golden(common, options);
  if (options.task == "coreference") return eval_coreference(common, options);
  return options.task == "mentions" ? eval_mentions(common, options) : eval_parse(common, options);
}

}  // namespace dragoman::app
