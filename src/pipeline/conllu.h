// A read document in the field's exchange format.
#pragma once
#include <string>

#include "dragoman/document.h"

namespace dragoman {

// Every sentence as CoNLL-U: "# text =" comments, SpaceAfter=No; tags and trees when `parsed`, else underscores.
// Words of furniture blocks carry the comment "# block = KIND".
void append_conllu(const Document& document, bool parsed, std::string& out);

}  // namespace dragoman
