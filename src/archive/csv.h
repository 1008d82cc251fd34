// Comma-separated values as RFC 4180 has them, with lines that begin with '#' before the header as remarks.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace dragoman {

struct CsvRecord {
  std::size_t line = 0;  // of its first byte, from 1
  std::vector<std::string> fields;
};

struct CsvText {
  std::vector<CsvRecord> remarks;  // one field each: the line without '#' and the blanks around it
  CsvRecord header;
  std::vector<CsvRecord> records;
  std::size_t open_quote = 0;      // line of a quote that never closes; 0 when all do
};

// Any bytes are read as far as they go; blank lines are passed over, "\r\n" ends a line as "\n" does.
CsvText read_csv(std::string_view bytes);
// A field as a file holds it: in quotes where it needs them.
std::string csv_field(std::string_view value);

}  // namespace dragoman
