// Names and mentions, and which of them are the same.
#pragma once
#include <memory_resource>

#include "dragoman/document.h"
#include "knowledge/knowledge.h"

namespace dragoman {

// Fills document.mentions and mention_at from the lexicon's names, the tags and the trees: persons, states, bodies,
// places, outlets, generic agents ("police", "the delegation") and pronouns; joins generic agents and bare bodies to a
// country (adjective, possessive, place, context); resolves short names, acronyms, "the two countries", he/she/it and
// descriptions to earlier mentions (chain). Words that make up one name are hung on one head in the tree. Works in `scratch`
// and leaves nothing there.
void find_mentions(Document& document, const Knowledge& knowledge, std::pmr::memory_resource& scratch = *std::pmr::get_default_resource());

}  // namespace dragoman
