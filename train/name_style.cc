#include "train/name_style.h"

#include <string_view>

#include "train/name_harmony.h"

namespace dragoman::train {

namespace {

bool letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80; }

// Adds the parts of one word; the first keeps its tag, the others go on with it.
class Parts {
 public:
  Parts(NamedSentence& out, NameTag tag) : out_(out), tag_(tag) {}
  void add(std::string_view part) {
    if (part.empty()) return;
    out_.words.emplace_back(part);
    out_.tags.push_back(tag_);
    if (static_cast<int>(tag_) % 2 == 1) tag_ = later(tag_);
  }

 private:
  NamedSentence& out_;
  NameTag tag_;
};

}  // namespace

NamedSentence apart_at_hyphens(const NamedSentence& sentence) {
  NamedSentence out;
  for (std::size_t i = 0; i < sentence.words.size(); ++i) {
    const std::string_view word = sentence.words[i];
    Parts parts(out, sentence.tags[i]);
    std::size_t from = 0;
    for (std::size_t at = 1; at + 1 < word.size(); ++at) {
      if (word[at] != '-' || !letter(word[at - 1]) || !letter(word[at + 1])) continue;
      parts.add(word.substr(from, at - from));
      parts.add("-");
      from = at + 1;
    }
    parts.add(word.substr(from));
  }
  return out;
}

NamedSentence apart_at_points(const NamedSentence& sentence) {
  NamedSentence out;
  for (std::size_t i = 0; i < sentence.words.size(); ++i) {
    const std::string_view word = sentence.words[i];
    Parts parts(out, sentence.tags[i]);
    if (word == "'s") {
      parts.add("'");
      parts.add("s");
    } else if (word.size() >= 2 && word.size() <= 8 && letter(word[0]) && word.back() == '.') {
      for (std::size_t at = 0; at < word.size();) {
        const auto point = word.find('.', at);
        parts.add(word.substr(at, point - at));
        if (point == std::string_view::npos) break;
        parts.add(".");
        at = point + 1;
      }
    } else {
      parts.add(word);
    }
  }
  return out;
}

}  // namespace dragoman::train
