// One stretch of text to tokens.
#pragma once
#include <string>

#include "dragoman/document.h"
#include "knowledge/knowledge.h"

namespace dragoman {

inline constexpr std::size_t kMaxTokenBytes = 512;  // longer runs without a space are cut

// Appends the tokens of text[where] to the document, all as of sentence 0. Linear in bytes.
void append_tokens(Document& document, Span where, const Knowledge& knowledge);

// True when `word` (without its final point) is a name's initial ("J") or a pointed acronym ("U.S", "a.m").
bool pointed_letters(std::string_view word);

// In lower case (ASCII), for asking the lexicon; a view of `buffer`, or empty when the word is too long for one.
std::string_view lower_key(std::string_view word, char (&buffer)[64]);

}  // namespace dragoman
