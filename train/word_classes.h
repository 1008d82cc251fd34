// Classes of words that stand in like places, from their vectors.
#pragma once
#include <cstdint>
#include <vector>

#include "train/vector_trainer.h"

namespace dragoman::train {

// The class of every row of the vectors. The `single` most frequent words are classes of their own; the rest fall into
// `shared` classes by k-means (Lloyd) over vectors of unit length, begun at words spread evenly over the ranks.
// The same classes for the same vectors. Fewer words than classes: each is its own.
std::vector<std::uint16_t> word_classes(const WordVectors& vectors, std::size_t width, std::size_t single, std::size_t shared);

}  // namespace dragoman::train
