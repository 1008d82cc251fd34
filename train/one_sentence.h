// A text taken as one sentence, whatever stops it holds: gold sentences come one by one.
#pragma once
#include <string>

#include "dragoman/document.h"
#include "pipeline/parts.h"

namespace dragoman::train {

// Fills blocks, tokens and one sentence; false when the text holds no token.
bool segment_as_one(Document& document, std::string text, const Models::Parts& parts);

}  // namespace dragoman::train
