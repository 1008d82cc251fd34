#include "train/chain_score.h"

#include <algorithm>
#include <limits>
#include <map>
#include <utility>

namespace dragoman::train {

namespace {

using Key = std::pair<std::uint32_t, std::uint32_t>;

// Chains as lists of mention numbers that both sides share.
struct Side {
  std::vector<std::vector<std::uint32_t>> chains;
  std::map<std::uint32_t, std::uint32_t> chain_of;  // mention → chain

  Side(std::vector<ChainMention>& mentions, std::map<Key, std::uint32_t>& number, bool singletons) {
    std::map<std::uint32_t, std::vector<std::uint32_t>> by_chain;
    for (const ChainMention& m : mentions) by_chain[m.chain].push_back(number.try_emplace({m.first, m.end}, static_cast<std::uint32_t>(number.size())).first->second);
    for (auto& [chain, members] : by_chain) {
      if (members.size() < 2 && !singletons) continue;
      for (const std::uint32_t m : members) chain_of[m] = static_cast<std::uint32_t>(chains.size());
      chains.push_back(std::move(members));
    }
  }
};

// For each chain of `of`: members less the parts that the other side cuts it into.
std::pair<double, double> muc(const Side& of, const Side& by) {
  double right = 0, all = 0;
  for (const auto& chain : of.chains) {
    std::map<std::uint32_t, std::size_t> parts;
    std::size_t alone = 0;
    for (const std::uint32_t m : chain) {
      const auto at = by.chain_of.find(m);
      if (at == by.chain_of.end()) ++alone;
      else ++parts[at->second];
    }
    right += static_cast<double>(chain.size() - parts.size() - alone);
    all += static_cast<double>(chain.size() - 1);
  }
  return {right, all};
}

std::pair<double, double> b_cubed(const Side& of, const Side& by) {
  double right = 0, all = 0;
  for (const auto& chain : of.chains) {
    std::map<std::uint32_t, std::size_t> parts;
    for (const std::uint32_t m : chain)
      if (const auto at = by.chain_of.find(m); at != by.chain_of.end()) ++parts[at->second];
    for (const auto& [other, count] : parts) right += static_cast<double>(count) * static_cast<double>(count) / static_cast<double>(chain.size());
    all += static_cast<double>(chain.size());
  }
  return {right, all};
}

// The dearest one-to-one matching of chains (the Hungarian method with potentials); weights are φ4.
double best_matching(const Side& gold, const Side& found) {
  const std::size_t n = std::min(gold.chains.size(), found.chains.size()), m = std::max(gold.chains.size(), found.chains.size());
  if (n == 0) return 0;
  const bool flipped = gold.chains.size() > found.chains.size();
  const Side &rows = flipped ? found : gold, &columns = flipped ? gold : found;
  std::vector<std::vector<double>> weight(n + 1, std::vector<double>(m + 1, 0.0));
  for (std::size_t i = 0; i < n; ++i) {
    std::map<std::uint32_t, std::size_t> shared;
    for (const std::uint32_t mention : rows.chains[i])
      if (const auto at = columns.chain_of.find(mention); at != columns.chain_of.end()) ++shared[at->second];
    for (const auto& [j, count] : shared) weight[i + 1][j + 1] = 2.0 * static_cast<double>(count) / static_cast<double>(rows.chains[i].size() + columns.chains[j].size());
  }
  std::vector<double> u(n + 1, 0.0), v(m + 1, 0.0);
  std::vector<std::size_t> match(m + 1, 0), way(m + 1, 0);
  for (std::size_t i = 1; i <= n; ++i) {
    match[0] = i;
    std::size_t j0 = 0;
    std::vector<double> least(m + 1, std::numeric_limits<double>::infinity());
    std::vector<bool> used(m + 1, false);
    do {
      used[j0] = true;
      const std::size_t i0 = match[j0];
      double delta = std::numeric_limits<double>::infinity();
      std::size_t j1 = 0;
      for (std::size_t j = 1; j <= m; ++j) {
        if (used[j]) continue;
        const double cost = -weight[i0][j] - u[i0] - v[j];
        if (cost < least[j]) least[j] = cost, way[j] = j0;
        if (least[j] < delta) delta = least[j], j1 = j;
      }
      for (std::size_t j = 0; j <= m; ++j) {
        if (used[j]) u[match[j]] += delta, v[j] -= delta;
        else least[j] -= delta;
      }
      j0 = j1;
    } while (match[j0] != 0);
    for (; j0 != 0; j0 = way[j0]) match[j0] = match[way[j0]];
  }
  double sum = 0;
  for (std::size_t j = 1; j <= m; ++j)
    if (match[j] != 0) sum += weight[match[j]][j];
  return sum;
}

}  // namespace

void ChainScore::add(std::vector<ChainMention> gold_mentions, std::vector<ChainMention> found_mentions, bool singletons) {
  std::map<Key, std::uint32_t> number;
  const Side gold(gold_mentions, number, singletons), found(found_mentions, number, singletons);
  const auto count = [](ChainMeasure& measure, std::pair<double, double> of_found, std::pair<double, double> of_gold) {
    measure.right_found += of_found.first, measure.found += of_found.second;
    measure.right_gold += of_gold.first, measure.gold += of_gold.second;
  };
  count(muc, train::muc(found, gold), train::muc(gold, found));
  count(b_cubed, train::b_cubed(found, gold), train::b_cubed(gold, found));
  const double same = best_matching(gold, found);
  count(ceaf, {same, static_cast<double>(found.chains.size())}, {same, static_cast<double>(gold.chains.size())});
  const auto both = static_cast<double>(std::count_if(found.chain_of.begin(), found.chain_of.end(), [&](const auto& m) { return gold.chain_of.count(m.first) > 0; }));
  count(mentions, {both, static_cast<double>(found.chain_of.size())}, {both, static_cast<double>(gold.chain_of.size())});
}

}  // namespace dragoman::train
