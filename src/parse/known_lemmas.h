// Lemmas of inflected words that the language model never saw, found among the words that the lexicon has acts for.
#pragma once
#include <memory_resource>

#include "dragoman/document.h"
#include "knowledge/knowledge.h"

namespace dragoman {

// Where a verb's or noun's lemma heads no act pattern, is no cue and no operator, and the form, or the form less a regular ending (the sets
// `verb_ending` and `noun_ending`), does head one, that stem becomes the lemma: "abducted" is `abduct`, not `abducted`.
// An irregular
// form of a verb is looked up first; an infinitive stays. Stems are tried as they stand, with an e, with one letter for two, and with y for i. Linear in tokens.
void mend_lemmas(Document& document, const Knowledge& knowledge, std::pmr::memory_resource& scratch = *std::pmr::get_default_resource());

}  // namespace dragoman
