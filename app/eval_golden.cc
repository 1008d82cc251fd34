// dragoman eval golden: the cases of tests/golden against the program.
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdio>
#include <filesystem>

#include "app/eval_tools.h"
#include "app/session.h"
#include "app/verbs.h"
#include "dragoman/pipeline.h"
#include "knowledge/knowledge.h"
#include "parse/language_model.h"
#include "pipeline/locate.h"
#include "train/golden.h"

namespace dragoman::app {

namespace {

namespace fs = std::filesystem;
using train::GoldenOutcome;

// The plain-text lexicon lies in a folder above the cases; the invented world in `lexicon` beside them.
Result<std::vector<std::string>> lexicon_paths(const std::vector<std::string>& gold) {
  std::error_code ignored;
  std::vector<std::string> paths;
  for (const auto& one : gold) {
    for (auto up = fs::absolute(one, ignored); up.has_relative_path(); up = up.parent_path()) {
      const auto lexicon = up / "lexicon";
      if (!fs::is_directory(lexicon, ignored)) continue;
      if (!fs::exists(lexicon / "GRAMMAR.md", ignored)) {
        paths.push_back(lexicon.string());
        continue;
      }
      paths.insert(paths.begin(), lexicon.string());
      return paths;
    }
  }
  return Error{ErrorCode::not_found, "no lexicon with GRAMMAR.md in any folder above the cases", gold.empty() ? "" : gold.front(),
               "keep golden cases inside a source tree of dragoman"};
}

// A case about an act nobody knows can never pass: say so at once.
std::vector<std::string> unknown_acts(const std::vector<train::GoldenCase>& cases, const Knowledge& knowledge) {
  std::vector<std::string> found;
  const auto look = [&](const train::GoldenCase& c, const train::GoldenField& field, std::string words) {
    for (auto& w : words)
      if (w == '|') w = ' ';
    for (std::size_t at = 0; (at = words.find_first_not_of(' ', at)) != std::string::npos;) {
      const auto end = std::min(words.find(' ', at), words.size());
      const auto id = words.substr(at, end - at);
      if (id != "any" && knowledge.find_act(id) == kNone) found.push_back(fmt::format("{}:{}: no act `{}`", c.path, field.line, id));
      at = end;
    }
  };
  for (const auto& c : cases)
    for (const auto& group : c.groups) {
      for (const auto& block : group.blocks)
        for (const auto& field : block.fields)
          if (block.kind == train::GoldenBlock::report && field.name == "act") look(c, field, field.value);
      for (const auto& rule : group.rules)
        if (rule.name == "none") look(c, rule, rule.value.substr(0, rule.value.find(' ')));
    }
  return found;
}

std::string as_json(const std::vector<GoldenOutcome>& outcomes) {
  auto rows = nlohmann::ordered_json::array();
  for (const auto& o : outcomes) {
    auto misses = nlohmann::ordered_json::array();
    for (const auto& m : o.misses) misses.push_back({{"line", m.line}, {"field", m.field}, {"expected", m.expected}, {"got", m.got}});
    rows.push_back({{"case", o.the_case->path}, {"phenomenon", o.the_case->phenomenon}, {"passed", o.passed()},
                    {"known_fault", o.the_case->fault}, {"misses", misses}, {"said", o.said}});
  }
  return rows.dump(1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace

int eval_golden(const CommonOptions& common, const EvalOptions& options) {
  const auto cases = train::read_golden(options.gold);
  if (!cases) return give_up(cases.error());
  const auto paths = lexicon_paths(options.gold);
  if (!paths) return give_up(paths.error());
  const auto knowledge = Knowledge::compile(*paths);
  if (!knowledge) return give_up(knowledge.error());
  const auto unknown = unknown_acts(*cases, **knowledge);
  for (const auto& line : unknown) fmt::print(stderr, "{}\n", line);
  const auto model_path = locate(common.language, "en.model");
  if (!model_path) return give_up(model_path.error());
  const auto language = LanguageModel::open(*model_path);
  if (!language) return give_up(language.error());

  Pipeline pipeline(Models::from(*knowledge, *language));
  std::vector<GoldenOutcome> outcomes;
  for (const auto& one : *cases)
    outcomes.push_back(train::check_golden(one, [&](Article article) { return pipeline.code(std::move(article)); }));
  if (options.bless)
    for (const auto& outcome : outcomes)
      if (!outcome.passed() && outcome.the_case->fault.empty())
        if (const auto blessed = train::bless_golden(outcome); !blessed) return give_up(blessed.error());
  fmt::print("{}", options.format == "json" ? as_json(outcomes) : train::golden_summary(outcomes));
  return train::golden_passed(outcomes) && unknown.empty() ? kFine : kFailed;
}

}  // namespace dragoman::app
