// Sentences with two phrases marked and the PLOVER type of what the first does to the second.
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "dragoman/article.h"
#include "dragoman/result.h"

namespace dragoman::train {

struct MarkedSentence {
  std::string text;       // without the marks
  Span source, target;    // bytes of `text`; a target may be empty
  std::string type;       // "ACCUSE"; "none" where the two have no dealings in this sentence
  std::string mode;       // "arrest"; empty when not said
  std::string file;
  std::uint32_t line = 0;
};

// The marks <s> </s> and <t> </t> taken out. False when a mark is missing its partner or the source is not marked.
bool read_marks(std::string_view marked, MarkedSentence& out);

// What a slot like {state} may be filled with.
using Fillers = std::map<std::string, std::vector<std::string>, std::less<>>;
// NAME, a tab, phrases parted by " | "; lines that begin with # are comments. Errors: not_found, bad_format with file and line.
Result<Fillers> read_fillers(const std::string& path);

// Our own files: TYPE or TYPE/mode, a tab, the sentence with its marks; lines that begin with # are comments. A sentence with
// slots is told `tellings` times, filled anew each time, always the same way for the same line. The fillers stand in
// fillers.txt beside the file. Errors: not_found, bad_format with file and line (an unknown slot too).
Result<std::vector<MarkedSentence>> read_marked_sentences(const std::string& path, unsigned tellings);

// A table with a header line that names the columns `marked_sentence` and `gold_root` (PLV); quoted fields as in CSV, parted by tabs.
// A row whose marks do not fit keeps its place with empty spans.
Result<std::vector<MarkedSentence>> read_relation_table(const std::string& path);

}  // namespace dragoman::train
