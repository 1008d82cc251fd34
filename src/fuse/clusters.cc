#include "fuse/clusters.h"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace dragoman {

namespace {

constexpr std::size_t kSpeakers = 12;  // members that speak for a cluster when it meets another: the first by content

struct Edge {
  std::int64_t score;
  std::uint64_t low, high;  // contents of the two tellings
  std::uint32_t first, second;
  friend bool operator<(const Edge& a, const Edge& b) {
    return std::tie(b.score, a.low, a.high, a.first, a.second) < std::tie(a.score, b.low, b.high, b.first, b.second);
  }
};

std::vector<Edge> likely_pairs(const std::vector<ReportSketch>& tellings, const PairScorer& scorer) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
  candidate_pairs(tellings, [&](std::uint32_t a, std::uint32_t b) { pairs.emplace_back(std::min(a, b), std::max(a, b)); });
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  std::vector<Edge> edges;
  for (const auto& [a, b] : pairs) {
    const std::int64_t score = cannot_be_one(tellings[a], tellings[b]) ? 0 : scorer.score(tellings[a], tellings[b]);
    if (score > 0) edges.push_back({score, std::min(tellings[a].order, tellings[b].order), std::max(tellings[a].order, tellings[b].order), a, b});
  }
  std::sort(edges.begin(), edges.end());
  return edges;
}

}  // namespace

Clusters cluster(const std::vector<ReportSketch>& tellings, const PairScorer& scorer) {
  Clusters out;
  out.cluster_of.resize(tellings.size());
  std::iota(out.cluster_of.begin(), out.cluster_of.end(), 0u);
  std::vector<std::vector<std::uint32_t>> members(tellings.size());  // of roots, by content
  const auto find = [&](std::uint32_t i) {
    while (out.cluster_of[i] != i) i = out.cluster_of[i] = out.cluster_of[out.cluster_of[i]];
    return i;
  };
  const auto those = [&](std::uint32_t root) { return members[root].empty() ? std::vector<std::uint32_t>{root} : members[root]; };
  const auto by_content = [&](std::uint32_t a, std::uint32_t b) { return std::tie(tellings[a].order, a) < std::tie(tellings[b].order, b); };
  for (const Edge& edge : likely_pairs(tellings, scorer)) {
    const std::uint32_t a = find(edge.first), b = find(edge.second);
    if (a == b) continue;
    const auto one = those(a), other = those(b);
    std::int64_t together = 0;
    bool excluded = false;
    for (std::size_t i = 0; i < std::min(kSpeakers, one.size()) && !excluded; ++i)
      for (std::size_t j = 0; j < std::min(kSpeakers, other.size()) && !excluded; ++j) {
        excluded = cannot_be_one(tellings[one[i]], tellings[other[j]]);
        together += scorer.score(tellings[one[i]], tellings[other[j]]);
      }
    if (excluded || together <= 0) continue;
    std::vector<std::uint32_t> all;
    std::merge(one.begin(), one.end(), other.begin(), other.end(), std::back_inserter(all), by_content);
    const std::uint32_t root = std::min(a, b), gone = std::max(a, b);
    out.cluster_of[gone] = root;
    members[root] = std::move(all);
    members[gone].clear();
    out.merges.push_back({edge.first, edge.second, edge.score});
  }
  for (std::uint32_t i = 0; i < tellings.size(); ++i) out.cluster_of[i] = find(i);
  return out;
}

}  // namespace dragoman
