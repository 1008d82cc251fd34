// Scores reports against the gold set of whole articles (tests/gold): how often type, actors, status, date, speaker, place
// and rank are right, and whether the confidence says the truth about it.
#pragma once
#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "train/golden.h"

namespace dragoman::train {

// So many of so many were right.
struct Share {
  std::size_t right = 0, of = 0;
  void add(bool is_right) { right += is_right, ++of; }
  double value() const { return of ? static_cast<double>(right) / static_cast<double>(of) : 0; }
};

// Reports whose confidence lies in one tenth of 0 … 1.
struct ConfidenceBin {
  Share share;      // type and actors right
  double said = 0;  // sum of their confidences
};

// Sums over articles. Fields are compared over the gold reports of which a report with the right act was found.
struct GoldTally {
  std::size_t articles = 0;
  Share type;              // of all gold reports: the act was found
  Share met;               // of those told with the right actors under some act: the act is right
  Share actors;            // of those: source and target right
  Share whole;             // of all gold reports: act, source and target right
  Share status, start, speaker, chain, place, rank, roles;
  Share planned_happened;  // of gold reports that lie ahead: told as happened or under way
  Share listed;            // of all reports said: in the gold, or one that may be said
  Share never;             // of all `none` lines: broken
  Share claims, statements;
  std::array<ConfidenceBin, 10> bins;

  void add(const GoldTally& other);
  // Mean distance of confidence and share right over the bins, weighted by their reports; 0 … 1.
  double calibration_error() const;
};

// One thing that went wrong, or one report said: a line of the predictions.
struct GoldLine {
  std::string article;
  std::size_t line = 0;  // in the article's file; 0: no line asks for this report; of a "confidence": the report's number
  std::string field, expected, got;
};

// Which part an article belongs to: the number its file's name begins with, divided by 3 without rest, is the test part.
bool in_test_part(const GoldenCase& one);

// Compares one article's coding with its gold; differences go to `lines`. Pure.
GoldTally score_gold(const GoldenCase& one, const GoldenGroup& group, const Coding& coding, std::vector<GoldLine>& lines);

// The figures of both parts side by side, and the reliability table of each.
std::string gold_table(const GoldTally& open_part, const GoldTally& test_part);

}  // namespace dragoman::train
