// Places by their context: whether a word that is also another word means a place here, and which of several places it is.
#pragma once
#include "parse/mention_work.h"

namespace dragoman {

// The words around [first, end) speak of a place: a preposition of place, "city of", a listed place behind a comma, or the
// tagger. Names to the left must have been found already. `region_behind` says whether a listed state or region begins at a token.
bool place_context(const MentionWork& work, std::uint32_t first, std::uint32_t end, bool region_behind);

// Decides mentions that several places share: by the region or state behind the comma ("Tripoli, Lebanon"), else by
// population and by the countries of the sentence and of the text. Mentions are in order of the text.
void settle_places(MentionWork& work);

}  // namespace dragoman
