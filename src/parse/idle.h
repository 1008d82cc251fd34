// Sentences that can tell of no deed between parties: not worth a parse.
#pragma once
#include "dragoman/document.h"
#include "knowledge/knowledge.h"

namespace dragoman {

// Sets Sentence::idle where no word is capitalised but an opening one like "The", none is a pronoun that can stand for a party, and none begins
// a listed name, role or agent: nobody is there whom an act could have. 
// After segment(), before parse(). Linear in tokens.
void mark_idle(Document& document, const Knowledge& knowledge);

}  // namespace dragoman
