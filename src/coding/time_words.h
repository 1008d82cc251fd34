// What the words of one sentence mean in time expressions.
#pragma once
#include <cstdint>
#include <memory_resource>
#include <string_view>
#include <vector>

#include "dragoman/document.h"
#include "knowledge/knowledge.h"

namespace dragoman {

enum class TimeKind : std::uint8_t {
  none, weekday, month, day, unit, number, article, few, ordinal, decade, date, direction, bound, range, between, part,
  season, modifier, ago, daypart, vague, recur, anniversary, age, length_mark, the, of, clock, comma,
  same, fiscal, period, half, reference, nighttime, holiday,  // for TIMEX3 alone
};

enum class TimeUnit : std::uint8_t { none, second, minute, hour, day, week, fortnight, weekend, month, quarter, year, decade, century };

struct TimePiece {
  TimeKind kind = TimeKind::none;
  TimeUnit unit = TimeUnit::none;
  int value = 0;              // date: days since 1970
  std::string_view text;      // what follows the colon in the lexicon
  std::uint8_t digits = 0;    // figures of a number written in figures
  bool capital = false;       // begins with a capital letter
  bool plural = false;        // "years", "Sundays"
  bool ambiguous = false;     // another word unless its neighbours speak of time
  bool preposition = false;   // may stand before a bare year
  bool counts = false;        // the parse says it counts things
  bool modifies = false;      // the parse says it is a modifier and counts nothing
  bool possessor = false;     // "'s", "its"
  bool dash = false;
  bool joined = false;        // no space before the next piece
};

// One piece a token of the sentence.
void read_time_pieces(const Document& document, const Sentence& sentence, const Knowledge& knowledge, std::pmr::vector<TimePiece>& pieces);

}  // namespace dragoman
