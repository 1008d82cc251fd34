#include "knowledge/name_trie.h"

#include <algorithm>
#include <tuple>

namespace dragoman {

namespace {

std::size_t slot_of(std::uint32_t parent, std::uint64_t key, std::size_t size) {
  std::uint64_t mixed = key ^ (static_cast<std::uint64_t>(parent) * 0x9e3779b97f4a7c15ull);
  mixed ^= mixed >> 29;
  return mixed & (size - 1);
}

bool fits(std::uint64_t asks, std::span<const NamePiece> pieces) {
  for (const auto& piece : pieces) {
    if ((asks & 2) && !piece.all_caps) return false;
    if ((asks & 1) && !piece.capital) return false;
    asks >>= 2;
  }
  return true;
}

int strictness(std::uint64_t asks) { return __builtin_popcountll(asks); }

}  // namespace

bool NameTrie::valid(std::uint32_t entity_count) const {
  if (edges.empty() || (edges.size() & (edges.size() - 1)) || nodes.empty()) return false;
  bool hole = false;
  for (const auto& edge : edges) {
    if (edge.key == 0) hole = true;
    else if (edge.parent >= nodes.size() || edge.child >= nodes.size()) return false;
  }
  if (!hole) return false;  // probing ends at a hole
  for (const auto& node : nodes)
    if (node.first_group > node.group_end || node.group_end > groups.size()) return false;
  for (const auto& group : groups)
    if (group.first_entry > group.entry_end || group.entry_end > entries.size()) return false;
  for (const auto& entry : entries)
    if (entry.entity >= entity_count || entry.kind > NameKind::weak) return false;
  return true;
}

NameMatch NameTrie::longest(std::span<const NamePiece> pieces, std::size_t at, std::size_t limit) const {
  NameMatch best;
  std::uint32_t node = 0;
  for (std::size_t length = 1; at + length <= pieces.size() && length <= limit && length <= kMaxNamePieces; ++length) {
    const auto key = pieces[at + length - 1].key;
    auto slot = slot_of(node, key, edges.size());
    while (edges[slot].key && !(edges[slot].key == key && edges[slot].parent == node)) slot = (slot + 1) & (edges.size() - 1);
    if (!edges[slot].key) break;
    node = edges[slot].child;
    // Groups run from strict to loose; take the first that fits and those behind it that fit too.
    const auto window = pieces.subspan(at, length);
    auto group = nodes[node].first_group;
    const auto group_end = nodes[node].group_end;
    while (group < group_end && !fits(groups[group].asks, window)) ++group;
    if (group == group_end) continue;
    const auto first = groups[group].first_entry;
    auto end = groups[group].entry_end;
    while (++group < group_end && groups[group].first_entry == end && fits(groups[group].asks, window)) end = groups[group].entry_end;
    best = {static_cast<std::uint32_t>(length), entries.subspan(first, end - first)};
  }
  return best;
}

std::uint32_t NameTrieBuilder::child(std::uint32_t parent, std::uint64_t key) {
  if (static_cast<std::size_t>(nodes_) * 2 >= edges_.size()) {
    std::vector<TrieEdge> bigger(edges_.size() * 2, TrieEdge{0, 0, 0});
    for (const auto& edge : edges_) {
      if (!edge.key) continue;
      auto slot = slot_of(edge.parent, edge.key, bigger.size());
      while (bigger[slot].key) slot = (slot + 1) & (bigger.size() - 1);
      bigger[slot] = edge;
    }
    edges_ = std::move(bigger);
  }
  auto slot = slot_of(parent, key, edges_.size());
  for (; edges_[slot].key; slot = (slot + 1) & (edges_.size() - 1))
    if (edges_[slot].key == key && edges_[slot].parent == parent) return edges_[slot].child;
  edges_[slot] = {key, parent, nodes_};
  return nodes_++;
}

bool pieces_of_name(std::string_view name, std::vector<NamePiece>& out) {
  out.clear();
  for (std::size_t begin = 0; begin < name.size();) {
    const auto end = std::min(name.find_first_of(" \t", begin), name.size());
    name_pieces(name.substr(begin, end - begin), 0, out);
    begin = end + 1;
  }
  return !out.empty() && out.size() <= kMaxNamePieces;
}

std::uint64_t case_asked(std::span<const NamePiece> pieces) {
  std::uint64_t asks = 0;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const std::uint64_t ask = pieces[i].all_caps ? 3 : pieces[i].capital ? 1 : 0;
    asks |= ask << (2 * i);
  }
  return asks;
}

bool NameTrieBuilder::add(std::string_view name, std::uint32_t entity, NameKind kind) {
  if (!pieces_of_name(name, pieces_)) return false;
  std::uint32_t node = 0;
  for (const auto& piece : pieces_) node = child(node, piece.key);
  names_.push_back({node, case_asked(pieces_), {entity, kind}});
  return true;
}

NameTrieBuilder::Tables NameTrieBuilder::build() {
  std::stable_sort(names_.begin(), names_.end(), [](const Name& a, const Name& b) {
    return std::tuple(a.node, -strictness(a.asks), a.asks) < std::tuple(b.node, -strictness(b.asks), b.asks);
  });
  Tables tables;
  tables.edges = edges_;
  tables.nodes.assign(nodes_, {0, 0});
  for (std::size_t i = 0; i < names_.size();) {
    auto& node = tables.nodes[names_[i].node];
    node.first_group = static_cast<std::uint32_t>(tables.groups.size());
    const auto here = names_[i].node;
    while (i < names_.size() && names_[i].node == here) {
      TrieGroup group{names_[i].asks, static_cast<std::uint32_t>(tables.entries.size()), 0};
      for (; i < names_.size() && names_[i].node == here && names_[i].asks == group.asks; ++i) {
        const auto& entry = names_[i].entry;
        const bool repeated = std::any_of(tables.entries.begin() + group.first_entry, tables.entries.end(), [&](const NameEntry& had) {
          return had.entity == entry.entity && had.kind == entry.kind;
        });
        if (!repeated) tables.entries.push_back(entry);
      }
      group.entry_end = static_cast<std::uint32_t>(tables.entries.size());
      tables.groups.push_back(group);
    }
    node.group_end = static_cast<std::uint32_t>(tables.groups.size());
  }
  return tables;
}

}  // namespace dragoman
