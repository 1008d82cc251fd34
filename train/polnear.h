// PolNeAR's attributions (Newell, Margolin and Ruths 2018): texts with brat stand-off annotation, and how well links are found.
#pragma once
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "dragoman/article.h"
#include "dragoman/result.h"

namespace dragoman::train {

// One attribution: who, by which words, says or holds what. Spans are bytes of the UTF-8 text, in text order; `source` may be empty.
struct QuoteLink {
  std::vector<Span> source, cue, content;
};

// One text and its links. `name` is the stem of the text's file.
struct QuoteText {
  std::string name, text;
  std::vector<QuoteLink> links;
};

// Links of a brat file over its text; brat counts characters, links count bytes. Error: bad_format with the line.
Result<std::vector<QuoteLink>> read_brat(std::string_view text, std::string_view annotation, const std::string& path);

// All annotated texts of a folder with the subfolders `text` and `attributions`, by name. A text that several people annotated
// comes with the first one's links (by file name). Errors: not_found, bad_format.
Result<std::vector<QuoteText>> read_polnear(const std::string& folder);

struct QuoteCounts {
  std::size_t gold = 0, found = 0, right = 0;
  double precision() const { return found ? 100.0 * static_cast<double>(right) / static_cast<double>(found) : 0.0; }
  double recall() const { return gold ? 100.0 * static_cast<double>(right) / static_cast<double>(gold) : 0.0; }
  double f1() const { return gold + found ? 200.0 * static_cast<double>(right) / static_cast<double>(gold + found) : 0.0; }
};

// Rows of a score: each field by itself, then links with all three.
inline constexpr std::array<std::string_view, 4> kQuoteFields = {"source", "cue", "content", "link"};
struct QuoteScore {
  std::array<QuoteCounts, 4> exact, overlap, words;  // words: shared bytes other than blanks; not for links
};

// Adds one text's counts. Exact: all spans of the field agree. Overlap: they share a byte. One found field answers one gold field,
// those that share most first. A link is right when one found link is right in all fields (both without source is right too).
void count_links(std::string_view text, const std::vector<QuoteLink>& gold, const std::vector<QuoteLink>& found, QuoteScore& score);

}  // namespace dragoman::train
