// Text to sentences and tokens.
#pragma once
#include <functional>

#include "dragoman/document.h"
#include "knowledge/knowledge.h"
#include "segment/boundaries.h"

namespace dragoman {

// Reads document.article.text and document.blocks (one block over everything when there are none) and fills
// sentences and the span, form and sentence_of columns. A sentence never crosses a block. Tokens follow the
// conventions of UD English-EWT ("do" "n't", "Zhao" "'s", "third" "-" "highest"). `form` has curly quotes straightened.
// Rules say where sentences end; with `boundaries` the learnt model decides, knowing what the rules say.
// Linear in bytes; invalid UTF-8 is kept as single-byte symbols.
void segment(Document& document, const Knowledge& knowledge, const Boundaries& boundaries = {});

// For training: hears of every gap where a sentence might end, and returns whether it does.
using GapJudge = std::function<bool(const Gap&, const GapFeatures&)>;
void segment_by(Document& document, const Knowledge& knowledge, const GapJudge& judge);

}  // namespace dragoman
