// The trained models of one language: tagger, lemmatiser, parser.
#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "dragoman/document.h"
#include "dragoman/result.h"
#include "parse/chains.h"
#include "parse/event_weights.h"
#include "segment/boundaries.h"

namespace dragoman {

// Working memory of parse(); capacity, never information. One per thread.
class ParseScratch {
 public:
  ParseScratch();
  ~ParseScratch();
  struct Impl;
  std::unique_ptr<Impl> impl;
};

// Immutable; share freely.
class LanguageModel {
 public:
  // Maps a model file. Errors: not_found, bad_format (foreign, truncated, other version), with the remedy.
  static Result<std::shared_ptr<const LanguageModel>> open(const std::string& path);
  virtual ~LanguageModel() = default;
  virtual std::string_view fingerprint() const = 0;
  // Where sentences end, for segment(); not known() when the file has none.
  virtual const Boundaries& boundaries() const = 0;
  // Which phrases are the same, for find_chains(); not known() when the file has none.
  virtual const ChainModel& chains() const = 0;
  // Weights of the event scorer (coding/event_scorer.h); not known() when the file has none.
  virtual const EventWeights& events() const = 0;
  // The vector that running text taught of a word, in any case; false, and zeros of that width, when it has none.
  virtual bool word_vector(std::string_view word, std::vector<float>& vector) const = 0;
  // Fills upos, feats, lemma, head and deprel of every token of every sentence of a reporting block
  // (others too when all is true). Linear in tokens. Every sentence becomes one tree with one root.
  virtual void parse(Document& document, ParseScratch& scratch, bool all = false) const = 0;
  // After find_mentions(): pronouns of persons that the rules leave open follow the learnt chains. Linear in tokens.
  virtual void link(Document& document, ParseScratch& scratch) const = 0;
};

}  // namespace dragoman
