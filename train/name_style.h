// The same sentence as other tokenisers cut it.
#pragma once
#include <random>

#include "train/name_data.h"

namespace dragoman::train {

// Words at their hyphens apart, as UD English-EWT has them; a name's parts stay one name.
NamedSentence apart_at_hyphens(const NamedSentence& sentence);
// As tools cut that know no abbreviations: "U . S .", "Gen .", "’ s".
NamedSentence apart_at_points(const NamedSentence& sentence);

}  // namespace dragoman::train
