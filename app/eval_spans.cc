// dragoman eval spans: who does it to whom in a sentence, by exact phrases.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "app/eval_tools.h"
#include "dragoman/pipeline.h"
#include "knowledge/knowledge.h"
#include "parse/language_model.h"
#include "train/party_spans.h"

namespace dragoman::app {

namespace {

std::string shown(const train::PartyScore& score, const std::string& format) {
  const std::pair<const char*, train::PartyScore::Counts> rows[] = {{"source", score.role[0]}, {"target", score.role[1]}, {"reciprocal", score.role[2]}, {"all", score.all()}};
  if (format == "json") {
    nlohmann::ordered_json out = {{"sentences", score.sentences}};
    for (const auto& [name, c] : rows) out[name] = {{"gold", c.gold}, {"found", c.found}, {"precision", c.precision()}, {"recall", c.recall()}, {"f1", c.f1()}};
    return out.dump(2) + "\n";
  }
  std::string out = fmt::format("{} sentences, exact spans\n{:<12} {:>7} {:>7} {:>9} {:>7} {:>7}\n", score.sentences, "", "gold", "found", "precision", "recall", "f1");
  for (const auto& [name, c] : rows) out += fmt::format("{:<12} {:>7} {:>7} {:>9.2f} {:>7.2f} {:>7.2f}\n", name, c.gold, c.found, c.precision(), c.recall(), c.f1());
  return out;
}

}  // namespace

int eval_spans(const CommonOptions& common, const EvalOptions& options) {
  const auto models = open_eval_models(common);
  if (!models) return no_models(models.error());
  train::PartyReader reader(Models::from(models->knowledge, models->language));
  train::PartyScore score;
  std::string predictions;
  for (const auto& file : gold_files(options.gold, {".txt"})) {
    const auto gold = train::read_party_sentences(file);
    if (!gold) return give_up(gold.error());
    for (const train::PartySentence& sentence : *gold) {
      const auto found = reader.read(sentence.words);
      score.add(sentence.spans, found);
      if (!options.predictions.empty()) predictions += train::party_lines(sentence.words, found);
    }
  }
  if (score.sentences == 0) return give_up({ErrorCode::not_found, "no sentence", options.gold.front(), "give files of words with the labels B-S, I-S, B-T, I-T, B-R, I-R and O"});
  return finish_eval(options, predictions, shown(score, options.format));
}

}  // namespace dragoman::app
