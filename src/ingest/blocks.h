// Lines and paragraphs of a flattened page.
#pragma once
#include <memory_resource>
#include <string_view>
#include <vector>

#include "dragoman/result.h"

namespace dragoman {

// Spans of the text's blocks in order, white space trimmed: one for each line, or for each paragraph where the text is
// wrapped at a fixed width. Every byte outside them is white space, a control character or a byte-order mark. They live in `scratch`.
std::pmr::vector<Span> split_blocks(std::string_view text, std::pmr::memory_resource& scratch = *std::pmr::get_default_resource());

}  // namespace dragoman
