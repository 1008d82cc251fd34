// Which pairs of tellings are looked at.
#include <algorithm>
#include <tuple>

#include "base/hash_mix.h"
#include "fuse/clusters.h"

namespace dragoman {

namespace {

constexpr std::int32_t kBucket = 16;     // days; two phases, so that days up to half of it apart share one
constexpr std::size_t kWindow = 24;      // neighbours under one key: bounds the work where a stranger sends thousands of like reports
constexpr std::size_t kPartiesUsed = 2;  // of each side
constexpr std::int32_t kLongest = 4;     // buckets that one telling may stretch over

struct Entry {
  std::uint64_t key, order;
  std::uint32_t family;
  std::int32_t day;
  std::uint32_t telling;
  friend bool operator<(const Entry& a, const Entry& b) { return std::tie(a.key, a.family, a.day, a.order, a.telling) < std::tie(b.key, b.family, b.day, b.order, b.telling); }
};

enum Kind : std::uint32_t { both_parties = 1, one_party, one_person, undated_pair };

std::uint64_t key_of(Kind kind, std::uint32_t a, std::uint32_t b, std::uint32_t time) {
  const std::uint32_t high = hash_spread(hash_mix(hash_mix(hash_mix(kHashSeed, kind), a), time));
  const std::uint32_t low = hash_spread(hash_mix(hash_mix(hash_mix(kHashSeed + kind, b), a), time * 31));
  return static_cast<std::uint64_t>(high) << 32 | low;
}

std::int32_t bucket(std::int32_t day) { return day >= 0 ? day / kBucket : -((kBucket - 1 - day) / kBucket); }

std::uint32_t block_party(const PartyKey& party) { return party.country != 0 ? party.country : party.actor; }

struct Keys {
  const ReportSketch& t;
  std::uint32_t index;
  std::vector<Entry>& out;

  void add(Kind kind, std::uint32_t a, std::uint32_t b, std::uint32_t time, std::int32_t day) { out.push_back({key_of(kind, a, b, time), t.order, t.family, day, index}); }

  void add_dated(Kind kind, std::uint32_t a, std::uint32_t b) {
    const std::int32_t from = t.from != kNoDay ? t.from : t.published != kNoDay ? t.published : 0;
    const std::int32_t to = t.from != kNoDay ? t.to : from;
    for (const std::int32_t phase : {0, kBucket / 2})
      for (std::int32_t at = bucket(from + phase), n = 0; at <= bucket(to + phase) && n < kLongest; ++at, ++n)
        add(kind, a, b, static_cast<std::uint32_t>(2 * at + (phase > 0)), from);
  }

  void add_all() {
    const std::size_t sources = std::min<std::size_t>(t.sources, kPartiesUsed), targets = std::min<std::size_t>(t.targets, kPartiesUsed);
    for (std::size_t s = 0; s < sources; ++s) {
      const std::uint32_t one = block_party(t.source[s]);
      add_dated(one_party, one, t.family);
      if (t.source[s].person) add(one_person, t.source[s].actor, t.family, 0, t.from != kNoDay ? t.from : t.published);
      for (std::size_t g = 0; g < targets; ++g) {
        const std::uint32_t other = block_party(t.target[g]);
        add_dated(both_parties, std::min(one, other), std::max(one, other));
        if (t.from == kNoDay) add(undated_pair, std::min(one, other), std::max(one, other) ^ t.family, 0, t.published);
      }
    }
    for (std::size_t g = 0; g < targets; ++g) add_dated(one_party, block_party(t.target[g]), t.family);
    if (sources + targets == 0) add_dated(one_party, 0, t.family);
  }
};

}  // namespace

void candidate_pairs(const std::vector<ReportSketch>& tellings, const std::function<void(std::uint32_t, std::uint32_t)>& tell) {
  std::vector<Entry> entries;
  entries.reserve(tellings.size() * 8);
  for (std::uint32_t i = 0; i < tellings.size(); ++i) Keys{tellings[i], i, entries}.add_all();
  std::sort(entries.begin(), entries.end());
  for (std::size_t a = 0; a < entries.size(); ++a)
    for (std::size_t b = a + 1; b < std::min(entries.size(), a + kWindow) && entries[b].key == entries[a].key; ++b)
      if (entries[a].telling != entries[b].telling) tell(entries[a].telling, entries[b].telling);
}

}  // namespace dragoman
