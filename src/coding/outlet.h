// Who published a text.
#pragma once
#include <string>

#include "coding/draft.h"

namespace dragoman {

// The outlet's name: given; else the agency of the dateline ("EDORAS, May 14 (Northern Wire) —"); else the one whose own
// furniture or whose reporters ("told the Lake Gazette") the text shows. Empty when nothing tells.
std::string outlet_of(const Reading& reading);

}  // namespace dragoman
