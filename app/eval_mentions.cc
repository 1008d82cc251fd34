// dragoman eval mentions: names found against names marked, by exact spans.
#include <fmt/format.h>

#include <array>
#include <nlohmann/json.hpp>

#include "app/eval_tools.h"
#include "knowledge/knowledge.h"
#include "parse/language_model.h"
#include "train/name_score.h"

namespace dragoman::app {

namespace {

constexpr std::array<std::string_view, 5> kKinds = {"person", "body", "place", "nation", "other"};
constexpr std::array<std::string_view, 5> kLabels = {"Person", "Organization", "Location", "NORP", "Misc"};  // where the gold has none

std::string shown(const train::NameScore& score, std::size_t files, const std::string& format) {
  std::vector<std::pair<std::string_view, train::NameCounts>> rows;
  for (std::size_t k = 0; k < kKinds.size(); ++k) rows.emplace_back(kKinds[k], score.kind[k]);
  rows.emplace_back("all but other", score.all_but_other());
  const auto share = [](std::size_t part, std::size_t whole) { return whole ? 100.0 * static_cast<double>(part) / static_cast<double>(whole) : 0.0; };
  if (format == "json") {
    nlohmann::ordered_json out = {{"files", files}};
    for (const auto& [name, c] : rows)
      out[std::string(name)] = {{"gold", c.gold}, {"found", c.found}, {"precision", share(c.right, c.found)}, {"recall", share(c.right, c.gold)}, {"f1", c.f1()}};
    return out.dump(2) + "\n";
  }
  std::string out = fmt::format("{} files, exact spans\n{:<14} {:>7} {:>7} {:>9} {:>7} {:>7}\n", files, "", "gold", "found", "precision", "recall", "f1");
  for (const auto& [name, c] : rows) out += fmt::format("{:<14} {:>7} {:>7} {:>9.2f} {:>7.2f} {:>7.2f}\n", name, c.gold, c.found, share(c.right, c.found), share(c.right, c.gold), c.f1());
  return out;
}

}  // namespace

int eval_mentions(const CommonOptions& common, const EvalOptions& options) {
  const auto models = open_eval_models(common);
  if (!models) return no_models(models.error());
  train::NameScore score;
  std::string predictions;
  std::vector<std::vector<NameTag>> found;
  const auto files = gold_files(options.gold, {});
  if (files.empty()) return give_up({ErrorCode::not_found, "no file of words and labels", options.gold.front(), "give files, or a folder of them"});
  for (const auto& file : files) {
    std::array<std::string, 5> labels;
    const auto gold = train::read_names(file, *models->knowledge, train::NameUse::as_given, &labels);
    if (!gold) return give_up(gold.error());
    for (std::size_t k = 0; k < labels.size(); ++k)
      if (labels[k].empty()) labels[k] = kLabels[k];
    train::find_names_in(*models->language, *models->knowledge, *gold, found);
    train::count_names(*gold, found, score);
    if (!options.predictions.empty()) predictions += train::name_lines(*gold, found, labels);
  }
  return finish_eval(options, predictions, shown(score, files.size(), options.format));
}

}  // namespace dragoman::app
