#include "coding/code.h"

#include <algorithm>

#include "coding/assemble.h"
#include "coding/claims.h"
#include "coding/draft.h"
#include "coding/event_scorer.h"
#include "coding/pair_features.h"
#include "coding/outlet.h"
#include "coding/statements.h"

namespace dragoman {

namespace {

std::uint32_t filler_of(const Candidate& candidate, std::string_view role) {
  for (const Binding& binding : candidate.bindings)
    if (binding.role->role == role) return binding.filler.token;
  return kNone;
}

// How likely the scorer thinks the act's type between its two parties, or the type PLOVER gives it with the draft's status.
float type_agrees(const EventWeights& weights, const Act& act, Status status, const std::vector<float>& probability, const Knowledge& knowledge) {
  const std::string when = "plover.when." + std::string(to_string(status));
  float sum = 0;
  for (std::size_t k = 0; k < weights.types.size(); ++k)
    if (type_of_class(weights.types[k]) == act.plover.type || knowledge.in_set(when, type_of_class(weights.types[k]))) sum += probability[k];
  return sum;
}

std::vector<Draft> draft_all(const Reading& reading, const LanguageModel& language) {
  std::vector<Draft> drafts;
  PairReader pairs(reading, language);
  PairFeatures features;
  std::vector<float> probability;
  for (const Sentence& sentence : reading.doc.sentences) {
    if (sentence.block != kNone && !reading.doc.blocks[sentence.block].reporting()) continue;
    std::uint32_t last = kNone;
    const auto candidates = match_sentence(sentence, reading.roles, reading.actors, reading.knowledge);
    for (const Candidate& candidate : candidates) {
      if (candidate.trigger == last) continue;  // the best of each trigger comes first
      last = candidate.trigger;
      Draft& draft = drafts.emplace_back(make_draft(candidate, reading));
      const Act& act = reading.knowledge.acts()[candidate.pattern->act];
      const Pair pair{filler_of(candidate, "source"), filler_of(candidate, "target")};
      if (!language.events().known() || !draft.rejected.empty() || act.plover.type.empty() || pair.source == kNone || pair.target == kNone) continue;
      pairs.read(pair, candidates, features);
      score_types(language.events(), features, probability);
      weigh_type(draft.report, type_agrees(language.events(), act, draft.report.status, probability, reading.knowledge), reading.knowledge);
    }
  }
  return drafts;
}

// "Three-day visit from Thursday": the end follows from start and length.
void complete_time(When& when) {
  if (when.duration_days < 2 || !when.from || when.precision != "day" || when.from != when.to) return;
  when.to = *when.from + std::chrono::days(when.duration_days - 1);
  when.from_text += "+duration";
}

// False for a trigger in a clause of its own ("… the first to visit Rohan, which makes it important").
bool in_main_clause(const Span& trigger, const Reading& reading) {
  const Document& doc = reading.doc;
  const auto found = std::ranges::lower_bound(doc.span, trigger.begin, {}, [](const Span& s) { return s.begin; });
  if (found == doc.span.end()) return false;
  for (auto t = static_cast<std::uint32_t>(found - doc.span.begin()); doc.head[t] != kNone; t = doc.head[t])
    switch (doc.deprel[t]) {
      case Deprel::acl: case Deprel::acl_relcl: case Deprel::advcl: case Deprel::ccomp: case Deprel::parataxis: return false;
      default: break;
    }
  return true;
}

// Told as history: well before the article.
bool background(const When& when, const Published& published) {
  return published.known && when.to && *when.to + std::chrono::days(300) < published.from;
}

}  // namespace

Coding code_document(const Document& doc, const Knowledge& knowledge, const LanguageModel& language) {
  const Reading reading(doc, knowledge);
  Coding coding;
  coding.article = doc.article;
  coding.published = doc.published;
  coding.outlet = outlet_of(reading);
  coding.sentences = doc.sentences;
  coding.blocks = doc.blocks;
  for (Block& block : coding.blocks) {
    coding.block_why.emplace_back(block.why);
    block.why = {};
  }
  for (const Note& note : doc.notes) coding.notes.emplace_back(std::string(note.code), note.span);

  coding.reports = assemble(draft_all(reading, language), reading, coding.notes);
  std::vector<bool> reported(doc.sentences.size(), false);
  for (std::uint32_t n = 0; n < coding.reports.size(); ++n) {
    Report& report = coding.reports[n];
    report.article = doc.article.id;
    report.number = n;
    complete_time(report.time);
    report.background = background(report.time, doc.published);
    for (auto* side : {&report.source, &report.target})
      for (Actor& actor : *side) reading.actors.set_office(actor, report.time.from, report.time.to);
    for (const Evidence& evidence : report.evidence)
      if (in_main_clause(evidence.trigger_span, reading)) reported[evidence.sentence] = true;
  }
  coding.statements = find_statements(reading, reported);
  coding.claims = find_claims(reading.roles, reading.actors, reading.times, reading.sayings, knowledge);
  return coding;
}

}  // namespace dragoman
