// Names by their pieces: a trie whose edges are one hash table, so that it can be mapped from disk.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "knowledge/knowledge.h"

namespace dragoman {

struct TrieEdge {  // empty when key == 0
  std::uint64_t key;
  std::uint32_t parent, child;
};
struct TrieNode {
  std::uint32_t first_group, group_end;
};
struct TrieGroup {       // names of one node that ask for the same case
  std::uint64_t asks;    // two bits a piece: 1 a capital first letter, 2 all capitals
  std::uint32_t first_entry, entry_end;
};

inline constexpr std::size_t kMaxNamePieces = 32;

// Immutable view; share freely. The tables must have passed valid().
struct NameTrie {
  std::span<const TrieEdge> edges;  // size is a power of two
  std::span<const TrieNode> nodes;  // node 0 is the root
  std::span<const TrieGroup> groups;
  std::span<const NameEntry> entries;

  bool valid(std::uint32_t entity_count) const;
  NameMatch longest(std::span<const NamePiece> pieces, std::size_t at, std::size_t limit) const;
};

// The pieces of a whole name, its words apart. False when it has none or too many to be looked up.
bool pieces_of_name(std::string_view name, std::vector<NamePiece>& out);
// What the pieces ask of the text's case: two bits a piece, as in TrieGroup.
std::uint64_t case_asked(std::span<const NamePiece> pieces);

// Collects names and lays out the tables. Same names in any order of adding give the same lookups; ties keep order.
class NameTrieBuilder {
 public:
  // False when the name has no pieces or too many.
  bool add(std::string_view name, std::uint32_t entity, NameKind kind);
  struct Tables {
    std::vector<TrieEdge> edges;
    std::vector<TrieNode> nodes;
    std::vector<TrieGroup> groups;
    std::vector<NameEntry> entries;
  };
  Tables build();

 private:
  struct Name {
    std::uint32_t node;
    std::uint64_t asks;
    NameEntry entry;
  };
  std::uint32_t child(std::uint32_t parent, std::uint64_t key);
  std::vector<TrieEdge> edges_ = std::vector<TrieEdge>(1024, TrieEdge{0, 0, 0});
  std::uint32_t nodes_ = 1;
  std::vector<Name> names_;
  std::vector<NamePiece> pieces_;
};

}  // namespace dragoman
