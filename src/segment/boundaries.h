// Where sentences end, learnt: a linear model over what stands around a gap between two tokens.
#pragma once
#include <array>
#include <cstdint>
#include <span>

#include "dragoman/document.h"

namespace dragoman {

// A gap between tokens and what is known when it is reached.
struct Gap {
  std::uint32_t token = 0;              // the gap is behind it
  std::uint32_t sentence = 0;           // first token of the sentence so far
  std::uint32_t block = 0, end = 0;     // tokens of the block: [block, end)
  bool rule = false;                    // the rules end the sentence here
  bool quote_open = false;
  std::uint32_t brackets_open = 0;
  bool after_stop = true;               // the sentence before ended in a stop, or there is none
};

// Features of a gap as slots of a table. Fixed in number; the same for training and for use.
inline constexpr std::size_t kGapFeatures = 30;
inline constexpr std::size_t kGapSlots = std::size_t{1} << 17;
using GapFeatures = std::array<std::uint32_t, kGapFeatures>;

// Reads the features of the gaps of one document, front to back: what a token looks like is worked out once.
class GapReader {
 public:
  explicit GapReader(const Document& document) : document_(document) {}
  // Could a sentence end here at all? Not between two words of small letters.
  bool open(const Gap& gap);
  void read(const Gap& gap, GapFeatures& features);

 private:
  struct Look {
    std::uint32_t token = kNone;
    std::uint32_t word = 0;             // hash, letters small
    std::uint32_t tail = 0;             // of its last three bytes
    std::uint8_t kind = 0;
  };
  const Look& look(std::int64_t token, const Gap& gap);

  const Document& document_;
  std::array<Look, 16> looks_{};
};

// The weights. Immutable; share freely.
class Boundaries {
 public:
  Boundaries() = default;
  // `weights` has kGapSlots entries, or none.
  explicit Boundaries(std::span<const std::int8_t> weights) : weights_(weights) {}
  bool known() const { return !weights_.empty(); }
  bool ends(const GapFeatures& features) const {
    std::int32_t sum = 0;
    for (const std::uint32_t slot : features) sum += weights_[slot];
    return sum > 0;
  }

 private:
  std::span<const std::int8_t> weights_;
};

}  // namespace dragoman
