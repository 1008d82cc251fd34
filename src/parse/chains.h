// Which noun phrases of a document speak of the same person, body or place: learnt.
//
// Left to right, every phrase either begins a chain or joins that of an earlier phrase, whichever scores best: a linear
// mention-ranking model over hashed features (Denis and Baldridge 2008; features after Durrett and Klein 2013).
#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <memory_resource>
#include <unordered_map>
#include <vector>

#include "dragoman/document.h"
#include "parse/phrases.h"

namespace dragoman {

inline constexpr std::size_t kTypeFeatures = 16, kTypeSlots = std::size_t{1} << 16;
inline constexpr std::size_t kLinkFeatures = 30, kFreshFeatures = 12, kLinkSlots = std::size_t{1} << 18;
using TypeFeatures = std::array<std::uint32_t, kTypeFeatures>;    // slots of one type's table
using LinkFeatures = std::array<std::uint32_t, kLinkFeatures>;
using FreshFeatures = std::array<std::uint32_t, kFreshFeatures>;

// What the features need of a phrase, worked out once.
struct PhraseFacts {
  std::uint32_t head = 0, whole = 0, opening = 0, governor = 0, sentence = 0;  // hashes of words in small letters; sentence number
  std::array<std::uint32_t, 6> words{};                                      // hashes of its names and nouns
  std::uint8_t word_count = 0, pronoun = 0, article = 0, role = 0;
  bool plural = false, quoted = false;
  // of the chain so far, kept at its first phrase
  std::uint32_t size = 0, latest = 0, pronouns = 0;
  bool named = false;
};

// Working memory; capacity, never information. One per thread.
struct ChainScratch {
  PhraseScratch phrases;
  std::vector<PhraseFacts> facts;
  std::vector<std::uint32_t> spoken;                        // phrases of the three types so far
  std::pmr::unsynchronized_pool_resource pool;              // nodes that clear() gave back
  std::pmr::unordered_map<std::uint32_t, std::uint32_t> heads{&pool};  // last phrase with a head
  std::vector<std::uint32_t> candidates;
};

// Reads the features of the phrases of one document.
class PhraseReader {
 public:
  PhraseReader(const Document& document, std::vector<Phrase>& phrases, ChainScratch& scratch);
  void type_features(std::uint32_t phrase, TypeFeatures& features) const;
  // Earlier phrases that `phrase` might speak of again, nearest first.
  std::span<const std::uint32_t> candidates(std::uint32_t phrase);
  void link_features(std::uint32_t earlier, std::uint32_t phrase, LinkFeatures& features) const;
  void fresh_features(std::uint32_t phrase, FreshFeatures& features) const;
  // `phrase` is settled: it joins the chain of `earlier`, or begins one of its own (kNone).
  void settle(std::uint32_t phrase, std::uint32_t earlier);

 private:
  const Document& document_;
  std::vector<Phrase>& phrases_;
  ChainScratch& scratch_;
};

// The weights. Immutable; share freely.
class ChainModel {
 public:
  ChainModel() = default;
  // kPhraseTypes · kTypeSlots weights for types, kLinkSlots for links; or none.
  ChainModel(std::span<const std::int8_t> types, std::span<const std::int8_t> links) : types_(types), links_(links) {}
  bool known() const { return !types_.empty() && !links_.empty(); }
  PhraseType type(const TypeFeatures& features) const;
  template <std::size_t kCount>
  std::int32_t score(const std::array<std::uint32_t, kCount>& features) const {
    std::int32_t sum = 0;
    for (const std::uint32_t slot : features) sum += links_[slot];
    return sum;
  }

 private:
  std::span<const std::int8_t> types_, links_;
};

// Fills `phrases` with those of the document, their types and chains. Needs trees, name tags and mentions. Linear in phrases.
void find_chains(const Document& document, const ChainModel& model, ChainScratch& scratch, std::vector<Phrase>& phrases);

}  // namespace dragoman
