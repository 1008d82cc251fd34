#include "parse/phrases.h"

#include <algorithm>

namespace dragoman {

namespace {

// Does a dependent stand inside the phrase of its head?
bool inside(const Document& doc, std::uint32_t token, std::uint32_t head) {
  const bool before = token < head;
  switch (doc.deprel[token]) {
    case Deprel::case_: return !before;  // "'s" yes, "of" no
    case Deprel::conj: case Deprel::cc: case Deprel::cc_preconj: case Deprel::appos: case Deprel::parataxis: case Deprel::cop: case Deprel::nsubj:
    case Deprel::nsubj_outer: case Deprel::nsubj_pass: case Deprel::csubj: case Deprel::punct: case Deprel::mark: case Deprel::advmod: case Deprel::aux: case Deprel::discourse:
    case Deprel::list: case Deprel::vocative: case Deprel::dislocated: case Deprel::expl: case Deprel::advcl: case Deprel::orphan: case Deprel::reparandum:
    case Deprel::dep: case Deprel::root: return false;
    default: return true;
  }
}

bool is_head(const Document& doc, std::uint32_t token) {
  const Upos tag = doc.upos[token];
  if (tag != Upos::NOUN && tag != Upos::PROPN && tag != Upos::PRON) return false;
  const Deprel relation = doc.deprel[token];
  if (relation == Deprel::flat || relation == Deprel::fixed || relation == Deprel::compound || relation == Deprel::expl) return false;
  return tag != Upos::PRON || !(doc.feats[token] & kRel);
}

bool first_mark(const Document& doc, std::uint32_t token) { return doc.upos[token] == Upos::PUNCT; }

}  // namespace

void find_phrases(const Document& document, PhraseScratch& scratch, std::vector<Phrase>& phrases) {
  phrases.clear();
  const std::uint32_t tokens = document.token_count();
  scratch.left.resize(tokens), scratch.right.resize(tokens);
  for (std::uint32_t t = 0; t < tokens; ++t) scratch.left[t] = scratch.right[t] = t;
  for (const Sentence& sentence : document.sentences) {
    // Bounds rise towards the root; the depth of a tree bounds the passes, and a hostile one stops early.
    bool changed = true;
    for (int pass = 0; changed && pass < 12; ++pass) {
      changed = false;
      const auto raise = [&](std::uint32_t t) {
        const std::uint32_t head = document.head[t];
        if (head == kNone || !inside(document, t, head)) return;
        if (scratch.left[t] < scratch.left[head]) scratch.left[head] = scratch.left[t], changed = true;
        if (scratch.right[t] > scratch.right[head]) scratch.right[head] = scratch.right[t], changed = true;
      };
      for (std::uint32_t t = sentence.end; t-- > sentence.first;) raise(t);
      for (std::uint32_t t = sentence.first; t < sentence.end; ++t) raise(t);
    }
    const std::size_t from = phrases.size();
    for (std::uint32_t t = sentence.first; t < sentence.end; ++t) {
      if (!is_head(document, t)) continue;
      Phrase phrase;
      phrase.first = scratch.left[t], phrase.end = scratch.right[t] + 1, phrase.head = t;
      while (phrase.end > t + 1 && first_mark(document, phrase.end - 1)) --phrase.end;
      while (phrase.first < t && first_mark(document, phrase.first)) ++phrase.first;
      phrase.form = document.upos[t] == Upos::PRON ? PhraseForm::pronoun : document.upos[t] == Upos::PROPN ? PhraseForm::name : PhraseForm::nominal;
      phrases.push_back(phrase);
    }
    std::sort(phrases.begin() + static_cast<std::ptrdiff_t>(from), phrases.end(), [](const Phrase& a, const Phrase& b) {
      return a.first != b.first ? a.first < b.first : a.end != b.end ? a.end > b.end : a.head < b.head;
    });
  }
}

}  // namespace dragoman
