// The weights of the event scorer (coding/event_scorer.h) as the model file keeps them.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace dragoman {

inline constexpr std::size_t kEventSlots = std::size_t{1} << 16;  // of hashed features
inline constexpr std::size_t kEventVectors = 3;                   // mean word vectors beside them

// Views into the model file. Immutable; share freely.
struct EventWeights {
  std::vector<std::string_view> types;     // in order of columns: PLOVER types, some with a finer class ("AGREE/sign"); "none" for two that have no dealings here
  std::span<const std::int8_t> slots;      // [kEventSlots × types]
  std::span<const float> scales;           // [types]: of the slots' weights
  std::span<const float> dense;            // [kEventVectors · width + 1 × types]; the last row stands alone
  std::size_t width = 0;                   // of one word vector
  bool known() const { return !types.empty(); }
};

}  // namespace dragoman
