// Where the compiled lexicon and the language model are.
#pragma once
#include <string>

#include "dragoman/result.h"

namespace dragoman {

// `given` when not empty; else the first existing file `name` of $DRAGOMAN_SHARE, beside the program, the install folder.
// Errors: not_found, naming every place tried and the remedy.
Result<std::string> locate(const std::string& given, const std::string& name);

}  // namespace dragoman
