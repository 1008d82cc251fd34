// What the words of a sentence say of two phrases in it: the features of the event scorer.
#pragma once
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "coding/draft.h"
#include "coding/match.h"
#include "parse/language_model.h"

namespace dragoman {

struct PairFeature {
  std::uint32_t slot = 0;  // below kEventSlots
  float value = 1;
};

struct PairFeatures {
  std::vector<PairFeature> sparse;
  std::vector<float> dense;  // kEventVectors mean word vectors of length 1: of the words between the two in the tree, of the word that joins them, of the rest
};

// Two phrases of one sentence by the tokens that head them; `target` may be kNone.
struct Pair {
  std::uint32_t source = kNone, target = kNone;
};

// Reads the features of pairs of one document. Views the reading and the model; one per document.
class PairReader {
 public:
  PairReader(const Reading& reading, const LanguageModel& language);
  // `candidates` are those of the pair's sentence. Linear in the sentence's tokens and candidates.
  void read(const Pair& pair, std::span<const Candidate> candidates, PairFeatures& out);

 private:
  void add(std::string_view kind, std::string_view first, std::string_view second = {}, float value = 1);
  void party(std::string_view kind, std::uint32_t token);
  void joint(std::uint32_t token, std::string_view kind);
  void acts(const Pair& pair, std::span<const Candidate> candidates);
  void surroundings(const Pair& pair);
  void climb(std::uint32_t token, std::vector<std::uint32_t>& path) const;
  void add_vector(std::uint32_t token, std::size_t which);
  bool content(std::uint32_t token) const;

  const Reading& reading_;
  const LanguageModel& language_;
  const Document& doc_;
  const Tree& tree_;
  PairFeatures* out_ = nullptr;
  std::vector<std::uint32_t> up_source_, up_target_, path_;
  std::uint32_t join_ = kNone;
  std::vector<float> vector_;
};

}  // namespace dragoman
