// Walking the dependency trees of one document.
#pragma once
#include <cstdint>
#include <memory_resource>
#include <span>
#include <string_view>
#include <vector>

#include "dragoman/document.h"

namespace dragoman {

// Child lists and subtree extents of every token of a parsed document. Externally synchronised; views the document.
class Tree {
 public:
  // Lives in `scratch`.
  explicit Tree(const Document& document, std::pmr::memory_resource& scratch = *std::pmr::get_default_resource());

  const Document& document() const { return doc_; }
  std::span<const std::uint32_t> children(std::uint32_t token) const {
    return {children_.data() + start_[token], start_[token + 1] - start_[token]};
  }
  std::uint32_t child(std::uint32_t token, Deprel relation) const;  // first such child, or kNone
  bool is(std::uint32_t token, Deprel relation) const { return doc_.deprel[token] == relation; }
  bool has_feat(std::uint32_t token, std::uint32_t bits) const { return (doc_.feats[token] & bits) == bits; }
  std::uint32_t head(std::uint32_t token) const { return doc_.head[token]; }
  bool verbal(std::uint32_t token) const { return doc_.upos[token] == Upos::VERB || doc_.upos[token] == Upos::AUX; }
  bool nominal(std::uint32_t token) const;

  // Tokens [first, end) covered by the subtree of a token (its extent; a non-projective gap is inside).
  std::uint32_t first(std::uint32_t token) const { return first_[token]; }
  std::uint32_t end(std::uint32_t token) const { return end_[token]; }
  bool within(std::uint32_t token, std::uint32_t ancestor) const;  // token is in the subtree of ancestor
  Span bytes(std::uint32_t first_token, std::uint32_t end_token) const;

  // True when the token's case marker(s) read `preposition` ("to", "according to").
  bool marked_by(std::uint32_t token, std::string_view preposition) const;
  std::uint32_t case_marker(std::uint32_t token) const;  // first case child, or kNone

  bool passive(std::uint32_t verb) const;         // passive clause, or a past participle that modifies a noun
  std::uint32_t surface_subject(std::uint32_t verb) const;  // nsubj, nsubj:pass …; kNone when not expressed here
  // What a relative pronoun stands for; any other token stands for itself.
  std::uint32_t antecedent(std::uint32_t token) const;
  // Noun phrase of a head without relative clauses, appositions, conjuncts and outer punctuation.
  std::pair<std::uint32_t, std::uint32_t> phrase(std::uint32_t head) const;

 private:
  const Document& doc_;
  std::pmr::vector<std::uint32_t> start_, children_, first_, end_;
};

}  // namespace dragoman
