// Groups of copies in the table `origins`.
#pragma once
#include <cstdint>
#include <vector>

#include "archive/database.h"
#include "fuse/origins.h"

namespace dragoman {

struct FusionKey {
  std::int64_t fusion = 0, recorded = 0;  // microseconds since 1970
};

// Per article the smallest number of an article of its origin. `articles` holds their numbers.
std::vector<std::int64_t> smallest_articles(const std::vector<std::int64_t>& articles, const Origins& origins);

// A row for each article whose origin differs from what the table says; an article that is alone and always was has none. `articles`
// and `origins.group` go side by side, in order of taking in. Queries see the rows at once. Errors: those of reading and writing.
Outcome write_origins(const Database& database, const FusionKey& key, const std::vector<std::int64_t>& articles, const Origins& origins);

}  // namespace dragoman
