// Lemmas of verbs by the lexicon, where the learnt ones are of no verb it knows.
#pragma once
#include "dragoman/document.h"
#include "knowledge/knowledge.h"

namespace dragoman {

// A verb whose lemma no pattern, operator, light verb or cue names takes the lemma of which it is an irregular form, else the first
// known verb that its ending leads to: "abducted" → "abduct", "gassed" → "gas". Infinitives and unlisted verbs stay. Linear in tokens.
void mend_verb_lemmas(Document& document, const Knowledge& knowledge);

}  // namespace dragoman
