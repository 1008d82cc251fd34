// The codebook: every act of a lexicon for a reader who codes by hand.
#pragma once
#include <set>
#include <string>
#include <string_view>

#include "knowledge/record_reader.h"

namespace dragoman {

// The page with its lines {{contents}}, {{acts}}, {{plover}}, {{cameo}} and {{operators}} replaced by what the lexicon says, as
// Markdown. Acts stand by family, families and acts in the order of their definitions. `unread` holds examples that are not coded
// as they should be today, as `ID "SENTENCE"`: they are marked. Same lexicon and page, same bytes.
std::string codebook(const Source& lexicon, std::string_view page, const std::set<std::string>& unread = {});

// The page of a lexicon that brings none of its own.
std::string_view plain_codebook_page();

}  // namespace dragoman
