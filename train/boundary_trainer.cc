#include "train/boundary_trainer.h"

#include <algorithm>
#include <cmath>
#include <random>
#include <unordered_set>

#include "segment/segment.h"
#include "train/treebank_text.h"

namespace dragoman::train {

namespace {

struct Lesson {
  GapFeatures features;
  bool ends = false;
};

std::vector<Lesson> lessons_of(const std::vector<Tree>& trees, const Knowledge& knowledge) {
  std::vector<Lesson> lessons;
  Document document;
  for (std::size_t from = 0; from < trees.size();) {
    const std::size_t to = document_end(trees, from);
    Layout layout = lay_out(trees, from, to);
    std::unordered_set<std::uint32_t> ends;
    for (const Span& sentence : layout.sentences) ends.insert(sentence.end);
    Article article;
    article.text = std::move(layout.text);
    document.reset(std::move(article));
    segment_by(document, knowledge, [&](const Gap& gap, const GapFeatures& features) {
      const bool end = ends.count(document.span[gap.token].end) > 0;
      lessons.push_back({features, end});
      return end;
    });
    from = to;
  }
  return lessons;
}

}  // namespace

std::vector<std::int8_t> learn_boundaries(const std::vector<Tree>& trees, const Knowledge& knowledge, const BoundarySettings& settings) {
  std::vector<Lesson> lessons = lessons_of(trees, knowledge);
  std::vector<float> weight(kGapSlots, 0.0f), square(kGapSlots, 1e-3f);
  std::vector<double> total(kGapSlots, 0.0);
  std::mt19937_64 random(settings.seed * 6364136223846793005u + 1442695040888963407u);
  for (unsigned epoch = 0; epoch < settings.epochs; ++epoch) {
    for (std::size_t i = lessons.size(); i > 1; --i) std::swap(lessons[i - 1], lessons[random() % i]);
    for (const Lesson& lesson : lessons) {
      float sum = 0;
      for (const std::uint32_t slot : lesson.features) sum += weight[slot];
      const float slope = 1.0f / (1.0f + std::exp(-sum)) - (lesson.ends ? 1.0f : 0.0f);
      for (const std::uint32_t slot : lesson.features) {
        const float g = slope + settings.decay * weight[slot];
        square[slot] += g * g;
        weight[slot] -= settings.rate * g / std::sqrt(square[slot]);
      }
    }
    for (std::size_t slot = 0; slot < kGapSlots; ++slot) total[slot] += weight[slot];
  }
  double most = 1e-9;
  for (const double t : total) most = std::max(most, std::fabs(t));
  std::vector<std::int8_t> out(kGapSlots);
  for (std::size_t slot = 0; slot < kGapSlots; ++slot) out[slot] = static_cast<std::int8_t>(std::lround(total[slot] / most * 127.0));
  return out;
}

}  // namespace dragoman::train
