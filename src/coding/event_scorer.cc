#include "coding/event_scorer.h"

#include <algorithm>
#include <cmath>

namespace dragoman {

void score_types(const EventWeights& weights, const PairFeatures& features, std::vector<float>& probability) {
  const std::size_t types = weights.types.size();
  probability.assign(types, 0.0f);
  for (const PairFeature& feature : features.sparse) {
    const std::int8_t* row = weights.slots.data() + feature.slot * types;
    for (std::size_t k = 0; k < types; ++k) probability[k] += feature.value * static_cast<float>(row[k]);
  }
  for (std::size_t k = 0; k < types; ++k) probability[k] *= weights.scales[k];
  for (std::size_t i = 0; i <= features.dense.size(); ++i) {
    const float value = i < features.dense.size() ? features.dense[i] : 1.0f;
    const float* row = weights.dense.data() + i * types;
    for (std::size_t k = 0; k < types; ++k) probability[k] += value * row[k];
  }
  const float top = *std::max_element(probability.begin(), probability.end());
  float sum = 0;
  for (float& p : probability) sum += p = std::exp(p - top);
  for (float& p : probability) p /= sum;
}

std::uint32_t head_of_bytes(const Document& document, Span where) {
  const auto from = std::ranges::lower_bound(document.span, where.begin + 1, {}, [](const Span& s) { return s.end; });
  const auto first = static_cast<std::uint32_t>(from - document.span.begin());
  std::uint32_t end = first;
  while (end < document.token_count() && document.span[end].begin < where.end) ++end;
  for (std::uint32_t t = first; t < end; ++t)
    if (document.upos[t] != Upos::PUNCT && (document.head[t] == kNone || document.head[t] < first || document.head[t] >= end)) return t;
  return first < end ? first : kNone;
}

}  // namespace dragoman
