// Checks that look at many records at once: names that several records share, offices that several persons hold.
#pragma once
#include <functional>
#include <span>
#include <string>

#include "knowledge/check.h"
#include "knowledge/world.h"

namespace dragoman {

// A finding at a field of a record; field == kNone: the record's first line.
struct AcrossFinding {
  std::uint32_t record = 0, field = kNone;
  std::uint32_t other = 0;  // the record it clashes with
  std::string_view check;
  std::string message, remedy;
};
using AcrossSink = std::function<void(AcrossFinding)>;

// Names given twice to one record, and names of several records that nothing tells apart: not the country, not the time
// they were valid, not a guard (not_before, not_after, not_with). `records` are those `world` was made from.
void check_shared_names(std::span<const RecordView> records, const World& world, const AcrossSink& tell);

// Two persons surely in one office on more than one day (the day of handing over), where `holders many` does not allow it.
void check_holdings(std::span<const RecordView> records, const AcrossSink& tell);

}  // namespace dragoman
