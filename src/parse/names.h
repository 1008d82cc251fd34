// First step of mentions: which stretches of tokens name something.
#pragma once
#include "parse/mention_work.h"

namespace dragoman {

// Adds a mention for every listed name, pronoun, group phrase and unlisted proper name, in order of tokens. Listed names
// that need a country or an earlier name keep their entries for later steps.
void find_names(MentionWork& work);

}  // namespace dragoman
