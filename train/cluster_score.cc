#include "train/cluster_score.h"

#include <map>
#include <utility>

namespace dragoman::train {

namespace {

double pairs_in(double count) { return count * (count - 1) / 2; }

}  // namespace

void ClusterScore::add(const std::vector<std::uint32_t>& gold, const std::vector<std::uint32_t>& found) {
  std::vector<ChainMention> g, f;
  std::map<std::uint32_t, double> of_gold, of_found;
  std::map<std::pair<std::uint32_t, std::uint32_t>, double> shared;
  for (std::uint32_t i = 0; i < gold.size(); ++i) {
    g.push_back({i, i + 1, gold[i]});
    f.push_back({i, i + 1, found[i]});
    ++of_gold[gold[i]], ++of_found[found[i]], ++shared[{gold[i], found[i]}];
  }
  for (const auto& [cluster, count] : of_gold) pairs.gold += pairs_in(count);
  for (const auto& [cluster, count] : of_found) pairs.found += pairs_in(count);
  for (const auto& [cluster, count] : shared) pairs.both += pairs_in(count);
  chains.add(std::move(g), std::move(f), true);
}

}  // namespace dragoman::train
