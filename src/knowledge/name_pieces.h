// Pieces of names into working memory.
#pragma once
#include <memory_resource>
#include <vector>

#include "knowledge/knowledge.h"

namespace dragoman {

// As name_pieces() of knowledge.h.
void name_pieces(std::string_view word, std::uint32_t token, std::pmr::vector<NamePiece>& out);

}  // namespace dragoman
