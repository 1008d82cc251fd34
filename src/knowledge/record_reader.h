// Lexicon text to records: the line grammar of lexicon/GRAMMAR.md and nothing about what the keys mean.
#pragma once
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "dragoman/result.h"

namespace dragoman {

struct SourceField {
  std::string_view key, value;
  std::uint32_t file = 0, line = 0, key_column = 0, value_column = 0;  // line and columns count from 1
};

struct SourceRecord {
  std::string_view kind, id;
  std::uint32_t file = 0, line = 0;  // where it is first begun
  std::vector<SourceField> fields;   // in order of files and lines
};

// Records of several files, those with the same kind and id joined. Owns the text that its views point into.
// Externally synchronised; movable, not copyable.
class Source {
 public:
  Source() = default;
  Source(Source&&) = default;
  Source& operator=(Source&&) = default;

  // Reads files and, recursively in name order, the *.txt files of folders. Errors: not_found, unreadable, bad_format.
  static Result<Source> read(const std::vector<std::string>& paths);
  // Adds one text; `name` is used in messages.
  Outcome add(std::string name, std::string text);

  const std::vector<SourceRecord>& records() const { return records_; }
  std::string where(std::uint32_t file, std::uint32_t line, std::uint32_t column = 1) const;

 private:
  std::deque<std::string> names_, texts_;
  std::vector<SourceRecord> records_;
  std::vector<std::pair<std::uint64_t, std::uint32_t>> slots_;  // hash of kind and id → record; open addressing
  void grow();
  SourceRecord& record(std::string_view kind, std::string_view id, std::uint32_t file, std::uint32_t line);
};

// One record as later stages see it: the same from text and from a blob.
struct FieldView {
  std::string_view key, value;
};
struct RecordView {
  std::string_view kind, id;
  const FieldView* first = nullptr;
  const FieldView* last = nullptr;
  const FieldView* begin() const { return first; }
  const FieldView* end() const { return last; }
  // The last value of a key: later files override single values. Empty when absent.
  std::string_view value(std::string_view key) const {
    for (const auto* field = last; field != first;)
      if ((--field)->key == key) return field->value;
    return {};
  }
};

}  // namespace dragoman
