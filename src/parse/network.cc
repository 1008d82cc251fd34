#include "parse/network.h"

#include <algorithm>

namespace dragoman {

namespace {
bool fits(std::uint32_t value, std::uint32_t most) { return value > 0 && value <= most; }
}  // namespace

bool NetworkShape::plausible() const { return plausible_widths() && fits(words, 1u << 20) && fits(tags, 2048); }

bool NetworkShape::plausible_widths() const {
  return fits(word_width, 512) && fits(pieces, 1u << 20) && fits(piece_width, 512) && fits(width, 512) &&
         fits(layers, kMaxLayers) && tag_layer < layers && fits(labels, 256) && fits(names, 64) && fits(arc_width, 512) &&
         fits(label_width, 512) && word_width % kLane == 0 && piece_width % kLane == 0 && width % kLane == 0 &&
         arc_width % kLane == 0 && label_width % kLane == 0;
}

std::vector<WeightSpec> weight_specs(const NetworkShape& s) {
  std::vector<WeightSpec> specs = {{"root", 0, s.input()}, {"project", s.input(), s.state()}, {"project_bias", 0, s.state()}};
  for (std::size_t i = 0; i < s.layers; ++i)
    specs.insert(specs.end(), {{"gates", s.state(), 3 * s.state()}, {"gates_bias", 0, 3 * s.state()}, {"peeps", 0, 2 * s.state()}});
  specs.insert(specs.end(), {{"tag", s.state(), padded(s.tags)}, {"tag_bias", 0, padded(s.tags)},
                             {"heads", s.state(), s.heads()}, {"heads_bias", 0, s.heads()},
                             {"bilinear", s.arc_width, s.arc_width}, {"popular", 0, s.arc_width}, {"distance", 0, kDistances},
                             {"label", s.label_width, padded(s.labels)}, {"label_bias", 0, padded(s.labels)}});
  return specs;
}

NetworkWeights bind_weights(const NetworkShape& shape, const std::vector<WeightPart>& parts) {
  NetworkWeights w;
  std::size_t at = 0;
  const auto numbers = [&] { return parts[at++].numbers; };
  const auto matrix = [&] { return parts[at++].matrix; };
  w.root = numbers(), w.project = matrix(), w.project_bias = numbers();
  for (std::size_t i = 0; i < shape.layers; ++i) w.layer[i].gates = matrix(), w.layer[i].bias = numbers(), w.layer[i].peeps = numbers();
  w.tag = matrix(), w.tag_bias = numbers();
  w.heads = matrix(), w.heads_bias = numbers();
  w.bilinear = matrix(), w.popular = numbers(), w.distance = numbers();
  w.label = matrix(), w.label_bias = numbers();
  return w;
}

namespace {

// The columns of one part of scratch.heads.
struct HeadPlaces {
  std::size_t stride, governor, label_dependent, label_governor, names;
  explicit HeadPlaces(const NetworkShape& s)
      : stride(s.heads()), governor(s.arc_width), label_dependent(2 * std::size_t{s.arc_width}), label_governor(label_dependent + s.label_width),
        names(label_governor + s.label_width) {}
};

// y = x · w + bias, over rows rounded to bytes.
void product(const float* x, std::size_t rows, std::size_t x_stride, const ByteMatrix& w, const float* bias, std::vector<float>& y, NetworkScratch& s) {
  const std::size_t stride = ByteMatrix::padded_inner(w.inner);
  s.rounded.resize(rows * stride);
  s.row_scales.resize(rows);
  y.resize(rows * w.columns);
  s.bytes->round(x, rows, w.inner, x_stride, s.rounded.data(), stride, s.row_scales.data());
  s.bytes->multiply({s.rounded.data(), stride, s.row_scales.data()}, rows, w, bias, y.data(), w.columns);
}

void run_layer(const NetworkShape& shape, const NetworkWeights::Layer& layer, const NetworkBatch& batch, NetworkScratch& s) {
  const std::size_t state = shape.state(), width = shape.width;
  product(s.state.data(), batch.rows(), state, layer.gates, layer.bias, s.gates, s);
  s.next.resize(batch.rows() * state);
  for (std::size_t i = 0; i < batch.size(); ++i)
    for (const bool backward : {false, true}) {
      const std::size_t side = backward ? 1 : 0, row = batch.first[i];
      Recurrence r;
      r.gates = s.gates.data() + row * 3 * state + side * 3 * width, r.gates_stride = 3 * state;
      r.skip = s.state.data() + row * state + side * width, r.skip_stride = state;
      r.forget_peep = layer.peeps + side * 2 * width, r.output_peep = r.forget_peep + width;
      r.out = s.next.data() + row * state + side * width, r.out_stride = state;
      r.steps = batch.first[i + 1] - row, r.width = width, r.backward = backward;
      s.kernels->recur(r);
    }
  s.state.swap(s.next);
}

// arcs[d][h] = mixed[d] · governor[h] + popular[h] + distance; the product runs against governors laid out by column.
void score_arcs(const NetworkShape& shape, const NetworkWeights& w, std::size_t first, std::size_t rows, float* arcs, NetworkScratch& s) {
  const std::size_t arc = shape.arc_width, columns = padded(rows);
  const HeadPlaces at(shape);
  s.governors.assign(arc * columns, 0.0f);
  for (std::size_t h = 0; h < rows; ++h)
    for (std::size_t k = 0; k < arc; ++k) s.governors[k * columns + h] = s.heads[(first + h) * at.stride + at.governor + k];
  s.popular.resize(columns);
  s.kernels->multiply(w.popular, 1, arc, arc, s.governors.data(), columns, nullptr, s.popular.data(), columns, false);
  s.kernels->multiply(s.mixed.data() + first * arc, rows, arc, arc, s.governors.data(), columns, s.popular.data(), arcs, columns, false);
  // What distance adds, laid out so that a dependent's row of it begins at its own place.
  s.distances.resize(2 * rows);
  for (std::size_t i = 0; i < 2 * rows; ++i) s.distances[i] = w.distance[distance_class(static_cast<std::ptrdiff_t>(i) - static_cast<std::ptrdiff_t>(rows))];
  for (std::size_t d = 0; d < rows; ++d) {
    const float* far = s.distances.data() + rows - d;
    for (std::size_t h = 1; h < rows; ++h) arcs[d * columns + h] += far[h];
  }
}

}  // namespace

void project_words(const NetworkShape& shape, const NetworkWeights& w, std::size_t words, NetworkScratch& s) {
  product(s.input.data(), words, shape.input(), w.project, w.project_bias, s.projected, s);
}

void run_network(const NetworkShape& shape, const NetworkWeights& w, const NetworkBatch& batch, NetworkScratch& s) {
  const std::size_t rows = batch.rows(), state = shape.state();
  for (std::size_t i = 0; i < shape.layers; ++i) {
    run_layer(shape, w.layer[i], batch, s);
    if (i == shape.tag_layer) product(s.state.data(), rows, state, w.tag, w.tag_bias, s.tags, s);
  }
  product(s.state.data(), rows, state, w.heads, w.heads_bias, s.heads, s);
  const HeadPlaces at(shape);
  for (std::size_t r = 0; r < rows; ++r) s.kernels->bend(s.heads.data() + r * at.stride, at.label_dependent);
  product(s.heads.data(), rows, at.stride, w.bilinear, nullptr, s.mixed, s);
  s.arcs.resize(batch.arcs.back());
  for (std::size_t i = 0; i < batch.size(); ++i) score_arcs(shape, w, batch.first[i], batch.first[i + 1] - batch.first[i], s.arcs.data() + batch.arcs[i], s);
}

const float* name_scores(const NetworkShape& shape, std::size_t row, const NetworkScratch& s) {
  const HeadPlaces at(shape);
  return s.heads.data() + row * at.stride + at.names;
}

void run_labels(const NetworkShape& shape, const NetworkWeights& w, const std::vector<std::uint32_t>& heads, NetworkScratch& s) {
  const std::size_t width = shape.label_width;
  const HeadPlaces at(shape);
  s.hidden.resize(heads.size() * width);
  for (std::size_t i = 0; i < heads.size(); ++i) {
    const float* dependent = s.heads.data() + i * at.stride + at.label_dependent;
    const float* governor = s.heads.data() + heads[i] * at.stride + at.label_governor;
    for (std::size_t k = 0; k < width; ++k) s.hidden[i * width + k] = dependent[k] + governor[k];
  }
  s.kernels->bend(s.hidden.data(), s.hidden.size());
  product(s.hidden.data(), heads.size(), width, w.label, w.label_bias, s.labels, s);
}

}  // namespace dragoman
