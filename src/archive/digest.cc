#include "archive/digest.h"

#define XXH_INLINE_ALL
#include <fmt/format.h>
#include <xxhash.h>

namespace dragoman {

std::string digest(std::initializer_list<std::string_view> fields) {
  std::string all;
  for (const auto field : fields) {
    all += fmt::format("{}:", field.size());
    all += field;
  }
  const auto hash = XXH3_128bits(all.data(), all.size());
  return fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
}

std::string identity_of(const Article& article) { return digest({article.url, article.outlet, article.text}); }
std::string version_of(const Article& article) {
  return digest({article.url, article.outlet, article.text, article.id, article.published, article.language, article.title});
}

}  // namespace dragoman
