// The acts' patterns as the compiled lexicon keeps them: read already, to be looked up by their head.
#pragma once
#include <span>
#include <string_view>
#include <vector>

#include "knowledge/blob.h"
#include "knowledge/knowledge.h"
#include "knowledge/patterns.h"

namespace dragoman {

// Lays the lines out as sections of a blob; their order is that of at().
void write_patterns(std::span<const PatternLine> lines, BlobWriter& out);

// Immutable once built; share freely. Views point into the blob, which must outlive it.
class PatternTables {
 public:
  // `acts`: how many there are.
  PatternTables(const Blob& blob, std::uint32_t acts);
  PatternTables(const PatternTables&) = delete;
  PatternTables& operator=(const PatternTables&) = delete;

  // Whether the blob's numbers and texts fit. Nothing else may be asked when not.
  bool sound() const { return sound_; }
  // Patterns whose head this lemma may be, in order of the acts and their lines.
  std::span<const Pattern* const> at(std::string_view lemma, Pattern::Kind kind) const;

 private:
  struct Head {
    std::string_view lemma;
    Pattern::Kind kind;
    std::uint32_t first, end;
  };
  bool read_parts(const Blob& blob);
  bool read_patterns(const Blob& blob, std::uint32_t acts);
  bool read_heads(const Blob& blob);

  std::vector<std::string_view> words_;
  std::vector<Way> ways_;
  std::vector<RoleSpec> roles_;
  std::vector<Constraint> constraints_;
  std::vector<Pattern> patterns_;
  std::vector<Head> heads_;
  std::vector<const Pattern*> by_head_;
  std::span<const std::uint32_t> slots_;
  bool sound_;
};

}  // namespace dragoman
