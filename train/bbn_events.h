// Event mentions as BBN gave them for its study of clustering over news (Wang and others 2018): CAMEO events of Gigaword articles
// without their words, and which tell the same event.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "dragoman/event.h"
#include "dragoman/result.h"
#include "knowledge/knowledge.h"

namespace dragoman::train {

struct BbnEvents {
  std::vector<Coding> codings;           // one per article, in order of name: day of publication and reports, no text
  std::vector<std::string> keys;         // of the mentions that are no mistake of extraction, in order of the table
  std::vector<ReportId> reports;         // the report of each: events of one sentence and code are one report of several parties, and what an article tells twice is one
  std::vector<std::uint32_t> gold;       // cluster of each; a mention without a group stands alone
  std::size_t missing = 0;               // mentions whose event is not in the files
};

// A folder with `ground_truth.csv` and `cameo_files/` or `cameo_files.tgz`. Errors: not_found, bad_format.
Result<BbnEvents> read_bbn(const std::string& folder, const Knowledge& knowledge);

}  // namespace dragoman::train
