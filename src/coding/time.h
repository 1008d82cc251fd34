// Time expressions: found, given a value, anchored.
#pragma once
#include <memory_resource>
#include <vector>

#include "dragoman/document.h"
#include "dragoman/report.h"
#include "knowledge/knowledge.h"

namespace dragoman {

// One time expression (TIMEX). `when` is resolved as far as the document's publication date allows.
struct Timex {
  std::uint32_t first = 0, end = 0;  // tokens
  When when;
  bool duration = false;             // "three-day", "for two weeks": a length, not a place on the calendar
  bool recurring = false;            // "every Friday", "annual"
  bool set_by_tense = false;         // direction was taken from the tense of the governing verb
  std::uint32_t hook = kNone;        // the word it dates where that is not the one it hangs on ("freed them two days after …")
  int age_years = 0;                 // "75 years of ties", "nearly five years": a length in years
};

// Finds every time expression of a parsed document, in text order, and resolves it against document.published
// ("Thursday" after "will" is the next one, after a past tense the last one). Undated stays undated.
std::vector<Timex> find_times(const Document& document, const Knowledge& knowledge);

// Works out when the article was published from its own words when it was not given: datelines, captions, full dates,
// years, "nearly five years … since 2019", weekdays that must fit. Reads furniture too. Sets document.published.
void infer_published(Document& document, const Knowledge& knowledge, std::pmr::memory_resource& scratch = *std::pmr::get_default_resource());

}  // namespace dragoman
