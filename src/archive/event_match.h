// Which event of before a cluster of tellings goes on.
#pragma once
#include <cstdint>
#include <vector>

namespace dragoman {

// An event as it stood, in the tellings that still count.
struct FormerEvent {
  std::int64_t event = 0;
  std::vector<std::uint32_t> tellings;
};

struct Continuation {
  std::vector<std::int64_t> event_of;            // per cluster: the number it goes on under; 0: a new event
  std::vector<std::vector<std::int64_t>> from;   // per cluster: other events that tellings of it belonged to, most tellings first
  std::vector<std::uint32_t> went;               // per former event: the cluster that goes on under its number, else that of most of its tellings; kNone: none is left
};

// Each former event is gone on by the cluster that shares most tellings with it, each cluster goes on one event at most; the lower
// number wins a tie. `cluster_of` names a cluster, from 0, for every telling. Pure.
Continuation continue_events(const std::vector<std::uint32_t>& cluster_of, std::size_t clusters, const std::vector<FormerEvent>& formers);

}  // namespace dragoman
