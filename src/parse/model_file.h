// The file a language model is mapped from; docs/formats/language-model.md describes it byte by byte.
#pragma once
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/mapped_file.h"
#include "dragoman/document.h"
#include "dragoman/result.h"
#include "parse/chains.h"
#include "parse/event_weights.h"
#include "parse/lemmas.h"
#include "parse/name_decoder.h"
#include "parse/network.h"
#include "parse/relation_tags.h"
#include "segment/boundaries.h"

namespace dragoman {

inline constexpr std::string_view kModelMagic = "DRAGOLM1";
inline constexpr std::uint32_t kModelVersion = 2;
inline constexpr std::size_t kModelAlign = 64;  // sections and their parts begin at multiples of this

struct ModelHeader {
  char magic[8];
  std::uint32_t version;
  std::uint32_t sections;
  std::uint64_t bytes;        // of the whole file
  std::uint64_t fingerprint;  // XXH3 of everything after the header
  std::uint64_t spare[4];
};
static_assert(sizeof(ModelHeader) == 64);

struct ModelSection {
  char name[16];  // zero-padded
  std::uint64_t offset, bytes;
};

struct ModelTag {
  std::uint32_t upos, feats;
};

struct WordSlot {  // open addressing by the hash's low bits; row 0 marks an empty slot
  std::uint32_t check, row;
};
constexpr std::uint32_t word_check(std::uint64_t hash) { return static_cast<std::uint32_t>(hash >> 32); }

// A mapped and checked model. Immutable; share freely.
class ModelFile {
 public:
  // Errors: not_found, unreadable, bad_format (foreign, truncated, altered, another version), each with path and remedy.
  static Result<std::unique_ptr<ModelFile>> open(const std::string& path);

  const NetworkShape& shape() const { return shape_; }
  const NetworkWeights& weights() const { return weights_; }
  const ModelTag& tag(std::size_t index) const { return tags_[index]; }
  const LemmaTable& lemmas() const { return lemmas_; }
  const Boundaries& boundaries() const { return boundaries_; }
  const ChainModel& chains() const { return chains_; }
  const EventWeights& events() const { return events_; }
  const NameSteps& name_steps() const { return name_steps_; }
  const RelationTags& relation_tags() const { return relation_tags_; }
  std::string_view fingerprint() const { return fingerprint_; }
  std::string_view about() const { return about_; }

  // Fills row[0, shape().word_width) with the word's row of the word table; false, and zeros, when the table does not have it.
  bool table_vector(const WordHashes& hashes, const ByteKernels& kernels, float* row) const;
  // Fills row[0, shape().input()) with the vectors of one word.
  void word_vector(const WordHashes& hashes, const ByteKernels& kernels, float* row) const;

 private:
  explicit ModelFile(MappedFile file) : file_(std::move(file)) {}
  const char* load();  // nullptr, or what is wrong
  template <class T>
  std::span<const T> section(std::string_view name) const;
  bool load_network();
  bool load_events();
  std::uint32_t row_of(std::uint64_t word) const;  // 0: unknown

  MappedFile file_;
  NetworkShape shape_;
  NetworkWeights weights_;
  std::vector<std::int32_t> sums_;  // of the columns of the matrices
  std::span<const ModelTag> tags_;
  std::span<const WordSlot> slots_;
  std::span<const float> word_scales_, piece_scales_;
  std::span<const std::int8_t> word_bytes_, piece_bytes_;
  LemmaTable lemmas_;
  Boundaries boundaries_;
  ChainModel chains_;
  EventWeights events_;
  NameSteps name_steps_{};
  RelationTags relation_tags_;
  std::string fingerprint_;
  std::string_view about_;
};

}  // namespace dragoman
