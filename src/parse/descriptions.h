// Words that point at what was spoken of: pronouns, "the two countries", "the bloc", "the US-South Korea alliance".
#pragma once
#include "parse/mention_work.h"

namespace dragoman {

// Each adds the mention that begins at a token and returns its end; 0 when none begins there.
std::uint32_t read_pronoun(MentionWork& work, std::uint32_t token);
// "both sides", "the three authoritarian countries", "the country", "the bloc". A bare number needs a determiner: "two
// countries" are any two.
std::uint32_t read_group(MentionWork& work, std::uint32_t token);
// The noun behind hyphenated states; they are its members.
std::uint32_t read_alliance(MentionWork& work, std::uint32_t token);

}  // namespace dragoman
