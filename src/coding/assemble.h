// The document decides last: drafts of many sentences to the reports of one article.
#pragma once
#include <string>
#include <utility>
#include <vector>

#include "coding/draft.h"

namespace dragoman {

// Joins tellings of one event, lets later mentions ("the visit") add what they say, puts aside forecasts of analysts and
// readings that contradict the rest. Reports come in text order of their best evidence; notes say what was put aside.
std::vector<Report> assemble(std::vector<Draft> drafts, const Reading& reading, std::vector<std::pair<std::string, Span>>& notes);

// Joins `from` into `into`: fields the first lacks or has less precisely, roles, evidence.
void join(Report& into, const Report& from);

}  // namespace dragoman
