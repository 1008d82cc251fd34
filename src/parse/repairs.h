// What a parser of single words cannot know and a calendar or the shape of a clause tells.
#pragma once
#include <memory_resource>

#include "dragoman/document.h"
#include "knowledge/knowledge.h"

namespace dragoman {

// Mends trees in place, keeping each sentence one tree: a weekday never heads a name ("announced on Tuesday Zhao's visit"), a
// preposition before a row of conjuncts is the first one's, a finite clause without a subject takes the bare noun phrase before its
// verb, the name right behind a verb of saying that follows what is said is its speaker, a participle with a subject is a verb with an
// object, a name before a participle before a noun is its subject where the sentence has no other verb, an indirect object without a
// direct one is direct, the first of two objects is indirect, and an unmarked noun right behind a verb of an act is its object. Linear in tokens.
void repair_trees(Document& document, const Knowledge& knowledge, std::pmr::memory_resource& scratch = *std::pmr::get_default_resource());

}  // namespace dragoman
