#include <algorithm>

#include "analyse/flow.h"
#include "analyse/phrases.h"
#include "analyse/render.h"

namespace dragoman {

namespace {

constexpr std::string_view kBold = "\033[1m", kDim = "\033[2m";
constexpr std::size_t kLabel = 20;

void heading(std::string& out, std::string_view text, const RenderOptions& options, bool of_story) {
  Flow flow(out, options.columns, options.colour, 0);
  flow.add(text, kBold);
  flow.end();
  if (of_story) out.append(std::min(points_in(text), options.columns), '=').append("\n");
}

void print_line(const Brief& brief, const BriefLine& line, std::string& out, const RenderOptions& options) {
  const std::string_view label = first_points(line.label, kLabel - 3);
  out += "  ";
  out += label;
  out.append(kLabel - 2 - points_in(label), ' ');
  Flow flow(out, options.columns, options.colour, kLabel);
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
