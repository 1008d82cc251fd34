#include "baseline/feedforward_parser.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "baseline/oracle.h"
#include "numeric/dense.h"

namespace dragoman::baseline {

namespace {

constexpr std::size_t kPositions = 16, kChildren = 10;  // words looked at; the last ten are dependents, with their relations
constexpr std::size_t kHidden = 192, kWide = kPositions * kHidden;
constexpr std::size_t kPieces = std::size_t{1} << 16, kPieceWidth = 48;
constexpr std::size_t kClasses = 1 + 2 * kLabels, kColumns = padded(kClasses);
constexpr std::size_t kDistanceClasses = 9, kValencyClasses = 6, kDistances = 2, kValencies = 5;
constexpr std::size_t kDistanceRow = kChildren * (kLabels + 1), kValencyRow = kDistanceRow + kDistances * kDistanceClasses;
constexpr std::size_t kRows = kValencyRow + kValencies * kValencyClasses, kRowsEach = kChildren + kDistances + kValencies;
constexpr std::size_t kBatchWords = 200, kCacheAtMost = 6000;
constexpr float kRate = 2e-3f, kLastRate = 5e-5f, kHiddenDropout = 0.3f, kUnknownShare = 0.25f;

constexpr std::size_t class_of(Action action, std::size_t label) { return action == kShift ? 0 : 1 + (action - 1) * kLabels + label; }
constexpr Action action_of(std::size_t c) { return c == 0 ? kShift : c <= kLabels ? kLeft : kRight; }
constexpr std::uint8_t label_of(std::size_t c) { return static_cast<std::uint8_t>(c == 0 ? 0 : (c - 1) % kLabels); }
constexpr auto kRoot = static_cast<std::size_t>(Deprel::root);

std::size_t distance(std::uint32_t from, std::uint32_t to) {
  if (from == kNobody || to == kNobody) return 0;
  const std::uint32_t far = to - from;
  return far < 6 ? far : far < 9 ? 6 : far < 13 ? 7 : 8;
}

bool allowed(const Configuration& now, std::size_t c) {
  const Action action = action_of(c);
  if (!now.allowed(action)) return false;
  return action == kShift || (label_of(c) == kRoot) == (action == kLeft && now.buffer(0) == now.words());
}

// Case shows in the affixes, so the folded form alone does not name a word's input.
std::uint64_t form_key(const Sentence& sentence, std::size_t at) {
  const WordHashes& hashes = sentence.hashes[at];
  return hashes.word ^ static_cast<std::uint64_t>(hashes.pieces[8]) << 32 ^ hashes.pieces[9];
}

void add(float* to, const float* from, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) to[i] += from[i];
}

}  // namespace

void Weights::resize(std::size_t count) {
  for (auto* part : {&value, &slope, &first, &second}) part->assign(count, 0.0f);
}

void Weights::fill(float spread, std::mt19937_64& random) {
  std::uniform_real_distribution<float> draw(-spread, spread);
  for (float& v : value) v = draw(random);
}

void Weights::descend(std::size_t from, std::size_t to, float rate, float correction1, float correction2) {
  for (std::size_t i = from; i < to; ++i) {
    const float g = slope[i];
    slope[i] = 0;
    first[i] = 0.9f * first[i] + 0.1f * g;
    second[i] = 0.98f * second[i] + 0.02f * g * g;
    value[i] -= rate * first[i] / correction1 / (std::sqrt(second[i] / correction2) + 1e-8f);
  }
}

// Where a configuration looks: a word, the root or nothing at each position, and single rows.
struct FeedForwardParser::View {
  std::array<std::uint32_t, kPositions> at;
  std::array<std::size_t, kRowsEach> row;

  explicit View(const Configuration& now) {
    const std::uint32_t s0 = now.stack(0), s1 = now.stack(1), b0 = now.buffer(0);
    const auto &t = now.node(s0), &s = now.node(s1), &f = now.node(b0);
    at = {s0, s1, now.stack(2), b0, now.buffer(1), now.buffer(2), t.left[0], t.left[1], t.right[0], t.right[1],
          s.left[0], s.left[1], s.right[0], s.right[1], f.left[0], f.left[1]};
    std::size_t k = 0;
    for (; k < kChildren; ++k) {
      const std::uint32_t child = at[kPositions - kChildren + k];
      row[k] = k * (kLabels + 1) + (child == kNobody ? kLabels : now.node(child).label);
    }
    row[k++] = kDistanceRow + distance(s0, b0), row[k++] = kDistanceRow + kDistanceClasses + distance(s1, s0);
    std::size_t start = kValencyRow;
    for (const std::size_t count : {t.lefts, t.rights, s.lefts, s.rights, f.lefts})
      row[k++] = start + std::min(count, kValencyClasses - 1), start += kValencyClasses;
  }
  // The contribution of one position to the hidden layer, in `words` or in the rows for nothing and for the root.
  template <class Pointer>
  Pointer part(std::size_t position, std::size_t count, Pointer words, Pointer specials) const {
    const std::uint32_t who = at[position];
    return (who < count ? words + who * kWide : specials + (who == kNobody ? 0 : kWide)) + position * kHidden;
  }
};

struct FeedForwardParser::Batch {
  std::vector<const Sentence*> sentences;
  std::size_t words = 0;
};

FeedForwardParser::FeedForwardParser(std::size_t word_width, std::size_t tags) : word_width_(word_width), tags_(tags), touched_(kPieces) {
  pieces_.resize(kPieces * kPieceWidth), project_.resize((word_width + kPieceWidth) * kWide);
  tag_rows_.resize(tags * kWide), special_rows_.resize(2 * kWide), rows_.resize(kRows * kHidden);
  bias_.resize(kHidden), out_.resize(kHidden * kColumns), out_bias_.resize(kColumns);
  project_.fill(0.05f, random_), tag_rows_.fill(0.1f, random_), special_rows_.fill(0.1f, random_);
  rows_.fill(0.1f, random_), out_.fill(0.1f, random_);
}

std::size_t FeedForwardParser::weights() const {
  std::size_t all = 0;
  for (const auto* part : {&pieces_, &project_, &tag_rows_, &special_rows_, &rows_, &bias_, &out_, &out_bias_}) all += part->value.size();
  return all;
}

// What is seen of one word: its vector, and the sum of its affixes' rows; `hidden` leaves out the row of the whole word.
void FeedForwardParser::input(const Sentence& sentence, std::size_t at, bool hidden, float* out) const {
  const float* vector = sentence.vectors.data() + at * word_width_;
  std::copy(vector, vector + word_width_, out);
  std::fill(out + word_width_, out + word_width_ + kPieceWidth, 0.0f);
  for (std::size_t k = hidden; k < kPieceKinds; ++k) add(out + word_width_, pieces_.value.data() + sentence.hashes[at].pieces[k] % kPieces * kPieceWidth, kPieceWidth);
}

void FeedForwardParser::score(const View& view, const float* words, Scratch& scratch) const {
  scratch.hidden = bias_.value;
  for (std::size_t p = 0; p < kPositions; ++p) add(scratch.hidden.data(), view.part(p, scratch.now.words(), words, special_rows_.value.data()), kHidden);
  for (const std::size_t row : view.row) add(scratch.hidden.data(), rows_.value.data() + row * kHidden, kHidden);
  for (float& h : scratch.hidden) h = std::max(h, 0.0f);
  scratch.scores.resize(kColumns);
}

std::size_t FeedForwardParser::learn(const Sentence& sentence, const float* words, float* word_slopes, Scratch& scratch) {
  Configuration& now = scratch.now;
  const auto& kernels = dense_kernels();
  std::vector<float> slopes(kColumns);
  std::size_t right = 0;
  for (now.start(sentence.size()); !now.done();) {
    const View view(now);
    score(view, words, scratch);
    for (float& h : scratch.hidden) h = static_cast<float>(random_() >> 40) < kHiddenDropout * 16777216.0f ? 0.0f : h / (1 - kHiddenDropout);
    kernels.multiply(scratch.hidden.data(), 1, kHidden, kHidden, out_.value.data(), kColumns, out_bias_.value.data(), scratch.scores.data(), kColumns, false);
    const auto best = best_actions(now, sentence);
    const bool last = now.buffer(0) == now.words();
    const auto wanted = [&](std::size_t c) {  // the relation is that of the dependent, whoever its governor
      const Action action = action_of(c);
      return best[action] && (action == kShift || (action == kLeft && last) || label_of(c) == sentence.label[now.stack(0)]);
    };
    std::size_t guess = kColumns, good = kColumns;
    for (std::size_t c = 0; c < kClasses; ++c) {
      if (!allowed(now, c)) continue;
      if (guess == kColumns || scratch.scores[c] > scratch.scores[guess]) guess = c;
      if (wanted(c) && (good == kColumns || scratch.scores[c] > scratch.scores[good])) good = c;
    }
    float sum = 0, good_sum = 0;
    for (std::size_t c = 0; c < kColumns; ++c) {
      slopes[c] = c < kClasses && allowed(now, c) ? std::exp(scratch.scores[c] - scratch.scores[guess]) : 0.0f;
      sum += slopes[c];
      if (slopes[c] > 0 && wanted(c)) good_sum += slopes[c];
    }
    if (good_sum > 0) {  // the loss: minus the logarithm of what all good classes have together
      for (std::size_t c = 0; c < kClasses; ++c)
        if (slopes[c] > 0) slopes[c] = slopes[c] / sum - (wanted(c) ? slopes[c] / good_sum : 0.0f);
      learn_scores(view, slopes, word_slopes, scratch);
    }
    const std::size_t next = good != kColumns && !best[action_of(guess)] && !explore(epoch_, random_) ? good : guess;
    right += now.right_arc(action_of(next), sentence);
    now.apply(action_of(next), label_of(next));
  }
  return right;
}

void FeedForwardParser::learn_scores(const View& view, const std::vector<float>& slopes, float* word_slopes, const Scratch& scratch) {
  std::array<float, kHidden> back{};
  for (std::size_t h = 0; h < kHidden; ++h) {
    const float seen = scratch.hidden[h];
    if (seen <= 0) continue;  // off, or left out by dropout
    const float* weights = out_.value.data() + h * kColumns;
    float* out_slopes = out_.slope.data() + h * kColumns;
    float sums[8] = {};
    for (std::size_t c = 0; c < kColumns; c += 8)
      for (std::size_t k = 0; k < 8; ++k) sums[k] += slopes[c + k] * weights[c + k], out_slopes[c + k] += slopes[c + k] * seen;
    back[h] = std::accumulate(sums, sums + 8, 0.0f) / (1 - kHiddenDropout);
  }
  add(out_bias_.slope.data(), slopes.data(), kColumns), add(bias_.slope.data(), back.data(), kHidden);
  for (const std::size_t row : view.row) add(rows_.slope.data() + row * kHidden, back.data(), kHidden);
  for (std::size_t p = 0; p < kPositions; ++p) add(view.part(p, scratch.now.words(), word_slopes, special_rows_.slope.data()), back.data(), kHidden);
}

// One descent for a batch: every word's part of the hidden layer forward, its sentences, and back to the affixes.
void FeedForwardParser::learn_words(const Batch& batch, Scratch& scratch) {
  const auto& kernels = dense_kernels();
  const std::size_t width = word_width_ + kPieceWidth;
  std::size_t at = 0;
  std::vector<bool> hidden(batch.words);
  std::uniform_real_distribution<float> draw(0, 1);
  scratch.inputs.resize(batch.words * width), scratch.words.resize(batch.words * kWide), scratch.word_slopes.assign(batch.words * kWide, 0.0f);
  for (const Sentence* sentence : batch.sentences)
    for (std::size_t i = 0; i < sentence->size(); ++i, ++at) {
      hidden[at] = draw(random_) < kUnknownShare / (kUnknownShare + static_cast<float>(sentence->seen[i]));
      input(*sentence, i, hidden[at], scratch.inputs.data() + at * width);
    }
  kernels.multiply(scratch.inputs.data(), batch.words, width, width, project_.value.data(), kWide, nullptr, scratch.words.data(), kWide, false);
  at = 0;
  for (const Sentence* sentence : batch.sentences) {
    for (std::size_t i = 0; i < sentence->size(); ++i) add(scratch.words.data() + (at + i) * kWide, tag_rows_.value.data() + sentence->tag[i] * kWide, kWide);
    arcs_right_ += learn(*sentence, scratch.words.data() + at * kWide, scratch.word_slopes.data() + at * kWide, scratch);
    for (std::size_t i = 0; i < sentence->size(); ++i) add(tag_rows_.slope.data() + sentence->tag[i] * kWide, scratch.word_slopes.data() + (at + i) * kWide, kWide);
    at += sentence->size();
  }
  scratch.turned.resize(std::max(width * batch.words, kWide * kPieceWidth));
  for (std::size_t w = 0; w < batch.words; ++w)
    for (std::size_t k = 0; k < width; ++k) scratch.turned[k * batch.words + w] = scratch.inputs[w * width + k];
  kernels.multiply(scratch.turned.data(), width, batch.words, batch.words, scratch.word_slopes.data(), kWide, nullptr, project_.slope.data(), kWide, true);
  for (std::size_t k = 0; k < kPieceWidth; ++k)
    for (std::size_t h = 0; h < kWide; ++h) scratch.turned[h * kPieceWidth + k] = project_.value[(word_width_ + k) * kWide + h];
  scratch.inputs.resize(batch.words * kPieceWidth);
  kernels.multiply(scratch.word_slopes.data(), batch.words, kWide, kWide, scratch.turned.data(), kPieceWidth, nullptr, scratch.inputs.data(), kPieceWidth, false);
  at = 0;
  for (const Sentence* sentence : batch.sentences)
    for (std::size_t i = 0; i < sentence->size(); ++i, ++at)
      for (std::size_t k = hidden[at]; k < kPieceKinds; ++k) {
        const std::size_t row = sentence->hashes[i].pieces[k] % kPieces;
        touched_[row] = 1;
        add(pieces_.slope.data() + row * kPieceWidth, scratch.inputs.data() + at * kPieceWidth, kPieceWidth);
      }
}

void FeedForwardParser::descend(float rate) {
  ++steps_;
  const float one = 1 - std::pow(0.9f, static_cast<float>(steps_)), two = 1 - std::pow(0.98f, static_cast<float>(steps_));
  for (auto* part : {&project_, &tag_rows_, &special_rows_, &rows_, &bias_, &out_, &out_bias_}) part->descend(0, part->value.size(), rate, one, two);
  for (std::size_t row = 0; row < kPieces; ++row)
    if (touched_[row]) pieces_.descend(row * kPieceWidth, (row + 1) * kPieceWidth, rate, one, two), touched_[row] = 0;
}

void FeedForwardParser::train(const std::vector<Sentence>& sentences, int epochs, const std::function<void(int, double)>& report) {
  std::vector<std::size_t> order(sentences.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  Scratch scratch;
  std::size_t all = 0, done = 0;
  for (const Sentence& sentence : sentences) all += sentence.size();
  for (epoch_ = 0; epoch_ < epochs; ++epoch_) {
    std::shuffle(order.begin(), order.end(), random_);
    arcs_right_ = 0;
    for (std::size_t i = 0; i < order.size();) {
      Batch batch;
      for (; i < order.size() && batch.words < kBatchWords; ++i) batch.sentences.push_back(&sentences[order[i]]), batch.words += sentences[order[i]].size();
      learn_words(batch, scratch);
      done += batch.words;
      descend(kRate + (kLastRate - kRate) * static_cast<float>(done) / static_cast<float>(all * static_cast<std::size_t>(epochs)));
    }
    report(epoch_, static_cast<double>(arcs_right_) / static_cast<double>(all));
  }
  keep_frequent(sentences);
}

void FeedForwardParser::keep_frequent(const std::vector<Sentence>& sentences) {
  struct Place {
    std::uint32_t seen;
    const Sentence* sentence;
    std::size_t at;
  };
  std::unordered_map<std::uint64_t, Place> places;
  for (const Sentence& sentence : sentences)
    for (std::size_t i = 0; i < sentence.size(); ++i) places.emplace(form_key(sentence, i), Place{0, &sentence, i}).first->second.seen++;
  std::vector<Place> list;
  for (const auto& [key, place] : places) list.push_back(place);
  const std::size_t count = std::min(list.size(), kCacheAtMost);
  std::partial_sort(list.begin(), list.begin() + static_cast<std::ptrdiff_t>(count), list.end(), [](const Place& a, const Place& b) { return a.seen > b.seen; });
  std::vector<float> row(word_width_ + kPieceWidth);
  cache_.resize(count * kWide);
  for (std::size_t k = 0; k < count; ++k) {
    input(*list[k].sentence, list[k].at, false, row.data());
    dense_kernels().multiply(row.data(), 1, row.size(), row.size(), project_.value.data(), kWide, nullptr, cache_.data() + k * kWide, kWide, false);
    cached_[form_key(*list[k].sentence, list[k].at)] = k;
  }
}

void FeedForwardParser::parse(const Sentence& sentence, Scratch& scratch) const {
  const auto& kernels = dense_kernels();
  const std::size_t width = word_width_ + kPieceWidth;
  scratch.inputs.resize(width), scratch.words.resize(sentence.size() * kWide);
  for (std::size_t i = 0; i < sentence.size(); ++i) {
    float* to = scratch.words.data() + i * kWide;
    const float* tag = tag_rows_.value.data() + sentence.tag[i] * kWide;
    if (const auto found = cached_.find(form_key(sentence, i)); found != cached_.end()) {
      const float* from = cache_.data() + found->second * kWide;
      for (std::size_t h = 0; h < kWide; ++h) to[h] = from[h] + tag[h];
    } else {
      input(sentence, i, false, scratch.inputs.data());
      std::copy(tag, tag + kWide, to);
      kernels.multiply(scratch.inputs.data(), 1, width, width, project_.value.data(), kWide, nullptr, to, kWide, true);
    }
  }
  Configuration& now = scratch.now;
  for (now.start(sentence.size()); !now.done();) {
    score(View(now), scratch.words.data(), scratch);
    kernels.multiply(scratch.hidden.data(), 1, kHidden, kHidden, out_.value.data(), kColumns, out_bias_.value.data(), scratch.scores.data(), kColumns, false);
    std::size_t best = kColumns;
    for (std::size_t c = 0; c < kClasses; ++c)
      if (allowed(now, c) && (best == kColumns || scratch.scores[c] > scratch.scores[best])) best = c;
    now.apply(action_of(best), label_of(best));
  }
}

}  // namespace dragoman::baseline
