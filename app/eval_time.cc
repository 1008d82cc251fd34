// dragoman eval time: time expressions and their values against TimeML.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "app/eval_tools.h"
#include "coding/timex3.h"
#include "dragoman/pipeline.h"
#include "knowledge/knowledge.h"
#include "parse/language_model.h"
#include "pipeline/parts.h"
#include "train/timeml.h"

namespace dragoman::app {

namespace {

using Measure = std::pair<const char*, std::size_t train::TimeCounts::*>;
constexpr Measure kMeasures[] = {{"strict", &train::TimeCounts::strict}, {"relaxed", &train::TimeCounts::relaxed}, {"value", &train::TimeCounts::value},
                                 {"type", &train::TimeCounts::type}, {"strict_value", &train::TimeCounts::strict_value}};

std::string shown(const train::TimeScore& score, std::size_t documents, const std::string& format) {
  std::vector<std::pair<std::string, train::TimeCounts>> rows(score.by_type.begin(), score.by_type.end());
  rows.emplace_back("all", score.all);
  if (format == "json") {
    nlohmann::ordered_json out = {{"documents", documents}};
    for (const auto& [name, counts] : rows) {
      out[name] = {{"gold", counts.gold}, {"found", counts.found}};
      for (const auto& [measure, right] : kMeasures) out[name][measure] = counts.f1(counts.*right);
    }
    return out.dump(2) + "\n";
  }
  std::string out = fmt::format("{} documents; F1 in per cent: spans strict and relaxed; value and type where spans overlap; strict span and value\n{:<10} {:>6} {:>6}", documents, "type", "gold", "found");
  for (const auto& [measure, right] : kMeasures) out += fmt::format(" {:>12}", measure);
  out += '\n';
  for (const auto& [name, counts] : rows) {
    out += fmt::format("{:<10} {:>6} {:>6}", name, counts.gold, counts.found);
    for (const auto& [measure, right] : kMeasures) out += fmt::format(" {:>12.2f}", counts.f1(counts.*right));
    out += '\n';
  }
  return out;
}

std::string line(const std::string& doc, const train::TimeMark& mark) {
  const nlohmann::ordered_json out = {{"doc", doc}, {"begin", mark.span.begin}, {"end", mark.span.end}, {"type", mark.type}, {"value", mark.value}};
  return out.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

}  // namespace

int eval_time(const CommonOptions& common, const EvalOptions& options) {
  const auto opened = open_eval_models(common);
  if (!opened) return no_models(opened.error());
  const auto models = Models::from(opened->knowledge, opened->language);
  ReadScratch scratch;
  Document document;
  train::TimeScore score;
  std::string predictions;
  const auto files = gold_files(options.gold, {".tml"});
  for (const auto& file : files) {
    const auto gold = train::read_timeml(file);
    if (!gold) return give_up(gold.error());
    Article article;
    article.text = gold->text;
    article.published = gold->created;
    document.reset(std::move(article));
    read_document(document, models->parts(), scratch);
    std::vector<train::TimeMark> found;
    for (Timex3& time : find_timex3(document, *opened->knowledge)) {
      found.push_back({time.span, std::string(to_string(time.type)), std::move(time.value)});
      predictions += line(gold->doc, found.back());
    }
    train::count_times(gold->times, found, score);
  }
  if (files.empty()) return give_up({ErrorCode::not_found, "no file of TimeML", options.gold.front(), "give .tml files, or a folder of them"});
  return finish_eval(options, predictions, shown(score, files.size(), options.format));
}

}  // namespace dragoman::app
