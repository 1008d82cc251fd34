// Text in another language is told apart, so that it is not coded as if it were English.
#pragma once
#include "dragoman/document.h"

namespace dragoman {

// Reporting blocks in another language than English become BlockKind::foreign, with one note ("language:fr") for the first of
// each language. A whole article is judged first; blocks alone only where it is mixed and they are long enough to tell.
// Found with CLD2 (https://github.com/CLD2Owners/cld2). Pure; linear in bytes.
void mark_foreign(Document& document);

}  // namespace dragoman
