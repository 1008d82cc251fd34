#include "coding/statements.h"

#include <algorithm>

#include "coding/by_sentence.h"

namespace dragoman {

namespace {

std::string_view kind_of(const Reading& reading, std::uint32_t root, std::uint32_t first, std::uint32_t end, std::string_view stance) {
  if (stance == "declines") return "no-comment";
  const Document& doc = reading.doc;
  bool law_mark = false, law_sign = false, advice = false, forecast = stance == "predicts";
  for (std::uint32_t t = first; t < end; ++t) {
    if (reading.tree.is(t, Deprel::mark) || reading.tree.is(t, Deprel::advmod)) law_mark = law_mark || reading.in_set("law_mark", t);
    law_sign = law_sign || reading.in_set("law_sign", t);
    const bool main_clause = reading.tree.head(t) == root || t == root;
    if (!main_clause) continue;
    advice = advice || (doc.upos[t] == Upos::AUX && reading.in_set("advice_sign", t));
    forecast = forecast || (doc.upos[t] == Upos::AUX && reading.in_set("forecast_sign", t)) || (t == root && reading.in_set("forecast_sign", t));
  }
  if (law_mark && law_sign) return "law";
  if (advice) return "advice";
  if (forecast) return "forecast";
  return "assertion";
}

void note_countries(const Reading& reading, std::uint32_t first, std::uint32_t end, Statement& statement) {
  if (first >= end) return;
  for (const Mention& mention : mentions_beside(reading.doc, first)) {
    if (mention.first < first || mention.end > end) continue;
    const Mention& best = reading.actors.representative(mention);
    const std::string country(best.country);
    if (!country.empty() && std::find(statement.countries.begin(), statement.countries.end(), country) == statement.countries.end())
      statement.countries.push_back(country);
  }
  std::sort(statement.countries.begin(), statement.countries.end());
}

}  // namespace

std::vector<Statement> find_statements(const Reading& reading, const std::vector<bool>& reported) {
  const Document& doc = reading.doc;
  std::vector<Statement> out;
  std::vector<bool> spoken(doc.sentences.size(), false);
  for (const Saying& saying : reading.sayings) {
    const std::uint32_t sentence = doc.sentence_of[saying.root];
    spoken[sentence] = true;
    if (saying.event_noun && saying.who.stance != "declines") continue;
    // an outer saying whose content is itself a saying adds a link, not a statement
    const auto beside = sayings_beside(doc, reading.sayings, saying.root);
    const bool outer = std::any_of(beside.begin(), beside.end(), [&](const Saying& inner) {
      return &inner != &saying && inner.cue == saying.root && saying.root != kNone;
    });
    if (outer) continue;
    Statement statement;
    statement.chain = saying.cue == kNone ? std::vector<Attribution>{} : chain_for(beside, reading.tree, saying.cue);
    statement.chain.push_back(saying.who);
    statement.sentence = sentence;
    statement.content = reading.tree.bytes(saying.first, saying.end);
    if (saying.who.stance == "declines" && saying.cue != kNone) statement.content = reading.tree.bytes(std::min(saying.cue, reading.tree.first(saying.root)), reading.tree.end(saying.cue));
    statement.kind = kind_of(reading, saying.root, saying.first, saying.end, saying.who.stance);
    note_countries(reading, saying.first, saying.end, statement);
    out.push_back(std::move(statement));
  }
  // the outlet's own assessments: sentences nobody is quoted for that name states and report no event
  for (std::uint32_t s = 0; s < doc.sentences.size(); ++s) {
    const Sentence& sentence = doc.sentences[s];
    if (spoken[s] || reported[s] || sentence.first >= sentence.end) continue;
    if (sentence.block != kNone && doc.blocks[sentence.block].kind != BlockKind::body) continue;
    std::uint32_t root = kNone;
    for (std::uint32_t t = sentence.first; t < sentence.end; ++t)
      if (doc.head[t] == kNone) root = t;
    if (root == kNone || (reading.tree.surface_subject(root) == kNone && !reading.tree.verbal(root))) continue;
    Statement statement;
    statement.sentence = s;
    statement.content = sentence.span;
    statement.kind = kind_of(reading, root, sentence.first, sentence.end, {});
    if (statement.kind == "assertion") statement.kind = "assessment";
    note_countries(reading, sentence.first, sentence.end, statement);
    if (!statement.countries.empty()) out.push_back(std::move(statement));
  }
  std::stable_sort(out.begin(), out.end(), [](const Statement& a, const Statement& b) { return a.sentence < b.sentence; });
  return out;
}

}  // namespace dragoman
