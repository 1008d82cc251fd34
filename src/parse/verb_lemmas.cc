#include "parse/verb_lemmas.h"

#include <string>

#include "knowledge/values.h"

namespace dragoman {

namespace {

bool known(const Knowledge& knowledge, std::string_view lemma) {
  return !knowledge.patterns(lemma, Pattern::verb).empty() || !knowledge.operators(lemma, Operator::verb).empty() || !knowledge.lights(lemma).empty() ||
         !knowledge.cues(lemma, Cue::verb).empty();
}

// The stem with one base in place of its ending; empty when the base does not fit.
std::string with_base(std::string_view stem, std::string_view base) {
  if (base == "-") return std::string(stem);
  if (base != "=") return std::string(stem) + std::string(base);
  const bool doubled = stem.size() > 2 && stem[stem.size() - 1] == stem[stem.size() - 2];
  return doubled ? std::string(stem.substr(0, stem.size() - 1)) : std::string();
}

std::string verb_of(const Knowledge& knowledge, std::string_view form) {
  if (const auto verb = knowledge.irregular(form); !verb.empty()) return std::string(verb);
  for (const auto& [ending, bases] : knowledge.endings()) {
    if (!form.ends_with(ending) || form.size() < ending.size() + 2) continue;
    for (const auto base : bases)
      if (auto lemma = with_base(form.substr(0, form.size() - ending.size()), base); !lemma.empty() && known(knowledge, lemma)) return lemma;
  }
  return {};
}

}  // namespace

void mend_verb_lemmas(Document& document, const Knowledge& knowledge) {
  for (std::uint32_t t = 0; t < document.token_count(); ++t) {
    if (document.upos[t] != Upos::VERB || (document.feats[t] & kInf) || document.lemma[t].empty() || known(knowledge, document.lemma[t])) continue;
    if (const auto lemma = verb_of(knowledge, ascii_lower(document.form[t])); !lemma.empty()) document.lemma[t] = document.keep(lemma);
  }
}

}  // namespace dragoman
