// Public tables of others, brought into the columns of history/ (history/README.md) with an account of what was lost on the way.
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "dragoman/pipeline.h"
#include "dragoman/result.h"
#include "knowledge/knowledge.h"

namespace dragoman {

// The formats that are read.
enum class ImportFormat : std::uint8_t {
  none,
  state_visits,    // HistoryAtState/visits: XML, <visits><visit>
  state_travels,   // HistoryAtState/travels: XML, <trips><trip>
  council_vetoes,  // World Politics Data Lab, list of vetoes: CSV
  current_events,  // items of a portal of current events: JSON lines with `date` and `text`
};
std::string_view to_string(ImportFormat format);             // "state-visits" …
ImportFormat import_format(std::string_view name);           // none when it is no name of one
// By the first bytes of a file; none when they look like no format.
ImportFormat detect_import(std::string_view text);

struct ImportFile {
  std::string name, text;
};

// The table and the loss report.
struct TableImport {
  ImportFormat format = ImportFormat::none;
  std::string csv;                                // a table as history/ has them; it claims no completeness
  std::size_t records = 0;                        // records that were found
  std::size_t rows = 0;                           // rows of the table
  std::vector<Error> set_aside;                   // records with a fault, each with file:line, why, and remedy
  std::map<std::string, std::size_t> passed_over;  // records that are no row of such a table, by reason: "tells no visit"
  std::vector<std::pair<std::string, std::string>> columns;  // column of the source → column of the table, or why it is not kept
};

// Reads all files into one table, in the order given. The same input gives the same bytes. Records are looked up in `knowledge` for states,
// persons and ranks; of current events `models` code the text, and every visit told as done or planned by somebody of known rank is a row.
// Error: bad_request when a format is not known, or the files are of several.
Result<TableImport> import_tables(const std::vector<ImportFile>& files, ImportFormat format, std::shared_ptr<const Models> models);

// "state-visits: 12 records read, 10 rows …", the reasons, and what became of each column; errors not included.
std::string render_import(const TableImport& import);
// The same with every record set aside, as JSON.
std::string render_import_json(const TableImport& import);

}  // namespace dragoman
