// From scores of name tags, word by word, to the best row of tags that makes names.
#pragma once
#include <array>
#include <span>
#include <vector>

#include "dragoman/document.h"

namespace dragoman {

// steps[a · kNameTags + b] is added where tag b follows tag a; before the first word stands NameTag::none. A step that makes
// no name (in_person behind first_place) is never taken, whatever it says.
using NameSteps = std::array<float, std::size_t{kNameTags} * kNameTags>;

constexpr NameTag name_first(NameTag tag) {  // first_person for in_person
  return tag == NameTag::none || static_cast<int>(tag) % 2 == 1 ? tag : static_cast<NameTag>(static_cast<int>(tag) - 1);
}
constexpr bool name_step(NameTag from, NameTag to) { return to == name_first(to) || name_first(from) == name_first(to); }

// Working memory; capacity, never information. One per thread.
struct NameDecoder {
  std::vector<std::array<std::uint8_t, kNameTags>> from;  // the best tag before each tag
  std::array<float, kNameTags> best{}, next{};

  void begin();
  // The scores of the next word, kNameTags of them.
  void add(const float* scores, const NameSteps& steps);
  // Writes a tag for every word added (Viterbi). tags.size() is their number.
  void end(std::span<NameTag> tags);
};

}  // namespace dragoman
