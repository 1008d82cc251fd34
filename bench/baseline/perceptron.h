// An averaged perceptron over hashed features.
#pragma once
#include <algorithm>
#include <cstdint>
#include <vector>

namespace dragoman::baseline {

// Mixes the values of one feature into the number of its row. Template and values may be anything.
class FeatureHash {
 public:
  explicit FeatureHash(std::uint32_t feature) : value_((feature + 1) * 0x9e3779b97f4a7c15u) {}
  FeatureHash& add(std::uint64_t value) {
    value_ = (value_ ^ value) * 0xff51afd7ed558ccdu;
    value_ ^= value_ >> 32;
    return *this;
  }
  std::uint32_t row() const { return static_cast<std::uint32_t>(value_); }

 private:
  std::uint64_t value_;
};

// One row of class weights for each hash; features that collide share a row.
class Perceptron {
 public:
  Perceptron(unsigned bits, std::size_t classes)
      : stride_((classes + 3) / 4 * 4), mask_((std::size_t{1} << bits) - 1), weights_(stride_ << bits), sums_(stride_ << bits) {}

  // Adds the weights of every feature's row; `scores` has stride() places.
  void score(const std::vector<std::uint32_t>& features, float* scores) const {
    for (const std::uint32_t f : features) __builtin_prefetch(row(weights_, f));
    std::fill(scores, scores + stride_, 0.0f);
    for (const std::uint32_t f : features) {
      const float* weights = row(weights_, f);
      for (std::size_t c = 0; c < stride_; ++c) scores[c] += weights[c];
    }
  }
  // One training example has gone by, right or wrong.
  void step() { ++steps_; }
  void correct(const std::vector<std::uint32_t>& features, std::size_t right, std::size_t wrong) {
    for (const std::uint32_t f : features) {
      const std::size_t at = (f & mask_) * stride_;
      weights_[at + right] += 1, weights_[at + wrong] -= 1;
      sums_[at + right] += steps_, sums_[at + wrong] -= steps_;
    }
  }
  // Replaces the last weights by their mean over all steps. Ends training.
  void average() {
    for (std::size_t i = 0; i < weights_.size(); ++i) weights_[i] -= static_cast<float>(sums_[i] / steps_);
    sums_ = {};
  }
  std::size_t stride() const { return stride_; }
  std::size_t used() const { return weights_.size() - static_cast<std::size_t>(std::count(weights_.begin(), weights_.end(), 0.0f)); }
  std::size_t bytes() const { return weights_.size() * sizeof(float); }

 private:
  const float* row(const std::vector<float>& table, std::uint32_t feature) const { return table.data() + (feature & mask_) * stride_; }

  std::size_t stride_, mask_;
  std::vector<float> weights_;
  std::vector<double> sums_;  // each change times the step it came at
  double steps_ = 1;
};

}  // namespace dragoman::baseline
