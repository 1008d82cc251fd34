// One cited account of what a set of articles reports.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "dragoman/event.h"
#include "dragoman/pipeline.h"
#include "dragoman/report.h"

namespace dragoman {

// The words behind a line.
struct Citation {
  std::uint32_t coding = 0;    // index into Brief::codings
  std::uint32_t sentence = 0;  // number in the article, from 0
  Span words;                  // bytes of the article
  friend bool operator==(const Citation&, const Citation&) = default;
};

struct BriefLine {
  std::string label;  // field, speaker or dyad; may be empty
  std::string text;
  std::vector<Citation> cites;  // empty only where nothing was said ("not stated") or the line is a count
  std::uint32_t event = kNone;  // index into Brief::events when the line tells one
};

struct BriefSection {
  std::string id;     // "sources", "main", "events", "background", "claims", "statements", "differences", "not_stated", "watch", "records", "dyads", "set_aside"
  std::string title;
  std::vector<BriefLine> lines;
};

// Articles that share an event, and what they report.
struct Story {
  std::string title;
  std::vector<std::uint32_t> codings, events;  // indices, in order of weight for events
  std::uint32_t main = kNone;                  // the weightiest event; kNone when nothing was coded
  std::vector<BriefSection> sections;          // empty sections are left out
};

// What tables of facts say of a record claim that an article makes.
struct ClaimVerdict {
  std::uint32_t coding = 0, claim = 0;  // Brief::codings[coding].claims[claim]
  std::string verdict;                  // "supported" | "contradicted" | "cannot decide"
  std::string reason;                   // one sentence
  std::string counter_example;          // the row that contradicts, in words; empty when none does
  Day as_of{};                          // the day it is judged by: the article's
  std::optional<Day> stood_until;       // a later row of the tables ended the record on this day
};
// Nothing when the claim is of a kind that the tables do not hold. `main`: the story's weightiest event, or null.
using ClaimJudge = std::function<std::optional<ClaimVerdict>(const Coding&, const RecordClaim&, const Report* main)>;

// A record that an event sets by tables of facts, whether or not an article claims it.
struct NewRecord {
  std::uint32_t event = kNone;              // index into Brief::events
  std::string kind;                         // "highest" | "first"
  std::string text;                         // "the highest-ranking visitor from China to North Korea since …"
  std::string form;                         // what is counted: scope and baseline in normal form
  std::string since, since_row, since_source;  // the earlier event: in words, its row, its source
  Day after{};                              // only what came later than this day counts
  Day as_of{};                              // the day up to which rows were known
  std::vector<std::string> coverage;        // what the tables say of scope and window
  std::string ends_with;                    // what would end it; empty: nothing can, it is a first
  std::optional<Day> stood_until;           // last day, when the tables hold what ended it
  std::string ended_by;
};
struct Brief;
// Records of one event of the brief; empty when the tables cannot tell. analyse/new_records.h makes one.
using RecordFinder = std::function<std::vector<NewRecord>(const Brief&, std::uint32_t event)>;

struct Brief {
  std::vector<Coding> codings;
  std::vector<std::string> names;  // of the articles as cited: outlet, else file; told apart when equal
  std::vector<Event> events;
  std::vector<Story> stories;
  std::vector<ClaimVerdict> verdicts;  // in order of stories, codings and claims; at most one a claim
  std::vector<NewRecord> records;      // in order of stories and events
};

// Fuses the codings and arranges what they say. Pure; time grows with the number of reports and the pairs within one act and dyad.
// `judge` is asked about every record claim (analyse/judge.h makes one from the history tables); without it none is judged.
// `records` is asked about every event that is told as news.
Brief make_brief(std::vector<Coding> codings, const Models& models, const ClaimJudge& judge = {}, const RecordFinder& records = {});

enum class BriefFormat : std::uint8_t { text, markdown, json };

struct RenderOptions {
  BriefFormat format = BriefFormat::text;
  bool colour = false;        // text only: ANSI codes
  std::size_t columns = 100;  // text only: longest line, in code points
};
// docs/formats/brief-json.md describes the JSON.
std::string render(const Brief& brief, const RenderOptions& options);

}  // namespace dragoman
