// Reports of one happening to one Event.
#pragma once
#include <vector>

#include "dragoman/event.h"
#include "knowledge/knowledge.h"

namespace dragoman {

// Groups the reports of these codings. Order of codings changes numbering only. Every report ends in exactly one event.
std::vector<Event> fuse(const std::vector<Coding>& codings, const Knowledge& knowledge);

}  // namespace dragoman
