// dragoman eval gold: whole articles with their records against the program.
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <vector>

#include "app/eval_tools.h"
#include "app/session.h"
#include "app/verbs.h"
#include "dragoman/pipeline.h"
#include "train/gold_score.h"

namespace dragoman::app {

namespace {

nlohmann::ordered_json share_json(const train::Share& share) { return {{"right", share.right}, {"of", share.of}, {"percent", 100 * share.value()}}; }

nlohmann::ordered_json part_json(const train::GoldTally& part) {
  nlohmann::ordered_json out{{"articles", part.articles}, {"found", share_json(part.type)}, {"type", share_json(part.met)}, {"actors", share_json(part.actors)},
                             {"type_and_actors", share_json(part.whole)}, {"status", share_json(part.status)},
                             {"planned_told_as_happened", share_json(part.planned_happened)}, {"start_date", share_json(part.start)},
                             {"speaker", share_json(part.speaker)}, {"chain", share_json(part.chain)}, {"place", share_json(part.place)},
                             {"rank", share_json(part.rank)}, {"roles", share_json(part.roles)}, {"claims", share_json(part.claims)},
                             {"statements", share_json(part.statements)}, {"listed", share_json(part.listed)}, {"never", share_json(part.never)},
                             {"calibration_error", 100 * part.calibration_error()}};
  auto& bins = out["reliability"] = nlohmann::ordered_json::array();
  for (const auto& bin : part.bins) bins.push_back({{"reports", bin.share.of}, {"confidence", bin.share.of ? bin.said / static_cast<double>(bin.share.of) : 0}, {"right", bin.share.right}});
  return out;
}

}  // namespace

int eval_gold(const CommonOptions& common, const EvalOptions& options) {
  const auto cases = train::read_golden(options.gold);
  if (!cases) return give_up(cases.error());
  const auto models = open_eval_models(common);
  if (!models) return no_models(models.error());

  Pipeline pipeline(Models::from(models->knowledge, models->language));
  train::GoldTally open_part, test_part;
  std::string predictions = "article\tline\tfield\texpected\tgot\n";
  for (const auto& one : *cases)
    for (const auto& group : one.groups) {
      Article article;
      article.text = group.text;
      article.outlet = group.outlet;
      article.published = group.published;
      std::vector<train::GoldLine> lines;
      (train::in_test_part(one) ? test_part : open_part).add(train::score_gold(one, group, pipeline.code(std::move(article)), lines));
      for (const auto& l : lines) predictions += fmt::format("{}\t{}\t{}\t{}\t{}\n", l.article, l.line, l.field, l.expected, l.got);
    }
  const nlohmann::ordered_json both{{"open", part_json(open_part)}, {"test", part_json(test_part)}};
  return finish_eval(options, predictions, options.format == "json" ? both.dump(1) + "\n" : train::gold_table(open_part, test_part));
}

}  // namespace dragoman::app
