#include "parse/name_decoder.h"

#include <algorithm>

namespace dragoman {

void NameDecoder::begin() {
  from.clear();
  best.fill(-1e30f);
  best[0] = 0;
}

void NameDecoder::add(const float* scores, const NameSteps& steps) {
  auto& back = from.emplace_back();
  for (std::size_t to = 0; to < kNameTags; ++to) {
    next[to] = -1e30f, back[to] = 0;
    for (std::size_t before = 0; before < kNameTags; ++before) {
      if (!name_step(static_cast<NameTag>(before), static_cast<NameTag>(to))) continue;
      const float sum = best[before] + steps[before * kNameTags + to] + scores[to];
      if (sum > next[to]) next[to] = sum, back[to] = static_cast<std::uint8_t>(before);
    }
  }
  best = next;
}

void NameDecoder::end(std::span<NameTag> tags) {
  auto tag = static_cast<std::uint8_t>(std::max_element(best.begin(), best.end()) - best.begin());
  for (std::size_t i = tags.size(); i-- > 0;) {
    tags[i] = static_cast<NameTag>(tag);
    tag = from[i][tag];
  }
}

}  // namespace dragoman
