// Gold stories (tests/stories): several articles, and which of their words tell of which event.
#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "dragoman/event.h"
#include "dragoman/result.h"
#include "knowledge/knowledge.h"
#include "train/cluster_score.h"

namespace dragoman::train {

struct StoryMention {
  std::uint32_t article = 0;  // index into StoryGold::articles
  Span trigger;
  std::uint32_t event = 0;    // index into StoryGold::events
};

struct StoryEvent {
  std::string id, act;
  std::vector<Status> history;  // first to last
};

// One folder.
struct StoryGold {
  std::string name;
  int number = 0;  // every third is kept for testing
  std::vector<Article> articles;
  std::vector<StoryMention> mentions;
  std::vector<StoryEvent> events;
  std::vector<std::vector<std::uint32_t>> origins;  // articles that share one
  bool in_test() const { return number % 3 == 0; }
};

// A folder of stories, or one story. Errors: not_found, bad_format with file and line.
Result<std::vector<StoryGold>> read_stories(const std::string& folder);

// The report that tells a mention: one whose trigger overlaps; else, of those in the same sentence that no other mention's words
// overlap, the nearest of an act of the same family, else the nearest close by. None: nothing was coded there.
std::vector<std::optional<std::uint32_t>> reports_of(const StoryGold& story, const std::vector<Coding>& codings, const Knowledge& knowledge);

// Sums over stories. Rows of different stories are different when each story was fused alone, else as fused.
struct StoryTally {
  std::size_t stories = 0, mentions = 0, told = 0;  // told: mentions with a report
  std::vector<std::uint32_t> gold, found;           // of the told: event and row
  std::vector<std::uint32_t> silent;                // events of the mentions without a report
  std::size_t events = 0, rows = 0;                 // gold events with a report, and the pairs of such an event and a row that tells it
  std::size_t histories = 0, history_right = 0, last_right = 0;  // over gold events with a report
  std::size_t moving = 0, moving_right = 0;         // of these, those whose status moves
  PairCounts origins;                               // pairs of articles
  ClusterScore clusters() const;                    // over the told
  ClusterScore strict() const;                      // over all mentions: one without a report stands alone
};

// Where the fused events of one story stand in a list; `first_coding` is the place of its first coding in the list that was fused.
struct FusedStory {
  const std::vector<Event>* events = nullptr;
  const std::vector<std::uint32_t>* event_of = nullptr;  // flat: by report_offset[coding] + report
  const std::vector<std::uint32_t>* report_offset = nullptr;
  const std::vector<std::uint32_t>* origin_of = nullptr;  // by coding
  std::uint32_t first_coding = 0;
  std::uint32_t first_row = 0;  // added to row numbers: tells rows of stories fused alone apart
};
void score_story(const StoryGold& story, const std::vector<std::optional<std::uint32_t>>& reports, const FusedStory& fused, StoryTally& tally, std::string& predictions);

}  // namespace dragoman::train
