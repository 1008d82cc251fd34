// Which PLOVER type the words between two phrases tell of: a learnt log-linear model over the pair's words, tree and act patterns.
#pragma once
#include <span>
#include <string_view>
#include <vector>

#include "coding/pair_features.h"
#include "parse/event_weights.h"

namespace dragoman {

// Probability of each type of `weights.types`, in that order; sums to 1. Pure.
void score_types(const EventWeights& weights, const PairFeatures& features, std::vector<float>& probability);

// The PLOVER type of a class of `weights.types`: "AGREE" of "AGREE/sign".
inline std::string_view type_of_class(std::string_view name) { return name.substr(0, name.find('/')); }

// The token that heads the words of [begin, end) bytes: the first whose own head lies outside; kNone when no token lies there.
std::uint32_t head_of_bytes(const Document& document, Span where);

}  // namespace dragoman
