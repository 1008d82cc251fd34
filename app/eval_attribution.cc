// dragoman eval attribution: who says or holds what, against PolNeAR.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "app/eval_tools.h"
#include "coding/draft.h"
#include "ingest/furniture.h"
#include "knowledge/knowledge.h"
#include "parse/known_lemmas.h"
#include "parse/language_model.h"
#include "parse/mentions.h"
#include "parse/repairs.h"
#include "segment/segment.h"
#include "train/attitudes.h"

namespace dragoman::app {

namespace {

// Every paragraph counts, also those that records leave out.
void read_all_blocks(Document& document, const EvalModels& models, ParseScratch& scratch) {
  class_blocks(document, *models.knowledge);
  for (Block& block : document.blocks)
    if (!block.reporting()) block.kind = BlockKind::body;
  segment(document, *models.knowledge, models.language->boundaries());
  models.language->parse(document, scratch, true);
  mend_lemmas(document, *models.knowledge);
  repair_trees(document, *models.knowledge);
  find_mentions(document, *models.knowledge);
  models.language->link(document, scratch);
}

nlohmann::ordered_json pairs(const std::vector<Span>& spans) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const Span& s : spans) list.push_back({s.begin, s.end});
  return list;
}

std::string lines_of(const std::string& name, const std::vector<train::QuoteLink>& links) {
  std::string out;
  for (const train::QuoteLink& link : links) {
    const nlohmann::ordered_json line = {{"doc", name}, {"source", pairs(link.source)}, {"cue", pairs(link.cue)}, {"content", pairs(link.content)}};
    out += line.dump() + "\n";
  }
  return out;
}

std::string shown(const train::QuoteScore& score, std::size_t texts, const std::string& format) {
  const std::pair<std::string_view, const std::array<train::QuoteCounts, 4>*> ways[] = {{"exact", &score.exact}, {"overlap", &score.overlap}, {"words", &score.words}};
  if (format == "json") {
    nlohmann::ordered_json out = {{"texts", texts}};
    for (const auto& [way, counts] : ways)
      for (std::size_t k = 0; k < 4; ++k)
        if (const auto& c = (*counts)[k]; c.gold + c.found > 0)
          out[std::string(way)][std::string(train::kQuoteFields[k])] = {{"gold", c.gold}, {"found", c.found}, {"precision", c.precision()}, {"recall", c.recall()}, {"f1", c.f1()}};
    return out.dump(2) + "\n";
  }
  std::string out = fmt::format("{} texts; words: characters shared\n{:<8} {:<8} {:>8} {:>8} {:>9} {:>7} {:>7}\n", texts, "", "", "gold", "found", "precision", "recall", "f1");
  for (const auto& [way, counts] : ways)
    for (std::size_t k = 0; k < 4; ++k)
      if (const auto& c = (*counts)[k]; c.gold + c.found > 0)
        out += fmt::format("{:<8} {:<8} {:>8} {:>8} {:>9.2f} {:>7.2f} {:>7.2f}\n", way, train::kQuoteFields[k], c.gold, c.found, c.precision(), c.recall(), c.f1());
  return out;
}

}  // namespace

int eval_attribution(const CommonOptions& common, const EvalOptions& options) {
  const auto models = open_eval_models(common);
  if (!models) return no_models(models.error());
  train::QuoteScore score;
  std::string predictions;
  std::size_t texts = 0;
  Document document;
  ParseScratch scratch;
  for (const auto& folder : options.gold) {
    const auto gold = train::read_polnear(folder);
    if (!gold) return give_up(gold.error());
    for (const train::QuoteText& text : *gold) {
      Article article;
      article.id = text.name;
      article.text = text.text;
      document.reset(std::move(article));
      read_all_blocks(document, *models, scratch);
      const Reading reading(document, *models->knowledge);
      const auto found = options.sayings ? train::links_of_sayings(reading) : train::find_attitudes(reading.tree, *models->knowledge);
      train::count_links(text.text, text.links, found, score);
      predictions += lines_of(text.name, found);
      ++texts;
    }
  }
  if (texts == 0) return give_up({ErrorCode::not_found, "no annotated text", options.gold.front(), "give a folder that holds `text` and `attributions`"});
  return finish_eval(options, predictions, shown(score, texts, options.format));
}

}  // namespace dragoman::app
