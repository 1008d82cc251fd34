#include "analyse/flow.h"

#include <algorithm>

namespace dragoman {

std::size_t points_in(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::string_view first_points(std::string_view text, std::size_t points) {
  std::size_t i = 0;
  for (; i < text.size(); ++i)
    if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80 && points-- == 0) break;
  return text.substr(0, i);
}

void Flow::add(std::string_view text, std::string_view style) {
  while (!text.empty()) {
    const std::size_t begin = text.find_first_not_of(' ');
    if (begin == std::string_view::npos) break;
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    place(text.substr(begin, end - begin), style);
    text.remove_prefix(end);
  }
}

void Flow::place(std::string_view word, std::string_view style) {
  const std::size_t room = columns_ - indent_;
  while (points_in(word) > room) {  // a word longer than a line
    const std::string_view head = first_points(word, room);
    if (fresh_ == false) wrap();
    print(head, style);
    word.remove_prefix(head.size());
  }
  if (!fresh_ && at_ + 1 + points_in(word) > columns_) wrap();
  if (!fresh_) out_ += ' ', ++at_;
  print(word, style);
}

void Flow::print(std::string_view word, std::string_view style) {
  if (colour_ && !style.empty()) out_.append(style).append(word).append("\033[0m");
  else out_ += word;
  at_ += points_in(word);
  fresh_ = false;
}

void Flow::wrap() {
  out_ += '\n';
  out_.append(indent_, ' ');
  at_ = indent_;
  fresh_ = true;
}

void labelled(std::string& out, std::string_view label, std::string_view text, std::size_t columns, std::size_t width) {
  const std::string_view shown = first_points(label, width - 1);
  out.append("  ").append(shown).append(width - points_in(shown), ' ');
  Flow flow(out, columns, false, width + 2);
  flow.add(text);
  flow.end();
}

}  // namespace dragoman
