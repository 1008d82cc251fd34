// What an archive holds, whether it is whole, and how an article leaves it.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "archive/archive.h"
#include "dragoman/result.h"

namespace dragoman {

// One article in the coding that counts as of then.
struct ArticleLine {
  std::string identity;   // 32 hex digits: same text, url and outlet
  std::string id, outlet, url, title;
  std::string published;  // "YYYY-MM-DD", or "" when unknown
  std::string recorded;   // "YYYY-MM-DDTHH:MM:SSZ"
  std::string coder;
  std::uint64_t reports = 0, bytes = 0;
};

// In order of publication, then of recording. Errors: as Archive::codings.
Result<std::vector<ArticleLine>> list_articles(const Archive& archive, const AsOf& as_of);

struct ArchiveStats {
  std::vector<std::pair<std::string, std::uint64_t>> tables;  // rows of each
  std::string first_published, last_published;                // empty when nothing is dated
  std::string first_recorded, last_recorded;
  std::uint64_t coders = 0, outlets = 0, text_bytes = 0, file_bytes = 0;
};
Result<ArchiveStats> archive_stats(const Archive& archive);

// Reads everything and compares it with itself: texts with their hashes, rows with the rows they point at, codings with their
// reports, spans with their texts. Each finding is an Error that says what; empty: the archive is whole.
Result<std::vector<Error>> check_archive(const Archive& archive);

// Takes an article out for good: every version of its text, title and address, its codings, reports and claims. What stays is a
// note with its hash, `why` and `recorded`, so that it is not added again. `article` is an identity or the beginning of one (at least
// 8 digits), or an id. The file is written anew, so that no byte of it stays in freed pages. Returns the identity.
// Errors: not_found, bad_request when several articles fit; those of writing, after which the archive is as before.
Result<std::string> forget_article(const std::string& path, std::string_view article, std::string_view why, std::string_view recorded);

}  // namespace dragoman
