// dragoman eval examples: the examples of acts and operators in the lexicon against the program.
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cstdio>
#include <filesystem>

#include "app/eval_tools.h"
#include "app/session.h"
#include "app/verbs.h"
#include "dragoman/pipeline.h"
#include "knowledge/knowledge.h"
#include "knowledge/record_reader.h"
#include "parse/language_model.h"
#include "pipeline/locate.h"
#include "train/examples.h"

namespace dragoman::app {

namespace {

namespace fs = std::filesystem;
using train::ExampleOutcome;

std::string as_json(const std::vector<ExampleOutcome>& outcomes) {
  auto rows = nlohmann::ordered_json::array();
  for (const auto& o : outcomes) {
    const auto& e = *o.example;
    rows.push_back({{"where", e.where}, {e.kind, e.id}, {"sentence", e.sentence}, {"positive", e.positive}, {"passed", o.passed}, {"known_fault", e.fault}, {"said", o.said}});
  }
  return rows.dump(1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace

std::string beside_lexicon(const std::vector<std::string>& lexicon, const std::string& name) {
  std::error_code ignored;
  for (const auto& path : lexicon)
    for (auto up = fs::absolute(path, ignored).lexically_normal(); up.has_relative_path(); up = up.parent_path())
      if (fs::exists(up / name, ignored)) return (up / name).string();
  return "";
}

int eval_examples(const CommonOptions& common, const EvalOptions& options) {
  const auto source = Source::read(options.gold);
  if (!source) return give_up(source.error());
  auto examples = train::read_examples(*source);
  if (!examples) return give_up(examples.error());
  if (examples->empty()) return give_up({ErrorCode::not_found, "no act and no operator with an example", options.gold.front(), "give a folder of the lexicon"});
  std::vector<std::string> stale;
  if (const auto faults = beside_lexicon(options.gold, kExampleFaults); !faults.empty()) {
    auto marked = train::mark_example_faults(*examples, faults);
    if (!marked) return give_up(marked.error());
    stale = std::move(*marked);
  }

  auto paths = options.gold;
  if (auto world = beside_lexicon(options.gold, kInventedWorld); !world.empty()) paths.push_back(std::move(world));
  const auto knowledge = Knowledge::compile(paths);
  if (!knowledge) return give_up(knowledge.error());
  const auto model_path = locate(common.language, "en.model");
  if (!model_path) return give_up(model_path.error());
  const auto language = LanguageModel::open(*model_path);
  if (!language) return give_up(language.error());

  Pipeline pipeline(Models::from(*knowledge, *language));
  std::vector<ExampleOutcome> outcomes;
  for (const auto& one : *examples)
    outcomes.push_back(train::check_example(one, [&](Article article) { return pipeline.code(std::move(article)); }));
  if (!write_all(options.format == "json" ? as_json(outcomes) : train::examples_summary(outcomes))) return kOutputFailed;
  for (const auto& line : stale) fmt::print(stderr, "{}: the act has no such example: take the line out\n", line);
  return train::examples_passed(outcomes) && stale.empty() ? kFine : kFailed;
}

}  // namespace dragoman::app
