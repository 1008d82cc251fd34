// Tellings to clusters: one cluster, one event.
#pragma once
#include <cstdint>
#include <functional>
#include <vector>

#include "fuse/pair_score.h"

namespace dragoman {

// Two tellings that brought their clusters together.
struct Merge {
  std::uint32_t first = 0, second = 0;  // indices of tellings
  std::int64_t score = 0;
};

struct Clusters {
  std::vector<std::uint32_t> cluster_of;  // per telling: the smallest index of a telling of its cluster
  std::vector<Merge> merges;              // in the order of merging
};

// Pairs that may be one event: same two parties (or one of them) about the same time, or the same person. Each pair once or more.
// Near-linear: a telling meets a bounded number of neighbours under each of a bounded number of keys.
void candidate_pairs(const std::vector<ReportSketch>& tellings, const std::function<void(std::uint32_t, std::uint32_t)>& tell);

// Merges the likeliest pairs first, as long as all members of both clusters together rather are one event than two and none
// excludes another. The partition is a function of the set of tellings: their order changes only the numbers.
Clusters cluster(const std::vector<ReportSketch>& tellings, const PairScorer& scorer);

}  // namespace dragoman
