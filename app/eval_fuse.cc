// dragoman eval fuse: do reports of one happening become one event, and do two stay two?
#include <fmt/format.h>

#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>

#include "app/fuse_tools.h"
#include "app/session.h"
#include "dragoman/pipeline.h"
#include "fuse/fuse.h"
#include "fuse/origins.h"
#include "parse/language_model.h"
#include "train/bbn_events.h"

namespace dragoman::app {

namespace {

namespace fs = std::filesystem;
using nlohmann::ordered_json;

// Events of some codings, and where each report went.
struct Rows {
  std::vector<Event> events;
  std::vector<std::uint32_t> event_of, offset, origin_of;
};

Rows rows_of(const std::vector<Coding>& codings, const Knowledge& knowledge) {
  Rows rows;
  for (const Coding& coding : codings) {
    rows.offset.push_back(static_cast<std::uint32_t>(rows.event_of.size()));
    rows.event_of.resize(rows.event_of.size() + coding.reports.size());
  }
  rows.events = fuse(codings, knowledge);
  for (const Event& event : rows.events)
    for (const ReportId id : event.members) rows.event_of[rows.offset[id.coding] + id.report] = event.number;
  rows.origin_of = find_origins(codings, knowledge).group;
  return rows;
}

double percent(std::size_t part, std::size_t of) { return of > 0 ? 100.0 * static_cast<double>(part) / static_cast<double>(of) : 0; }

ordered_json tally_json(const train::StoryTally& t) {
  const auto c = t.clusters(), strict = t.strict();
  return {{"stories", t.stories}, {"mentions", t.mentions}, {"mentions_with_report", percent(t.told, t.mentions)},
          {"b_cubed", c.chains.b_cubed.f1()}, {"b_cubed_precision", c.chains.b_cubed.precision()}, {"b_cubed_recall", c.chains.b_cubed.recall()},
          {"pairwise", c.pairs.f1()}, {"pairwise_precision", c.pairs.precision()}, {"pairwise_recall", c.pairs.recall()},
          {"b_cubed_all_mentions", strict.chains.b_cubed.f1()}, {"events", t.events},
          {"rows_per_event", t.events ? static_cast<double>(t.rows) / static_cast<double>(t.events) : 0},
          {"history", percent(t.history_right, t.histories)}, {"history_of_moving", percent(t.moving_right, t.moving)}, {"moving", t.moving},
          {"last_status", percent(t.last_right, t.histories)},
          {"origin_pairs", t.origins.gold}, {"origins_precision", t.origins.precision()}, {"origins_recall", t.origins.recall()}};
}

int eval_stories(const CommonOptions& common, const EvalOptions& options) {
  const auto models = open_eval_models(common);
  if (!models) return no_models(models.error());
  auto coded = code_stories(options.gold, *models);
  if (!coded) return give_up(coded.error());
  train::StoryTally alone[2], pooled[2];  // open, test
  std::string predictions, unused;
  std::vector<Coding> all;
  std::vector<std::uint32_t> first;
  std::uint32_t rows_before = 0;
  for (std::size_t s = 0; s < coded->stories.size(); ++s) {
    const Rows rows = rows_of(coded->codings[s], *models->knowledge);
    train::score_story(coded->stories[s], coded->reports[s], {&rows.events, &rows.event_of, &rows.offset, &rows.origin_of, 0, rows_before}, alone[coded->stories[s].in_test()], predictions);
    rows_before += static_cast<std::uint32_t>(rows.events.size());
    first.push_back(static_cast<std::uint32_t>(all.size()));
    for (Coding& coding : coded->codings[s]) all.push_back(std::move(coding));
  }
  const Rows rows = rows_of(all, *models->knowledge);
  for (std::size_t s = 0; s < first.size(); ++s)
    train::score_story(coded->stories[s], coded->reports[s], {&rows.events, &rows.event_of, &rows.offset, &rows.origin_of, first[s], 0}, pooled[coded->stories[s].in_test()], unused);
  const ordered_json parts = {{"open", tally_json(alone[0])}, {"test", tally_json(alone[1])}, {"open, pooled", tally_json(pooled[0])}, {"test, pooled", tally_json(pooled[1])}};
  return finish_eval(options, predictions, options.format == "json" ? parts.dump(1) + "\n" : table_of(parts));
}

ordered_json cluster_json(const train::ClusterScore& score) {
  return {{"b_cubed", score.chains.b_cubed.f1()}, {"b_cubed_precision", score.chains.b_cubed.precision()}, {"b_cubed_recall", score.chains.b_cubed.recall()},
          {"pairwise", score.pairs.f1()}, {"pairwise_precision", score.pairs.precision()}, {"pairwise_recall", score.pairs.recall()},
          {"muc", score.chains.muc.f1()}, {"ceaf_e", score.chains.ceaf.f1()}, {"conll", score.chains.conll()}};
}

int eval_bbn(const CommonOptions& common, const EvalOptions& options) {
  const auto models = open_eval_models(common);
  if (!models) return no_models(models.error());
  train::ClusterScore score;
  std::string predictions;
  std::size_t mentions = 0, missing = 0;
  for (const std::string& folder : options.gold) {
    const auto bbn = train::read_bbn(folder, *models->knowledge);
    if (!bbn) return give_up(bbn.error());
    const Rows rows = rows_of(bbn->codings, *models->knowledge);
    std::vector<std::uint32_t> found;
    std::map<std::pair<std::uint32_t, std::string>, std::uint32_t> rows_of_code;  // BBN groups the mentions of each code by themselves
    for (std::size_t m = 0; m < bbn->keys.size(); ++m) {
      const auto [coding, report] = bbn->reports[m];
      const std::pair row(rows.event_of[rows.offset[coding] + report], bbn->codings[coding].reports[report].cameo.code);
      found.push_back(rows_of_code.try_emplace(row, static_cast<std::uint32_t>(rows_of_code.size())).first->second);
      predictions += bbn->keys[m] + "\t" + std::to_string(found.back()) + "\n";
    }
    score.add(bbn->gold, found);
    mentions += found.size(), missing += bbn->missing;
  }
  ordered_json part = {{"mentions", mentions}, {"not_in_the_files", missing}};
  part.update(cluster_json(score));
  ordered_json parts = ordered_json::object();
  parts["all"] = std::move(part);
  return finish_eval(options, predictions, options.format == "json" ? parts.dump(1) + "\n" : table_of(parts));
}

}  // namespace

std::string table_of(const ordered_json& parts) {
  std::string out = fmt::format("{:<24}", "");
  for (const auto& [name, part] : parts.items()) out += fmt::format(" {:>16}", name);
  out += '\n';
  for (const auto& [measure, first] : parts.begin().value().items()) {
    out += fmt::format("{:<24}", measure);
    for (const auto& part : parts) out += part[measure].is_number_integer() ? fmt::format(" {:>16}", part[measure].get<long>()) : fmt::format(" {:>16.2f}", part[measure].get<double>());
    out += '\n';
  }
  return out;
}

Result<CodedStories> code_stories(const std::vector<std::string>& folders, const EvalModels& models) {
  CodedStories out;
  for (const auto& folder : folders) {
    auto read = train::read_stories(folder);
    if (!read) return read.error();
    for (auto& story : *read) out.stories.push_back(std::move(story));
  }
  Pipeline pipeline(Models::from(models.knowledge, models.language));
  for (const auto& story : out.stories) {
    auto& codings = out.codings.emplace_back();
    for (const Article& article : story.articles) codings.push_back(pipeline.code(article));
    out.reports.push_back(train::reports_of(story, codings, *models.knowledge));
  }
  return out;
}

int eval_fuse(const CommonOptions& common, const EvalOptions& options) {
  std::error_code none;
  if (fs::exists(fs::path(options.gold.front()) / "ground_truth.csv", none)) return eval_bbn(common, options);
  if (options.gold.front().find("_Event_gold_mentions.json") != std::string::npos) return eval_fuse_ecb(common, options);
  return eval_stories(common, options);
}

}  // namespace dragoman::app
