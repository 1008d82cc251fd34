#include "archive/origin_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <unordered_map>

namespace dragoman {

namespace {

std::string evidence_of(const OriginLink& link, std::int64_t other) {
  if (link.kind == "rewrite") return fmt::format("{} names and numbers in the order of article {}, {:.0f} % of both", link.common, other, 100 * link.share);
  return fmt::format("{:.0f} % of the runs of five words of the shorter stand in article {} too", 100 * link.share, other);
}

}  // namespace

std::vector<std::int64_t> smallest_articles(const std::vector<std::int64_t>& articles, const Origins& origins) {
  std::vector<std::int64_t> least(articles.size(), std::numeric_limits<std::int64_t>::max());
  for (std::size_t i = 0; i < articles.size(); ++i) least[origins.group[i]] = std::min(least[origins.group[i]], articles[i]);
  std::vector<std::int64_t> all;
  for (std::size_t i = 0; i < articles.size(); ++i) all.push_back(least[origins.group[i]]);
  return all;
}

Outcome write_origins(const Database& database, const FusionKey& key, const std::vector<std::int64_t>& articles, const Origins& origins) {
  std::unordered_map<std::int64_t, std::int64_t> before;
  auto rows = database.query("SELECT article, arg_max(origin, fusion) FROM origins GROUP BY article");
  if (!rows) return rows.error();
  while (rows->next()) before[rows->number(0)] = rows->number(1);

  const std::vector<std::int64_t> least = smallest_articles(articles, origins);
  std::vector<std::size_t> size(articles.size(), 0);  // by group
  for (const std::uint32_t group : origins.group) ++size[group];
  std::unordered_map<std::uint32_t, const OriginLink*> link_of;  // to an article taken in before it
  for (const OriginLink& link : origins.links) link_of.emplace(link.second, &link);

  Appender out(database, "origins");
  for (std::uint32_t i = 0; i < articles.size(); ++i) {
    const auto known = before.find(articles[i]);
    if (known == before.end() ? size[origins.group[i]] == 1 : known->second == least[i]) continue;
    out.number(key.fusion).number(least[i]).number(articles[i]);
    if (const auto link = link_of.find(i); link != link_of.end()) {
      const std::int64_t other = articles[link->second->first];
      out.text(link->second->kind).number(other).text(evidence_of(*link->second, other));
    } else {
      out.text(size[origins.group[i]] == 1 ? "alone" : "first").nothing().text("");
    }
    if (!out.instant(key.recorded).end()) return out.error();
  }
  return out.flush() ? Outcome(Done{}) : Outcome(out.error());
}

}  // namespace dragoman
