#include "train/chain_trainer.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <random>
#include <string>

#include "parse/mentions.h"
#include "train/parse_score.h"
#include "train/treebank_text.h"

namespace dragoman::train {

namespace {

// What the gold says of a phrase, found by its head.
struct GoldPhrase {
  PhraseType type = PhraseType::other;
  std::string group;  // empty: no mention of the gold
};

// By head token of the document: the longest mention that has it.
std::map<std::uint32_t, GoldPhrase> gold_by_head(const std::vector<Tree>& trees, std::size_t from, std::size_t to) {
  std::map<std::uint32_t, GoldPhrase> gold;
  std::uint32_t first = 0;
  for (std::size_t k = from; k < to; ++k) {
    const Tree& tree = trees[k];
    for (const TreeMention& m : tree.mentions)
      for (std::uint32_t w = m.first; w < m.end; ++w) {
        const std::uint32_t head = tree.words[w].head;
        if (head == 0 || head - 1 < m.first || head - 1 >= m.end) {
          gold.try_emplace(first + w, GoldPhrase{phrase_type(m.type), m.group});
          break;
        }
      }
    first += static_cast<std::uint32_t>(tree.words.size());
  }
  return gold;
}

struct TypeLesson {
  TypeFeatures features;
  PhraseType type;
  std::uint32_t document;
};

struct LinkLesson {
  FreshFeatures fresh;
  std::vector<LinkFeatures> links;
  std::vector<bool> right;
  bool any_right = false;
};

// Documents that have entities, as [from, to) of the trees.
std::vector<std::pair<std::size_t, std::size_t>> documents_of(const std::vector<Tree>& trees) {
  std::vector<std::pair<std::size_t, std::size_t>> out;
  for (std::size_t from = 0; from < trees.size();) {
    const std::size_t to = document_end(trees, from);
    if (std::any_of(trees.begin() + static_cast<std::ptrdiff_t>(from), trees.begin() + static_cast<std::ptrdiff_t>(to), [](const Tree& t) { return !t.mentions.empty(); })) out.emplace_back(from, to);
    from = to;
  }
  return out;
}

// Weights that AdaGrad (Duchi and others 2011) moves; what is kept is their mean over the epochs.
class Weights {
 public:
  Weights(std::size_t slots, float rate) : rate_(rate), value_(slots, 0.0f), square_(slots, 1e-2f), total_(slots, 0.0) {}
  template <std::size_t kCount>
  float score(const std::array<std::uint32_t, kCount>& features, std::size_t base = 0) const {
    float sum = 0;
    for (const std::uint32_t slot : features) sum += value_[base + slot];
    return sum;
  }
  template <std::size_t kCount>
  void move(const std::array<std::uint32_t, kCount>& features, float slope, std::size_t base = 0) {
    if (slope == 0) return;
    for (const std::uint32_t slot : features) {
      square_[base + slot] += slope * slope;
      value_[base + slot] -= rate_ * slope / std::sqrt(square_[base + slot]);
    }
  }
  void end_epoch() {
    for (std::size_t i = 0; i < value_.size(); ++i) total_[i] += value_[i];
  }
  std::vector<std::int8_t> bytes() const {
    double most = 1e-9;
    for (const double t : total_) most = std::max(most, std::fabs(t));
    std::vector<std::int8_t> out(total_.size());
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = static_cast<std::int8_t>(std::lround(total_[i] / most * 127.0));
    return out;
  }

 private:
  float rate_;
  std::vector<float> value_, square_;
  std::vector<double> total_;
};

template <class T>
void shuffle(std::vector<T>& list, std::mt19937_64& random) {
  for (std::size_t i = list.size(); i > 1; --i) std::swap(list[i - 1], list[random() % i]);
}

// Learns from the lessons whose document is not in `without` of `folds` (without == folds: from all).
std::vector<std::int8_t> learn_types(const std::vector<TypeLesson>& lessons, const ChainSettings& settings, unsigned without) {
  std::vector<const TypeLesson*> order;
  for (const TypeLesson& lesson : lessons)
    if (without == settings.folds || lesson.document % settings.folds != without) order.push_back(&lesson);
  Weights weights(kPhraseTypes * kTypeSlots, settings.rate);
  std::mt19937_64 random(settings.seed + 101);
  for (unsigned epoch = 0; epoch < settings.type_epochs; ++epoch) {
    shuffle(order, random);
    for (const TypeLesson* lesson : order) {
      std::array<float, kPhraseTypes> score{};
      float most = -1e30f, sum = 0;
      for (std::size_t t = 0; t < kPhraseTypes; ++t) most = std::max(most, score[t] = weights.score(lesson->features, t * kTypeSlots));
      for (float& s : score) sum += s = std::exp(s - most);
      for (std::size_t t = 0; t < kPhraseTypes; ++t)
        weights.move(lesson->features, score[t] / sum - (t == static_cast<std::size_t>(lesson->type) ? 1.0f : 0.0f), t * kTypeSlots);
    }
    weights.end_epoch();
  }
  return weights.bytes();
}

void learn_from(const LinkLesson& lesson, Weights& weights, const ChainSettings& settings, std::vector<float>& score) {
  const std::size_t n = lesson.links.size();
  score.resize(n + 1);
  score[n] = weights.score(lesson.fresh) + (lesson.any_right ? settings.false_fresh : 0.0f);
  float most = score[n];
  for (std::size_t k = 0; k < n; ++k) {
    score[k] = weights.score(lesson.links[k]) + (lesson.right[k] ? 0.0f : lesson.any_right ? settings.wrong_link : settings.false_link);
    most = std::max(most, score[k]);
  }
  float all = 0, right = 0;
  for (std::size_t k = 0; k <= n; ++k) {
    all += score[k] = std::exp(score[k] - most);
    if (k < n ? lesson.right[k] : !lesson.any_right) right += score[k];
  }
  right = std::max(right, 1e-20f);
  for (std::size_t k = 0; k < n; ++k) weights.move(lesson.links[k], score[k] / all - (lesson.right[k] ? score[k] / right : 0.0f));
  weights.move(lesson.fresh, score[n] / all - (lesson.any_right ? 0.0f : score[n] / right));
}

}  // namespace

PhraseType phrase_type(std::string_view entity_type) {
  return entity_type == "person" ? PhraseType::person : entity_type == "organization" ? PhraseType::body : entity_type == "place" ? PhraseType::place : PhraseType::other;
}

ChainWeights learn_chains(const std::vector<Tree>& trees, const LanguageModel& model, const Knowledge& knowledge, const ChainSettings& settings) {
  const auto documents = documents_of(trees);
  if (documents.empty()) return {};
  Document document;
  ParseScratch parse;
  ChainScratch scratch;
  std::vector<Phrase> phrases;
  const auto read = [&](std::size_t number) {
    gold_document(trees, documents[number].first, documents[number].second, document);
    model.parse(document, parse, true);
    find_mentions(document, knowledge);
    find_phrases(document, scratch.phrases, phrases);
    return gold_by_head(trees, documents[number].first, documents[number].second);
  };

  std::vector<TypeLesson> types;
  for (std::uint32_t d = 0; d < documents.size(); ++d) {
    const auto gold = read(d);
    const PhraseReader reader(document, phrases, scratch);
    for (std::uint32_t i = 0; i < phrases.size(); ++i) {
      const auto at = gold.find(phrases[i].head);
      TypeLesson& lesson = types.emplace_back();
      reader.type_features(i, lesson.features);
      lesson.type = at == gold.end() ? PhraseType::other : at->second.type;
      lesson.document = d;
    }
  }
  std::vector<std::vector<std::int8_t>> folds;
  for (unsigned fold = 0; fold <= settings.folds; ++fold) folds.push_back(learn_types(types, settings, fold));

  std::vector<LinkLesson> lessons;
  for (std::uint32_t d = 0; d < documents.size(); ++d) {
    const auto gold = read(d);
    const std::vector<std::int8_t> none(kLinkSlots);
    const ChainModel guesser(folds[d % settings.folds], none);
    PhraseReader reader(document, phrases, scratch);
    std::map<std::string, std::uint32_t> latest;
    TypeFeatures features;
    for (std::uint32_t i = 0; i < phrases.size(); ++i) {
      reader.type_features(i, features);
      phrases[i].type = guesser.type(features);
      if (phrases[i].type == PhraseType::other) continue;
      const auto at = gold.find(phrases[i].head);
      const std::string group = at == gold.end() ? std::string() : at->second.group;
      LinkLesson& lesson = lessons.emplace_back();
      reader.fresh_features(i, lesson.fresh);
      for (const std::uint32_t earlier : reader.candidates(i)) {
        reader.link_features(earlier, i, lesson.links.emplace_back());
        const auto other = gold.find(phrases[earlier].head);
        lesson.right.push_back(!group.empty() && other != gold.end() && other->second.group == group);
        lesson.any_right = lesson.any_right || lesson.right.back();
      }
      const auto before = group.empty() ? latest.end() : latest.find(group);
      reader.settle(i, before == latest.end() ? kNone : before->second);
      if (!group.empty()) latest[group] = i;
    }
  }
  Weights links(kLinkSlots, settings.rate);
  std::mt19937_64 random(settings.seed + 202);
  std::vector<float> score;
  for (unsigned epoch = 0; epoch < settings.link_epochs; ++epoch) {
    shuffle(lessons, random);
    for (const LinkLesson& lesson : lessons) learn_from(lesson, links, settings, score);
    links.end_epoch();
  }
  return {folds.back(), links.bytes()};
}

}  // namespace dragoman::train
