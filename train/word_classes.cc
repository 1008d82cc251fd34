#include "train/word_classes.h"

#include <algorithm>
#include <cmath>

#include "numeric/dense.h"
#include "train/fused_product.h"

namespace dragoman::train {

namespace {

constexpr unsigned kRounds = 8;
constexpr std::size_t kAtOnce = 1024;  // words compared with all centres in one product

void to_unit(float* row, std::size_t width) {
  double square = 0;
  for (std::size_t k = 0; k < width; ++k) square += static_cast<double>(row[k]) * row[k];
  const auto scale = static_cast<float>(1.0 / std::sqrt(std::max(square, 1e-12)));
  for (std::size_t k = 0; k < width; ++k) row[k] *= scale;
}

// The nearest centre of every row.
void assign(const std::vector<float>& rows, std::size_t width, const std::vector<float>& centres, std::vector<std::uint16_t>& nearest) {
  const std::size_t count = centres.size() / width, wide = padded(count);
  std::vector<float> columns(width * wide, 0.0f), scores(kAtOnce * wide);
  for (std::size_t c = 0; c < count; ++c)
    for (std::size_t k = 0; k < width; ++k) columns[k * wide + c] = centres[c * width + k];
  const FusedProduct product = fused_product();
  for (std::size_t from = 0; from < nearest.size(); from += kAtOnce) {
    const std::size_t some = std::min(kAtOnce, nearest.size() - from);
    product(rows.data() + from * width, some, width, width, columns.data(), wide, nullptr, scores.data(), false);
    for (std::size_t r = 0; r < some; ++r) {
      const float* row = scores.data() + r * wide;
      nearest[from + r] = static_cast<std::uint16_t>(std::max_element(row, row + count) - row);
    }
  }
}

}  // namespace

std::vector<std::uint16_t> word_classes(const WordVectors& vectors, std::size_t width, std::size_t single, std::size_t shared) {
  const std::size_t count = vectors.words.size();
  std::vector<std::uint16_t> classes(count);
  for (std::size_t i = 0; i < std::min(count, single); ++i) classes[i] = static_cast<std::uint16_t>(i);
  if (count <= single) return classes;
  const std::size_t rest = count - single, groups = std::min(shared, rest);
  std::vector<float> rows(vectors.rows.begin() + static_cast<std::ptrdiff_t>(single * width), vectors.rows.end());
  for (std::size_t r = 0; r < rest; ++r) to_unit(rows.data() + r * width, width);
  std::vector<float> centres(groups * width);
  for (std::size_t c = 0; c < groups; ++c) std::copy_n(rows.data() + c * rest / groups * width, width, centres.data() + c * width);
  std::vector<std::uint16_t> nearest(rest);
  for (unsigned round = 0; round < kRounds; ++round) {
    assign(rows, width, centres, nearest);
    std::vector<float> sums(groups * width, 0.0f);
    for (std::size_t r = 0; r < rest; ++r)
      for (std::size_t k = 0; k < width; ++k) sums[nearest[r] * width + k] += rows[r * width + k];
    for (std::size_t c = 0; c < groups; ++c) {
      float* sum = sums.data() + c * width;
      if (std::all_of(sum, sum + width, [](float x) { return x == 0; })) continue;  // nobody's centre stays where it was
      to_unit(sum, width);
      std::copy_n(sum, width, centres.data() + c * width);
    }
  }
  assign(rows, width, centres, nearest);
  for (std::size_t r = 0; r < rest; ++r) classes[single + r] = static_cast<std::uint16_t>(single + nearest[r]);
  return classes;
}

}  // namespace dragoman::train
