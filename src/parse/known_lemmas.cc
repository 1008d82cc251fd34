#include "parse/known_lemmas.h"

#include <algorithm>
#include <string>

namespace dragoman {

namespace {

constexpr std::size_t kShortestStem = 2;  // "gas"+"sed" leaves two letters when undoubled

class Lemmas {
 public:
  Lemmas(const Knowledge& knowledge, std::pmr::memory_resource& scratch) : knowledge_(knowledge), form_(&scratch), stem_(&scratch) {}

  // The act word that `form` is, or is regularly inflected from, in `stem_`; empty when there is none. The view lasts until the next call.
  std::string_view act_word(std::string_view form, Pattern::Kind kind, std::string_view endings) {
    form_.assign(form);
    std::transform(form_.begin(), form_.end(), form_.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    if (const auto verb = kind == Pattern::verb ? knowledge_.irregular(form_) : std::string_view(); !verb.empty()) return verb;
    stem_ = form_;
    if (acts(kind)) return stem_;  // "froze": the lexicon may list what no rule inflects
    for (const std::string_view ending : knowledge_.set(endings)) {
      if (form_.size() < ending.size() + kShortestStem || !form_.ends_with(ending)) continue;
      const std::string_view cut = std::string_view(form_).substr(0, form_.size() - ending.size());
      stem_.assign(cut);
      if (acts(kind)) return stem_;
      stem_ += 'e';
      if (acts(kind)) return stem_;
      stem_.assign(cut);
      if (stem_.back() == 'i') {
        stem_.back() = 'y';
        if (acts(kind)) return stem_;
      } else if (stem_.size() > kShortestStem && stem_[stem_.size() - 1] == stem_[stem_.size() - 2]) {
        stem_.pop_back();
        if (acts(kind)) return stem_;
      }
    }
    return {};
  }

  bool means_something(std::string_view lemma, Pattern::Kind kind) const {
    const bool verb = kind == Pattern::verb;
    return !knowledge_.patterns(lemma, kind).empty() || !knowledge_.cues(lemma, verb ? Cue::verb : Cue::noun).empty() ||
           !knowledge_.operators(lemma, verb ? Operator::verb : Operator::noun).empty() || (verb && !knowledge_.lights(lemma).empty());
  }

 private:
  bool acts(Pattern::Kind kind) const { return !knowledge_.patterns(stem_, kind).empty(); }

  const Knowledge& knowledge_;
  std::pmr::string form_, stem_;
};

}  // namespace

void mend_lemmas(Document& document, const Knowledge& knowledge, std::pmr::memory_resource& scratch) {
  Lemmas lemmas(knowledge, scratch);
  for (std::uint32_t t = 0; t < document.token_count(); ++t) {
    const bool verb = document.upos[t] == Upos::VERB;
    if (!verb && document.upos[t] != Upos::NOUN) continue;
    const Pattern::Kind kind = verb ? Pattern::verb : Pattern::noun;
    if (document.lemma[t].empty() || lemmas.means_something(document.lemma[t], kind)) continue;
    if (verb && (document.feats[t] & kInf)) continue;  // is its own lemma
    if (const std::string_view stem = lemmas.act_word(document.form[t], kind, verb ? "verb_ending" : "noun_ending"); !stem.empty())
      document.lemma[t] = document.keep(stem);
  }
}

}  // namespace dragoman
