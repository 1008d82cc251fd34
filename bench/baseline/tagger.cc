#include "baseline/tagger.h"

#include <algorithm>
#include <random>

namespace dragoman::baseline {

namespace {
constexpr int kEpochs = 5;
constexpr std::size_t kFolds = 5;
constexpr unsigned kRowBits = 18;
constexpr std::uint32_t kOutside = 0xffff;
}  // namespace

void Tagger::features(const Sentence& sentence, std::size_t at, const std::vector<std::uint16_t>& tags, std::vector<std::uint32_t>& out) const {
  out.clear();
  std::uint32_t kind = 0;
  const auto n = static_cast<std::ptrdiff_t>(sentence.size()), i = static_cast<std::ptrdiff_t>(at);
  const auto inside = [&](std::ptrdiff_t k) { return k >= 0 && k < n; };
  const auto form = [&](std::ptrdiff_t k) { return inside(k) ? sentence.form[k] : kOutside; };
  const auto add = [&](std::uint64_t a, std::uint64_t b = 0) { out.push_back(FeatureHash(kind++).add(a).add(b).row()); };
  const std::uint32_t last = at > 0 ? tags[at - 1] : kOutside, second = at > 1 ? tags[at - 2] : kOutside;
  for (const std::uint32_t piece : sentence.hashes[at].pieces) add(piece);
  for (std::ptrdiff_t k = -2; k <= 2; ++k) add(form(i + k));
  for (std::ptrdiff_t k = -2; k <= 2; ++k) add(inside(i + k) ? sentence.cluster[i + k] : kOutside);
  for (const std::ptrdiff_t k : {-1, 1}) {
    add(inside(i + k) ? sentence.hashes[i + k].pieces[3] : kOutside);  // its last three letters
    add(inside(i + k) ? sentence.hashes[i + k].pieces[8] : kOutside);  // its shape
    add(form(i), form(i + k));
  }
  add(0), add(last), add(last, second), add(last, form(i)), add(last, sentence.hashes[at].pieces[3]);
  add(last, form(i + 1)), add(last, inside(i + 1) ? sentence.cluster[i + 1] : kOutside), add(second, form(i));
}

Tagger::Tagger(std::size_t tags, const std::vector<const Sentence*>& train) : tags_(tags), weights_(kRowBits, tags) {
  std::vector<const Sentence*> order = train;
  std::mt19937_64 random(1);
  std::vector<std::uint32_t> found;
  std::vector<std::uint16_t> guessed;
  std::vector<float> scores(weights_.stride());
  for (int epoch = 0; epoch < kEpochs; ++epoch) {
    std::shuffle(order.begin(), order.end(), random);
    for (const Sentence* sentence : order) {
      guessed.assign(sentence->size(), 0);
      for (std::size_t i = 0; i < sentence->size(); ++i) {
        features(*sentence, i, guessed, found);
        weights_.score(found, scores.data());
        guessed[i] = static_cast<std::uint16_t>(std::max_element(scores.begin(), scores.begin() + static_cast<std::ptrdiff_t>(tags_)) - scores.begin());
        weights_.step();
        if (guessed[i] != sentence->gold_tag[i]) weights_.correct(found, sentence->gold_tag[i], guessed[i]);
      }
    }
  }
  weights_.average();
}

void Tagger::tag(Sentence& sentence) const {
  std::vector<std::uint32_t> found;
  std::vector<float> scores(weights_.stride());
  for (std::size_t i = 0; i < sentence.size(); ++i) {
    features(sentence, i, sentence.tag, found);
    weights_.score(found, scores.data());
    sentence.tag[i] = static_cast<std::uint16_t>(std::max_element(scores.begin(), scores.begin() + static_cast<std::ptrdiff_t>(tags_)) - scores.begin());
  }
}

void tag_by_others(std::vector<Sentence>& sentences, std::size_t tags) {
  for (std::size_t fold = 0; fold < kFolds; ++fold) {
    std::vector<const Sentence*> others;
    for (std::size_t i = 0; i < sentences.size(); ++i)
      if (i % kFolds != fold) others.push_back(&sentences[i]);
    const Tagger tagger(tags, others);
    for (std::size_t i = fold; i < sentences.size(); i += kFolds) tagger.tag(sentences[i]);
  }
}

}  // namespace dragoman::baseline
