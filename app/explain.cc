// How one sentence is read, stage by stage.
#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <iterator>
#include <nlohmann/json.hpp>

#include "app/session.h"
#include "base/days.h"
#include "coding/code.h"
#include "coding/draft.h"
#include "pipeline/parts.h"
#include "pipeline/report_json.h"

namespace dragoman::app {

namespace {

using Out = std::back_insert_iterator<std::string>;

void print_tokens(const Document& doc, Out out) {
  fmt::format_to(out, "TOKENS AND TREE\n");
  for (const Sentence& sentence : doc.sentences) {
    for (std::uint32_t t = sentence.first; t < sentence.end; ++t) {
      const bool root = doc.head[t] == kNone;
      fmt::format_to(out, "  {:>3}  {:<18} {:<16} {:<6} {:>4}  {:<12} {}\n", t + 1, doc.form[t], doc.lemma[t], to_string(doc.upos[t]),
                     root ? 0 : doc.head[t] + 1, to_string(doc.deprel[t]), root ? "" : std::string("← ") + std::string(doc.form[doc.head[t]]));
    }
    fmt::format_to(out, "\n");
  }
}

std::string code_of(const Mention& mention, const Knowledge& knowledge) {
  if (mention.entity == kNone) return "unlisted";
  return std::string(knowledge.entity(mention.entity).id);
}

std::string_view kind_name(MentionKind kind) {
  static constexpr std::string_view names[] = {"person", "state", "body", "group", "place", "outlet", "common", "pronoun", "event", "weapon", "document", "amount"};
  return names[static_cast<std::size_t>(kind)];
}

void print_mentions(const Reading& reading, Out out) {
  const Document& doc = reading.doc;
  fmt::format_to(out, "MENTIONS\n");
  for (std::size_t i = 0; i < doc.mentions.size(); ++i) {
    const Mention& m = doc.mentions[i];
    std::string more;
    if (!m.country.empty()) more += fmt::format("  country {}", m.country);
    if (!m.office.empty()) more += fmt::format("  office {}", m.office);
    if (m.adjectival) more += "  adjective";
    if (m.metonym) more += "  metonym";
    if (m.chain != kNone && m.chain != i) {
      const Mention& other = doc.mentions[m.chain];
      more += fmt::format("  = {}", doc.words(reading.tree.bytes(other.first, other.end)));
    }
    fmt::format_to(out, "  {:<34} {:<8} {:<28} {}{}\n", doc.words(reading.tree.bytes(m.first, m.end)), kind_name(m.kind), code_of(m, reading.knowledge), m.why, more);
  }
  fmt::format_to(out, "\n");
}

void print_times(const Reading& reading, Out out) {
  if (reading.times.empty()) return;
  fmt::format_to(out, "TIMES\n");
  for (const Timex& time : reading.times) {
    const auto day = [](const std::optional<Day>& d) { return d ? iso_day(*d) : std::string("?"); };
    fmt::format_to(out, "  {:<34} {} .. {}  {}  {}\n", reading.doc.words(reading.tree.bytes(time.first, time.end)), day(time.when.from), day(time.when.to),
                   time.when.precision, time.when.from_text);
  }
  fmt::format_to(out, "\n");
}

std::string names(const std::vector<Actor>& actors) {
  std::string text;
  for (const Actor& a : actors) text += fmt::format("{}{} [{}]", text.empty() ? "" : ", ", a.name, a.actor.empty() ? a.country : a.actor);
  return text.empty() ? "–" : text;
}

void print_candidates(const Reading& reading, Out out) {
  fmt::format_to(out, "CANDIDATE ACTS\n");
  bool any = false;
  for (const Sentence& sentence : reading.doc.sentences)
    for (const Candidate& candidate : match_sentence(sentence, reading.roles, reading.actors, reading.knowledge)) {
      any = true;
      const Draft draft = make_draft(candidate, reading);
      const bool stands = draft.rejected.empty();
      fmt::format_to(out, "  {} {} at \"{}\" by {} (strength {})\n", stands ? "+" : "-", draft.report.act, reading.doc.form[candidate.trigger], candidate.pattern->id, candidate.strength);
      fmt::format_to(out, "      {} -> {}   {}\n", names(draft.report.source), names(draft.report.target), to_string(draft.report.status));
      if (!stands) fmt::format_to(out, "      rejected: {}\n", draft.rejected);
      std::string why;
      for (const std::string& w : draft.report.why) why += (why.empty() ? "" : ", ") + w;
      fmt::format_to(out, "      decided by: {}\n", why);
    }
  if (!any) fmt::format_to(out, "  none: no act pattern has a head among these words\n");
  fmt::format_to(out, "\n");
}

void print_sayings(const Reading& reading, Out out) {
  if (reading.sayings.empty()) return;
  fmt::format_to(out, "WHO SAYS SO\n");
  for (const Saying& saying : reading.sayings)
    fmt::format_to(out, "  {} {} ({}): {}\n", saying.who.speaker, saying.who.verb, saying.who.stance, reading.doc.words(reading.tree.bytes(saying.first, saying.end)));
  fmt::format_to(out, "\n");
}

}  // namespace

int explain(const CommonOptions& common, const ExplainOptions& options) {
  const auto models = open_models(common);
  if (!models) return kNoModels;
  Document document;
  Article article;
  article.id = "sentence";
  article.text = options.sentence;
  article.published = options.published;
  document.reset(std::move(article));
  ReadScratch scratch;
  read_document(document, models->parts(), scratch);
  const Knowledge& knowledge = *models->parts().knowledge;
  const Coding coding = code_document(document, knowledge, *models->parts().language);
  if (options.format == "json") {
    nlohmann::ordered_json lines = nlohmann::ordered_json::array();
    for (const Report& report : coding.reports) lines.push_back(nlohmann::ordered_json::parse(report_json(report)));
    return write_all(lines.dump(2) + "\n") ? kFine : kOutputFailed;
  }
  std::string text;
  const Out out = std::back_inserter(text);
  const Reading reading(document, knowledge);
  print_tokens(document, out);
  print_mentions(reading, out);
  print_times(reading, out);
  print_sayings(reading, out);
  print_candidates(reading, out);
  fmt::format_to(out, "REPORTS\n");
  if (coding.reports.empty()) fmt::format_to(out, "  none\n");
  for (const Report& report : coding.reports) fmt::format_to(out, "  {}\n", report_json(report));
  for (const auto& [note, span] : coding.notes) fmt::format_to(out, "  note: {}\n", note);
  return write_all(text) ? kFine : kOutputFailed;
}

}  // namespace dragoman::app
