#include "ingest/line_shape.h"

#include <algorithm>

namespace dragoman {

namespace {

constexpr std::size_t kFoldedBytes = 2048;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_high(char c) { return static_cast<unsigned char>(c) >= 0x80; }

// One character of the line as matching sees it: lower case, typographic quotes and spaces made plain.
struct Folder {
  std::string_view line;
  std::size_t at = 0;
  std::string_view next(char& plain) {
    const std::string_view rest = line.substr(at);
    for (const auto& [from, to] : {std::pair<std::string_view, char>{"\xE2\x80\x98", '\''}, {"\xE2\x80\x99", '\''}, {"\xE2\x80\x9C", '"'},
                                   {"\xE2\x80\x9D", '"'}, {"\xC2\xA0", ' '}}) {
      if (!rest.starts_with(from)) continue;
      at += from.size();
      plain = to;
      return {&plain, 1};
    }
    const char c = rest.front();
    ++at;
    plain = is_upper(c) ? static_cast<char>(c - 'A' + 'a') : static_cast<unsigned char>(c) <= 0x20 ? ' ' : c;
    return {&plain, 1};
  }
};

std::string_view strip_closing(std::string_view line) {
  for (bool again = true; again && !line.empty();) {
    again = false;
    for (const std::string_view tail : {"\"", "'", ")", "]", "*", "\xE2\x80\x9D", "\xE2\x80\x99", " "}) {
      if (!line.ends_with(tail)) continue;
      line.remove_suffix(tail.size());
      again = true;
      break;
    }
  }
  return line;
}

// "U.S." at the end of a headline is no stop.
bool ends_in_initials(std::string_view line) {
  const std::size_t size = line.size();
  return size >= 4 && is_upper(line[size - 2]) && line[size - 3] == '.' && is_upper(line[size - 4]);
}

void read_end(std::string_view line, LineShape& shape) {
  const std::string_view bare = strip_closing(line);
  if (bare.empty()) return;
  const char last = bare.back();
  shape.question = last == '?' || last == '!';
  shape.colon = last == ':';
  shape.final_stop = shape.question || (last == '.' && !ends_in_initials(bare)) || bare.ends_with("\xE2\x80\xA6") || bare.ends_with("\xE3\x80\x82");
}

// Counts and hashes the words, FNV-1a over lower-case letters and digits.
void read_words(std::string_view line, LineShape& shape) {
  constexpr std::uint64_t kOffset = 14695981039346656037ull, kPrime = 1099511628211ull;
  shape.key = kOffset;
  std::uint64_t word = kOffset;
  bool inside = false, blank_before = true;
  char plain = 0;
  for (Folder fold{line}; fold.at < line.size();) {
    const char raw = line[fold.at];
    const char c = fold.next(plain)[0];
    const bool letter = is_lower(c) || is_digit(c) || is_high(c);
    if (letter) {
      word = (word ^ static_cast<unsigned char>(c)) * kPrime;
      shape.key = (shape.key ^ static_cast<unsigned char>(c)) * kPrime;
    }
    if (inside && !letter && c != '\'' && shape.words.size() < kLongLine) shape.words.push_back(static_cast<std::uint32_t>(word ^ (word >> 32)));
    if (!letter && c != '\'') word = kOffset;
    inside = letter || (inside && c == '\'');
    shape.word_count += blank_before && c != ' ' ? 1 : 0;
    shape.lower_words += blank_before && is_lower(raw) ? 1 : 0;
    blank_before = c == ' ';
  }
  if (inside && shape.words.size() < kLongLine) shape.words.push_back(static_cast<std::uint32_t>(word ^ (word >> 32)));
  shape.wordless = shape.words.empty();
  std::sort(shape.words.begin(), shape.words.end());
  shape.words.erase(std::unique(shape.words.begin(), shape.words.end()), shape.words.end());
}

void read_inside(std::string_view line, LineShape& shape) {
  shape.one_sentence = true;
  std::size_t quote = std::string::npos;
  char plain = 0;
  for (Folder fold{line}; fold.at < line.size() && shape.folded.size() < kFoldedBytes;) {
    const char c = fold.next(plain)[0];
    const std::size_t here = fold.at;
    if ((c == '.' || c == '?' || c == '!') && here + 1 < line.size() && line[here] == ' ' && is_upper(line[here + 1]) && here >= 4 &&
        is_lower(line[here - 2]) && is_lower(line[here - 3]) && is_lower(line[here - 4]))
      shape.one_sentence = false;  // short words before the point are mostly abbreviations
    if (c == '"') {
      if (quote == std::string::npos) quote = shape.folded.size();
      else shape.quoted = shape.quoted || shape.folded.find(' ', quote) != std::string::npos, quote = std::string::npos;
    }
    if (c == ' ' && (shape.folded.empty() || shape.folded.back() == ' ')) continue;
    shape.folded.push_back(c);
  }
}

}  // namespace

LineShape line_shape(std::string_view line, std::pmr::memory_resource& scratch) {
  LineShape shape{std::pmr::string(&scratch), std::pmr::vector<std::uint32_t>(&scratch)};
  shape.folded.reserve(std::min(line.size(), kFoldedBytes));
  shape.words.reserve(std::min<std::size_t>((line.size() + 1) / 2, kLongLine));
  read_end(line, shape);
  read_words(line, shape);
  read_inside(line, shape);
  shape.opens_lower = !line.empty() && is_lower(line.front());
  return shape;
}

bool phrase_at(std::string_view folded, std::size_t at, std::string_view phrase) {
  if (phrase.empty() || !folded.substr(at).starts_with(phrase)) return false;
  const std::size_t end = at + phrase.size();
  const auto letter = [](char c) { return is_lower(c) || is_high(c); };
  if (letter(phrase.back()) && end < folded.size() && letter(folded[end])) return false;
  return !(letter(phrase.front()) && at > 0 && letter(folded[at - 1]));
}

double word_overlap(const LineShape& a, const LineShape& b) {
  const auto &left = a.words, &right = b.words;
  std::size_t common = 0;
  for (std::size_t i = 0, j = 0; i < left.size() && j < right.size();) {
    if (left[i] == right[j]) ++common, ++i, ++j;
    else if (left[i] < right[j]) ++i;
    else ++j;
  }
  const std::size_t all = left.size() + right.size() - common;
  return all ? static_cast<double>(common) / static_cast<double>(all) : 0;
}

}  // namespace dragoman
