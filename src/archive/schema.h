// The tables of an archive: made once, compared whenever a file is opened. docs/formats/archive.md describes them.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "archive/database.h"
#include "dragoman/result.h"

namespace dragoman {

inline constexpr int kArchiveVersion = 3;

// Makes the tables in an empty file, all or none of them. `made` is the present instant in microseconds since 1970.
Outcome create_schema(const Database& database, std::int64_t made);
// The statements that make the tables, and the names of the tables in that order.
std::string_view schema_sql();
std::vector<std::string> table_list();
// The text between single quotes, those inside it doubled.
std::string sql_text(std::string_view text);
// The name under which SQL knows the file itself, quoted.
std::string current_name(const Database& database);
// Errors: bad_format when the file is no archive, or one of another version, or when its tables are not those of this version.
Outcome verify_schema(const Database& database);

// "2031-04-10T08:00:00Z" as microseconds since 1970; a day alone is its last instant; empty is the end of time.
// Nothing for other text.
std::optional<std::int64_t> instant_of(std::string_view text);

}  // namespace dragoman
