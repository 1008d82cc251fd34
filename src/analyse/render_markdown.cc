#include "analyse/phrases.h"
#include "analyse/render.h"

namespace dragoman {

std::string markdown_escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (std::string_view("\\`*_{}[]<>#|!").find(c) != std::string_view::npos) out += '\\';
    out += c == '\n' || c == '\r' ? ' ' : c;
  }
  return out;
}

namespace {

void print_line(const Brief& brief, const BriefLine& line, std::string& out) {
  out += "- ";
  if (!line.label.empty()) out += "**" + markdown_escaped(line.label) + "**: ";
  out += markdown_escaped(line.text);
  for (const Citation& c : line.cites) {
    out += " \\[" + markdown_escaped(brief.names[c.coding]) + " s" + std::to_string(c.sentence + 1);
    if (const std::string said = cited_words(brief, c); !said.empty()) out += " “" + markdown_escaped(said) + "”";
    out += "\\]";
  }
  out += '\n';
}

}  // namespace

std::string render_markdown(const Brief& brief) {
  std::string out;
  for (const Story& story : brief.stories) {
    out += (out.empty() ? "# " : "\n# ") + markdown_escaped(story.title) + "\n";
    for (const BriefSection& section : story.sections) {
      out += "\n## " + section.title + "\n\n";
      for (const BriefLine& line : section.lines) print_line(brief, line, out);
    }
  }
  return out;
}

}  // namespace dragoman
