// What is reporting and what is page furniture in an already flattened text.
#pragma once
#include <memory_resource>

#include "dragoman/document.h"
#include "knowledge/knowledge.h"

namespace dragoman {

// Splits document.article.text into blocks (one a line or paragraph) and classes each by the lexicon's furniture rules,
// by exact repetition and by position. Nothing is dropped: the blocks cover every non-blank byte.
void class_blocks(Document& document, const Knowledge& knowledge, std::pmr::memory_resource& scratch = *std::pmr::get_default_resource());

}  // namespace dragoman
