// The model's name tags, put right by what the lists know.
#pragma once
#include <memory_resource>

#include "dragoman/document.h"
#include "knowledge/knowledge.h"

namespace dragoman {

// Reads and writes document.name_tag of every sentence. Afterwards every name begins with a first_… tag and goes on with
// the in_… tag of the same class; listed nationalities are nations, listed states are places. Linear in tokens.
void settle_name_tags(Document& document, const Knowledge& knowledge, std::pmr::memory_resource& scratch = *std::pmr::get_default_resource());

}  // namespace dragoman
