// How likely two tellings tell one event, and what they have in common.
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "fuse/report_sketch.h"
#include "fuse/weights.h"

namespace dragoman {

// What is looked at. Names as in the lexicon's `set fusion.pairs`; each is 0 or 1 but `words shared`, which is a share.
inline constexpr std::array<std::string_view, 40> kPairFeatures = {
    "bias", "same act", "same family", "same trigger",
    "same source", "source more general", "source not told", "other source",
    "same target", "target more general", "target not told", "other target", "no target",
    "same day", "times meet", "a day or two apart", "days apart", "one undated", "both undated",
    "same status", "status moved on", "statuses differ",
    "same place", "other place",
    "same article", "same sentence", "same act in one article", "same origin", "one in the background",
    "words shared", "published days apart", "persons differ", "same act and words",
    "undated in the news of one day", "undated in the news of the next day", "family in one sentence", "family in one article",
    "same source and target", "kin acts", "kin acts in one sentence",
};
using PairFeatures = std::array<float, kPairFeatures.size()>;

// Symmetric.
PairFeatures pair_features(const ReportSketch& a, const ReportSketch& b);

// True when no reading lets both be one event: days that cannot both hold, different persons sent by one state, a journey and
// what was done on it.
bool cannot_be_one(const ReportSketch& a, const ReportSketch& b);

// Immutable; share freely.
class PairScorer {
 public:
  explicit PairScorer(const Knowledge& knowledge);
  // Thousandths of log odds, above 0 when they are rather one event than two. Whole numbers add up the same in any order.
  std::int64_t score(const ReportSketch& a, const ReportSketch& b) const;
  // What speaks for it, strongest first: "same act, same source, times meet".
  std::string reason(const ReportSketch& a, const ReportSketch& b) const;

 private:
  std::array<double, kPairFeatures.size()> weight_{};
};

}  // namespace dragoman
