#include <algorithm>

#include "analyse/phrases.h"
#include "analyse/render.h"

namespace dragoman {

namespace {

std::size_t points_in(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

// The first `points` code points.
std::string_view prefix(std::string_view text, std::size_t points) {
  std::size_t i = 0;
  for (; i < text.size(); ++i)
    if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80 && points-- == 0) break;
  return text.substr(0, i);
}

// Lays words out in lines no longer than `columns`, all but the first indented.
class Flow {
 public:
  Flow(std::string& out, const RenderOptions& options, std::size_t indent) : out_(out), options_(options), indent_(indent), at_(indent) {}

  void add(std::string_view text, std::string_view style) {
    while (!text.empty()) {
      const std::size_t begin = text.find_first_not_of(' ');
      if (begin == std::string_view::npos) break;
      const std::size_t end = std::min(text.find(' ', begin), text.size());
      place(text.substr(begin, end - begin), style);
      text.remove_prefix(end);
    }
  }
  void end() { out_ += '\n'; }

 private:
  void place(std::string_view word, std::string_view style) {
    const std::size_t room = options_.columns - indent_;
    while (points_in(word) > room) {  // a word longer than a line
      const std::string_view head = prefix(word, room);
      if (fresh_ == false) wrap();
      print(head, style);
      word.remove_prefix(head.size());
    }
    if (!fresh_ && at_ + 1 + points_in(word) > options_.columns) wrap();
    if (!fresh_) out_ += ' ', ++at_;
    print(word, style);
  }
  void print(std::string_view word, std::string_view style) {
    if (options_.colour && !style.empty()) out_.append(style).append(word).append("\033[0m");
    else out_ += word;
    at_ += points_in(word);
    fresh_ = false;
  }
  void wrap() {
    out_ += '\n';
    out_.append(indent_, ' ');
    at_ = indent_;
    fresh_ = true;
  }

  std::string& out_;
  const RenderOptions& options_;
  std::size_t indent_, at_;
  bool fresh_ = true;
};

constexpr std::string_view kBold = "\033[1m", kDim = "\033[2m";
constexpr std::size_t kLabel = 20;

void heading(std::string& out, std::string_view text, const RenderOptions& options, bool of_story) {
  Flow flow(out, options, 0);
  flow.add(text, kBold);
  flow.end();
  if (of_story) out.append(std::min(points_in(text), options.columns), '=').append("\n");
}

void print_line(const Brief& brief, const BriefLine& line, std::string& out, const RenderOptions& options) {
  const std::string_view label = prefix(line.label, kLabel - 3);
  out += "  ";
  out += label;
  out.append(kLabel - 2 - points_in(label), ' ');
  Flow flow(out, options, kLabel);
  flow.add(line.text, "");
  for (const Citation& c : line.cites) {
    std::string words = "[" + brief.names[c.coding] + " s" + std::to_string(c.sentence + 1);
    if (const std::string said = cited_words(brief, c); !said.empty()) words += " “" + said + "”";
    flow.add(words + "]", kDim);
  }
  flow.end();
}

}  // namespace

std::string render_text(const Brief& brief, const RenderOptions& options) {
  std::string out;
  for (const Story& story : brief.stories) {
    if (!out.empty()) out += '\n';
    heading(out, story.title, options, true);
    for (const BriefSection& section : story.sections) {
      out += '\n';
      heading(out, section.title, options, false);
      for (const BriefLine& line : section.lines) print_line(brief, line, out, options);
    }
  }
  return out;
}

}  // namespace dragoman
