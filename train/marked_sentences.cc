#include "train/marked_sentences.h"

#include <algorithm>
#include <filesystem>
#include <random>

#include "base/mapped_file.h"

namespace dragoman::train {

namespace {

// The span between two marks, which are cut out of `text`.
bool take(std::string& text, std::string_view open, std::string_view close, Span& where, Span* other) {
  const std::size_t from = text.find(open), to = text.find(close);
  if (from == std::string::npos || to == std::string::npos || to < from) return false;
  text.erase(to, close.size());
  text.erase(from, open.size());
  where = {static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(to - open.size())};
  if (other) {  // bytes that went away before and inside the other
    const auto moved = [&](std::uint32_t at) {
      std::size_t out = at;
      if (at > to) out -= close.size();
      if (at > from) out -= open.size();
      return static_cast<std::uint32_t>(out);
    };
    *other = {moved(other->begin), moved(other->end)};
  }
  return where.begin < where.end;
}

// Fields of one tab-parted row; a field in double quotes may hold tabs, line ends and doubled quotes.
std::vector<std::string> next_row(std::string_view bytes, std::size_t& at, std::uint32_t& line) {
  std::vector<std::string> row(1);
  bool quoted = false, first = true;
  for (; at < bytes.size(); ++at) {
    const char c = bytes[at];
    if (c == '\n') ++line;
    if (quoted) {
      if (c != '"') row.back() += c;
      else if (at + 1 < bytes.size() && bytes[at + 1] == '"') row.back() += '"', ++at;
      else quoted = false;
      continue;
    }
    if (c == '\n') {
      ++at;
      break;
    }
    if (c == '"' && first) quoted = true;
    else if (c == '\t') row.emplace_back();
    else if (c != '\r') row.back() += c;
    first = c == '\t';
  }
  return row;
}

std::string_view next_line(std::string_view& rest) {
  const std::size_t end = std::min(rest.find('\n'), rest.size());
  const std::string_view line = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return line;
}

}  // namespace

bool read_marks(std::string_view marked, MarkedSentence& out) {
  out.text = marked;
  out.source = out.target = {};
  if (!take(out.text, "<s>", "</s>", out.source, nullptr)) return false;
  if (out.text.find("<t>") == std::string::npos) return true;
  return take(out.text, "<t>", "</t>", out.target, &out.source);
}

Result<Fillers> read_fillers(const std::string& path) {
  const auto file = MappedFile::open(path);
  if (!file) return file.error();
  Fillers out;
  std::uint32_t line = 0;
  std::string_view rest = file->bytes();
  while (!rest.empty()) {
    const std::string_view row = next_line(rest);
    ++line;
    if (row.empty() || row.front() == '#') continue;
    const std::size_t tab = row.find('\t');
    if (tab == std::string_view::npos) return Error{ErrorCode::bad_format, "a line that is no slot and phrases", path + ":" + std::to_string(line), "write NAME, a tab, and phrases parted by \" | \""};
    auto& phrases = out[std::string(row.substr(0, tab))];
    for (std::string_view list = row.substr(tab + 1); !list.empty();) {
      const std::size_t bar = std::min(list.find(" | "), list.size());
      phrases.emplace_back(list.substr(0, bar));
      list.remove_prefix(std::min(bar + 3, list.size()));
    }
  }
  return out;
}

namespace {

// Slots of a sentence filled; false, and the slot's name, when nothing is known for one.
bool fill(std::string_view sentence, const Fillers& fillers, std::mt19937_64& random, std::string& out, std::string& missing) {
  std::vector<std::string_view> used;
  out.clear();
  for (std::size_t at = 0; at < sentence.size();) {
    const std::size_t open = std::min(sentence.find('{', at), sentence.size()), close = sentence.find('}', open);
    out += sentence.substr(at, open - at);
    if (open == sentence.size() || close == std::string_view::npos) {
      out += sentence.substr(open);
      break;
    }
    const auto found = fillers.find(sentence.substr(open + 1, close - open - 1));
    if (found == fillers.end()) return missing = sentence.substr(open + 1, close - open - 1), false;
    const auto& phrases = found->second;
    std::size_t pick = random() % phrases.size();
    for (std::size_t tries = 0; tries < phrases.size() && std::find(used.begin(), used.end(), phrases[pick]) != used.end(); ++tries) pick = (pick + 1) % phrases.size();
    used.emplace_back(phrases[pick]);
    out += phrases[pick];
    at = close + 1;
  }
  // "the Kremlin said" at the head of a sentence
  const std::size_t first = out.starts_with("<s>") || out.starts_with("<t>") ? 3 : 0;
  if (first < out.size() && out[first] >= 'a' && out[first] <= 'z') out[first] = static_cast<char>(out[first] - 'a' + 'A');
  return true;
}

}  // namespace

Result<std::vector<MarkedSentence>> read_marked_sentences(const std::string& path, unsigned tellings) {
  const auto file = MappedFile::open(path);
  if (!file) return file.error();
  Fillers fillers;
  std::vector<MarkedSentence> out;
  std::uint32_t line = 0;
  std::string told, missing;
  std::string_view rest = file->bytes();
  while (!rest.empty()) {
    const std::string_view row = next_line(rest);
    ++line;
    if (row.empty() || row.front() == '#') continue;
    const auto wrong = [&](const std::string& message, const char* remedy) { return Error{ErrorCode::bad_format, message, path + ":" + std::to_string(line), remedy}; };
    const std::size_t tab = row.find('\t'), slash = row.substr(0, tab).find('/');
    if (tab == std::string_view::npos) return wrong("a line without a tab", "write TYPE, a tab, and the sentence with <s>source</s> and <t>target</t>");
    const std::string_view sentence = row.substr(tab + 1);
    const bool slots = sentence.find('{') != std::string_view::npos;
    if (slots && fillers.empty()) {
      auto known = read_fillers((std::filesystem::path(path).parent_path() / "fillers.txt").string());
      if (!known) return known.error();
      fillers = std::move(*known);
    }
    std::mt19937_64 random(line * 7919u + sentence.size());
    for (unsigned telling = 0; telling < (slots ? std::max(1u, tellings) : 1u); ++telling) {
      MarkedSentence one;
      one.file = path, one.line = line;
      one.type = row.substr(0, std::min(tab, slash));
      if (slash != std::string_view::npos) one.mode = row.substr(slash + 1, tab - slash - 1);
      if (!fill(sentence, fillers, random, told, missing)) return wrong("no fillers for {" + missing + "}", "add them to fillers.txt beside the file");
      if (!read_marks(told, one)) return wrong("marks that do not fit", "write <s>source</s> and <t>target</t>, each once");
      out.push_back(std::move(one));
    }
  }
  return out;
}

Result<std::vector<MarkedSentence>> read_relation_table(const std::string& path) {
  const auto file = MappedFile::open(path);
  if (!file) return file.error();
  const std::string_view bytes = file->bytes();
  std::size_t at = 0;
  std::uint32_t line = 1;
  const auto header = next_row(bytes, at, line);
  const auto column = [&](std::string_view name) { return static_cast<std::size_t>(std::find(header.begin(), header.end(), name) - header.begin()); };
  const std::size_t sentence = column("marked_sentence"), root = column("gold_root");
  if (sentence == header.size() || root == header.size())
    return Error{ErrorCode::bad_format, "no columns marked_sentence and gold_root", path, "give a table whose first line names them, parted by tabs"};
  std::vector<MarkedSentence> out;
  while (at < bytes.size()) {
    MarkedSentence one;
    one.file = path, one.line = line;
    const auto row = next_row(bytes, at, line);
    if (row.size() <= std::max(sentence, root)) continue;
    if (!read_marks(row[sentence], one)) one.source = one.target = {};
    one.type = row[root];
    out.push_back(std::move(one));
  }
  return out;
}

}  // namespace dragoman::train
