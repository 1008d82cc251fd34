// Questions to the events of an archive.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "archive/archive.h"
#include "dragoman/event.h"
#include "dragoman/result.h"
#include "knowledge/knowledge.h"

namespace dragoman {

// Whatever is set must hold.
struct EventQuery {
  std::vector<std::string> countries;  // ISO 3166 alpha-3: each takes part, as source or target
  std::string act, plover;             // id of the act; PLOVER type
  std::optional<Day> since, until;     // it happened on such a day; what has no day counts by the days of its reports
  AsOf as_of;
};

// One event as it was known then.
struct EventLine {
  std::int64_t event = 0, revision = 0;
  std::uint32_t part = 1;  // above 1: what then was told as an event of its own, and is one with this event by what became known later
  Report merged;           // the chosen values
  std::uint64_t reports = 0, voices = 0;
  Day first_reported{}, last_reported{};
  std::string recorded;    // "YYYY-MM-DDTHH:MM:SSZ"
  std::vector<std::string> outlets;  // each once; the id of an article whose outlet is not known
};

// By day, undated ones last. With `as_of.reported` an event that has later reports is told from the earlier ones alone, and reports
// that only later ones brought together stand apart. Errors: as Archive::codings.
Result<std::vector<EventLine>> list_events(const Archive& archive, const Knowledge& knowledge, const EventQuery& query);

// Everything the archive can show for one event.
struct EventPage {
  struct Member {
    std::string article, outlet, published;  // Article::id; name of the outlet, else the id; day, or "" when unknown
    std::int64_t coding = 0, report = 0, origin = 0;
    std::uint32_t sentence = 0;
    Span sentence_span;
    std::string words;                       // of the sentence
    Status status = Status::happened;
    Day reported{};
    std::string reason;                      // why it belongs here
    std::uint32_t with = 0xffffffffu;        // the member it was joined to; kNone: to none
  };
  struct Value {
    std::string value, kind;                 // kind of the disagreement; empty: the chosen value
    std::vector<std::uint32_t> by;           // members
    std::uint32_t voices = 0;                // independent origins among them
  };
  struct Field {
    std::string name;
    std::vector<Value> values;               // the chosen one first
    std::vector<std::uint32_t> silent;       // members that do not state it
  };
  struct Step {
    Status status = Status::happened;
    Day reported{};
    std::uint32_t member = 0;
  };
  struct Copy {
    std::int64_t origin = 0;
    std::string article, outlet, kind, of;   // of: id of the article it shares its words or facts with
    std::string evidence;
  };
  struct Revision {
    std::int64_t revision = 0, other = 0;    // other: the event it was joined by, parted from or merged into; 0: none
    std::string change, reason, recorded;
  };
  EventLine line;
  std::vector<Member> members;
  std::vector<Field> fields;
  std::vector<Step> history;
  std::vector<Copy> origins;                 // articles of members that share an origin with others
  std::vector<Revision> revisions;           // oldest first
};

// As known then; several where its reports then told several events. Errors: not_found for a number that is no event, one that was not
// known then, or one that has ended, with a word on what it went into; as Archive::codings.
Result<std::vector<EventPage>> event_pages(const Archive& archive, const Knowledge& knowledge, std::int64_t event, const AsOf& as_of);

}  // namespace dragoman
