#include "coding/lexical.h"

namespace dragoman {

namespace {

bool same_word(const Document& doc, std::uint32_t token, std::string_view word) {
  if (doc.lemma[token] == word) return true;
  const std::string_view form = doc.form[token];
  if (form.size() != word.size()) return false;
  for (std::size_t i = 0; i < form.size(); ++i)
    if ((form[i] >= 'A' && form[i] <= 'Z' ? form[i] | 0x20 : form[i]) != word[i]) return false;
  return true;
}

template <class Entry>
const Entry* longest(const Tree& tree, std::uint32_t token, std::span<const Entry* const> entries) {
  const Entry* best = nullptr;
  for (const Entry* entry : entries)
    if ((!best || entry->words.size() > best->words.size()) && words_fit(tree, token, entry->words)) best = entry;
  return best;
}

}  // namespace

bool words_fit(const Tree& tree, std::uint32_t token, std::span<const std::string_view> words) {
  const Document& doc = tree.document();
  for (std::string_view word : words) {
    bool found = false;
    for (std::uint32_t c : tree.children(token)) {
      found = found || same_word(doc, c, word);
      for (std::uint32_t g : tree.children(c))
        found = found || ((tree.is(g, Deprel::case_) || tree.is(g, Deprel::mark) || tree.is(g, Deprel::fixed)) && same_word(doc, g, word));
      if (found) break;
    }
    if (!found) return false;
  }
  return true;
}

const Operator* find_operator(const Tree& tree, const Knowledge& knowledge, std::uint32_t token, Operator::Form form) {
  return longest(tree, token, knowledge.operators(tree.document().lemma[token], form));
}

const Light* find_light(const Tree& tree, const Knowledge& knowledge, std::uint32_t token) {
  return longest(tree, token, knowledge.lights(tree.document().lemma[token]));
}

const Cue* find_cue(const Tree& tree, const Knowledge& knowledge, std::uint32_t token, Cue::Form form) {
  return longest(tree, token, knowledge.cues(tree.document().lemma[token], form));
}

}  // namespace dragoman
