// Teaches the event scorer (coding/event_scorer.h) from marked sentences.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "dragoman/pipeline.h"
#include "coding/pair_features.h"
#include "parse/event_weights.h"
#include "train/marked_sentences.h"

namespace dragoman::train {

struct EventSettings {
  std::uint64_t seed = 1;
  unsigned epochs = 12;
  float rate = 0.15f;
  float decay = 1e-5f;   // of weights, at each step that touches them
  float dropped = 0.3f;  // share of sparse features left out at each look
};

struct EventModel {
  std::vector<std::string> types;
  std::vector<std::int8_t> slots;
  std::vector<float> scales, dense;
  std::size_t width = 0;

  EventWeights view() const;
  // As sections of the model file.
  std::vector<std::pair<std::string, std::string>> sections() const;
};

// Reads one sentence at a time through the whole pipeline, as one sentence whatever its stops. One per thread.
class PairParser {
 public:
  explicit PairParser(std::shared_ptr<const Models> models);
  ~PairParser();
  // False when a phrase has no token.
  bool read(const MarkedSentence& sentence, PairFeatures& features);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// The same model for the same input. Sentences that cannot be read are left out and told to `say`.
EventModel learn_events(const std::vector<MarkedSentence>& sentences, const std::shared_ptr<const Models>& models, const EventSettings& settings,
                        const std::function<void(const std::string&)>& say);

}  // namespace dragoman::train
