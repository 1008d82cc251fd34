// Lexicon text to a blob.
#pragma once
#include <string>
#include <vector>

#include "dragoman/result.h"
#include "knowledge/record_reader.h"

namespace dragoman {

// The bytes of the blob. Malformed pattern and table lines are left out here: check_lexicon() tells of them.
std::string compile_lexicon(const Source& source);

// Writes beside the target and renames, so that a reader sees the old file or the new one. Errors: unreadable, output_failed.
Outcome write_atomically(const std::string& path, std::string_view bytes);

}  // namespace dragoman
