// Where a named place lies, also one that no list knows.
#pragma once
#include <cstdint>
#include <string_view>
#include <unordered_map>

#include "dragoman/document.h"
#include "knowledge/knowledge.h"

namespace dragoman {

// `entity`: the place itself when a list knows it, else the listed place or state it must lie in or near; kNone when
// nothing tells. `listed` tells these apart.
struct Whereabouts {
  std::uint32_t entity = kNone;
  std::string_view country;  // ISO 3166 alpha-3; empty when nothing tells
  bool listed = false;
};

// Immutable; share freely. Views the document and the knowledge.
class Atlas {
 public:
  // Linear in the document's mentions.
  Atlas(const Document& document, const Knowledge& knowledge);
  // Of a mention of kind place or state, by its number: an unlisted one lies in what stands behind its comma, else where the
  // nearest place of its sentence lies, else in the state the text speaks of most, when that is at least a third of all it names.
  Whereabouts of(std::uint32_t mention) const;

 private:
  bool located(std::uint32_t mention) const;
  std::uint32_t nearest(std::uint32_t mention) const;

  const Document& doc_;
  const Knowledge& knowledge_;
  std::string_view theme_;  // the state the text speaks of most
};

}  // namespace dragoman
