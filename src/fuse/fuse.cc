#include "fuse/fuse.h"

#include "fuse/clusters.h"
#include "fuse/event_of.h"
#include "fuse/origins.h"

namespace dragoman {

namespace {

std::vector<ReportSketch> tellings_of(const std::vector<Coding>& codings, const Origins& origins, const Knowledge& knowledge) {
  const ActKeys acts(knowledge);
  std::vector<ReportSketch> tellings;
  for (std::uint32_t c = 0; c < codings.size(); ++c)
    for (std::uint32_t r = 0; r < codings[c].reports.size(); ++r) tellings.push_back(tell(codings[c], r, c, origins.group[c], acts));
  return tellings;
}

}  // namespace

std::vector<Event> fuse(const std::vector<Coding>& codings, const Knowledge& knowledge) {
  const Origins origins = find_origins(codings, knowledge);
  const std::vector<ReportSketch> tellings = tellings_of(codings, origins, knowledge);
  const PairScorer scorer(knowledge);
  const Clusters clusters = cluster(tellings, scorer);

  std::vector<Event> events;
  std::vector<std::uint32_t> event_of(tellings.size(), 0);
  for (std::uint32_t t = 0; t < tellings.size(); ++t) {
    const std::uint32_t root = clusters.cluster_of[t];
    if (root == t) {
      event_of[t] = static_cast<std::uint32_t>(events.size());
      events.emplace_back().number = event_of[t];
    }
    events[event_of[root]].members.push_back({tellings[t].article, tellings[t].report});
  }
  for (const Merge& merge : clusters.merges) events[event_of[clusters.cluster_of[merge.first]]].merge_reasons.push_back(scorer.reason(tellings[merge.first], tellings[merge.second]));
  for (Event& event : events) tell_event(event, codings, origins, knowledge);
  return events;
}

}  // namespace dragoman
