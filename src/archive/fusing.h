// Reports of an archive to its events, each time something came in.
#pragma once
#include <cstdint>
#include <string_view>

#include "archive/archive.h"
#include "dragoman/result.h"
#include "knowledge/knowledge.h"

namespace dragoman {

struct FusionCounts {
  bool ran = false;                // false: nothing came in since the last time
  std::uint64_t fresh = 0;         // events first told
  std::uint64_t revised = 0;       // events with a new revision
  std::uint64_t ended = 0;         // events that went into others, or that no coding reports any more
};

// Groups the reports of all codings that count, and writes what differs from the events as they stood: new events, new revisions of
// changed ones, ends. One transaction: all of it or nothing. The partition is that of fuse() over the same codings, whatever the
// order in which they came; numbers of events stay with the reports. Time grows with all that the archive holds, memory with about
// two kilobytes an article. `recorded` is the present instant, `coder` the fingerprint of what `knowledge` belongs to. What is not
// flushed is not seen. Errors: those of reading and writing; bad_request when `recorded` is no instant.
Result<FusionCounts> fuse_archive(Archive& archive, const Knowledge& knowledge, std::string_view coder, std::string_view recorded);

// True when codings came in, or went, since the last fusion.
Result<bool> awaits_fusion(const Database& database);

}  // namespace dragoman
