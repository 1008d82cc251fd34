#include "knowledge/record_reader.h"

#include <fmt/format.h>
#include <utf8proc.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <system_error>

#include "knowledge/blob.h"
#include "knowledge/values.h"

namespace dragoman {

namespace {

constexpr std::uint64_t kMaxFileBytes = 256u << 20;

std::uint64_t record_hash(std::string_view kind, std::string_view id) {
  const std::hash<std::string_view> hash;
  const std::uint64_t mixed = hash(kind) * 0x9e3779b97f4a7c15ull ^ hash(id);
  return mixed | 1u;  // 0 marks an empty slot
}

// Cuts a comment: '#' at the start of a line or after two spaces.
std::string_view without_comment(std::string_view line) {
  if (line.starts_with('#')) return {};
  for (auto at = line.find('#'); at != std::string_view::npos; at = line.find('#', at + 1)) {
    const bool spaced = (at >= 2 && line[at - 1] == ' ' && line[at - 2] == ' ') || line[at - 1] == '\t';
    if (spaced || trim(line.substr(0, at)).empty()) return line.substr(0, at);
  }
  return line;
}

bool valid_utf8(std::string_view text) {
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
  for (std::size_t at = 0; at < text.size();) {
    if (bytes[at] < 0x80) {
      if (bytes[at] == 0) return false;
      ++at;
      continue;
    }
    utf8proc_int32_t point = 0;
    const auto size = utf8proc_iterate(bytes + at, static_cast<utf8proc_ssize_t>(text.size() - at), &point);
    if (size <= 0) return false;
    at += static_cast<std::size_t>(size);
  }
  return true;
}

Result<std::string> read_file(const std::string& path) {
  std::error_code problem;
  const auto size = std::filesystem::file_size(path, problem);
  if (!problem && size > kMaxFileBytes)
    return Error{ErrorCode::too_large, "a lexicon file of more than 256 MB", path, "split the file"};
  std::ifstream in(path, std::ios::binary);
  if (!in) return Error{ErrorCode::unreadable, "cannot be opened", path, "check the permissions"};
  std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  if (in.bad()) return Error{ErrorCode::unreadable, "cannot be read to its end", path, "check the disk"};
  return text;
}

}  // namespace

std::string Source::where(std::uint32_t file, std::uint32_t line, std::uint32_t column) const {
  return line ? fmt::format("{}:{}:{}", names_[file], line, column) : names_[file];
}

void Source::grow() {
  std::vector<std::pair<std::uint64_t, std::uint32_t>> bigger(slots_.empty() ? 1024 : slots_.size() * 2);
  for (const auto& slot : slots_) {
    if (!slot.first) continue;
    auto at = slot.first & (bigger.size() - 1);
    while (bigger[at].first) at = (at + 1) & (bigger.size() - 1);
    bigger[at] = slot;
  }
  slots_ = std::move(bigger);
}

SourceRecord& Source::record(std::string_view kind, std::string_view id, std::uint32_t file, std::uint32_t line) {
  if (records_.size() * 2 >= slots_.size()) grow();
  const auto hash = record_hash(kind, id);
  auto at = hash & (slots_.size() - 1);
  for (; slots_[at].first; at = (at + 1) & (slots_.size() - 1)) {
    auto& found = records_[slots_[at].second];
    if (slots_[at].first == hash && found.kind == kind && found.id == id) return found;
  }
  slots_[at] = {hash, static_cast<std::uint32_t>(records_.size())};
  records_.push_back({kind, id, file, line, {}});
  return records_.back();
}

std::uint32_t Source::open_file(std::string name, std::string text, bool compiled) {
  names_.push_back(std::move(name));
  texts_.push_back(std::move(text));
  compiled_.push_back(compiled);
  return static_cast<std::uint32_t>(names_.size() - 1);
}

// `KEY=` takes the place of all earlier lines of that key.
void Source::add_field(std::uint32_t record, SourceField field) {
  auto& fields = records_[record].fields;
  if (field.key.ends_with('=')) {
    field.key.remove_suffix(1);
    for (const auto& earlier : fields)
      if (earlier.key == field.key) replacements_.push_back({record, field, earlier});
    std::erase_if(fields, [&](const SourceField& earlier) { return earlier.key == field.key; });
  }
  if (!field.value.empty()) fields.push_back(field);
}

void Source::add(std::string name, std::string text_bytes) {
  const auto file = open_file(std::move(name), std::move(text_bytes), false);
  std::string_view text = texts_.back();
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);

  enum { before, inside, lost } state = before;  // lost: below a head that could not be read
  std::uint32_t current = 0;
  std::uint32_t number = 0;
  const auto fault = [&](std::uint32_t column, std::string message, std::string remedy) {
    faults_.push_back({file, number, column, std::move(message), std::move(remedy)});
  };
  while (!text.empty()) {
    const auto newline = text.find('\n');
    const auto raw = text.substr(0, newline);
    text.remove_prefix(newline == std::string_view::npos ? text.size() : newline + 1);
    ++number;
    if (!valid_utf8(raw)) {
      fault(1, "not UTF-8 text", "save the file as UTF-8");
      if (!raw.starts_with(' ') && !raw.starts_with('\t')) state = lost;
      continue;
    }
    const auto line = without_comment(raw);
    const auto body = trim(line);
    if (body.empty()) continue;
    const auto column = static_cast<std::uint32_t>(body.data() - line.data()) + 1;
    const auto space = body.find_first_of(" \t");
    const auto key = body.substr(0, space);
    const auto value = space == std::string_view::npos ? std::string_view{} : trim(body.substr(space));
    const auto value_column = value.empty() ? column : static_cast<std::uint32_t>(value.data() - line.data()) + 1;
    if (column == 1) {
      state = lost;
      if (value.empty()) {
        fault(1, fmt::format("a record needs a kind and an id, found only \"{}\"", key), "write KIND ID, for example: state CHN; indent the line if it is a field");
      } else if (value.find_first_of(" \t") != std::string_view::npos) {
        fault(value_column, fmt::format("an id is one word, found \"{}\"", value), "join the words with _ or indent the line if it is a field");
      } else {
        current = static_cast<std::uint32_t>(&record(key, value, file, number) - records_.data());
        state = inside;
      }
    } else if (state == before) {
      fault(column, fmt::format("the field \"{}\" stands before any record", key), "begin the record with KIND ID at the start of a line");
      state = lost;
    } else if (state == inside) {
      if (value.empty() && !key.ends_with('='))
        fault(column, fmt::format("the field \"{}\" has no value", key), "write the value after the key, or take the line out");
      else
        add_field(current, {key, value, file, number, column, value_column});
    }
  }
}

Outcome Source::add_compiled(std::string name, std::string bytes) {
  const auto file = open_file(std::move(name), std::move(bytes), true);
  const auto blob = Blob::read(texts_.back(), names_.back());
  if (!blob) return blob.error();
  for (const auto& from : blob->records) {
    auto& to = record(from.kind, from.id, file, 0);
    for (const auto& field : from) to.fields.push_back({field.key, field.value, file, 0, 1, 1});
  }
  return Done{};
}

Result<Source> Source::read(const std::vector<std::string>& paths) {
  namespace fs = std::filesystem;
  std::vector<std::string> files;
  for (const auto& path : paths) {
    std::error_code problem;
    const auto status = fs::status(path, problem);
    if (!fs::exists(status)) return Error{ErrorCode::not_found, "no such file or folder", path, "check the path"};
    if (!fs::is_directory(status)) {
      files.push_back(path);
      continue;
    }
    std::vector<std::string> inside;
    fs::recursive_directory_iterator walk(path, fs::directory_options::skip_permission_denied, problem), stop;
    for (; !problem && walk != stop; walk.increment(problem)) {
      const auto name = walk->path().filename().string();
      if (name.starts_with('.')) {
        if (walk->is_directory(problem)) walk.disable_recursion_pending();
      } else if (name.ends_with(".txt") && walk->is_regular_file(problem)) {
        inside.push_back(walk->path().string());
      }
    }
    if (problem) return Error{ErrorCode::unreadable, problem.message(), path, "check the permissions"};
    std::sort(inside.begin(), inside.end());
    files.insert(files.end(), inside.begin(), inside.end());
  }
  Source source;
  for (const auto& file : files) {
    auto text = read_file(file);
    if (!text) return text.error();
    if (!Blob::is_one(*text)) {
      source.add(file, std::move(*text));
    } else if (const auto added = source.add_compiled(file, std::move(*text)); !added) {
      return added.error();
    }
  }
  return source;
}

RecordTable::RecordTable(const Source& source) {
  std::size_t total = 0;
  for (const auto& record : source.records()) total += record.fields.size();
  fields_.reserve(total);  // the records point into it
  records_.reserve(source.records().size());
  for (const auto& record : source.records()) {
    const auto* first = fields_.data() + fields_.size();
    for (const auto& field : record.fields) fields_.push_back({field.key, field.value});
    records_.push_back({record.kind, record.id, first, fields_.data() + fields_.size()});
  }
}

}  // namespace dragoman
