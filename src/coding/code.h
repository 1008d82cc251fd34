// A parsed document with mentions to Reports, Statements and RecordClaims.
#pragma once
#include "dragoman/document.h"
#include "dragoman/report.h"
#include "knowledge/knowledge.h"
#include "parse/language_model.h"

namespace dragoman {

// Codes every reporting sentence of the document; the model's event scorer, where it has one, doubts or confirms what the act
// patterns found. Pure: same document, knowledge and model, same coding.
Coding code_document(const Document& document, const Knowledge& knowledge, const LanguageModel& language);

}  // namespace dragoman
