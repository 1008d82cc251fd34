// dragoman train fusion: weights of pairs of tellings for lexicon/ontology.
#include <fmt/format.h>

#include "app/fuse_tools.h"
#include "app/output.h"
#include "app/session.h"
#include "dragoman/pipeline.h"
#include "fuse/clusters.h"
#include "fuse/origins.h"
#include "train/pair_trainer.h"

namespace dragoman::app {

namespace {

constexpr unsigned kRounds = 3000;
constexpr double kStrangers = 0.3;     // pairs of two stories are easy

struct Told {
  std::vector<ReportSketch> tellings;
  std::vector<std::uint32_t> event;
};

void story_lessons(const CodedStories& coded, const Knowledge& knowledge, std::vector<train::PairLesson>& lessons) {
  const ActKeys acts(knowledge);
  Told all;
  std::vector<std::uint32_t> story_of;
  std::uint32_t article = 0;
  for (std::uint32_t s = 0; s < coded.stories.size(); ++s) {
    const train::StoryGold& story = coded.stories[s];
    if (story.in_test()) continue;
    const auto origins = find_origins(coded.codings[s], knowledge);
    Told told;
    for (std::size_t m = 0; m < story.mentions.size(); ++m)
      if (coded.reports[s][m]) {
        const std::uint32_t a = story.mentions[m].article;
        told.tellings.push_back(tell(coded.codings[s][a], *coded.reports[s][m], article + a, article + origins.group[a], acts));
        told.event.push_back(story.mentions[m].event);
      }
    for (std::size_t i = 0; i < told.tellings.size(); ++i)
      for (std::size_t j = i + 1; j < told.tellings.size(); ++j) {
        const ReportSketch &a = told.tellings[i], &b = told.tellings[j];
        if (a.article != b.article || a.report != b.report) lessons.push_back({pair_features(a, b), told.event[i] == told.event[j], 1, static_cast<unsigned>(story.number)});
      }
    all.tellings.insert(all.tellings.end(), told.tellings.begin(), told.tellings.end());
    story_of.resize(all.tellings.size(), s);
    article += static_cast<std::uint32_t>(story.articles.size());
  }
  candidate_pairs(all.tellings, [&](std::uint32_t a, std::uint32_t b) {
    if (story_of[a] != story_of[b]) lessons.push_back({pair_features(all.tellings[a], all.tellings[b]), false, kStrangers, story_of[a]});
  });
}

}  // namespace

int train_fusion(const CommonOptions& common, const TrainOptions& options) {
  const auto models = open_eval_models(common);
  if (!models) return no_models(models.error());
  std::vector<train::PairLesson> lessons;
  const auto coded = code_stories(options.train, *models);
  if (!coded) return give_up(coded.error());
  story_lessons(*coded, *models->knowledge, lessons);
  if (lessons.empty()) return give_up({ErrorCode::bad_request, "nothing to learn from", "--train", "give folders of stories that are not all kept for testing"});
  const train::PairsBefore before = train::pairs_before(*models->knowledge);
  const double penalty = train::best_penalty(lessons, before);
  Output file;
  if (auto opened = file.open(options.output); !opened) return give_up(opened.error());
  if (auto written = file.write(train::pairs_text(train::learn_pairs(lessons, before, kRounds, penalty))); !written) return give_up(written.error());
  if (auto kept = file.commit(); !kept) return give_up(kept.error());
  return write_all(fmt::format("{} pairs, penalty {}\n", lessons.size(), penalty)) ? kFine : kOutputFailed;
}

}  // namespace dragoman::app
