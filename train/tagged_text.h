// Text with Penn tags: "Talks_NNS began_VBD ._.", one sentence a line.
#pragma once
#include <string>
#include <vector>

#include "dragoman/result.h"

namespace dragoman::train {

struct TaggedWord {
  std::string form, tag;
};
using TaggedSentence = std::vector<TaggedWord>;

// Reads one file, plain or gzipped. Lines too short or too long to be sentences are left out. Errors: not_found, unreadable,
// bad_format (not one word with a tag) with the file.
Result<std::vector<TaggedSentence>> read_tagged(const std::string& path);

}  // namespace dragoman::train
