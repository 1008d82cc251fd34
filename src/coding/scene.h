// Where the things of a phrase or clause are, by the places named inside and around it.
#pragma once
#include <cstdint>

#include "coding/tree.h"
#include "dragoman/document.h"
#include "knowledge/knowledge.h"

namespace dragoman {

// Immutable; share freely. Views the tree, its document and the knowledge.
class Scene {
 public:
  Scene(const Tree& tree, const Knowledge& knowledge) : tree_(tree), doc_(tree.document()), knowledge_(knowledge) {}

  // The place or state that says where a phrase's things are: "a market in the village of Framsburg, Rohan"; nullptr when none does.
  const Mention* inside(std::uint32_t token) const { return inside(token, 0); }
  // The same of the clauses that the phrase stands in: "a strike on a camp in Rohan killed four people".
  const Mention* around(std::uint32_t token) const;

 private:
  const Mention* inside(std::uint32_t token, int depth) const;
  const Mention* beside(std::uint32_t above, std::uint32_t at) const;
  const Mention* place_at(std::uint32_t token) const;
  bool in_set(const char* set, std::uint32_t token) const { return token != kNone && knowledge_.in_set(set, doc_.lemma[token]); }

  const Tree& tree_;
  const Document& doc_;
  const Knowledge& knowledge_;
};

}  // namespace dragoman
