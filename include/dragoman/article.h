// What an outlet published, and when.
#pragma once
#include <chrono>
#include <string>

#include "dragoman/result.h"

namespace dragoman {

using Day = std::chrono::sys_days;  // a calendar day, proleptic Gregorian

// One text as one outlet published it. Externally synchronised; owns its strings.
struct Article {
  std::string id;         // given, or the hex content hash
  std::string url;
  std::string outlet;     // as given, or recognised from the url or the text; empty when unknown
  std::string published;  // ISO 8601 date or instant as given; empty when not given
  std::string language;   // BCP 47 primary tag as given; empty when not given
  std::string title;      // as given beside the text; not part of `text`
  std::string text;       // original UTF-8 bytes; every Span points here
  std::string where;      // file or file:line it came from, for messages
};

// The days between which an article was published, and how that is known.
struct Published {
  Day from{}, to{};        // inclusive; equal when the day is known
  bool known = false;      // false: nothing is known and from/to mean nothing
  bool day_exact = false;  // from == to and stated or derived with day precision
  std::string how;         // "given" | "dateline" | "text" | "" : which evidence decided
  Span evidence;           // words it was read from; empty when given from outside
};

}  // namespace dragoman
