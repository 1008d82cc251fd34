// Codings by hand for the tests of this folder: one sentence, one report.
#pragma once
#include <memory>
#include <string>
#include <string_view>

#include "base/days.h"
#include "dragoman/brief.h"
#include "dragoman/pipeline.h"
#include "fuse/fuse.h"
#include "knowledge/knowledge.h"
#include "parse/language_model.h"

namespace dragoman::test {

// Codings by hand need no parser.
class NoLanguage final : public LanguageModel {
 public:
  std::string_view fingerprint() const override { return "none"; }
  const Boundaries& boundaries() const override { return none_; }
  const ChainModel& chains() const override { return apart_; }
  const EventWeights& events() const override { return silent_; }
  bool word_vector(std::string_view, std::vector<float>&) const override { return false; }
  void parse(Document&, ParseScratch&, bool) const override {}
  void link(Document&, ParseScratch&) const override {}

 private:
  Boundaries none_;
  ChainModel apart_;
  EventWeights silent_;
};

// The acts and states of the tree at `source`.
inline std::shared_ptr<const Models> models(const std::string& source) {
  return Models::from(*Knowledge::compile({source + "/lexicon/ontology", source + "/lexicon/states"}), std::make_shared<NoLanguage>());
}

inline Span words_in(const std::string& text, std::string_view words) {
  const auto begin = text.find(words);
  return begin == std::string::npos ? Span{} : Span{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + words.size())};
}

// An article of one sentence, published on that day.
inline Coding article_of(const std::string& outlet, const std::string& published, const std::string& text) {
  Coding coding;
  coding.article.id = outlet + published;
  coding.article.text = text;
  coding.outlet = outlet;
  if (const auto day = parse_iso_day(published)) coding.published = {*day, *day, true, true, "given", {}};
  coding.sentences = {{{0, static_cast<std::uint32_t>(text.size())}, 0, 0, 0}};
  coding.blocks = {{{0, static_cast<std::uint32_t>(text.size())}, BlockKind::body, kNone, {}}};
  return coding;
}

// Orla (CHN) does something towards a host, a state by code and its words in the text; so is `trigger`.
inline Report& add_report(Coding& coding, std::string_view act, Status status, std::string_view trigger, std::string_view host, std::string_view from = {}, std::string_view to = {}) {
  Report r;
  r.article = coding.article.id;
  r.number = static_cast<std::uint32_t>(coding.reports.size());
  r.act = act;
  r.source = {{"person:orla", "CHN", "Orla", "", 3, words_in(coding.article.text, "Orla")}};
  r.target = {{"VNM", "VNM", std::string(host), "", 0, words_in(coding.article.text, host)}};
  r.status = status;
  if (!from.empty()) {
    r.time.from = parse_iso_day(from);
    r.time.to = parse_iso_day(to.empty() ? from : to);
    r.time.precision = "day";
  }
  r.evidence = {{0, coding.sentences.front().span, words_in(coding.article.text, trigger)}};
  coding.reports.push_back(std::move(r));
  return coding.reports.back();
}

inline Brief brief_of(std::vector<Coding> codings, const Knowledge& knowledge) {
  Brief brief;
  brief.codings = std::move(codings);
  for (const Coding& coding : brief.codings) brief.names.push_back(coding.outlet);
  brief.events = fuse(brief.codings, knowledge);
  return brief;
}

}  // namespace dragoman::test
