// States that share their name: with a person ("Jordan" after "Jim Jordan"), another state ("Congo") or a region ("Georgia").
#pragma once
#include "parse/mention_work.h"

namespace dragoman {

// Reads such a name by what else the text names; a name that nothing speaks against stays the state it was taken for.
// After settle_places(), before mentions are resolved. Linear in mentions.
void settle_states(MentionWork& work);

}  // namespace dragoman
