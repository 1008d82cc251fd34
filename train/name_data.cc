#include "train/name_data.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "knowledge/knowledge.h"
#include "train/inflate.h"
#include "train/name_harmony.h"

namespace dragoman::train {

namespace {

// What the makers of the files call things. Labels not listed mark no names (dates, amounts).
struct LabelClass {
  std::string_view label;
  NameTag first;
};
constexpr std::array<LabelClass, 31> kLabels = {{
    {"per", NameTag::first_person}, {"person", NameTag::first_person}, {"org", NameTag::first_body},
    {"organization", NameTag::first_body}, {"organisation", NameTag::first_body}, {"corporation", NameTag::first_body},
    {"group", NameTag::first_body}, {"loc", NameTag::first_place}, {"location", NameTag::first_place}, {"geo", NameTag::first_place},
    {"norp", NameTag::first_nation}, {"nationality", NameTag::first_nation}, {"gpe", NameTag::first_nation},
    {"misc", NameTag::first_other}, {"facility", NameTag::first_other}, {"fac", NameTag::first_other}, {"product", NameTag::first_other},
    {"art", NameTag::first_other}, {"eve", NameTag::first_other}, {"nat", NameTag::first_other}, {"event", NameTag::first_other},
    {"creative-work", NameTag::first_other}, {"militaryplatform", NameTag::first_other}, {"weapon", NameTag::first_other},
    {"tim", NameTag::none}, {"date", NameTag::none}, {"money", NameTag::none}, {"temporal", NameTag::none},
    {"quantity", NameTag::none}, {"documentreference", NameTag::none}, {"", NameTag::none},
}};
constexpr std::string_view kPhraseLabel = "documentreference";  // files with this one mark phrases ("the group"), not names

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; });
  return out;
}

std::string from_latin1(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) {
      out += c;
    } else {
      out += static_cast<char>(0xc0 | (byte >> 6));
      out += static_cast<char>(0x80 | (byte & 0x3f));
    }
  }
  return out;
}

class Reader {
 public:
  bool phrases = false;  // a label of phrases was seen
  std::vector<NamedSentence> sentences;
  std::array<std::string, 5> called;  // the file's own labels

  void word(std::string word, std::string_view label) {
    const bool marked = label.size() > 2 && (label[1] == '-' || label[1] == '_');
    const std::string name = marked ? lower(label.substr(2)) : std::string();
    if (name == kPhraseLabel) phrases = true;
    const bool begins = marked && (label[0] == 'B' || label[0] == 'S' || name != open_);
    open_ = name;
    const auto known = std::find_if(kLabels.begin(), kLabels.end(), [&](const LabelClass& one) { return one.label == name; });
    const NameTag first = known == kLabels.end() ? NameTag::first_other : known->first;
    if (first != NameTag::none && called[static_cast<std::size_t>(first) / 2].empty()) called[static_cast<std::size_t>(first) / 2] = label.substr(2);
    if (begins && name == "gpe") either_.push_back({sentences.size(), static_cast<std::uint32_t>(now_.words.size())});
    now_.words.push_back(std::move(word));
    now_.tags.push_back(begins || first == NameTag::none ? first : later(first));
  }
  void finish() {
    if (!now_.words.empty()) sentences.push_back(std::move(now_));
    now_ = {};
    open_.clear();
  }
  // Where a label meant a people or its country.
  const std::vector<std::pair<std::size_t, std::uint32_t>>& either() const { return either_; }

 private:
  NamedSentence now_;
  std::string open_;
  std::vector<std::pair<std::size_t, std::uint32_t>> either_;
};

// Fields of one line of a table; quotes doubled inside quotes. False when a quote stays open.
bool split_csv(std::string_view line, std::vector<std::string>& fields) {
  fields.assign(1, {});
  bool quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '"') {
      if (quoted && i + 1 < line.size() && line[i + 1] == '"') fields.back() += line[i++];
      else quoted = !quoted;
    } else if (line[i] == ',' && !quoted) {
      fields.emplace_back();
    } else {
      fields.back() += line[i];
    }
  }
  return !quoted;
}

bool read_csv_line(Reader& reader, std::string_view line, std::vector<std::string>& fields) {
  if (line.empty()) return true;
  if (!split_csv(line, fields) || fields.size() != 4) return false;
  if (fields[0] == "Sentence #") return true;
  if (!fields[0].empty()) reader.finish();
  reader.word(from_latin1(fields[1]), fields[3]);
  return true;
}

bool number(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool read_columns(Reader& reader, std::string_view line, std::optional<bool>& numbered) {
  if (line.find_first_not_of(" \t") == std::string_view::npos || line.starts_with("-DOCSTART-")) {
    reader.finish();
    return true;
  }
  const char separator = line.find('\t') != std::string_view::npos ? '\t' : ' ';
  if (line.starts_with("# ") && (separator == ' ' || !numbered)) return true;
  std::vector<std::string_view> column;
  for (std::size_t at = 0; at <= line.size();) {
    const auto end = std::min(line.find(separator, at), line.size());
    column.push_back(line.substr(at, end - at));
    at = end + 1;
  }
  if (column.size() < 2) return false;
  if (!numbered) numbered = column.size() > 2 && number(column[0]);
  const std::size_t at = *numbered ? 1 : 0;
  if (column.size() < at + 2) return false;
  std::string_view label = separator == ' ' ? column.back() : column[at + 1];
  if (label.ends_with('\r')) label.remove_suffix(1);
  while (label.ends_with(' ')) label.remove_suffix(1);
  reader.word(std::string(column[at]), label);
  return true;
}

}  // namespace

NameTag later(NameTag first) { return first == NameTag::none ? first : static_cast<NameTag>(static_cast<int>(first) + 1); }

std::vector<NameSpan> spans_of(const std::vector<NameTag>& tags) {
  std::vector<NameSpan> spans;
  for (std::uint32_t i = 0; i < tags.size(); ++i) {
    const bool first = static_cast<int>(tags[i]) % 2 == 1;
    if (first) spans.push_back({i, i + 1, tags[i]});
    else if (tags[i] != NameTag::none && !spans.empty() && spans.back().end == i && later(spans.back().kind) == tags[i]) spans.back().end = i + 1;
    else if (tags[i] != NameTag::none) spans.push_back({i, i + 1, static_cast<NameTag>(static_cast<int>(tags[i]) - 1)});
  }
  return spans;
}

std::vector<NameTag> tags_of(const std::vector<NameSpan>& spans, std::size_t words) {
  std::vector<NameTag> tags(words, NameTag::none);
  for (const NameSpan& span : spans)
    for (std::uint32_t i = span.first; i < span.end && i < words; ++i) tags[i] = i == span.first ? span.kind : later(span.kind);
  return tags;
}

Result<std::vector<NamedSentence>> read_names(const std::string& path, const Knowledge& knowledge, NameUse use, std::array<std::string, 5>* labels) {
  auto bytes = inflate(path, "give a file of words and labels, plain or gzipped");
  if (!bytes) return bytes.error();
  const bool csv = path.ends_with(".csv") || path.ends_with(".csv.gz");
  Reader reader;
  std::vector<std::string> fields;
  std::optional<bool> numbered;
  std::size_t line_number = 0;
  for (std::string_view rest = *bytes; !rest.empty();) {
    const auto end = rest.find('\n');
    std::string_view line = rest.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    ++line_number;
    if (!(csv ? read_csv_line(reader, line, fields) : read_columns(reader, line, numbered)))
      return Error{ErrorCode::bad_format, "a line without word and label", path + ":" + std::to_string(line_number), "give token TAB label lines"};
    rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
  }
  reader.finish();
  for (const auto& [sentence, word] : reader.either()) place_or_nation(reader.sentences[sentence], word, knowledge);
  for (NamedSentence& sentence : reader.sentences) {
    part_nations(sentence, knowledge);
    if (use == NameUse::harmonised) harmonise(sentence, reader.phrases, knowledge);
  }
  if (labels) *labels = reader.called;
  return std::move(reader.sentences);
}

}  // namespace dragoman::train
