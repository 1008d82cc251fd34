#include "ingest/blocks.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

namespace dragoman {

namespace {

constexpr std::size_t kWidestWrap = 120;  // wider lines are paragraphs
constexpr std::size_t kRagged = 4;

// Length of the white space at text[at]: ASCII, controls, NBSP, U+2000–200F, U+2028, U+2029, U+3000, U+FEFF; else 0.
std::size_t space_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0u; };
  if (byte(0) <= 0x20 || byte(0) == 0x7F) return 1;
  if (byte(0) == 0xC2 && byte(1) == 0xA0) return 2;
  if (byte(0) == 0xE2 && byte(1) == 0x80 && ((byte(2) >= 0x80 && byte(2) <= 0x8F) || byte(2) == 0xA8 || byte(2) == 0xA9)) return 3;
  if (byte(0) == 0xE3 && byte(1) == 0x80 && byte(2) == 0x80) return 3;
  if (byte(0) == 0xEF && byte(1) == 0xBB && byte(2) == 0xBF) return 3;
  return 0;
}

Span trim(std::string_view text, std::size_t begin, std::size_t end) {
  while (begin < end) {
    const std::size_t length = space_at(text.substr(0, end), begin);
    if (length == 0) break;
    begin += length;
  }
  while (begin < end) {
    std::size_t back = 1;
    while (back < 3 && end - back > begin && (static_cast<unsigned char>(text[end - back]) & 0xC0) == 0x80) ++back;
    if (space_at(text.substr(0, end), end - back) != back) break;
    end -= back;
  }
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

std::size_t first_word(std::string_view line) { return std::min(line.find(' '), line.size()); }

// A line that a fixed width filled: the next line's first word would not have fitted.
bool filled(std::string_view text, Span line, Span next, std::size_t width) {
  return line.size() + kRagged + 1 + first_word(text.substr(next.begin, next.size())) > width;
}

struct Line {
  Span span;
  bool after_blank = false;
};

std::pmr::vector<Line> split_lines(std::string_view text, std::pmr::memory_resource& scratch) {
  std::pmr::vector<Line> lines(&scratch);
  bool blank = true;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t feed = std::min(text.find_first_of("\n\r", at), text.size());
    const Span span = trim(text, at, feed);
    if (span.empty()) blank = true;
    else lines.push_back({span, blank});
    if (!span.empty()) blank = false;
    at = feed + (text.substr(feed, 2) == "\r\n" ? 2 : 1);
  }
  return lines;
}

// The width the text was wrapped at, 0 when it was not: nearly every line followed at once by another is filled.
std::size_t wrap_width(std::string_view text, std::span<const Line> lines) {
  std::size_t width = 0, pairs = 0, full = 0;
  for (const Line& line : lines) width = std::max<std::size_t>(width, line.span.size());
  if (width > kWidestWrap || width < 40) return 0;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    if (lines[i].after_blank) continue;
    ++pairs;
    full += filled(text, lines[i - 1].span, lines[i].span, width) ? 1 : 0;
  }
  return pairs >= 3 && full * 10 >= pairs * 7 ? width : 0;
}

}  // namespace

std::pmr::vector<Span> split_blocks(std::string_view text, std::pmr::memory_resource& scratch) {
  const auto lines = split_lines(text, scratch);
  const std::size_t width = wrap_width(text, lines);
  std::pmr::vector<Span> blocks(&scratch);
  blocks.reserve(lines.size());
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const bool joins = width > 0 && !lines[i].after_blank && filled(text, lines[i - 1].span, lines[i].span, width);
    if (joins) blocks.back().end = lines[i].span.end;
    else blocks.push_back(lines[i].span);
  }
  return blocks;
}

}  // namespace dragoman
