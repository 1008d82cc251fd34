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

// AdaGrad (Duchi and others 2011).
struct Weights {
  std::vector<float> value, square;
  explicit Weights(std::size_t count) : value(count, 0.0f), square(count, 1e-2f) {}
  void move(std::size_t at, float slope, float rate, float decay) {
    slope += decay * value[at];
    square[at] += slope * slope;
    value[at] -= rate * slope / std::sqrt(square[at]);
  }
  void add_to(std::vector<double>& total) const {
    for (std::size_t i = 0; i < value.size(); ++i) total[i] += value[i];
  }
};

// One training from one seed.
class Course {
 public:
  Course(std::size_t types, std::size_t dense, const EventSettings& settings, std::uint64_t seed)
      : types_(types), dense_(dense), settings_(settings), slots_(kEventSlots * types), heavy_((dense + 1) * types), random_(seed), score_(types) {}

  // Looks at every lesson once, in an order of its own; returns the sum of losses.
  double epoch(std::vector<Lesson>& lessons) {
    for (std::size_t i = lessons.size(); i > 1; --i) std::swap(lessons[i - 1], lessons[random_() % i]);
    double loss = 0;
    for (const Lesson& lesson : lessons) loss += learn(lesson);
    return loss;
  }
  void keep(std::vector<double>& slots, std::vector<double>& heavy) const { slots_.add_to(slots), heavy_.add_to(heavy); }

 private:
  double learn(const Lesson& lesson) {
    used_.clear();
    for (const PairFeature& f : lesson.features.sparse)
      if (static_cast<float>(random_() >> 40) * (1.0f / 16777216.0f) >= settings_.dropped) used_.push_back({f.slot, f.value / (1 - settings_.dropped)});
    const auto dense = [&](std::size_t i) { return i < dense_ ? lesson.features.dense[i] : 1.0f; };
    std::fill(score_.begin(), score_.end(), 0.0f);
    for (const PairFeature& f : used_)
      for (std::size_t k = 0; k < types_; ++k) score_[k] += f.value * slots_.value[f.slot * types_ + k];
    for (std::size_t i = 0; i <= dense_; ++i)
      for (std::size_t k = 0; k < types_; ++k) score_[k] += dense(i) * heavy_.value[i * types_ + k];
    const float top = *std::max_element(score_.begin(), score_.end());
    float sum = 0;
    for (float& s : score_) sum += s = std::exp(s - top);
    for (std::size_t k = 0; k < types_; ++k) {
      const float truth = settings_.doubt / static_cast<float>(types_) + (k == lesson.type ? 1.0f - settings_.doubt : 0.0f);
      const float slope = score_[k] / sum - truth;
      for (const PairFeature& f : used_) slots_.move(f.slot * types_ + k, slope * f.value, settings_.rate, settings_.decay);
      for (std::size_t i = 0; i <= dense_; ++i) heavy_.move(i * types_ + k, slope * dense(i), settings_.rate * 0.3f, settings_.decay);
    }
    return -std::log(std::max(1e-9f, score_[lesson.type] / sum));
  }

  std::size_t types_, dense_;
  const EventSettings& settings_;
  Weights slots_, heavy_;
  std::mt19937_64 random_;
  std::vector<float> score_;
  std::vector<PairFeature> used_;
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
  std::vector<double> slots(kEventSlots * types, 0.0), heavy((dense + 1) * types, 0.0);
  for (unsigned run = 0; run < settings.runs; ++run) {
    Course course(types, dense, settings, settings.seed + run);
    for (unsigned epoch = 0; epoch < settings.epochs; ++epoch) {
      const double loss = course.epoch(lessons);
      if (epoch >= settings.epochs / 2) course.keep(slots, heavy);
      say(fmt::format("run {}  epoch {:>2}  loss {:.3f} over {} sentences", run + 1, epoch + 1, loss / static_cast<double>(lessons.size()), lessons.size()));
    }
  }
  const double kept = settings.runs * (settings.epochs - settings.epochs / 2);
  model.scales.assign(types, 0.0f);
  for (std::size_t i = 0; i < slots.size(); ++i) model.scales[i % types] = std::max(model.scales[i % types], static_cast<float>(std::fabs(slots[i] / kept)) / 127.0f);
  model.slots.resize(slots.size());
  for (std::size_t i = 0; i < model.slots.size(); ++i)
    model.slots[i] = static_cast<std::int8_t>(std::lround(slots[i] / kept / std::max(1e-9f, model.scales[i % types])));
  for (const double t : heavy) model.dense.push_back(static_cast<float>(t / kept));
  return model;
}

}  // namespace dragoman::train
