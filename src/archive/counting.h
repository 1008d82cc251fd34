// The codings that fusion counts, with what it looks at of them.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "archive/database.h"
#include "archive/sketch_bytes.h"
#include "dragoman/result.h"
#include "knowledge/knowledge.h"

namespace dragoman {

struct CountingCoding {
  std::int64_t coding = 0, article = 0;  // numbers of the archive
  Day reported{};
  CodingSketch sketch;
};

// What fusion looks at of a coding, as the table `sketches` keeps it. `acts` is of the same knowledge.
std::string sketch_of(const Coding& coding, const Knowledge& knowledge, const ActKeys& acts);

// Of each article the last version in its last coding, ordered by content (taken_before), not by arrival. Sketches that are missing or
// made by another coder are made and put into the table. Errors: those of reading and writing; bad_format for a coding that cannot be read.
Result<std::vector<CountingCoding>> counting_codings(const Database& database, const Knowledge& knowledge, std::string_view coder);

// These codings without texts, spans being what they were: enough to tell events. `numbers` ascend. In their order.
Result<std::vector<Coding>> told_codings(const Database& database, const std::vector<std::int64_t>& numbers);

}  // namespace dragoman
