// Whose police, whose foreign minister: the mention that lends its country to a role, an agent or a bare body.
#pragma once
#include "parse/mention_work.h"

namespace dragoman {

struct Owner {
  std::uint32_t mention = kNone, second = kNone;  // second: "the Russian and Chinese presidents"
};

// By adjective, compound or possessive on the left, else by "of", else by a place behind. Looks at a bounded stretch of
// tokens; owners to the left must have been resolved.
Owner find_owner(const MentionWork& work, std::uint32_t mention);

// The second half of find_owner() alone: "of Arnor", "in Annuminas".
Owner owner_behind(const MentionWork& work, std::uint32_t mention);

// The person that a role phrase stands beside as apposition ("Zhao, China's top legislator"); kNone when none.
std::uint32_t apposed_person(const MentionWork& work, std::uint32_t role);
// The person that a role stands before as title ("spokesperson Mao Ning") or as apposition ("the spokesperson, Mao Ning,").
std::uint32_t titled_person(const MentionWork& work, std::uint32_t role);

}  // namespace dragoman
