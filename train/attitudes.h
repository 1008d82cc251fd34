// Who says, thinks, wants or holds what, as widely as PolNeAR's guidelines count it: a reading for evaluation. Records keep to
// sayings (coding/attribution.h); support, criticism, intentions and beliefs are acts or nothing there.
#pragma once
#include <vector>

#include "coding/draft.h"
#include "train/polnear.h"

namespace dragoman::train {

// The attributions of a parsed document in the order of their cues, outermost only. Words are the sets `attitude.*` and the cues
// of the lexicon. Pure.
std::vector<QuoteLink> find_attitudes(const Tree& tree, const Knowledge& knowledge);

// The same from the sayings of the records alone.
std::vector<QuoteLink> links_of_sayings(const Reading& reading);

}  // namespace dragoman::train
