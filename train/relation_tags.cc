#include "train/relation_tags.h"

#include <array>
#include <cmath>

#include "parse/relation_tags.h"

namespace dragoman::train {

namespace {
// The network saw both the word and its neighbours when it scored tags; what the relation adds is counted but for a share.
// 0.2 to 0.5 serve equally on EWT dev.
constexpr double kShare = 0.3;
constexpr double kDoubt = 2.0;  // words of the usual mixture put beside those counted
}  // namespace

std::vector<float> count_relation_tags(const std::vector<Tree>& trees) {
  if (trees.empty()) return {};
  std::array<double, kTagsOfRelation> tag{};
  std::array<std::array<double, kTagsOfRelation>, kRelations> pair{};
  double all = 0;
  for (double& count : tag) count = 0.5, all += count;
  for (const Tree& tree : trees)
    for (const TreeWord& word : tree.words) {
      const auto upos = static_cast<std::size_t>(word.upos);
      ++tag[upos], ++pair[static_cast<std::size_t>(word.deprel)][upos], ++all;
    }
  std::vector<float> fits;
  for (const auto& counts : pair) {
    double sum = kDoubt;
    for (const double count : counts) sum += count;
    for (std::size_t t = 0; t < kTagsOfRelation; ++t) {
      const double usual = tag[t] / all;
      fits.push_back(static_cast<float>(kShare * std::log((counts[t] + kDoubt * usual) / sum / usual)));
    }
  }
  return fits;
}

}  // namespace dragoman::train
