#include "parse/network.h"

#include <algorithm>

namespace dragoman {

bool NetworkShape::plausible() const {
  const auto fits = [](std::uint32_t value, std::uint32_t most) { return value > 0 && value <= most; };
  return fits(words, 1u << 20) && fits(word_width, 512) && fits(pieces, 1u << 20) && fits(piece_width, 512) && fits(width, 512) &&
         fits(layers, kMaxLayers) && tag_layer < layers && fits(tags, 2048) && fits(labels, 256) && fits(arc_width, 512) &&
         fits(label_width, 512) && word_width % kLane == 0 && piece_width % kLane == 0 && width % kLane == 0 &&
         arc_width % kLane == 0 && label_width % kLane == 0;
}

std::vector<MatrixSpec> matrix_specs(const NetworkShape& s) {
  std::vector<MatrixSpec> specs = {{"root", 1, s.input()}, {"project", s.input(), s.state()}, {"project_bias", 1, s.state()}};
  for (std::size_t i = 0; i < s.layers; ++i) {
    specs.push_back({"gates", s.state(), 3 * s.state()});
    specs.push_back({"gates_bias", 1, 3 * s.state()});
    specs.push_back({"peeps", 1, 2 * s.state()});
  }
  const std::size_t arc = s.arc_width, label = s.label_width;
  specs.insert(specs.end(), {{"tag", s.state(), padded(s.tags)}, {"tag_bias", 1, padded(s.tags)},
                             {"dependent", s.state(), arc}, {"dependent_bias", 1, arc},
                             {"governor", s.state(), arc}, {"governor_bias", 1, arc},
                             {"bilinear", arc, arc}, {"popular", 1, arc}, {"distance", 1, kDistances},
                             {"label_dependent", s.state(), label}, {"label_bias", 1, label},
                             {"label_governor", s.state(), label},
                             {"label", label, padded(s.labels)}, {"label_out_bias", 1, padded(s.labels)}});
  return specs;
}

NetworkWeights bind_weights(const NetworkShape& shape, const std::vector<const float*>& matrices) {
  NetworkWeights w;
  std::size_t at = 0;
  const auto next = [&] { return matrices[at++]; };
  w.root = next(), w.project = next(), w.project_bias = next();
  for (std::size_t i = 0; i < shape.layers; ++i) w.layer[i].gates = next(), w.layer[i].bias = next(), w.layer[i].peeps = next();
  w.tag = next(), w.tag_bias = next();
  w.dependent = next(), w.dependent_bias = next();
  w.governor = next(), w.governor_bias = next();
  w.bilinear = next(), w.popular = next(), w.distance = next();
  w.label_dependent = next(), w.label_bias = next(), w.label_governor = next();
  w.label = next(), w.label_out_bias = next();
  return w;
}

namespace {

void run_layer(const NetworkShape& shape, const NetworkWeights::Layer& layer, std::size_t rows, NetworkScratch& s) {
  const std::size_t state = shape.state(), width = shape.width;
  s.gates.resize(rows * 3 * state);
  s.next.resize(rows * state);
  s.kernels->multiply(s.state.data(), rows, state, state, layer.gates, 3 * state, layer.bias, s.gates.data(), 3 * state, false);
  for (const bool backward : {false, true}) {
    const std::size_t side = backward ? 1 : 0;
    Recurrence r;
    r.gates = s.gates.data() + side * 3 * width, r.gates_stride = 3 * state;
    r.skip = s.state.data() + side * width, r.skip_stride = state;
    r.forget_peep = layer.peeps + side * 2 * width, r.output_peep = r.forget_peep + width;
    r.out = s.next.data() + side * width, r.out_stride = state;
    r.steps = rows, r.width = width, r.backward = backward;
    s.kernels->recur(r);
  }
  s.state.swap(s.next);
}

void dense(const DenseKernels& kernels, const std::vector<float>& x, std::size_t rows, std::size_t inner, const float* w, std::size_t columns,
           const float* bias, std::vector<float>& y, bool bend) {
  y.resize(rows * columns);
  kernels.multiply(x.data(), rows, inner, inner, w, columns, bias, y.data(), columns, false);
  if (bend) std::transform(y.begin(), y.end(), y.begin(), leaky);
}

// arcs[d][h] = mixed[d] · governor[h] + popular[h] + distance; the product runs against governors laid out by column.
void score_arcs(const NetworkShape& shape, const NetworkWeights& w, std::size_t rows, NetworkScratch& s) {
  const std::size_t arc = shape.arc_width, columns = padded(rows);
  dense(*s.kernels, s.dependent, rows, arc, w.bilinear, arc, nullptr, s.mixed, false);
  s.hidden.assign(arc * columns, 0.0f);
  for (std::size_t h = 0; h < rows; ++h)
    for (std::size_t k = 0; k < arc; ++k) s.hidden[k * columns + h] = s.governor[h * arc + k];
  s.popular.resize(columns);
  s.kernels->multiply(w.popular, 1, arc, arc, s.hidden.data(), columns, nullptr, s.popular.data(), columns, false);
  s.arcs.resize(rows * columns);
  s.kernels->multiply(s.mixed.data(), rows, arc, arc, s.hidden.data(), columns, s.popular.data(), s.arcs.data(), columns, false);
  for (std::size_t d = 0; d < rows; ++d)
    for (std::size_t h = 1; h < rows; ++h)
      s.arcs[d * columns + h] += w.distance[distance_class(static_cast<std::ptrdiff_t>(h) - static_cast<std::ptrdiff_t>(d))];
}

}  // namespace

void run_network(const NetworkShape& shape, const NetworkWeights& w, std::size_t words, NetworkScratch& s) {
  const std::size_t rows = words + 1, state = shape.state();
  std::copy(w.root, w.root + shape.input(), s.input.begin());
  dense(*s.kernels, s.input, rows, shape.input(), w.project, state, w.project_bias, s.state, false);
  for (std::size_t i = 0; i < shape.layers; ++i) {
    run_layer(shape, w.layer[i], rows, s);
    if (i == shape.tag_layer) dense(*s.kernels, s.state, rows, state, w.tag, padded(shape.tags), w.tag_bias, s.tags, false);
  }
  dense(*s.kernels, s.state, rows, state, w.dependent, shape.arc_width, w.dependent_bias, s.dependent, true);
  dense(*s.kernels, s.state, rows, state, w.governor, shape.arc_width, w.governor_bias, s.governor, true);
  score_arcs(shape, w, rows, s);
  dense(*s.kernels, s.state, rows, state, w.label_dependent, shape.label_width, w.label_bias, s.label_dependent, false);
  dense(*s.kernels, s.state, rows, state, w.label_governor, shape.label_width, nullptr, s.label_governor, false);
}

void run_labels(const NetworkShape& shape, const NetworkWeights& w, const std::vector<std::uint32_t>& heads, NetworkScratch& s) {
  const std::size_t words = heads.size(), width = shape.label_width;
  s.hidden.resize(words * width);
  for (std::size_t i = 0; i < words; ++i)
    for (std::size_t k = 0; k < width; ++k)
      s.hidden[i * width + k] = leaky(s.label_dependent[(i + 1) * width + k] + s.label_governor[heads[i] * width + k]);
  dense(*s.kernels, s.hidden, words, width, w.label, padded(shape.labels), w.label_out_bias, s.labels, false);
}

}  // namespace dragoman
