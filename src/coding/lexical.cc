#include "coding/lexical.h"

#include <algorithm>

#include "knowledge/values.h"

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

// How far from the token the farthest of the words stands, each a dependent or a marker of one; kNone when one is missing.
std::uint32_t reach_of(const Tree& tree, std::uint32_t token, std::span<const std::string_view> words) {
  const Document& doc = tree.document();
  std::uint32_t reach = 0;
  for (std::string_view word : words) {
    std::uint32_t nearest = kNone;
    const auto see = [&](std::uint32_t other) {
      if (same_word(doc, other, word)) nearest = std::min(nearest, other > token ? other - token : token - other);
    };
    for (std::uint32_t c : tree.children(token)) {
      see(c);
      for (std::uint32_t g : tree.children(c))
        if (tree.is(g, Deprel::case_) || tree.is(g, Deprel::mark) || tree.is(g, Deprel::fixed)) see(g);
    }
    if (nearest == kNone) return kNone;
    reach = std::max(reach, nearest);
  }
  return reach;
}

// The longest entry; of equals the one whose words stand nearest ("called off on Tuesday" is no "call on").
template <class Entry>
const Entry* longest(const Tree& tree, std::uint32_t token, std::span<const Entry* const> entries) {
  const Entry* best = nullptr;
  std::uint32_t best_reach = kNone;
  for (const Entry* entry : entries) {
    if (best && entry->words.size() < best->words.size()) continue;
    const std::uint32_t reach = reach_of(tree, token, entry->words);
    if (reach == kNone || (best && entry->words.size() == best->words.size() && reach >= best_reach)) continue;
    best = entry;
    best_reach = reach;
  }
  return best;
}

}  // namespace

bool words_fit(const Tree& tree, std::uint32_t token, std::span<const std::string_view> words) { return reach_of(tree, token, words) != kNone; }

const Operator* find_operator(const Tree& tree, const Knowledge& knowledge, std::uint32_t token, Operator::Form form) {
  const Document& doc = tree.document();
  const auto* found = longest(tree, token, knowledge.operators(doc.lemma[token], form));
  if (found || form != Operator::mod || doc.upos[token] != Upos::VERB) return found;
  return longest(tree, token, knowledge.operators(ascii_lower(doc.form[token]), form));  // "the cancelled visit"
}

const Light* find_light(const Tree& tree, const Knowledge& knowledge, std::uint32_t token) {
  return longest(tree, token, knowledge.lights(tree.document().lemma[token]));
}

const Cue* find_cue(const Tree& tree, const Knowledge& knowledge, std::uint32_t token, Cue::Form form) {
  return longest(tree, token, knowledge.cues(tree.document().lemma[token], form));
}

std::uint32_t ranked_clause(const Tree& tree, const Knowledge& knowledge, std::uint32_t noun) {
  const Document& doc = tree.document();
  const auto ranks = [&](std::uint32_t word) { return knowledge.in_set("rank_word", doc.lemma[word]); };
  bool ranked = ranks(noun);  // "the first to visit"
  for (std::uint32_t c : tree.children(noun)) ranked = ranked || ranks(c);
  if (!ranked) return kNone;
  if (tree.child(noun, Deprel::cop) != kNone) return noun;
  const std::uint32_t above = tree.head(noun);
  return above != kNone && knowledge.in_set("become_verb", doc.lemma[above]) && (tree.is(noun, Deprel::xcomp) || tree.is(noun, Deprel::obj)) ? above : kNone;
}

}  // namespace dragoman
