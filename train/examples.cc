#include "train/examples.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "knowledge/values.h"
#include "train/golden_values.h"

namespace dragoman::train {
namespace {

constexpr std::string_view kNobody = "-";

struct Quoted {
  std::string_view sentence, expected;
};

// "A sentence."  -> EXPECTED
std::optional<Quoted> parse_quoted(std::string_view value) {
  const auto close = value.rfind('"');
  if (!value.starts_with('"') || close == 0 || close == std::string_view::npos) return std::nullopt;
  auto expected = trim(value.substr(close + 1));
  if (expected.starts_with("->")) expected = trim(expected.substr(2));
  return Quoted{value.substr(1, close - 1), expected};
}

// What is wrong with the expectation, empty when nothing is; fills it in.
std::string_view expect(LexiconExample& example, std::string_view expected) {
  if (example.kind == "operator") {
    example.status = std::string(expected);
    return parse_status(expected) ? "" : "an operator's example names a status";
  }
  const auto words = dragoman::split_words(expected);
  if (words.size() != 3 || words[1] != example.id) return "an act's example names a source, the act itself and a target";
  example.source = std::string(words[0]);
  example.target = std::string(words[2]);
  return "";
}

// Nobody where nobody is expected; else every one of them, others may be there too.
bool among(const std::vector<Actor>& actors, std::string_view expected) {
  if (expected == kNobody) return actors.empty();
  const auto wanted = train::split_words(expected, ",");
  return std::all_of(wanted.begin(), wanted.end(), [&](std::string_view one) {
    return std::any_of(actors.begin(), actors.end(), [&](const Actor& a) { return actor_is(a, one); });
  });
}

bool sides_are(const Report& report, std::string_view source, std::string_view target) {
  if (among(report.source, source) && among(report.target, target)) return true;
  if (!report.reciprocal || target == kNobody) return false;
  auto both = report.source;
  both.insert(both.end(), report.target.begin(), report.target.end());
  return among(both, source) && among(both, target);
}

bool answers(const LexiconExample& example, const Report& report) {
  if (example.kind == "operator") return to_string(report.status) == example.status;
  return report.act == example.id && (!example.positive || sides_are(report, example.source, example.target));
}

std::string said(const Report& report) {
  const auto side = [](const std::vector<Actor>& actors) { return actors.empty() ? std::string(kNobody) : actors_shown(actors); };
  return fmt::format("{} {} {} {}", side(report.source), report.act, side(report.target), to_string(report.status));
}

std::string wanted(const LexiconExample& example) {
  if (!example.positive) return "no report of " + example.id;
  return example.kind == "operator" ? "a report that is " + example.status : fmt::format("{} {} {}", example.source, example.id, example.target);
}

std::string difference(const ExampleOutcome& outcome) {
  const auto& e = *outcome.example;
  auto page = fmt::format("{}: {}{}\n    \"{}\"\n    expected  {}\n", e.where, e.id, e.fault.empty() ? "" : "  (" + e.fault + ")", e.sentence, wanted(e));
  for (const auto& line : outcome.said) page += fmt::format("    said      {}\n", line);
  return page + (outcome.said.empty() ? "    said      nothing\n" : "");
}

std::string key_of(std::string_view id, std::string_view sentence) { return fmt::format("{} \"{}\"", id, sentence); }

}  // namespace

Result<std::vector<LexiconExample>> read_examples(const Source& lexicon) {
  std::vector<LexiconExample> examples;
  for (const auto& record : lexicon.records()) {
    if (record.kind != "act" && record.kind != "operator") continue;
    for (const auto& field : record.fields) {
      if (field.key != "yes" && field.key != "no") continue;
      LexiconExample example;
      example.kind = std::string(record.kind);
      example.id = std::string(record.id);
      example.positive = field.key == "yes";
      example.where = lexicon.where(field.file, field.line, field.value_column);
      const auto quoted = parse_quoted(field.value);
      if (!quoted) return Error{ErrorCode::bad_format, "an example stands in double quotes", example.where, "write: yes \"A sentence.\"  -> ARN visit GON"};
      example.sentence = std::string(quoted->sentence);
      if (example.positive)
        if (const auto wrong = expect(example, quoted->expected); !wrong.empty())
          return Error{ErrorCode::bad_format, std::string(wrong), example.where, "write: -> ARN visit GON for an act, -> planned for an operator"};
      examples.push_back(std::move(example));
    }
  }
  return examples;
}

Result<std::vector<std::string>> mark_example_faults(std::vector<LexiconExample>& examples, const std::string& path) {
  std::map<std::string, std::vector<LexiconExample*>> by_key;
  std::set<std::string, std::less<>> ids;
  for (auto& e : examples) by_key[key_of(e.id, e.sentence)].push_back(&e), ids.insert(e.id);
  std::ifstream file(path);
  if (!file) return Error{ErrorCode::unreadable, "cannot read the list of known faults", path, "check the path"};
  std::vector<std::string> stale;
  std::size_t number = 0;
  for (std::string line; std::getline(file, line);) {
    ++number;
    if (line.empty() || line.starts_with('#')) continue;
    const auto wrong = [&](const char* message, const char* remedy) {
      return Error{ErrorCode::bad_format, message, fmt::format("{}:{}", path, number), remedy};
    };
    const auto close = line.find("\"  ");  // a sentence may end in a quotation, and a reason hold one
    const auto reason = close == std::string::npos ? std::string_view() : trim(std::string_view(line).substr(close + 1));
    if (reason.find(": ") == std::string_view::npos) return wrong("no cause and reason", "write: ACT \"SENTENCE\"  cause: reason");
    const auto found = by_key.find(line.substr(0, close + 1));
    if (found == by_key.end()) {
      const bool here = ids.contains(line.substr(0, line.find(' ')));  // else only a part of the lexicon was given
      if (here) stale.push_back(fmt::format("{}:{}: {}", path, number, line.substr(0, close + 1)));
      continue;
    }
    for (auto* e : found->second) {
      if (!e->fault.empty()) return wrong("the example is listed twice", "keep one line");
      e->fault = std::string(reason);
    }
  }
  return stale;
}

ExampleOutcome check_example(const LexiconExample& example, const ExampleCoder& coder) {
  Article article;
  article.id = "example";
  article.text = example.sentence;
  article.published = "2031-05-14";
  const auto coding = coder(std::move(article));
  ExampleOutcome outcome;
  outcome.example = &example;
  for (const auto& report : coding.reports) outcome.said.push_back(said(report));
  const bool any = std::any_of(coding.reports.begin(), coding.reports.end(), [&](const Report& r) { return answers(example, r); });
  outcome.passed = any == example.positive;
  return outcome;
}

std::string examples_summary(const std::vector<ExampleOutcome>& outcomes) {
  struct Count {
    std::size_t yes = 0, yes_passed = 0, no = 0, no_passed = 0, known = 0;
  };
  std::map<std::string, Count> by_id;
  Count all;
  std::string failures, known, surprises;
  for (const auto& outcome : outcomes) {
    const auto& e = *outcome.example;
    for (auto* n : {&by_id[e.kind == "act" ? e.id : e.kind + " " + e.id], &all}) {
      ++(e.positive ? n->yes : n->no);
      (e.positive ? n->yes_passed : n->no_passed) += outcome.passed;
      n->known += !outcome.passed && !e.fault.empty();
    }
    if (!outcome.passed) (e.fault.empty() ? failures : known) += difference(outcome);
    else if (!e.fault.empty()) surprises += fmt::format("passes now, take it out of the known faults: {}\n", key_of(e.id, e.sentence));
  }
  std::string page = failures;
  if (!known.empty()) page += (page.empty() ? "known to fail:\n" : "\nknown to fail:\n") + known;
  page += fmt::format("{}{:<30} {:>7} {:>7} {:>6} {:>6} {:>8}\n", page.empty() ? "" : "\n", "act", "yes", "no", "failed", "known", "share");
  const auto row = [&](const std::string& name, const Count& n) {
    const auto total = n.yes + n.no, passed = n.yes_passed + n.no_passed;
    page += fmt::format("{:<30} {:>7} {:>7} {:>6} {:>6} {:>6.1f} %\n", name, fmt::format("{}/{}", n.yes_passed, n.yes), fmt::format("{}/{}", n.no_passed, n.no),
                        total - passed - n.known, n.known, total ? 100.0 * static_cast<double>(passed) / static_cast<double>(total) : 100.0);
  };
  for (const auto& [name, count] : by_id) row(name, count);
  row("all", all);
  return page + surprises;
}

bool examples_passed(const std::vector<ExampleOutcome>& outcomes) {
  return std::all_of(outcomes.begin(), outcomes.end(), [](const ExampleOutcome& o) { return o.passed == o.example->fault.empty(); });
}

}  // namespace dragoman::train
