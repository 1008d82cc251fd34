// Text to sentences and tokens.
#pragma once
#include "dragoman/document.h"
#include "knowledge/knowledge.h"

namespace dragoman {

// Reads document.article.text and document.blocks (one block over everything when there are none) and fills
// sentences and the span, form and sentence_of columns. A sentence never crosses a block. Tokens follow the
// conventions of UD English-EWT ("do" "n't", "Zhao" "'s", "third" "-" "highest"). `form` has curly quotes straightened.
// Linear in bytes; invalid UTF-8 is kept as single-byte symbols.
void segment(Document& document, const Knowledge& knowledge);

}  // namespace dragoman
