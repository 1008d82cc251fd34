// What one article says about one event, and what else it says that is worth keeping.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "dragoman/article.h"
#include "dragoman/document.h"
#include "dragoman/result.h"

namespace dragoman {

enum class Status : std::uint8_t {
  happened, under_way, planned, cancelled, postponed, hypothetical, denied, called_for, refused,
};
std::string_view to_string(Status);
std::optional<Status> parse_status(std::string_view);

// One who does or is done to. Empty strings and rank 0 mean: not stated and not known.
struct Actor {
  std::string actor;    // code: "CHN", "person:zhao_leji", "IGO.un.security_council"; empty for an unknown name
  std::string country;  // ISO 3166 alpha-3
  std::string name;     // as written, or the lexicon's first name when reached by coreference
  std::string office;   // office held on the event date, or the title in the words
  int rank = 0;         // 1 … 7 of docs/codebook; 0 when the ladder is silent
  Span span;            // where it is written
};

// Days an event fell between, as far as the words tell.
struct When {
  std::optional<Day> from, to;  // inclusive; none when undated
  std::string precision;        // "day" | "week" | "month" | "year" | "decade" | "unknown"
  std::string from_text;        // how derived: "weekday+published", "month-day", "duration", …; empty when undated
  int weekday_from = -1, weekday_to = -1;  // 0 = Sunday … 6, kept when the week itself is unknown
  int duration_days = 0;        // "three-day visit"; 0 when not stated
  Span span;                    // the date words
};

struct Where {
  std::string id, name, country;  // gazetteer or state id; display name; ISO alpha-3
  double latitude = 0, longitude = 0;
  std::string precision;          // "exact" | "city" | "region" | "country"; empty when no place is stated
  Span span;
};

// One link of the chain outlet ← agency ← speaker ← institution, outermost first.
struct Attribution {
  std::string speaker;      // name as written
  std::string actor;        // its code when known
  std::string institution;  // name as written
  std::string country;
  std::string verb;         // lemma of the cue
  std::string stance;       // "asserts" | "claims" | "denies" | "predicts" | "doubts" | "declines"
  Span span;                // speaker and cue
};

// An act-specific role: host, inviter, occasion, resolution, weapon, class, …
struct Role {
  std::string name, value;
  std::string actor;  // code when the value is an actor
  Span span;
};

struct Evidence {
  std::uint32_t sentence = 0;  // number in the article, from 0
  Span sentence_span, trigger_span;
};

struct Plover {
  std::string type, mode;
  std::vector<std::string> contexts;
};

struct Cameo {
  std::string code;  // leading zero kept
  int quad = 0;      // 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict
  double goldstein = 0;
};

// What ONE article says about ONE event. Self-contained; spans, not views; never edited after coding.
struct Report {
  std::string article;       // Article::id
  std::uint32_t number = 0;  // within the article, from 0
  std::string act;
  Plover plover;
  Cameo cameo;
  bool reciprocal = false;   // source and target are interchangeable
  std::vector<Actor> source, target;
  std::vector<Role> roles;
  Status status = Status::happened;
  When time;
  Where place;
  std::vector<Attribution> attribution;  // empty: the outlet's own voice
  std::vector<std::string> hedges;       // words that negated or hedged it
  bool background = false;               // told as history, not as news
  bool contradicted = false;             // another reading in the same text cannot hold beside this one
  double confidence = 0;
  std::vector<Evidence> evidence;        // first is the best; repeats in the text follow
  std::vector<std::string> why;          // "field:rule" ids
  std::string coder;                     // fingerprint of engine, lexicon and model
};

// Something somebody says that is no event: an assessment, a forecast, a conditional law, a refusal to comment.
struct Statement {
  std::vector<Attribution> chain;  // outermost first; empty: the outlet's own voice
  std::string kind;                // "assertion" | "forecast" | "law" | "advice" | "assessment" | "no-comment"
  Span content;                    // the words said
  std::uint32_t sentence = 0;
  std::vector<std::string> countries;  // ISO alpha-3 of states named in the content
};

// "The highest-level visit since 2019" in normal form (design: record claims).
struct RecordClaim {
  std::string metric;      // "rank" | "count" | "size" | "first" | "last"
  std::string direction;   // "highest" | "lowest" | "first" | "most" …
  std::string scope_from, scope_to;  // ISO alpha-3 where stated
  std::string scope_act;   // "visit", "diplomatic activity", as an act id or as written
  bool both_ways = false;  // "between the two countries"
  std::string baseline;    // as written: "since 2019", "in nearly five years"
  std::optional<Day> baseline_from;  // earliest day the baseline can mean
  std::vector<Attribution> chain;    // who asserts it; empty: the outlet
  Span span;
  std::uint32_t sentence = 0;
};

// Everything one coder read out of one article.
struct Coding {
  Article article;      // text included
  Published published;
  std::string outlet;   // display name; "unnamed outlet" is never invented: empty when unknown
  std::vector<Block> blocks;        // Block::why is empty here: rule ids live in block_why
  std::vector<std::string> block_why;
  std::vector<Sentence> sentences;
  std::vector<Report> reports;
  std::vector<Statement> statements;
  std::vector<RecordClaim> claims;
  std::vector<std::pair<std::string, Span>> notes;
};

}  // namespace dragoman
