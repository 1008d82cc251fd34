// Names of a tree whose mentions are marked (GUM), under the guideline of name_harmony.h.
#pragma once
#include "train/name_data.h"
#include "train/treebank.h"

namespace dragoman::train {

// A tag for every word. Of a mention with a name as its head, the name is what hangs on that head as part of it, titles and
// articles left out, "of" phrases with names taken in. Listed nationalities are nations, though GUM marks no adjectives.
// Empty when the tree's document marks nothing.
std::vector<NameTag> name_tags(const Tree& tree, const Knowledge& knowledge);

}  // namespace dragoman::train
