#include "archive/csv.h"

#include <algorithm>

namespace dragoman {

namespace {

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

// Walks the bytes and counts lines.
struct Cursor {
  std::string_view bytes;
  std::size_t at = 0, line = 1;

  bool done() const { return at >= bytes.size(); }
  std::string_view rest_of_line() {
    const auto end = std::min(bytes.find('\n', at), bytes.size());
    const auto text = bytes.substr(at, end - at);
    at = std::min(end + 1, bytes.size());
    ++line;
    return text;
  }
};

// One field; true when another follows on the same record.
bool read_field(Cursor& in, std::string& field, CsvText& text) {
  if (!in.done() && in.bytes[in.at] == '"') {
    const std::size_t opened = in.line;
    for (++in.at; !in.done(); ++in.at) {
      const char c = in.bytes[in.at];
      if (c == '\n') ++in.line;
      if (c == '"') {
        if (in.at + 1 < in.bytes.size() && in.bytes[in.at + 1] == '"') ++in.at;
        else break;
      }
      field += c;
    }
    if (in.done()) text.open_quote = opened;
    else ++in.at;
  }
  for (; !in.done(); ++in.at) {
    const char c = in.bytes[in.at];
    if (c == ',') {
      ++in.at;
      return true;
    }
    if (c == '\n') break;
    if (c != '\r' || (in.at + 1 < in.bytes.size() && in.bytes[in.at + 1] != '\n')) field += c;
  }
  if (!in.done()) {
    ++in.at;
    ++in.line;
  }
  return false;
}

}  // namespace

CsvText read_csv(std::string_view bytes) {
  CsvText text;
  Cursor in{bytes};
  if (bytes.starts_with("\xEF\xBB\xBF")) in.at = 3;
  while (!in.done()) {
    const auto line = in.line;
    if (in.bytes[in.at] == '\n' || in.bytes.substr(in.at).starts_with("\r\n")) {
      in.rest_of_line();
      continue;
    }
    if (in.bytes[in.at] == '#' && text.header.fields.empty()) {
      text.remarks.push_back({line, {std::string(trimmed(in.rest_of_line().substr(1)))}});
      continue;
    }
    CsvRecord record{line, {}};
    for (bool more = true; more;) {
      record.fields.emplace_back();
      more = read_field(in, record.fields.back(), text);
    }
    if (text.header.fields.empty()) text.header = std::move(record);
    else text.records.push_back(std::move(record));
  }
  return text;
}

std::string csv_field(std::string_view value) {
  if (value.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(value);
  std::string quoted = "\"";
  for (const char c : value) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

}  // namespace dragoman
