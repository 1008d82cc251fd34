// How well parts of speech suit a dependency relation: the tree has a say in the tags.
#pragma once
#include <cstddef>
#include <span>

#include "dragoman/document.h"

namespace dragoman {

inline constexpr std::size_t kTagsOfRelation = static_cast<std::size_t>(Upos::VERB) + 1;
inline constexpr std::size_t kRelations = static_cast<std::size_t>(Deprel::punct) + 1;

// A view of [relations × parts of speech] numbers that are added to the scores of tags. Immutable; share freely.
class RelationTags {
 public:
  RelationTags() = default;
  explicit RelationTags(std::span<const float> fits) : fits_(fits) {}
  bool known() const { return !fits_.empty(); }
  // [parts of speech]; only where known().
  const float* of(Deprel relation) const { return fits_.data() + static_cast<std::size_t>(relation) * kTagsOfRelation; }

 private:
  std::span<const float> fits_;
};

}  // namespace dragoman
