// TimeML files, and how well time expressions were found in them.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "dragoman/result.h"

namespace dragoman::train {

// One marked expression: bytes of the text, TIMEX3 type (DATE, TIME, DURATION, SET) and value ("2024-04-10", "P3M", "PAST_REF").
struct TimeMark {
  Span span;
  std::string type, value;
};

struct TimeMlText {
  std::string doc;      // name of the file without its ending
  std::string created;  // value of the document creation time, as written: "1998-08-07", "1998-08-07T06:18:00"
  std::string text;     // what stands between the TEXT tags, first newline included, without tags, entities resolved
  std::vector<TimeMark> times;  // in text order; marks without words (implied times) are left out
};

// Errors: bad_format (no TEXT, a mark without its end).
Result<TimeMlText> parse_timeml(std::string_view xml, const std::string& name);
// Errors: not_found, bad_format.
Result<TimeMlText> read_timeml(const std::string& path);

struct TimeCounts {
  std::size_t gold = 0, found = 0;
  std::size_t strict = 0;        // same bytes
  std::size_t relaxed = 0;       // some byte in common, one to one
  std::size_t value = 0;         // … and the same value
  std::size_t type = 0;          // … and the same type
  std::size_t strict_value = 0;  // same bytes and the same value
  double f1(std::size_t right) const;  // per cent; 0 where there is nothing
};

struct TimeScore {
  TimeCounts all;
  std::map<std::string, TimeCounts> by_type;  // gold and found of each type; what is right counts for the gold's
};

// TempEval-3's way of counting: an expression found is held against the first one of the gold that it overlaps and that none was held against yet.
// Both lists in text order.
void count_times(const std::vector<TimeMark>& gold, const std::vector<TimeMark>& found, TimeScore& score);

}  // namespace dragoman::train
