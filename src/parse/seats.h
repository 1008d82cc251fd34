// Capitals and other seats of government: the government or the place.
#pragma once
#include "parse/mention_work.h"

namespace dragoman {

// Settles every mention of a seat: a metonym of its state ("Beijing said"), or a place ("in Beijing").
void read_seats(MentionWork& work);

}  // namespace dragoman
