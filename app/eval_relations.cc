// dragoman eval relations: which PLOVER type two marked phrases of a sentence are told with.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <nlohmann/json.hpp>

#include "app/eval_tools.h"
#include "app/session.h"
#include "coding/event_scorer.h"
#include "knowledge/knowledge.h"
#include "parse/language_model.h"
#include "train/event_trainer.h"

namespace dragoman::app {

namespace {

constexpr std::size_t kBins = 10;  // of the calibration table

struct Answer {
  std::string gold, found;
  int quad = 0;  // that all its types together make likeliest
  float probability = 0;
};

// The gold's YIELD is CONCEDE and RETREAT.
std::string_view root_of(std::string_view type) { return type == "CONCEDE" || type == "RETREAT" ? "YIELD" : type; }

int quad_of(const Knowledge& knowledge, std::string_view root) {
  for (int quad = 1; quad <= 4; ++quad)
    if (knowledge.in_set(fmt::format("plover.quad.{}", quad), root == "YIELD" ? "RETREAT" : root)) return quad;
  return 0;
}

struct Scores {
  std::size_t rows = 0, right = 0, right_quad = 0, right_binary = 0;
  double macro = 0, macro_quad = 0, calibration = 0;
  std::map<std::string, std::array<std::size_t, 3>> by_root;             // right, found, gold
  std::array<std::array<double, 3>, kBins> bins{};                       // rows, right, probability
  std::map<std::pair<std::string, std::string>, std::size_t> confusions;  // gold, found
};

double macro_f1(const std::map<std::string, std::array<std::size_t, 3>>& counts) {
  double sum = 0;
  std::size_t classes = 0;
  for (const auto& [name, c] : counts)
    if (c[2] > 0) sum += c[1] + c[2] ? 200.0 * static_cast<double>(c[0]) / static_cast<double>(c[1] + c[2]) : 0, ++classes;
  return classes ? sum / static_cast<double>(classes) : 0;
}

Scores score(const std::vector<Answer>& answers, const Knowledge& knowledge) {
  Scores s;
  std::map<std::string, std::array<std::size_t, 3>> quads;
  for (const Answer& a : answers) {
    ++s.rows;
    const int gold = quad_of(knowledge, a.gold), found = a.quad;
    const bool right = a.gold == a.found;
    s.right += right, s.right_quad += gold == found, s.right_binary += (gold <= 2) == (found <= 2);
    ++s.by_root[a.gold][2], ++s.by_root[a.found][1], s.by_root[a.gold][0] += right;
    ++quads[std::to_string(gold)][2], ++quads[std::to_string(found)][1], quads[std::to_string(gold)][0] += gold == found;
    auto& bin = s.bins[std::min(kBins - 1, static_cast<std::size_t>(a.probability * kBins))];
    bin[0] += 1, bin[1] += right, bin[2] += a.probability;
    if (!right) ++s.confusions[{a.gold, a.found}];
  }
  s.macro = macro_f1(s.by_root), s.macro_quad = macro_f1(quads);
  for (const auto& bin : s.bins) s.calibration += std::abs(bin[1] - bin[2]) / static_cast<double>(std::max<std::size_t>(1, s.rows));
  return s;
}

double share(std::size_t part, std::size_t whole) { return whole ? 100.0 * static_cast<double>(part) / static_cast<double>(whole) : 0.0; }

std::string shown(const Scores& s, const std::string& format) {
  if (format == "json") {
    nlohmann::ordered_json out = {{"rows", s.rows}, {"root_macro_f1", s.macro}, {"root_accuracy", share(s.right, s.rows)}, {"quad_macro_f1", s.macro_quad},
                                  {"quad_accuracy", share(s.right_quad, s.rows)}, {"binary_accuracy", share(s.right_binary, s.rows)}, {"calibration_error", s.calibration}};
    for (const auto& [root, c] : s.by_root) out["roots"][root] = {{"gold", c[2]}, {"found", c[1]}, {"right", c[0]}};
    return out.dump(2) + "\n";
  }
  std::string out = fmt::format("{} rows: root macro-F1 {:.2f} (accuracy {:.2f}), quad macro-F1 {:.2f} (accuracy {:.2f}), binary accuracy {:.2f}, calibration error {:.3f}\n\n{:<10} {:>6} {:>6} {:>9} {:>7} {:>7}\n",
                                s.rows, s.macro, share(s.right, s.rows), s.macro_quad, share(s.right_quad, s.rows), share(s.right_binary, s.rows), s.calibration, "root", "gold", "found",
                                "precision", "recall", "f1");
  for (const auto& [root, c] : s.by_root) out += fmt::format("{:<10} {:>6} {:>6} {:>9.2f} {:>7.2f} {:>7.2f}\n", root, c[2], c[1], share(c[0], c[1]), share(c[0], c[2]), share(2 * c[0], c[1] + c[2]));
  out += "\nprobability  rows   right\n";
  for (std::size_t b = 0; b < kBins; ++b)
    if (s.bins[b][0] > 0) out += fmt::format("{:.1f}–{:.1f}   {:>7.0f}   {:>5.1f} %\n", static_cast<double>(b) / kBins, static_cast<double>(b + 1) / kBins, s.bins[b][0], 100 * s.bins[b][1] / s.bins[b][0]);
  std::vector<std::pair<std::size_t, std::pair<std::string, std::string>>> worst;
  for (const auto& [pair, count] : s.confusions) worst.emplace_back(count, pair);
  std::ranges::sort(worst, std::greater<>());
  out += "\nmost confused: gold, found\n";
  for (std::size_t i = 0; i < std::min<std::size_t>(12, worst.size()); ++i) out += fmt::format("{:>5}  {} {}\n", worst[i].first, worst[i].second.first, worst[i].second.second);
  return out;
}

}  // namespace

int eval_relations(const CommonOptions& common, const EvalOptions& options) {
  const auto models = open_eval_models(common);
  if (!models) return no_models(models.error());
  const EventWeights& weights = models->language->events();
  if (!weights.known()) return give_up({ErrorCode::bad_format, "the language model has no event scorer", "--model", "teach it one with `dragoman train events`"});
  train::PairParser parser(Models::from(models->knowledge, models->language));
  PairFeatures features;
  std::vector<float> probability;
  std::vector<Answer> answers;
  std::string predictions = "row\troot\tquad\tprobability\n";
  for (const auto& file : gold_files(options.gold, {".tsv"})) {
    auto rows = train::read_relation_table(file);
    if (!rows) rows = train::read_marked_sentences(file, 1);
    if (!rows) return give_up(rows.error());
    for (const train::MarkedSentence& row : *rows) {
      Answer answer{std::string(root_of(train::type_of_2021(train::class_of(row, *models->knowledge), *models->knowledge))), "none", 0};
      if (parser.read(row, features)) {
        score_types(weights, features, probability);
        std::map<std::string_view, float> by_root;
        float all = 0;
        for (std::size_t k = 0; k < weights.types.size(); ++k)
          if (answer.gold == "none" || weights.types[k] != "none") by_root[root_of(train::type_of_2021(weights.types[k], *models->knowledge))] += probability[k], all += probability[k];
        std::array<float, 5> by_quad{};
        for (const auto& [root, p] : by_root) {
          if (p / all > answer.probability) answer.found = root, answer.probability = p / all;
          by_quad[static_cast<std::size_t>(quad_of(*models->knowledge, root))] += p;
        }
        answer.quad = static_cast<int>(std::max_element(by_quad.begin(), by_quad.end()) - by_quad.begin());
      }
      predictions += fmt::format("{}\t{}\t{}\t{:.4f}\n", answers.size(), answer.found, answer.quad, answer.probability);
      answers.push_back(std::move(answer));
    }
  }
  if (answers.empty()) return give_up({ErrorCode::not_found, "no row", options.gold.front(), "give a table with the columns marked_sentence and gold_root"});
  return finish_eval(options, predictions, shown(score(answers, *models->knowledge), options.format));
}

}  // namespace dragoman::app
