// Which articles share an origin: wire copies, cut copies, machine rewrites. An origin is one independent voice.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "fuse/text_sketch.h"
#include "fuse/weights.h"

namespace dragoman {

// Why two articles were taken for one origin.
struct OriginLink {
  std::uint32_t first = 0, second = 0;  // indices of articles
  std::string_view kind;                // "copy" | "cut copy" | "rewrite"
  double share = 0;                     // of the shingles of the shorter; of names and numbers in order for a rewrite
  std::uint32_t common = 0;             // rewrite: names and numbers told in the same order
};

// Near duplicates as they arrive. Memory is bounded per article, time grows with the number of articles and what they
// share: of each shingle the first and the last article are remembered. One per thread.
class OriginIndex {
 public:
  explicit OriginIndex(const Knowledge& knowledge);
  // Takes in the next article, numbered from 0, and says with which earlier ones it shares an origin.
  std::vector<OriginLink> add(TextSketch sketch, const Published& published);
  // The first article of the origin that an article belongs to.
  std::uint32_t origin_of(std::uint32_t article);
  std::uint32_t size() const { return static_cast<std::uint32_t>(parent_.size()); }

 private:
  struct Seen {
    std::uint32_t first, last;
  };
  void note(std::uint64_t key, std::vector<std::uint32_t>& met);

  Weights weights_;
  std::vector<TextSketch> sketches_;
  std::vector<Published> published_;
  std::unordered_map<std::uint64_t, Seen> seen_;
  std::vector<std::uint32_t> parent_;
};

struct Origins {
  std::vector<std::uint32_t> group;  // per coding: the smallest index of a coding of the same origin
  std::vector<OriginLink> links;     // indices of codings
};

// One article as the search for origins sees it.
struct ArticleSketch {
  TextSketch text;
  Published published;
  std::uint64_t content = 0;  // hash of the text
  std::string name;           // id, outlet and address: parts those that publish the same words
};
ArticleSketch sketch_article(const Coding& coding, const Knowledge& knowledge);
// By day of publication, those without one last; then by content and name: an order of its own, however articles arrive.
bool taken_before(const ArticleSketch& a, const ArticleSketch& b);

// The same whatever the order of the articles: they are taken in as taken_before() says.
Origins find_origins(const std::vector<ArticleSketch>& articles, const Knowledge& knowledge);
Origins find_origins(const std::vector<Coding>& codings, const Knowledge& knowledge);

}  // namespace dragoman
