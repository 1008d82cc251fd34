// Lexicon text to records: the line grammar of lexicon/GRAMMAR.md and nothing about what the keys mean.
#pragma once
#include <cstdint>
#include <deque>
#include <span>
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

// A line that could not be read and was left out.
struct SourceFault {
  std::uint32_t file = 0, line = 0, column = 1;
  std::string message, remedy;
};

// A `KEY=` line that took the place of an earlier line.
struct Replacement {
  std::uint32_t record = 0;    // index of the record
  SourceField by, earlier;     // by.value is empty where the earlier lines were only taken away
};

// Records of several files, those with the same kind and id joined. Owns the text that its views point into.
// Externally synchronised; movable, not copyable.
class Source {
 public:
  Source() = default;
  Source(Source&&) = default;
  Source& operator=(Source&&) = default;

  // Reads files and, recursively in name order, the *.txt files of folders; a compiled lexicon gives the records it was
  // built from. Wrong lines are left out and kept as faults(). Errors: not_found, unreadable, too_large, and bad_format
  // for a damaged compiled lexicon.
  static Result<Source> read(const std::vector<std::string>& paths);
  // Adds one text; `name` is used in messages.
  void add(std::string name, std::string text);
  // Adds the records of a compiled lexicon. Errors: bad_format.
  Outcome add_compiled(std::string name, std::string bytes);

  const std::vector<SourceRecord>& records() const { return records_; }
  const std::vector<SourceFault>& faults() const { return faults_; }
  const std::vector<Replacement>& replacements() const { return replacements_; }
  const std::string& file_name(std::uint32_t file) const { return names_[file]; }
  // Whether the file is a compiled lexicon: its records have no lines.
  bool compiled(std::uint32_t file) const { return compiled_[file]; }
  // "file:line:column", or only the file where it is a compiled one.
  std::string where(std::uint32_t file, std::uint32_t line, std::uint32_t column = 1) const;

 private:
  std::deque<std::string> names_, texts_;
  std::vector<bool> compiled_;
  std::vector<SourceRecord> records_;
  std::vector<SourceFault> faults_;
  std::vector<Replacement> replacements_;
  std::vector<std::pair<std::uint64_t, std::uint32_t>> slots_;  // hash of kind and id → record; open addressing
  std::uint32_t open_file(std::string name, std::string text, bool compiled);
  void add_field(std::uint32_t record, SourceField field);
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

// The records of a source in the shape of a blob. Immutable; the source must outlive it.
class RecordTable {
 public:
  explicit RecordTable(const Source& source);
  RecordTable(const RecordTable&) = delete;
  RecordTable& operator=(const RecordTable&) = delete;
  std::span<const RecordView> records() const { return records_; }

 private:
  std::vector<FieldView> fields_;
  std::vector<RecordView> records_;
};

}  // namespace dragoman
