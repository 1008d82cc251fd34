// Proper names that no list has: their extent and, as far as shape and tree tell, their kind.
#pragma once
#include <functional>

#include "parse/mention_work.h"

namespace dragoman {

// Where the listed name that begins at a token ends; 0 when none begins there.
using ListedEnd = std::function<std::uint32_t(std::uint32_t)>;

// Adds a mention for the unlisted proper name that begins at `token`; returns its end, or 0 when none begins there.
std::uint32_t read_unlisted(MentionWork& work, std::uint32_t token, const ListedEnd& listed);

// When the listed name [first, end) is only the beginning of a longer unlisted one ("Paris Hilton", "Korean War",
// "Chinese Academy of Sciences"), adds that one and returns its end; else 0.
std::uint32_t absorb_listed(MentionWork& work, std::uint32_t first, std::uint32_t end, const NameEntry& entry, const ListedEnd& listed);

}  // namespace dragoman
