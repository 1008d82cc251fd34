// Noun phrases: every stretch of words that could speak of somebody or something.
#pragma once
#include <cstdint>
#include <vector>

#include "dragoman/document.h"

namespace dragoman {

enum class PhraseForm : std::uint8_t { pronoun, name, nominal };
enum class PhraseType : std::uint8_t { other, person, body, place };
inline constexpr std::size_t kPhraseTypes = 4;

// Tokens [first, end) around a head noun, name or pronoun, with what hangs on it: articles, adjectives, owners, "of" phrases and
// relative clauses; without prepositions before it, further conjuncts and appositions.
struct Phrase {
  std::uint32_t first = 0, end = 0, head = 0;
  PhraseForm form = PhraseForm::nominal;
  PhraseType type = PhraseType::other;
  std::uint32_t chain = kNone;  // index of the first phrase of the same thing, perhaps itself
};

// Working memory; capacity, never information. One per thread.
struct PhraseScratch {
  std::vector<std::uint32_t> left, right;
};

// All phrases of the document, by first token, longer ones first. Linear in tokens.
void find_phrases(const Document& document, PhraseScratch& scratch, std::vector<Phrase>& phrases);

}  // namespace dragoman
