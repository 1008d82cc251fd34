// What names tell the tree: a listed name is one phrase, whatever the parser made of it.
#pragma once
#include "parse/mention_work.h"

namespace dragoman {

// Hangs the words of each name, and a title before a name, on one of them; takes datelines ("SEOUL, April 10 (Reuters) —")
// out of the clause behind them. Keeps every sentence a tree with the same root.
void join_name_trees(MentionWork& work);

}  // namespace dragoman
