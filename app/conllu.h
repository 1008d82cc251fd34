// A document's sentences as CoNLL-U.
#pragma once
#include <string>

#include "dragoman/document.h"

namespace dragoman::app {

// Appends every sentence; without `parsed` the columns of the parser are "_". MISC holds `Bytes=begin:end` of the article.
void append_conllu(const Document& document, bool parsed, std::string& out);

}  // namespace dragoman::app
