#include "train/network_trainer.h"

#include <gtest/gtest.h>

namespace dragoman::train {
namespace {

double loss_of(Network& network, const std::vector<Example>& batch) {
  const Losses losses = batch_slopes(network, batch);
  return (losses.tag + losses.arc + losses.label + losses.name + losses.hidden) / static_cast<double>(losses.words);
}

void clear(Network& network) {
  for (auto& m : network.matrices()) std::fill(m.slope.begin(), m.slope.end(), 0.0f);
  for (auto* m : {&network.words(), &network.pieces(), &network.guesser().weights, &network.guesser().bias}) std::fill(m->slope.begin(), m->slope.end(), 0.0f);
}

TEST(NetworkTrainer, SlopesMatchFiniteDifferences) {
  NetworkShape shape;
  shape.words = 9, shape.word_width = 8, shape.pieces = 16, shape.piece_width = 8, shape.width = 8, shape.layers = 2, shape.tag_layer = 0;
  shape.tags = 5, shape.labels = 7, shape.names = 3, shape.arc_width = 8, shape.label_width = 8;
  Network network(shape, 5, 6);
  for (auto& m : network.matrices())
    for (std::size_t i = 0; i < m.value.size(); ++i)
      if (m.rows == 1) m.value[i] = 0.1f * static_cast<float>(i % 5) - 0.2f;
  for (std::size_t i = 0; i < network.pieces().value.size(); ++i) network.pieces().value[i] = 0.05f * static_cast<float>(i % 7) - 0.15f;
  std::vector<Example> batch(4);  // two with trees, one with names, one with hidden words
  for (std::size_t b = 0; b < 4; ++b)
    for (std::uint32_t i = 0; i < 4 + b; ++i) {
      batch[b].word.push_back((i * 3 + 1) % 9);
      batch[b].seen.push_back(1);
      auto& pieces = batch[b].pieces.emplace_back();
      for (std::uint32_t k = 0; k < kPieceKinds; ++k) pieces[k] = (i * 5 + k) % 16;
      if (b == 2) batch[b].name.push_back(static_cast<std::uint8_t>(i % 3));
      if (b == 3) batch[b].hidden.push_back(i % 2 ? static_cast<std::uint16_t>(i) : kNoTarget);
      if (b >= 2) continue;
      batch[b].tag.push_back(static_cast<std::uint16_t>(i % 5));
      batch[b].head.push_back(i == 1 ? 0 : i == 0 ? 2 : i);
      batch[b].label.push_back(static_cast<std::uint8_t>((i + b) % 7));
    }
  clear(network);
  loss_of(network, batch);
  std::vector<Matrix*> all;
  for (auto& m : network.matrices()) all.push_back(&m);
  all.push_back(&network.words());
  all.push_back(&network.pieces());
  all.push_back(&network.guesser().weights);
  all.push_back(&network.guesser().bias);
  std::vector<std::vector<float>> slopes;
  for (const Matrix* m : all) slopes.push_back(m->slope);
  for (std::size_t k = 0; k < all.size(); ++k)
    for (std::size_t i = 0; i < all[k]->value.size(); i += 1 + all[k]->value.size() / 13) {
      const float kept = all[k]->value[i];
      const float step = 1e-3f;  // small: the bends of leaky() are no slope
      all[k]->value[i] = kept + step;
      const double up = loss_of(network, batch);
      all[k]->value[i] = kept - step;
      const double down = loss_of(network, batch);
      all[k]->value[i] = kept;
      EXPECT_NEAR(slopes[k][i], (up - down) / (2 * step), 2e-3) << "matrix " << k << " weight " << i;
    }
}

}  // namespace
}  // namespace dragoman::train
