// A parsed document with mentions to Reports, Statements and RecordClaims.
#pragma once
#include "dragoman/document.h"
#include "dragoman/report.h"
#include "knowledge/knowledge.h"

namespace dragoman {

// Codes every reporting sentence of the document. Pure: same document and knowledge, same coding.
Coding code_document(const Document& document, const Knowledge& knowledge);

}  // namespace dragoman
