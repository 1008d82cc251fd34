#include "coding/whereabouts.h"

#include <algorithm>

namespace dragoman {

namespace {
constexpr std::size_t kShare = 3;  // a theme is one in so many of the names of states and places
}

Atlas::Atlas(const Document& document, const Knowledge& knowledge) : doc_(document), knowledge_(knowledge) {
  std::unordered_map<std::string_view, std::size_t> named;
  std::size_t all = 0, most = 0;
  for (const Mention& mention : doc_.mentions) {
    if (mention.country.empty() || (mention.kind != MentionKind::place && mention.kind != MentionKind::state)) continue;
    ++all;
    const std::size_t count = ++named[mention.country];
    if (count > most) theme_ = mention.country, most = count;
  }
  if (most * kShare < all) theme_ = {};
}

bool Atlas::located(std::uint32_t mention) const {
  const Mention& m = doc_.mentions[mention];
  if (m.entity == kNone || m.country.empty()) return false;
  const EntityKind kind = knowledge_.entity(m.entity).kind;
  return kind == EntityKind::place || kind == EntityKind::state;
}

// The located mention of the sentence that stands nearest, of two as near the later one; kNone when there is none.
std::uint32_t Atlas::nearest(std::uint32_t mention) const {
  const Mention& self = doc_.mentions[mention];
  const std::uint32_t sentence = doc_.sentence_of[self.first];
  std::uint32_t best = kNone, least = kNone;
  const auto see = [&](std::uint32_t other) {
    if (!located(other)) return;
    const Mention& m = doc_.mentions[other];
    const std::uint32_t gap = m.first >= self.end ? m.first - self.end : self.first >= m.end ? self.first - m.end + 1 : 0;
    if (gap < least) best = other, least = gap;
  };
  for (std::uint32_t i = mention; i-- > 0 && doc_.sentence_of[doc_.mentions[i].first] == sentence;) see(i);
  for (std::uint32_t i = mention + 1; i < doc_.mentions.size() && doc_.sentence_of[doc_.mentions[i].first] == sentence; ++i) see(i);
  return best;
}

Whereabouts Atlas::of(std::uint32_t mention) const {
  const Mention& self = doc_.mentions[mention];
  if (located(mention)) return {self.entity, self.country, true};
  const auto inside = [&](std::uint32_t other) { return Whereabouts{doc_.mentions[other].entity, doc_.mentions[other].country, false}; };
  const auto agrees = [&](std::string_view country) { return self.country.empty() || self.country == country; };
  for (std::uint32_t i = mention + 1; i < doc_.mentions.size() && doc_.mentions[i].first <= self.end + 1; ++i)
    if (doc_.mentions[i].first == self.end + 1 && doc_.form[self.end] == "," && located(i) && agrees(doc_.mentions[i].country)) return inside(i);
  if (const std::uint32_t near = nearest(mention); near != kNone && agrees(doc_.mentions[near].country)) return inside(near);
  const std::string_view country = self.country.empty() ? theme_ : self.country;
  if (country.empty()) return {};
  return {knowledge_.find(EntityKind::state, country), country, false};
}

}  // namespace dragoman
