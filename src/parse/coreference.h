// Second half of mentions: countries of roles, agents and bodies, and which mentions are the same.
#pragma once
#include "parse/mention_work.h"

namespace dragoman {

// One pass from left to right: every mention looks back over a bounded number of earlier ones. Fills entity, country, office,
// chain and groups. Seats must have been read.
void resolve_mentions(MentionWork& work);

}  // namespace dragoman
