#include "fuse/origins.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <numeric>

namespace dragoman {

namespace {

constexpr std::size_t kIndexed = 24;  // shingles looked up of an article; a tenth of a text copied meets two of them

bool days_apart(const Published& a, const Published& b, double days) {
  return a.known && b.known && std::abs(static_cast<double>((a.from - b.from).count())) > days;
}

}  // namespace

OriginIndex::OriginIndex(const Knowledge& knowledge) : weights_(knowledge, "fusion.origins") {}

void OriginIndex::note(std::uint64_t key, std::vector<std::uint32_t>& met) {
  const auto now = size();
  const auto [at, is_new] = seen_.try_emplace(key, Seen{now, now});
  if (is_new) return;
  met.push_back(at->second.first);
  if (at->second.last != at->second.first) met.push_back(at->second.last);
  at->second.last = now;
}

std::uint32_t OriginIndex::origin_of(std::uint32_t article) {
  while (parent_[article] != article) article = parent_[article] = parent_[parent_[article]];
  return article;
}

std::vector<OriginLink> OriginIndex::add(TextSketch sketch, const Published& published) {
  std::vector<std::uint32_t> by_words, by_facts;
  for (std::size_t i = 0; i < std::min(kIndexed, sketch.low.size()); ++i) note(sketch.low[i], by_words);
  for (const std::uint64_t key : sketch.fact_keys) note(key, by_facts);
  const std::uint32_t now = size();
  parent_.push_back(now);
  std::vector<std::uint32_t> met = by_words;
  std::sort(by_facts.begin(), by_facts.end());
  for (std::size_t i = 0; i < by_facts.size();) {  // one name beside another is met everywhere
    std::size_t end = i;
    while (end < by_facts.size() && by_facts[end] == by_facts[i]) ++end;
    if (static_cast<double>(end - i) >= weights_.get("pairs of facts met", 3)) met.push_back(by_facts[i]);
    i = end;
  }
  std::sort(met.begin(), met.end());
  met.erase(std::unique(met.begin(), met.end()), met.end());
  std::vector<OriginLink> links;
  for (const std::uint32_t other : met) {
    const Overlap shared = overlap(sketches_[other], sketch);
    const double fewer = std::max(shared.of_first, shared.of_second), both = std::min(shared.of_first, shared.of_second);
    OriginLink link{other, now, {}, fewer, shared.common_facts};
    if (fewer >= weights_.get("copied words", 1.1)) link.kind = both >= weights_.get("copied whole", 1.1) ? "copy" : "cut copy";
    else if (shared.common_facts >= weights_.get("rewritten facts", 1e9) && shared.facts >= weights_.get("rewritten share", 1.1) && !days_apart(published_[other], published, weights_.get("rewritten within days"))) link.kind = "rewrite", link.share = shared.facts;
    if (link.kind.empty()) continue;
    const std::uint32_t a = origin_of(other), b = origin_of(now);
    parent_[std::max(a, b)] = std::min(a, b);
    links.push_back(link);
  }
  sketches_.push_back(std::move(sketch));
  published_.push_back(published);
  return links;
}

ArticleSketch sketch_article(const Coding& coding, const Knowledge& knowledge) {
  return {sketch(coding, knowledge), coding.published, XXH3_64bits(coding.article.text.data(), coding.article.text.size()),
          coding.article.id + '\n' + coding.article.outlet + '\n' + coding.article.url};
}

bool taken_before(const ArticleSketch& a, const ArticleSketch& b) {
  const Published &p = a.published, &q = b.published;
  if (p.known != q.known) return p.known;
  if (p.known && p.from != q.from) return p.from < q.from;
  if (a.content != b.content) return a.content < b.content;
  return a.name < b.name;
}

Origins find_origins(const std::vector<Coding>& codings, const Knowledge& knowledge) {
  std::vector<ArticleSketch> articles;
  articles.reserve(codings.size());
  for (const Coding& coding : codings) articles.push_back(sketch_article(coding, knowledge));
  return find_origins(articles, knowledge);
}

Origins find_origins(const std::vector<ArticleSketch>& articles, const Knowledge& knowledge) {
  std::vector<std::uint32_t> order(articles.size());
  std::iota(order.begin(), order.end(), 0u);
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return taken_before(articles[a], articles[b]); });
  OriginIndex index(knowledge);
  Origins origins;
  for (const std::uint32_t c : order)
    for (OriginLink link : index.add(articles[c].text, articles[c].published)) {
      link.first = order[link.first], link.second = order[link.second];
      origins.links.push_back(link);
    }
  origins.group.assign(articles.size(), 0xffffffffu);
  std::vector<std::uint32_t> smallest(articles.size(), 0xffffffffu);  // by place in the order
  for (std::uint32_t place = 0; place < order.size(); ++place) {
    std::uint32_t& least = smallest[index.origin_of(place)];
    least = std::min(least, order[place]);
  }
  for (std::uint32_t place = 0; place < order.size(); ++place) origins.group[order[place]] = smallest[index.origin_of(place)];
  return origins;
}

}  // namespace dragoman
