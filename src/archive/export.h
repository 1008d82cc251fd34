// Rows of an archive as files for other programs.
#pragma once
#include <string>

#include "archive/archive.h"
#include "dragoman/result.h"

namespace dragoman {

struct ExportRequest {
  std::string what;    // "reports" | "articles" | "claims" as of then; "history" | "events" | … : every row of that table
  std::string format;  // "parquet" | "csv" | "jsonl"
  std::string to;      // file, replaced whole or not at all; empty: standard output
  AsOf as_of;
};

// Columns as in docs/formats/archive.md, with those of the article beside each report and claim. Same archive, same bytes.
// Errors: bad_request for an unknown table or format, or Parquet without a file; those of reading and writing.
Outcome export_rows(const std::string& path, const ExportRequest& request);

}  // namespace dragoman
