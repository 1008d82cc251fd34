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
  unsigned runs = 5;     // from seeds that follow each other; kept is the mean over all of them and over the last half of their epochs
  float rate = 0.15f;
  float decay = 1e-5f;   // of weights, at each step that touches them
  float doubt = 0.01f;   // share of the truth that is spread over all types, so that nothing is learnt to be certain
  float dropped = 0.5f;  // share of sparse features left out at each look
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

// The class a sentence teaches: its type, with the mode where a set `plover2021.TYPE` of the lexicon has the two ("AGREE/sign").
std::string class_of(const MarkedSentence& sentence, const Knowledge& knowledge);
// The type that PLOVER's table of 2021 gives such a class: its own, or that whose set has it.
std::string_view type_of_2021(std::string_view name, const Knowledge& knowledge);

// The same model for the same input. Sentences that cannot be read are left out and told to `say`.
EventModel learn_events(const std::vector<MarkedSentence>& sentences, const std::shared_ptr<const Models>& models, const EventSettings& settings,
                        const std::function<void(const std::string&)>& say);

}  // namespace dragoman::train
