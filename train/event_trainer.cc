#include "train/event_trainer.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "coding/event_scorer.h"
#include "parse/known_lemmas.h"
#include "parse/mentions.h"
#include "parse/repairs.h"
#include "pipeline/parts.h"
#include "train/one_sentence.h"

namespace dragoman::train {

struct PairParser::State {
  std::shared_ptr<const Models> models;
  Document document;
  ParseScratch scratch;
};

PairParser::PairParser(std::shared_ptr<const Models> models) : state_(std::make_unique<State>()) { state_->models = std::move(models); }
PairParser::~PairParser() = default;

bool PairParser::read(const MarkedSentence& sentence, PairFeatures& features) {
  const Models::Parts& parts = state_->models->parts();
  Document& document = state_->document;
  if (!segment_as_one(document, sentence.text, parts)) return false;
  parts.language->parse(document, state_->scratch, true);
  mend_lemmas(document, *parts.knowledge);
  repair_trees(document, *parts.knowledge);
  find_mentions(document, *parts.knowledge);
  const Pair pair{head_of_bytes(document, sentence.source), sentence.target.size() ? head_of_bytes(document, sentence.target) : kNone};
  if (pair.source == kNone) return false;
  const Reading reading(document, *parts.knowledge);
  const auto candidates = match_sentence(document.sentences.front(), reading.roles, reading.actors, *parts.knowledge);
  PairReader(reading, *parts.language).read(pair, candidates, features);
  return true;
}

EventWeights EventModel::view() const {
  EventWeights weights;
  weights.types.assign(types.begin(), types.end());
  weights.slots = slots, weights.scales = scales, weights.dense = dense, weights.width = width;
  return weights;
}

std::vector<std::pair<std::string, std::string>> EventModel::sections() const {
  std::string names;
  for (const std::string& type : types) names += (names.empty() ? "" : "\n") + type;
  const auto bytes = [](const auto& list) { return std::string(reinterpret_cast<const char*>(list.data()), list.size() * sizeof(list[0])); };
  return {{"event types", names}, {"event slots", bytes(slots)}, {"event scales", bytes(scales)}, {"event dense", bytes(dense)}};
}

namespace {

struct Lesson {
  PairFeatures features;
  std::size_t type = 0;
};

// AdaGrad (Duchi and others 2011); what is kept is the mean over the last epochs.
struct Weights {
  std::vector<float> value, square;
  std::vector<double> total;
  explicit Weights(std::size_t count) : value(count, 0.0f), square(count, 1e-2f), total(count, 0.0) {}
  void move(std::size_t at, float slope, float rate, float decay) {
    slope += decay * value[at];
    square[at] += slope * slope;
    value[at] -= rate * slope / std::sqrt(square[at]);
  }
  void keep() {
    for (std::size_t i = 0; i < value.size(); ++i) total[i] += value[i];
  }
};

}  // namespace

std::string_view type_of_2021(std::string_view name, const Knowledge& knowledge) {
  for (const Act& act : knowledge.acts())
    if (!act.plover.type.empty() && knowledge.in_set("plover2021." + act.plover.type, name)) return act.plover.type;
  return type_of_class(name);
}

std::string class_of(const MarkedSentence& sentence, const Knowledge& knowledge) {
  const std::string whole = sentence.type + "/" + sentence.mode;
  return type_of_2021(whole, knowledge) == sentence.type ? sentence.type : whole;
}

EventModel learn_events(const std::vector<MarkedSentence>& sentences, const std::shared_ptr<const Models>& models, const EventSettings& settings,
                        const std::function<void(const std::string&)>& say) {
  EventModel model;
  const Knowledge& knowledge = *models->parts().knowledge;
  for (const MarkedSentence& sentence : sentences)
    if (const auto name = class_of(sentence, knowledge); std::find(model.types.begin(), model.types.end(), name) == model.types.end()) model.types.push_back(name);
  std::sort(model.types.begin(), model.types.end());
  const std::size_t types = model.types.size();
  PairParser parser(models);
  std::vector<Lesson> lessons;
  for (const MarkedSentence& sentence : sentences) {
    Lesson lesson;
    lesson.type = static_cast<std::size_t>(std::find(model.types.begin(), model.types.end(), class_of(sentence, knowledge)) - model.types.begin());
    if (parser.read(sentence, lesson.features)) lessons.push_back(std::move(lesson));
    else say(fmt::format("{}:{}: the marked words hold no word; the line is left out", sentence.file, sentence.line));
  }
  if (lessons.empty()) return {};
  const std::size_t dense = lessons.front().features.dense.size();
  model.width = dense / kEventVectors;
  Weights sparse(kEventSlots * types), heavy((dense + 1) * types);
  std::mt19937_64 random(settings.seed);
  std::vector<float> score(types);
  std::vector<PairFeature> used;
  for (unsigned epoch = 0; epoch < settings.epochs; ++epoch) {
    for (std::size_t i = lessons.size(); i > 1; --i) std::swap(lessons[i - 1], lessons[random() % i]);
    double loss = 0;
    for (const Lesson& lesson : lessons) {
      used.clear();
      for (const PairFeature& f : lesson.features.sparse)
        if (static_cast<float>(random() >> 40) * (1.0f / 16777216.0f) >= settings.dropped) used.push_back({f.slot, f.value / (1 - settings.dropped)});
      std::fill(score.begin(), score.end(), 0.0f);
      for (const PairFeature& f : used)
        for (std::size_t k = 0; k < types; ++k) score[k] += f.value * sparse.value[f.slot * types + k];
      for (std::size_t i = 0; i <= dense; ++i) {
        const float value = i < dense ? lesson.features.dense[i] : 1.0f;
        for (std::size_t k = 0; k < types; ++k) score[k] += value * heavy.value[i * types + k];
      }
      const float top = *std::max_element(score.begin(), score.end());
      float sum = 0;
      for (float& s : score) sum += s = std::exp(s - top);
      loss -= std::log(std::max(1e-9f, score[lesson.type] / sum));
      for (std::size_t k = 0; k < types; ++k) {
        const float truth = settings.doubt / static_cast<float>(types) + (k == lesson.type ? 1.0f - settings.doubt : 0.0f);
        const float slope = score[k] / sum - truth;
        for (const PairFeature& f : used) sparse.move(f.slot * types + k, slope * f.value, settings.rate, settings.decay);
        for (std::size_t i = 0; i <= dense; ++i) heavy.move(i * types + k, slope * (i < dense ? lesson.features.dense[i] : 1.0f), settings.rate * 0.3f, settings.decay);
      }
    }
    if (epoch >= settings.epochs / 2) sparse.keep(), heavy.keep();
    say(fmt::format("epoch {:>2}  loss {:.3f} over {} sentences", epoch + 1, loss / static_cast<double>(lessons.size()), lessons.size()));
  }
  const double kept = settings.epochs - settings.epochs / 2;
  model.scales.assign(types, 0.0f);
  for (std::size_t i = 0; i < sparse.total.size(); ++i) model.scales[i % types] = std::max(model.scales[i % types], static_cast<float>(std::fabs(sparse.total[i] / kept)) / 127.0f);
  model.slots.resize(sparse.total.size());
  for (std::size_t i = 0; i < model.slots.size(); ++i)
    model.slots[i] = static_cast<std::int8_t>(std::lround(sparse.total[i] / kept / std::max(1e-9f, model.scales[i % types])));
  for (const double t : heavy.total) model.dense.push_back(static_cast<float>(t / kept));
  return model;
}

}  // namespace dragoman::train
