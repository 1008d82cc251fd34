#include "archive/event_match.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "dragoman/document.h"

namespace dragoman {

namespace {

struct Share {
  std::size_t count;  // tellings in common
  std::uint32_t former, cluster;
};

}  // namespace

Continuation continue_events(const std::vector<std::uint32_t>& cluster_of, std::size_t clusters, const std::vector<FormerEvent>& formers) {
  std::vector<Share> shares;
  for (std::uint32_t f = 0; f < formers.size(); ++f) {
    std::map<std::uint32_t, std::size_t> counts;
    for (const std::uint32_t t : formers[f].tellings) ++counts[cluster_of[t]];
    for (const auto& [cluster, count] : counts) shares.push_back({count, f, cluster});
  }
  std::sort(shares.begin(), shares.end(), [&](const Share& a, const Share& b) {
    return std::tuple(b.count, formers[a.former].event, a.cluster) < std::tuple(a.count, formers[b.former].event, b.cluster);
  });
  Continuation out{std::vector<std::int64_t>(clusters, 0), std::vector<std::vector<std::int64_t>>(clusters), std::vector<std::uint32_t>(formers.size(), kNone)};
  std::vector<bool> goes_on(formers.size(), false);
  for (const Share& share : shares) {
    if (out.event_of[share.cluster] != 0 || goes_on[share.former]) continue;
    out.event_of[share.cluster] = formers[share.former].event;
    goes_on[share.former] = true;
    out.went[share.former] = share.cluster;
  }
  for (const Share& share : shares) {
    if (out.event_of[share.cluster] != formers[share.former].event) out.from[share.cluster].push_back(formers[share.former].event);
    if (out.went[share.former] == kNone) out.went[share.former] = share.cluster;
  }
  return out;
}

}  // namespace dragoman
