#include "train/vector_trainer.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <random>


namespace dragoman::train {

namespace {

constexpr std::uint32_t kBreak = TextCorpus::kBreak, kRare = 0xfffffffeu;
constexpr std::uint32_t kLeastCount = 10;
constexpr int kReach = 2;            // words looked at on either side
constexpr std::size_t kPlaces = 2 * kReach;
constexpr std::size_t kNegatives = 5;
constexpr double kLots = 3e5;
constexpr float kFirstRate = 0.05f, kLastRate = 0.0005f;
constexpr double kSample = 2e-4;     // more frequent words than this share are often passed over
constexpr float kSpread = 0.25f;     // root mean square of what is handed on
constexpr std::size_t kLanes = 8;

float dot(const float* a, const float* b, std::size_t width) {
  float sum[kLanes] = {};
  for (std::size_t k = 0; k < width; k += kLanes)
    for (std::size_t i = 0; i < kLanes; ++i) sum[i] += a[k + i] * b[k + i];
  return std::accumulate(sum, sum + kLanes, 0.0f);
}

void add_scaled(float* to, const float* from, float factor, std::size_t width) {
  for (std::size_t k = 0; k < width; ++k) to[k] += factor * from[k];
}

}  // namespace

class VectorTrainer {
 public:
  VectorTrainer(const TextCorpus& corpus, const VectorSettings& settings) : settings_(settings), random_(settings.seed * 31 + 7) {
    const auto& counts = corpus.counts();
    std::vector<std::uint32_t> order(counts.size());
    std::iota(order.begin(), order.end(), 0u);
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return counts[a] > counts[b]; });
    std::vector<std::uint32_t> rank(order.size(), kRare);
    for (const std::uint32_t number : order) {
      if (out_.words.size() >= settings.most_words || counts[number] < kLeastCount) break;
      rank[number] = static_cast<std::uint32_t>(out_.words.size());
      out_.words.push_back(corpus.hashes()[number]);
      counts_.push_back(counts[number]);
    }
    stream_.reserve(corpus.stream().size());
    for (const std::uint32_t spelling : corpus.stream()) stream_.push_back(spelling == kBreak ? kBreak : rank[corpus.word_of_spelling()[spelling]]);
    prepare(static_cast<double>(corpus.words()));
  }

  WordVectors run() {
    const double total = static_cast<double>(stream_.size()) * settings_.epochs;
    double done = 0;
    for (unsigned epoch = 0; epoch < settings_.epochs; ++epoch)
      for (std::size_t at = 0; at < stream_.size(); ++at, ++done) {
        const std::uint32_t word = stream_[at];
        if (word >= kRare || uniform() > keep_[word]) continue;
        rate_ = kFirstRate + (kLastRate - kFirstRate) * static_cast<float>(done / total);
        learn(at, word);
      }
    spread();
    return std::move(out_);
  }

 private:
  float uniform() { return static_cast<float>(random_() >> 40) * (1.0f / 16777216.0f); }

  void prepare(double all) {
    const std::size_t rows = out_.words.size();
    out_.rows.resize(rows * settings_.width);
    for (float& x : out_.rows) x = (uniform() - 0.5f) / static_cast<float>(settings_.width);
    context_.assign(kPlaces * rows * settings_.width, 0.0f);
    change_.resize(settings_.width);
    for (const std::uint32_t count : counts_) {
      const double share = static_cast<double>(count) / all;
      keep_.push_back(static_cast<float>(std::min(1.0, std::sqrt(kSample / share) + kSample / share)));
    }
    double sum = 0;
    for (const std::uint32_t count : counts_) sum += std::pow(count, 0.75);
    for (std::uint32_t word = 0; word < rows; ++word)
      lots_.insert(lots_.end(), 1 + static_cast<std::size_t>(std::pow(counts_[word], 0.75) / sum * kLots), word);
  }

  // One draw of other words serves every place around the centre: their rows lie side by side, and memory is what this waits for.
  void learn(std::size_t at, std::uint32_t word) {
    float* centre = out_.rows.data() + word * settings_.width;
    for (std::uint32_t& other : others_) {
      other = lots_[random_() % lots_.size()];
      for (std::size_t line = 0; line < kPlaces * settings_.width; line += 16) __builtin_prefetch(context(other, 0) + line, 1);
    }
    for (const int step : {-1, 1})
      for (int far = 1; far <= kReach; ++far) {
        const auto place = static_cast<std::ptrdiff_t>(at) + step * far;
        if (place < 0 || place >= static_cast<std::ptrdiff_t>(stream_.size()) || stream_[static_cast<std::size_t>(place)] == kBreak) break;
        const std::uint32_t neighbour = stream_[static_cast<std::size_t>(place)];
        if (neighbour == kRare) continue;
        const std::size_t slot = static_cast<std::size_t>(far - 1) * 2 + (step > 0 ? 1 : 0);
        std::fill(change_.begin(), change_.end(), 0.0f);
        pull(centre, context(neighbour, slot), 1.0f);
        for (const std::uint32_t other : others_)
          if (other != neighbour) pull(centre, context(other, slot), 0.0f);
        add_scaled(centre, change_.data(), 1.0f, settings_.width);
      }
  }

  float* context(std::uint32_t word, std::size_t slot) { return context_.data() + (word * kPlaces + slot) * settings_.width; }

  void pull(const float* centre, float* context, float wanted) {
    const float score = std::clamp(dot(centre, context, settings_.width), -12.0f, 12.0f);
    const float step = rate_ * (wanted - 1.0f / (1.0f + std::exp(-score)));
    add_scaled(change_.data(), context, step, settings_.width);
    add_scaled(context, centre, step, settings_.width);
  }

  // Every vector about nought and of one length.
  void spread() {
    const std::size_t width = settings_.width, rows = out_.words.size();
    std::vector<double> mean(width);
    for (std::size_t i = 0; i < out_.rows.size(); ++i) mean[i % width] += out_.rows[i] / static_cast<double>(rows);
    for (std::size_t r = 0; r < rows; ++r) {
      float* row = out_.rows.data() + r * width;
      for (std::size_t k = 0; k < width; ++k) row[k] -= static_cast<float>(mean[k]);
      const float size = std::sqrt(dot(row, row, width) / static_cast<float>(width));
      for (std::size_t k = 0; k < width; ++k) row[k] *= kSpread / std::max(size, 1e-6f);
    }
  }

  const VectorSettings settings_;
  std::mt19937_64 random_;
  WordVectors out_;
  std::vector<std::uint32_t> counts_, stream_, lots_;
  std::vector<float> keep_, context_, change_;
  std::array<std::uint32_t, kNegatives> others_{};
  float rate_ = 0;
};

WordVectors learn_vectors(const TextCorpus& corpus, const VectorSettings& settings) { return VectorTrainer(corpus, settings).run(); }

}  // namespace dragoman::train
