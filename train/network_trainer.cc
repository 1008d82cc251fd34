#include "train/network_trainer.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <optional>

#include "train/fused_product.h"

namespace dragoman::train {

namespace {

using Floats = std::vector<float>;

// y = x · w (+ bias) or y += x · w; columns must be a multiple of kLane.
void product(const float* x, std::size_t rows, std::size_t inner, std::size_t stride, const float* w, std::size_t columns, const float* bias, float* y, bool add) {
  static const FusedProduct multiply = fused_product();
  multiply(x, rows, inner, stride, w, columns, bias, y, add);
}

void transpose(const float* x, std::size_t rows, std::size_t columns, std::size_t stride, Floats& out) {
  out.resize(rows * columns);
  for (std::size_t r = 0; r < rows; ++r)
    for (std::size_t c = 0; c < columns; ++c) out[c * rows + r] = x[r * stride + c];
}

// A batch in flight: sentences laid end to end, each with its root row first.
class Pass {
 public:
  Pass(Network& network, const NetworkSettings& settings, std::mt19937_64* random)
      : net_(network), s_(network.shape()), settings_(settings), random_(random) {}

  Losses run(const std::vector<const Example*>& batch) {
    batch_ = batch;
    offsets_.assign(1, 0);
    std::size_t words = 0;
    trees_ = names_ = false;
    for (const Example* example : batch) {
      words += example->word.size();
      trees_ = trees_ || !example->head.empty(), names_ = names_ || !example->name.empty();
      offsets_.push_back(offsets_.back() + example->word.size() + 1);
    }
    rows_ = offsets_.back();
    scale_ = 1.0f / static_cast<float>(std::max<std::size_t>(words, 1));
    losses_ = {};
    losses_.words = words;
    forward();
    backward();
    return losses_;
  }

  // Rows of the tables that this batch touched.
  std::vector<std::uint32_t> touched_words, touched_pieces;

 private:
  // ---- matrices by place in matrix_specs ---------------------------------------------------------------------------
  Matrix& root() { return net_.matrices()[0]; }
  Matrix& project(std::size_t i) { return net_.matrices()[1 + i]; }
  Matrix& layer(std::size_t l, std::size_t i) { return net_.matrices()[3 + 3 * l + i]; }
  Matrix& head(std::size_t i) { return net_.matrices()[first_head(s_) + i]; }

  float uniform() { return static_cast<float>((*random_)() >> 40) * (1.0f / 16777216.0f); }

  // A mask for each sentence, the same for all its rows.
  void mask_of(Floats& mask, std::size_t columns, float share) {
    if (!random_ || share <= 0) {
      mask.clear();
      return;
    }
    mask.resize(batch_.size() * columns);
    const float keep = 1.0f / (1.0f - share);
    for (float& m : mask) m = uniform() < share ? 0.0f : keep;
  }
  void masked(const Floats& x, const Floats& mask, std::size_t columns, Floats& y) const {
    y = x;
    apply_mask(y, mask, columns);
  }
  void apply_mask(Floats& y, const Floats& mask, std::size_t columns) const {
    if (mask.empty()) return;
    for (std::size_t b = 0; b < batch_.size(); ++b)
      for (std::size_t r = offsets_[b]; r < offsets_[b + 1]; ++r)
        for (std::size_t c = 0; c < columns; ++c) y[r * columns + c] *= mask[b * columns + c];
  }

  // ---- forward -----------------------------------------------------------------------------------------------------
  void forward() {
    gather();
    states_.resize(s_.layers + 1);
    fed_.resize(s_.layers);
    gates_.resize(s_.layers);
    cells_.resize(s_.layers);
    masks_.resize(s_.layers);
    dense(input_, s_.input(), project(0), &project(1), states_[0]);
    for (std::size_t l = 0; l < s_.layers; ++l) forward_layer(l);
    mask_of(top_mask_, s_.state(), settings_.layer_dropout);
    masked(states_[s_.layers], top_mask_, s_.state(), top_);
    if (names_) {
      mask_of(name_mask_, s_.state(), settings_.name_dropout);
      masked(states_[s_.layers], name_mask_, s_.state(), name_in_);
      dense(name_in_, s_.state(), head(kName), &head(kNameBias), names_out_);
    }
    if (!trees_) return;
    mask_of(tag_mask_, s_.state(), settings_.layer_dropout);
    masked(states_[s_.tag_layer + 1], tag_mask_, s_.state(), tag_in_);
    dense(tag_in_, s_.state(), head(kTag), &head(kTagBias), tags_);
    dense(top_, s_.state(), head(kDep), &head(kDepBias), dep_pre_);
    dense(top_, s_.state(), head(kGov), &head(kGovBias), gov_pre_);
    bend(dep_pre_, dep_);
    bend(gov_pre_, gov_);
    dense(dep_, s_.arc_width, head(kBilinear), nullptr, mixed_);
    dense(top_, s_.state(), head(kLabelDep), &head(kLabelBias), label_dep_);
    dense(top_, s_.state(), head(kLabelGov), nullptr, label_gov_);
  }

  void dense(const Floats& x, std::size_t inner, const Matrix& w, const Matrix* bias, Floats& y) {
    y.resize(rows_ * w.columns);
    product(x.data(), rows_, inner, inner, w.value.data(), w.columns, bias ? bias->value.data() : nullptr, y.data(), false);
  }
  static void bend(const Floats& x, Floats& y) {
    y.resize(x.size());
    std::transform(x.begin(), x.end(), y.begin(), leaky);
  }

  // Rare words are hidden now and then, so that unknown ones are no surprise later.
  bool hides(const Example& example, std::size_t i) {
    return random_ && uniform() < settings_.unknown_share / (settings_.unknown_share + static_cast<float>(example.seen[i]));
  }

  bool hidden(std::size_t b, std::size_t i) const { return !batch_[b]->hidden.empty() && batch_[b]->hidden[i] != kNoTarget; }

  void gather() {
    const std::size_t in = s_.input(), word_width = s_.word_width;
    input_.assign(rows_ * in, 0.0f);
    used_word_.assign(rows_, 0);
    first_piece_.assign(rows_, 0);
    for (std::size_t b = 0; b < batch_.size(); ++b) {
      std::copy(root().value.begin(), root().value.end(), input_.begin() + static_cast<std::ptrdiff_t>(offsets_[b] * in));
      for (std::size_t i = 0; i < batch_[b]->word.size(); ++i) {
        const std::size_t r = offsets_[b] + 1 + i;
        if (hidden(b, i)) {
          first_piece_[r] = kPieceKinds;
          continue;
        }
        const std::uint32_t word = used_word_[r] = hides(*batch_[b], i) ? 0 : batch_[b]->word[i];
        std::copy_n(net_.words().value.data() + word * word_width, word_width, input_.data() + r * in);
        first_piece_[r] = hides(*batch_[b], i) ? 1 : 0;
        for (std::size_t p = first_piece_[r]; p < kPieceKinds; ++p) {
          const float* piece = net_.pieces().value.data() + batch_[b]->pieces[i][p] * s_.piece_width;
          for (std::size_t k = 0; k < s_.piece_width; ++k) input_[r * in + word_width + k] += piece[k];
        }
      }
    }
    input_mask_.clear();
    if (!random_ || settings_.input_dropout <= 0) return;
    input_mask_.resize(input_.size());
    const float keep = 1.0f / (1.0f - settings_.input_dropout);
    for (std::size_t i = 0; i < input_.size(); ++i) {
      input_mask_[i] = uniform() < settings_.input_dropout ? 0.0f : keep;
      input_[i] *= input_mask_[i];
    }
  }

  void forward_layer(std::size_t l) {
    const std::size_t state = s_.state(), width = s_.width;
    mask_of(masks_[l], state, l == 0 ? 0.0f : settings_.layer_dropout);
    masked(states_[l], masks_[l], state, fed_[l]);
    dense(fed_[l], state, layer(l, 0), &layer(l, 1), gates_[l]);
    cells_[l].resize(rows_ * state);
    states_[l + 1].resize(rows_ * state);
    for (std::size_t b = 0; b < batch_.size(); ++b)
      for (const std::size_t side : {std::size_t{0}, std::size_t{1}}) {
        const std::size_t row = offsets_[b];
        Recurrence r;
        r.gates = gates_[l].data() + row * 3 * state + side * 3 * width, r.gates_stride = 3 * state;
        r.skip = states_[l].data() + row * state + side * width, r.skip_stride = state;
        r.forget_peep = layer(l, 2).value.data() + side * 2 * width, r.output_peep = r.forget_peep + width;
        r.cells = cells_[l].data() + row * state + side * width, r.cells_stride = state;
        r.out = states_[l + 1].data() + row * state + side * width, r.out_stride = state;
        r.steps = offsets_[b + 1] - row, r.width = width, r.backward = side == 1;
        dense_kernels().recur(r);
      }
  }

  // ---- backward ----------------------------------------------------------------------------------------------------
  void backward() {
    const std::size_t state = s_.state();
    d_states_.assign(s_.layers + 1, Floats());
    for (auto& d : d_states_) d.assign(rows_ * state, 0.0f);
    Floats d_top(rows_ * state, 0.0f);
    if (trees_) {
      backward_tags();
      backward_arcs(d_top);
      backward_labels(d_top);
    }
    backward_guesses(d_top);
    apply_mask(d_top, top_mask_, state);
    if (names_) backward_names();
    for (std::size_t i = 0; i < d_top.size(); ++i) d_states_[s_.layers][i] += d_top[i];
    for (std::size_t l = s_.layers; l-- > 0;) backward_layer(l);
    Floats d_input(rows_ * s_.input(), 0.0f);
    dense_back(input_, s_.input(), project(0), &project(1), d_states_[0], d_input);
    scatter(d_input);
  }

  // Adds to the weights' slopes and to d_x, for y = x · w + bias.
  void dense_back(const Floats& x, std::size_t inner, Matrix& w, Matrix* bias, const Floats& d_y, Floats& d_x) {
    transpose(x.data(), rows_, inner, inner, flipped_);
    product(flipped_.data(), inner, rows_, rows_, d_y.data(), w.columns, nullptr, w.slope.data(), true);
    if (bias)
      for (std::size_t r = 0; r < rows_; ++r)
        for (std::size_t c = 0; c < w.columns; ++c) bias->slope[c] += d_y[r * w.columns + c];
    transpose(w.value.data(), w.rows, w.columns, w.columns, flipped_);
    product(d_y.data(), rows_, w.columns, w.columns, flipped_.data(), inner, nullptr, d_x.data(), true);
  }

  // Turns a row of scores into its slope under cross entropy and returns the loss.
  double softmax_back(float* row, std::size_t count, std::size_t gold) {
    const float top = *std::max_element(row, row + count);
    double sum = 0;
    for (std::size_t i = 0; i < count; ++i) sum += row[i] = std::exp(row[i] - top);
    const double loss = -std::log(std::max(1e-12, static_cast<double>(row[gold]) / sum));
    const auto factor = static_cast<float>(1.0 / sum) * scale_;
    for (std::size_t i = 0; i < count; ++i) row[i] *= factor;
    row[gold] -= scale_;
    return loss;
  }

  void backward_tags() {
    const std::size_t columns = padded(s_.tags);
    for (std::size_t b = 0; b < batch_.size(); ++b) {
      std::fill(tags_.data() + offsets_[b] * columns, tags_.data() + (batch_[b]->tag.empty() ? offsets_[b + 1] : offsets_[b] + 1) * columns, 0.0f);
      for (std::size_t i = 0; i < batch_[b]->tag.size(); ++i) {
        float* row = tags_.data() + (offsets_[b] + 1 + i) * columns;
        losses_.tag += softmax_back(row, s_.tags, batch_[b]->tag[i]);
        std::fill(row + s_.tags, row + columns, 0.0f);
      }
    }
    Floats d_in(rows_ * s_.state(), 0.0f);
    dense_back(tag_in_, s_.state(), head(kTag), &head(kTagBias), tags_, d_in);
    apply_mask(d_in, tag_mask_, s_.state());
    auto& target = d_states_[s_.tag_layer + 1];
    for (std::size_t i = 0; i < d_in.size(); ++i) target[i] += d_in[i];
  }

  void backward_names() {
    const std::size_t columns = padded(s_.names);
    for (std::size_t b = 0; b < batch_.size(); ++b) {
      std::fill(names_out_.data() + offsets_[b] * columns, names_out_.data() + (batch_[b]->name.empty() ? offsets_[b + 1] : offsets_[b] + 1) * columns, 0.0f);
      losses_.names += batch_[b]->name.size();
      for (std::size_t i = 0; i < batch_[b]->name.size(); ++i) {
        float* row = names_out_.data() + (offsets_[b] + 1 + i) * columns;
        losses_.name += softmax_back(row, s_.names, batch_[b]->name[i]);
        std::fill(row + s_.names, row + columns, 0.0f);
      }
    }
    Floats d_in(rows_ * s_.state(), 0.0f);
    dense_back(name_in_, s_.state(), head(kName), &head(kNameBias), names_out_, d_in);
    apply_mask(d_in, name_mask_, s_.state());
    auto& target = d_states_[s_.layers];
    for (std::size_t i = 0; i < d_in.size(); ++i) target[i] += d_in[i];
  }

  // Only the rows of hidden words are scored.
  void backward_guesses(Floats& d_top) {
    std::vector<std::pair<std::size_t, std::uint16_t>> wanted;
    for (std::size_t b = 0; b < batch_.size(); ++b)
      for (std::size_t i = 0; i < batch_[b]->hidden.size(); ++i)
        if (hidden(b, i)) wanted.emplace_back(offsets_[b] + 1 + i, batch_[b]->hidden[i]);
    if (wanted.empty()) return;
    Guesser& guesser = net_.guesser();
    const std::size_t state = s_.state(), columns = padded(guesser.classes), all = rows_;
    Floats x(wanted.size() * state), out, d_x(wanted.size() * state, 0.0f);
    for (std::size_t k = 0; k < wanted.size(); ++k) std::copy_n(top_.data() + wanted[k].first * state, state, x.data() + k * state);
    rows_ = wanted.size();
    dense(x, state, guesser.weights, &guesser.bias, out);
    losses_.guesses += wanted.size();
    for (std::size_t k = 0; k < wanted.size(); ++k) {
      float* row = out.data() + k * columns;
      losses_.hidden += softmax_back(row, guesser.classes, wanted[k].second);
      std::fill(row + guesser.classes, row + columns, 0.0f);
    }
    dense_back(x, state, guesser.weights, &guesser.bias, out, d_x);
    rows_ = all;
    for (std::size_t k = 0; k < wanted.size(); ++k)
      for (std::size_t i = 0; i < state; ++i) d_top[wanted[k].first * state + i] += d_x[k * state + i];
  }

  void backward_arcs(Floats& d_top) {
    const std::size_t arc = s_.arc_width;
    Floats d_dep(rows_ * arc, 0.0f), d_gov(rows_ * arc, 0.0f), d_mixed(rows_ * arc, 0.0f);
    Floats scores, columns_of, popular;
    for (std::size_t b = 0; b < batch_.size(); ++b) {
      if (batch_[b]->head.empty()) continue;
      const std::size_t row = offsets_[b], n = offsets_[b + 1] - row, wide = padded(n);
      losses_.trees += n - 1;
      const float* gov = gov_.data() + row * arc;
      columns_of.assign(arc * wide, 0.0f);
      for (std::size_t h = 0; h < n; ++h)
        for (std::size_t k = 0; k < arc; ++k) columns_of[k * wide + h] = gov[h * arc + k];
      popular.resize(wide);
      product(head(kPopular).value.data(), 1, arc, arc, columns_of.data(), wide, nullptr, popular.data(), false);
      scores.resize(n * wide);
      product(mixed_.data() + row * arc, n, arc, arc, columns_of.data(), wide, popular.data(), scores.data(), false);
      Matrix& distance = head(kDistance);
      std::fill_n(scores.data(), wide, 0.0f);
      for (std::size_t d = 1; d < n; ++d) {
        float* line = scores.data() + d * wide;
        for (std::size_t h = 1; h < n; ++h) line[h] += distance.value[distance_class(static_cast<std::ptrdiff_t>(h) - static_cast<std::ptrdiff_t>(d))];
        line[d] = -1e9f;
        losses_.arc += softmax_back(line, n, batch_[b]->head[d - 1]);
        std::fill(line + n, line + wide, 0.0f);
        for (std::size_t h = 1; h < n; ++h) distance.slope[distance_class(static_cast<std::ptrdiff_t>(h) - static_cast<std::ptrdiff_t>(d))] += line[h];
      }
      // scores now holds slopes: mixed[d] += Σ slope · gov[h]; gov[h] += Σ slope · (mixed[d] + popular weights)
      product(scores.data(), n, n, wide, gov, arc, nullptr, d_mixed.data() + row * arc, true);
      transpose(scores.data(), n, n, wide, flipped_);
      product(flipped_.data(), n, n, n, mixed_.data() + row * arc, arc, nullptr, d_gov.data() + row * arc, true);
      for (std::size_t h = 0; h < n; ++h) {
        float sum = 0;
        for (std::size_t d = 0; d < n; ++d) sum += flipped_[h * n + d];
        for (std::size_t k = 0; k < arc; ++k) {
          head(kPopular).slope[k] += sum * gov[h * arc + k];
          d_gov[(row + h) * arc + k] += sum * head(kPopular).value[k];
        }
      }
    }
    dense_back(dep_, arc, head(kBilinear), nullptr, d_mixed, d_dep);
    unbend(dep_pre_, d_dep);
    unbend(gov_pre_, d_gov);
    dense_back(top_, s_.state(), head(kDep), &head(kDepBias), d_dep, d_top);
    dense_back(top_, s_.state(), head(kGov), &head(kGovBias), d_gov, d_top);
  }
  static void unbend(const Floats& x, Floats& d) {
    for (std::size_t i = 0; i < x.size(); ++i)
      if (x[i] <= 0) d[i] *= 0.1f;
  }

  void backward_labels(Floats& d_top) {
    const std::size_t width = s_.label_width, columns = padded(s_.labels);
    Floats pre(rows_ * width, 0.0f), hidden, out, d_hidden(rows_ * width, 0.0f), d_dep(rows_ * width, 0.0f), d_gov(rows_ * width, 0.0f);
    for (std::size_t b = 0; b < batch_.size(); ++b)
      for (std::size_t i = 0; i < batch_[b]->head.size(); ++i) {
        const std::size_t d = offsets_[b] + 1 + i, h = offsets_[b] + batch_[b]->head[i];
        for (std::size_t k = 0; k < width; ++k) pre[d * width + k] = label_dep_[d * width + k] + label_gov_[h * width + k];
      }
    bend(pre, hidden);
    dense(hidden, width, head(kLabel), &head(kLabelOutBias), out);
    for (std::size_t b = 0; b < batch_.size(); ++b) {
      std::fill(out.data() + offsets_[b] * columns, out.data() + (batch_[b]->label.empty() ? offsets_[b + 1] : offsets_[b] + 1) * columns, 0.0f);
      for (std::size_t i = 0; i < batch_[b]->label.size(); ++i) {
        float* row = out.data() + (offsets_[b] + 1 + i) * columns;
        losses_.label += softmax_back(row, s_.labels, batch_[b]->label[i]);
        std::fill(row + s_.labels, row + columns, 0.0f);
      }
    }
    dense_back(hidden, width, head(kLabel), &head(kLabelOutBias), out, d_hidden);
    unbend(pre, d_hidden);
    for (std::size_t b = 0; b < batch_.size(); ++b)
      for (std::size_t i = 0; i < batch_[b]->head.size(); ++i) {
        const std::size_t d = offsets_[b] + 1 + i, h = offsets_[b] + batch_[b]->head[i];
        for (std::size_t k = 0; k < width; ++k) {
          d_dep[d * width + k] = d_hidden[d * width + k];
          d_gov[h * width + k] += d_hidden[d * width + k];
        }
      }
    dense_back(top_, s_.state(), head(kLabelDep), &head(kLabelBias), d_dep, d_top);
    dense_back(top_, s_.state(), head(kLabelGov), nullptr, d_gov, d_top);
  }

  // A gate exactly open or shut has no slope; what would bring it back is let through a little, or it never moves again.
  static float through_gate(float d, float before) {
    constexpr float kLeak = 0.01f;
    const float slope = gate_slope(before);
    return d * (d * before > 0 ? std::max(slope, kLeak) : slope);
  }

  void backward_layer(std::size_t l) {
    const std::size_t state = s_.state(), width = s_.width;
    Floats d_gates(rows_ * 3 * state, 0.0f);
    Floats& d_in = d_states_[l];
    const Floats& d_out = d_states_[l + 1];
    Matrix& peeps = layer(l, 2);
    for (std::size_t b = 0; b < batch_.size(); ++b)
      for (const std::size_t side : {std::size_t{0}, std::size_t{1}}) {
        const std::size_t begin = offsets_[b], steps = offsets_[b + 1] - begin;
        for (std::size_t i = 0; i < width; ++i) carry_[i] = 0.0f;
        for (std::size_t step = steps; step-- > 0;) {
          const std::size_t t = begin + (side ? steps - 1 - step : step);
          const std::size_t before = side ? t + 1 : t - 1;
          const float* gates = gates_[l].data() + t * 3 * state + side * 3 * width;
          float* d_gate = d_gates.data() + t * 3 * state + side * 3 * width;
          float* forget_peep = peeps.value.data() + side * 2 * width;
          float* d_peep = peeps.slope.data() + side * 2 * width;
          for (std::size_t i = 0; i < width; ++i) {
            const std::size_t at = t * state + side * width + i;
            const float old = step == 0 ? 0.0f : cells_[l][before * state + side * width + i];
            const float cell = cells_[l][at], x = states_[l][at], d = d_out[at];
            const float forget_pre = gates[width + i] + forget_peep[i] * old, output_pre = gates[2 * width + i] + forget_peep[width + i] * old;
            const float forget = gate(forget_pre), output = gate(output_pre);
            const float d_cell = carry_[i] + d * output;
            const float d_output = through_gate(d * (cell - x), output_pre);
            const float d_forget = through_gate(d_cell * (old - gates[i]), forget_pre);
            d_in[at] += d * (1.0f - output);
            d_gate[i] = d_cell * (1.0f - forget);
            d_gate[width + i] = d_forget;
            d_gate[2 * width + i] = d_output;
            d_peep[i] += d_forget * old;
            d_peep[width + i] += d_output * old;
            carry_[i] = d_cell * forget + d_forget * forget_peep[i] + d_output * forget_peep[width + i];
          }
        }
      }
    Floats d_fed(rows_ * state, 0.0f);
    dense_back(fed_[l], state, layer(l, 0), &layer(l, 1), d_gates, d_fed);
    apply_mask(d_fed, masks_[l], state);
    for (std::size_t i = 0; i < d_fed.size(); ++i) d_in[i] += d_fed[i];
  }

  void scatter(Floats& d_input) {
    const std::size_t in = s_.input(), word_width = s_.word_width;
    if (!input_mask_.empty())
      for (std::size_t i = 0; i < d_input.size(); ++i) d_input[i] *= input_mask_[i];
    touched_words.clear();
    touched_pieces.clear();
    for (std::size_t b = 0; b < batch_.size(); ++b) {
      for (std::size_t k = 0; k < in; ++k) root().slope[k] += d_input[offsets_[b] * in + k];
      for (std::size_t i = 0; i < batch_[b]->word.size(); ++i) {
        const float* d = d_input.data() + (offsets_[b] + 1 + i) * in;
        const std::size_t r = offsets_[b] + 1 + i;
        if (!settings_.fixed_words && !hidden(b, i)) {
          touched_words.push_back(used_word_[r]);
          for (std::size_t k = 0; k < word_width; ++k) net_.words().slope[used_word_[r] * word_width + k] += d[k];
        }
        for (std::size_t p = first_piece_[r]; p < kPieceKinds; ++p) {
          const std::uint32_t piece = batch_[b]->pieces[i][p];
          touched_pieces.push_back(piece);
          for (std::size_t k = 0; k < s_.piece_width; ++k) net_.pieces().slope[piece * s_.piece_width + k] += d[word_width + k];
        }
      }
    }
    for (auto* touched : {&touched_words, &touched_pieces}) {
      std::sort(touched->begin(), touched->end());
      touched->erase(std::unique(touched->begin(), touched->end()), touched->end());
    }
  }

  Network& net_;
  const NetworkShape& s_;
  const NetworkSettings& settings_;
  std::mt19937_64* random_;
  std::vector<const Example*> batch_;
  std::vector<std::size_t> offsets_;
  std::size_t rows_ = 0;
  bool trees_ = false, names_ = false;  // does any sentence of the batch have them
  float scale_ = 1;
  Losses losses_;
  Floats input_, input_mask_, top_, top_mask_, name_in_, name_mask_, names_out_, tag_in_, tag_mask_, tags_, dep_pre_, gov_pre_, dep_, gov_, mixed_, label_dep_, label_gov_, flipped_;
  std::vector<std::uint32_t> used_word_, first_piece_;
  std::vector<Floats> states_, fed_, gates_, cells_, masks_, d_states_;
  std::array<float, 512> carry_{};
};

// Adam, with rows of the big tables only when a batch touched them.
class Optimiser {
 public:
  void step(Network& net, const Pass& pass, float rate) {
    ++steps_;
    float clip = 1.0f;
    double square = 0;
    for (const Matrix& m : net.matrices())
      for (const float g : m.slope) square += static_cast<double>(g) * g;
    if (square > kClip * kClip) clip = static_cast<float>(kClip / std::sqrt(square));
    first_rate_ = 1.0f / static_cast<float>(1 - std::pow(kFirst, steps_));
    second_rate_ = 1.0f / static_cast<float>(1 - std::pow(kSecond, steps_));
    for (Matrix& m : net.matrices()) update(m, 0, m.value.size(), rate, clip);
    for (Matrix* m : {&net.guesser().weights, &net.guesser().bias}) update(*m, 0, m->value.size(), rate, clip);
    for (const std::uint32_t row : pass.touched_words) update(net.words(), row * net.words().columns, net.words().columns, rate, clip);
    for (const std::uint32_t row : pass.touched_pieces) update(net.pieces(), row * net.pieces().columns, net.pieces().columns, rate, clip);
  }

 private:
  static constexpr double kFirst = 0.9, kSecond = 0.98, kClip = 5.0;

  void update(Matrix& m, std::size_t from, std::size_t count, float rate, float clip) const {
    constexpr auto first = static_cast<float>(kFirst), second = static_cast<float>(kSecond);
    for (std::size_t i = from; i < from + count; ++i) {
      const float g = m.slope[i] * clip;
      m.slope[i] = 0;
      m.first[i] = first * m.first[i] + (1 - first) * g;
      m.second[i] = second * m.second[i] + (1 - second) * g * g;
      m.value[i] -= rate * (m.first[i] * first_rate_) / (std::sqrt(m.second[i] * second_rate_) + 1e-8f);
    }
  }

  double steps_ = 0;
  float first_rate_ = 1, second_rate_ = 1;
};

// A running mean of all weights over the last steps: less noise than any one of them has (Polyak averaging).
class Average {
 public:
  Average(Network& net, float keep) : net_(net), keep_(keep) {
    for (const Matrix* m : all()) means_.push_back(m->value);
  }
  void step() {
    if (++steps_ % kEvery != 0) return;
    const float keep = std::min(std::pow(keep_, static_cast<float>(kEvery)), static_cast<float>(steps_) / static_cast<float>(steps_ + 10 * kEvery));
    auto mean = means_.begin();
    for (const Matrix* m : all()) {
      for (std::size_t i = 0; i < m->value.size(); ++i) (*mean)[i] += (1 - keep) * (m->value[i] - (*mean)[i]);
      ++mean;
    }
  }
  // The network's weights and their means change places.
  void swap() {
    auto mean = means_.begin();
    for (Matrix* m : all()) std::swap(m->value, *mean++);
  }

 private:
  static constexpr unsigned kEvery = 16;  // steps between two looks
  std::vector<Matrix*> all() {
    std::vector<Matrix*> out = {&net_.words(), &net_.pieces()};
    for (Matrix& m : net_.matrices()) out.push_back(&m);
    return out;
  }

  Network& net_;
  float keep_;
  unsigned steps_ = 0;
  std::vector<Floats> means_;
};

// Sentences of like length together, batches in random order.
std::vector<std::vector<const Example*>> batches(const std::vector<Example>& examples, std::size_t words, std::mt19937_64& random) {
  std::vector<const Example*> order;
  for (const Example& example : examples)
    if (!example.word.empty()) order.push_back(&example);
  for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random() % i]);
  std::vector<std::vector<const Example*>> out;
  std::size_t filled = words;
  for (const Example* example : order) {
    if (filled >= words) out.emplace_back(), filled = 0;
    out.back().push_back(example);
    filled += example->word.size();
  }
  return out;
}

}  // namespace

std::vector<MatrixSpec> matrix_specs(const NetworkShape& s) {
  std::vector<MatrixSpec> specs = {{"root", 1, s.input()}, {"project", s.input(), s.state()}, {"project_bias", 1, s.state()}};
  for (std::size_t i = 0; i < s.layers; ++i)
    specs.insert(specs.end(), {{"gates", s.state(), 3 * s.state()}, {"gates_bias", 1, 3 * s.state()}, {"peeps", 1, 2 * s.state()}});
  const std::size_t arc = s.arc_width, label = s.label_width;
  specs.insert(specs.end(), {{"tag", s.state(), padded(s.tags)}, {"tag_bias", 1, padded(s.tags)},
                             {"dependent", s.state(), arc}, {"dependent_bias", 1, arc},
                             {"governor", s.state(), arc}, {"governor_bias", 1, arc},
                             {"bilinear", arc, arc}, {"popular", 1, arc}, {"distance", 1, kDistances},
                             {"label_dependent", s.state(), label}, {"label_bias", 1, label},
                             {"label_governor", s.state(), label},
                             {"label", label, padded(s.labels)}, {"label_out_bias", 1, padded(s.labels)},
                             {"name", s.state(), padded(s.names)}, {"name_bias", 1, padded(s.names)}});
  return specs;
}

void Matrix::shape(std::size_t r, std::size_t c) {
  rows = r, columns = c;
  value.assign(r * c, 0.0f);
  slope = first = second = value;
}

Network::Network(const NetworkShape& shape, std::uint64_t seed, std::size_t hidden_classes) : shape_(shape) {
  std::mt19937_64 random(seed);
  const auto fill = [&](Matrix& m, double reach) {
    for (float& x : m.value) x = static_cast<float>((static_cast<double>(random() >> 11) / 9007199254740992.0 * 2 - 1) * reach);
  };
  for (const MatrixSpec& spec : matrix_specs(shape)) {
    Matrix m;
    m.shape(spec.rows, spec.columns);
    if (spec.rows > 1) fill(m, std::sqrt((spec.name == "gates" ? 3.0 : 6.0) / static_cast<double>(spec.rows + (spec.name == "gates" ? shape.width : spec.columns))));
    if (spec.name == "root") fill(m, 0.3);
    matrices_.push_back(std::move(m));
  }
  if (hidden_classes > 0) {
    guesser_.classes = hidden_classes;
    guesser_.weights.shape(shape.state(), padded(hidden_classes)), guesser_.bias.shape(1, padded(hidden_classes));
    fill(guesser_.weights, std::sqrt(6.0 / static_cast<double>(shape.state() + hidden_classes)));
  }
  words_.shape(shape.words, shape.word_width);
  pieces_.shape(shape.pieces, shape.piece_width);
  fill(words_, 0.3);
  for (std::size_t k = 0; k < words_.columns; ++k) words_.value[k] = 0;  // unknown words, and pieces never met, say nothing
}

void Network::forget_steps() {
  guesser_ = {};
  const auto clear = [](Matrix& m) {
    for (auto* part : {&m.slope, &m.first, &m.second}) std::fill(part->begin(), part->end(), 0.0f);
  };
  for (Matrix& m : matrices_) clear(m);
  clear(words_), clear(pieces_);
}

void train_network(Network& network, const NetworkSettings& settings, const Corpus& corpus,
                   const std::function<bool(unsigned, const Losses&)>& after_epoch) {
  std::mt19937_64 random(settings.seed * 7919 + 17);
  Pass pass(network, settings, &random);
  Optimiser optimiser;
  std::optional<Average> average;
  if (settings.average > 0) average.emplace(network, settings.average);
  double done = 0;
  for (unsigned epoch = 0; epoch < settings.epochs; ++epoch) {
    const std::vector<Example> examples = corpus(epoch, random);
    const auto order = batches(examples, settings.batch_words, random);
    Losses total;
    for (const auto& batch : order) {
      const double steps = static_cast<double>(order.size()) * settings.epochs;
      const double progress = done / steps;
      const double warm = std::min(1.0, (done + 1) / std::min(200.0, steps / 10));
      const double rate = warm * (settings.last_rate + (settings.rate - settings.last_rate) * 0.5 * (1 + std::cos(3.14159265358979 * std::min(1.0, progress))));
      const Losses losses = pass.run(batch);
      optimiser.step(network, pass, static_cast<float>(rate));
      total.tag += losses.tag, total.arc += losses.arc, total.label += losses.label, total.name += losses.name, total.hidden += losses.hidden;
      total.words += losses.words, total.trees += losses.trees, total.names += losses.names, total.guesses += losses.guesses;
      if (average) average->step();
      ++done;
    }
    if (average) average->swap();
    const bool on = after_epoch(epoch, total);
    if (!on) return;
    if (average && epoch + 1 < settings.epochs) average->swap();
  }
}

Losses batch_slopes(Network& network, const std::vector<Example>& batch) {
  NetworkSettings settings;
  Pass pass(network, settings, nullptr);
  std::vector<const Example*> pointers;
  for (const Example& example : batch) pointers.push_back(&example);
  return pass.run(pointers);
}

}  // namespace dragoman::train
