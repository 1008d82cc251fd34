// Whether two reports can be tellings of one event: used within an article and across outlets.
#pragma once
#include <string_view>

#include "dragoman/report.h"

namespace dragoman {

// How well two lists of actors agree.
enum class Agreement : std::uint8_t {
  conflict,   // different persons, or no country in common
  general,    // one names only the state, the delegation or officials of the other's person
  same,       // the same codes
};
Agreement agree(const std::vector<Actor>& a, const std::vector<Actor>& b);

// True unless the two times exclude each other; undated times exclude nothing. Slack follows the precision.
bool times_may_meet(const When& a, const When& b);
// True when both are dated and fall together.
bool times_meet(const When& a, const When& b);
// True unless the two statuses tell different events when undated ("visited" and "will visit").
bool statuses_may_meet(Status a, Status b);

// Why two reports of one act family tell one event, as a short reason; empty when they do not.
// `same_text`: both stand in one article, where an undated telling leans on its neighbours.
std::string_view same_event(const Report& a, const Report& b, bool same_text);

}  // namespace dragoman
