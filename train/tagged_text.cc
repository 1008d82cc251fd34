#include "train/tagged_text.h"

#include <string_view>

#include "segment/characters.h"
#include "train/inflate.h"

namespace dragoman::train {

namespace {
constexpr std::size_t kShortest = 3, kLongest = 100;  // words
}

Result<std::vector<TaggedSentence>> read_tagged(const std::string& path) {
  const auto bytes = inflate(path, "give text with Penn tags (word_TAG), plain or gzipped");
  if (!bytes) return bytes.error();
  std::vector<TaggedSentence> out;
  TaggedSentence sentence;
  std::string plain;
  const std::string_view text = *bytes;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find_first_of(" \t\r\n", at), text.size());
    const std::string_view piece = text.substr(at, end - at);
    if (const auto mark = piece.rfind('_'); mark != std::string_view::npos && mark > 0 && mark + 1 < piece.size()) {
      const std::string form(piece.substr(0, mark));
      sentence.push_back({straighten(form, plain) ? plain : form, std::string(piece.substr(mark + 1))});
    }
    if (end == text.size() || text[end] == '\n') {
      if (sentence.size() >= kShortest && sentence.size() <= kLongest) out.push_back(sentence);
      sentence.clear();
    }
    at = end + 1;
  }
  if (out.empty()) return Error{ErrorCode::bad_format, "no sentence with tags", path, "give text with Penn tags: Talks_NNS began_VBD ._."};
  return out;
}

}  // namespace dragoman::train
