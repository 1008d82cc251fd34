// dragoman eval places: names of places in running text, and where in the world they are.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "app/eval_tools.h"
#include "dragoman/pipeline.h"
#include "knowledge/knowledge.h"
#include "parse/language_model.h"
#include "pipeline/parts.h"
#include "train/toponyms.h"

namespace dragoman::app {

namespace {

double share(std::size_t part, std::size_t whole) { return whole ? 100.0 * static_cast<double>(part) / static_cast<double>(whole) : 0.0; }

std::string shown(const train::ToponymScore& s, const std::string& format) {
  const double precision = share(s.right, s.found), recall = share(s.right, s.gold), f1 = share(2 * s.right, s.gold + s.found);
  if (format == "json") {
    const nlohmann::ordered_json out = {{"texts", s.texts}, {"gold", s.gold}, {"found", s.found}, {"precision", precision}, {"recall", recall}, {"f1", f1},
                                        {"country_accuracy", share(s.right_country, s.with_country)}, {"accuracy_161km", share(s.near, s.with_point)},
                                        {"country_recall", share(s.right_country, s.gold_countries)}, {"recall_161km", share(s.near, s.gold_points)}};
    return out.dump(2) + "\n";
  }
  return fmt::format("{} texts, exact spans: gold {}, found {}, precision {:.2f}, recall {:.2f}, F1 {:.2f}\n"
                     "{:<24} {:>16} {:>16}\n{:<24} {:>16.2f} {:>16.2f}\n{:<24} {:>16.2f} {:>16.2f}\n",
                     s.texts, s.gold, s.found, precision, recall, f1, "", "of spans found", "of all in gold", "country", share(s.right_country, s.with_country),
                     share(s.right_country, s.gold_countries), "within 161 km", share(s.near, s.with_point), share(s.near, s.gold_points));
}

}  // namespace

int eval_places(const CommonOptions& common, const EvalOptions& options) {
  const auto models = open_eval_models(common);
  if (!models) return no_models(models.error());
  const auto all = Models::from(models->knowledge, models->language);
  train::ToponymScore score;
  std::string predictions;
  Document document;
  ReadScratch scratch;
  for (const auto& file : gold_files(options.gold, {".xml", ".xml.gz"})) {
    const auto texts = train::read_toponym_texts(file, *models->knowledge);
    if (!texts) return give_up(texts.error());
    for (const train::ToponymText& text : *texts) {
      Article article;
      article.text = text.text;
      document.reset(std::move(article));
      read_document(document, all->parts(), scratch);
      const auto found = train::find_toponyms(document, *models->knowledge);
      score.add(text.toponyms, found);
      if (!options.predictions.empty()) predictions += train::toponym_lines(text.doc, found);
    }
  }
  if (score.texts == 0) return give_up({ErrorCode::not_found, "no file", options.gold.front(), "give geoparsing XML, plain or gzipped"});
  return finish_eval(options, predictions, shown(score, options.format));
}

}  // namespace dragoman::app
