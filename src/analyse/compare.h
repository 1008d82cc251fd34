// What several articles tell of the same: side by side, and where they part.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "analyse/claim_same.h"
#include "analyse/judge.h"
#include "dragoman/brief.h"
#include "knowledge/knowledge.h"

namespace dragoman {

// What one article says of one row.
struct CompareCell {
  bool mentioned = false;
  std::string value;             // of a field; empty for other rows
  std::vector<Citation> cites;   // whole sentences for events, claims and statements, the words for fields
};

struct CompareRow {
  enum class Kind : std::uint8_t { event, field, claim, statement };
  Kind kind = Kind::event;
  std::string title;             // "Zhao Leji (China) → North Korea: visit"; the field's name; "forecast, Wang Junsheng"
  std::string field;             // id of the field: "time", "source"; empty for other rows
  std::uint32_t event = kNone;   // index into Brief::events, for events and their fields
  bool background = false;
  std::vector<CompareCell> cells;  // one an article, in the order of Brief::codings
  std::size_t told() const;        // how many mention it
};

// A stretch of words or a value, and the article it stands in.
struct ComparePart {
  std::uint32_t coding = 0;
  std::string text;
  Citation cite;
  std::string by = {};  // of a word choice: who says so; empty for the article's own voice
};

// One thing that articles name differently: what it is about, and each one's words.
struct CompareDifference {
  // "field" | "number" | "words" (for the act) | "name" (of who does it or to whom) | "choice" (words that weigh what they name)
  std::string kind;
  std::string about;
  std::vector<ComparePart> parts;
};

// Somebody whose harmful act an article tells, or who is accused in it. What is told, not what is true.
struct CompareBlame {
  std::uint32_t coding = 0;
  bool accused = false;        // the act is an accusation and the like, and `whom` its target
  std::string whom, act, by;   // `by`: who says so; empty for the article's own voice
  Citation cite;
};

// Record claims of one normal form, whoever makes them.
struct CompareForm {
  std::string words;             // normal_form()
  std::vector<Citation> cites;   // the claims, in order of articles
  Claim claim;                   // of the first of them
  Day as_of{};
};
// Two forms held against one another, field by field.
struct CompareFormPair {
  std::uint32_t first = 0, second = 0;  // indices into Comparison::forms
  ClaimMatch match;
};

struct Comparison {
  std::vector<CompareRow> rows;  // told by most first, then as the articles have them
  std::vector<CompareDifference> differences;
  std::vector<CompareBlame> blames;                  // in order of articles
  std::vector<std::vector<std::uint32_t>> left_out;  // an article: event rows that others have and it has not
  std::vector<CompareForm> forms;                    // of record claims that a reader understood
  std::vector<CompareFormPair> form_pairs;           // every two of the first twelve forms
};
std::string_view to_string(CompareRow::Kind);

// Over all articles of the brief. Pure. There is no score: who leaves out what is a list, relative to these articles only.
// `reader` (history_reader() makes one) reads record claims, so that they can be compared; without it they are not.
Comparison compare(const Brief& brief, const Knowledge& knowledge, const ClaimReader& reader = {});

enum class CompareFormat : std::uint8_t { text, markdown, json, csv, html };
// The page is one file without requests to anywhere. docs/formats/compare.md describes all five.
std::string render_comparison(const Brief& brief, const Comparison& comparison, CompareFormat format);

}  // namespace dragoman
