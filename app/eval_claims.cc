// dragoman eval claims: verdicts on record claims against tests/claims.
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <iterator>

#include "analyse/claim.h"
#include "app/eval_tools.h"
#include "app/history.h"
#include "app/session.h"
#include "pipeline/parts.h"
#include "train/claim_score.h"

namespace dragoman::app {

namespace {

std::string as_gold(ClaimAnswer::Verdict verdict) { return verdict == ClaimAnswer::Verdict::cannot_decide ? "cannot_decide" : std::string(to_string(verdict)); }

double percent(std::size_t part, std::size_t whole) { return whole ? 100.0 * static_cast<double>(part) / static_cast<double>(whole) : 0; }

nlohmann::ordered_json part_json(const train::ClaimTally& t) {
  return {{"cases", t.cases}, {"decided", t.decided}, {"precision", percent(t.right, t.decided)}, {"decidable", t.decidable}, {"abstention", percent(t.abstained, t.decidable)},
          {"counter_examples", t.counters}, {"counter_examples_right", percent(t.counters_right, t.counters)}, {"ends", t.ends}, {"ends_right", percent(t.ends_right, t.ends)}};
}

std::string line(const char* name, const train::ClaimTally& t) {
  return fmt::format("{:<6}{:>7}{:>9}{:>8.1f} ({}/{}){:>9.1f} ({}/{}){:>9.1f} ({}/{}){:>9.1f} ({}/{})\n", name, t.cases, t.decided, percent(t.right, t.decided), t.right, t.decided,
                     percent(t.abstained, t.decidable), t.abstained, t.decidable, percent(t.counters_right, t.counters), t.counters_right, t.counters, percent(t.ends_right, t.ends), t.ends_right, t.ends);
}

}  // namespace

int eval_claims(const CommonOptions& common, const EvalOptions& options) {
  const auto cases = train::read_claims(options.gold);
  if (!cases) return give_up(cases.error());
  const auto models = open_models(common);
  if (!models) return kNoModels;
  std::size_t bad_rows = 0;
  const auto history = open_history({}, bad_rows);
  if (!history) return give_up(history.error());
  const Knowledge& knowledge = *models->parts().knowledge;

  train::ClaimTally open_part, test_part, all;
  std::string predictions = "file\tline\tverdict\tsaid\tcounter_example\tsaid\tfirst_superseded\tsaid\treason\n", wrong;
  Document document;
  ReadScratch scratch;
  for (const auto& one : *cases) {
    const auto day = day_option(one.as_of, true);
    if (!day) return give_up({ErrorCode::bad_format, "no date: " + one.as_of, one.file + ":" + std::to_string(one.line), "write YYYY-MM-DD"});
    Article article;
    article.id = "claim";
    article.text = one.claim;
    article.published = one.as_of;
    document.reset(std::move(article));
    read_document(document, models->parts(), scratch);
    const auto answer = check_claim(read_claim(document, knowledge, *history), knowledge, *history, *day);
    const train::ClaimSaid said{as_gold(answer.verdict), answer.reason, answer.counter_example, answer.first_superseded};
    (one.test_part() ? test_part : open_part).add(one, said);
    all.add(one, said);
    predictions += fmt::format("{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\n", one.file, one.line, one.verdict, said.verdict, one.counter_example, said.counter_example, one.first_superseded, said.first_superseded, said.reason);
    const bool same = said.verdict == one.verdict && (one.verdict != "contradicted" || said.counter_example == one.counter_example) && (one.verdict != "supported" || said.first_superseded == one.first_superseded);
    // The sentences of the test part are not shown: rules are made by reading the others.
    if (!same && !one.test_part())
      fmt::format_to(std::back_inserter(wrong), "{}:{}: {}\n    gold {} {}{}; said {} {}{}: {}\n", one.file, one.line, one.claim, one.verdict, one.counter_example, one.first_superseded, said.verdict,
                     said.counter_example, said.first_superseded, said.reason);
  }
  std::string table = "          cases  decided  precision       abstention       counter-example  record's end\n";
  table += line("open", open_part) + line("test", test_part) + line("all", all);
  const nlohmann::ordered_json both{{"open", part_json(open_part)}, {"test", part_json(test_part)}, {"all", part_json(all)}};
  return finish_eval(options, predictions, options.format == "json" ? both.dump(1) + "\n" : table + "\n" + wrong);
}

}  // namespace dragoman::app
