// Tables as others publish them: comma or tab between values, names of columns in the first row.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "dragoman/result.h"

namespace dragoman::train {

struct Table {
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;  // as many values as columns
  // Index of the column of this name; SIZE_MAX when none is.
  std::size_t column(std::string_view name) const;
  // The value of a row in a column; empty when there is no such column.
  std::string_view value(std::size_t row, std::size_t column) const;
};

// Values between separators; one in double quotes may hold separators and line ends, and a doubled quote stands for one. Short
// rows are filled with empty values, long ones cut. Lines that begin with '#' before the names of columns are comments.
Table parse_table(std::string_view bytes, char separator);

// Reads a file, plain or gzipped; tab between values when the name ends in .tsv or .tsv.gz, else a comma.
// Errors: not_found, unreadable, bad_format when one of `needed` is no column.
Result<Table> read_table(const std::string& path, const std::vector<std::string_view>& needed);

}  // namespace dragoman::train
