#include "train/timeml.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>

namespace dragoman::train {

namespace {

constexpr std::pair<std::string_view, char> kEntities[] = {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}};

// Value of an attribute of a tag; empty when it has none.
std::string attribute(std::string_view tag, std::string_view name) {
  const std::string start = " " + std::string(name) + "=\"";
  const auto from = tag.find(start);
  if (from == std::string_view::npos) return {};
  const auto value = tag.substr(from + start.size());
  return std::string(value.substr(0, value.find('"')));
}

// What stands between <name> and </name>.
std::optional<std::string_view> inside(std::string_view xml, std::string_view name) {
  const std::string open = "<" + std::string(name) + ">", close = "</" + std::string(name) + ">";
  const auto from = xml.find(open);
  const auto to = xml.find(close, from);
  if (from == std::string_view::npos || to == std::string_view::npos) return std::nullopt;
  return xml.substr(from + open.size(), to - from - open.size());
}

// Appends the character that `marked` begins with; bytes read.
std::size_t take_character(std::string_view marked, std::string& text) {
  if (marked.front() == '&')
    for (const auto& [entity, meant] : kEntities)
      if (marked.starts_with(entity)) {
        text += meant;
        return entity.size();
      }
  text += marked.front();
  return 1;
}

Error bad(const std::string& name, const std::string& message) { return {ErrorCode::bad_format, message, name, "give files of TimeML 1.2"}; }

}  // namespace

Result<TimeMlText> parse_timeml(std::string_view xml, const std::string& name) {
  TimeMlText out;
  out.doc = name;
  if (const auto created = inside(xml, "DCT")) out.created = attribute(*created, "value");
  const auto marked = inside(xml, "TEXT");
  if (!marked) return bad(name, "no text");
  std::vector<std::size_t> open;  // marks without their end, outermost first
  for (std::size_t at = 0; at < marked->size();) {
    const std::string_view rest = marked->substr(at);
    if (rest.front() != '<') {
      at += take_character(rest, out.text);
      continue;
    }
    const auto close = rest.find('>');
    if (close == std::string_view::npos) return bad(name, "a tag without its end");
    const std::string_view tag = rest.substr(0, close + 1);
    const auto here = static_cast<std::uint32_t>(out.text.size());
    if (tag.starts_with("<TIMEX3 ")) {
      out.times.push_back({{here, here}, attribute(tag, "type"), attribute(tag, "value")});
      if (!tag.ends_with("/>")) open.push_back(out.times.size() - 1);
    } else if (tag.starts_with("</TIMEX3")) {
      if (open.empty()) return bad(name, "the end of a TIMEX3 that did not begin");
      out.times[open.back()].span.end = here;
      open.pop_back();
    }
    at += close + 1;
  }
  if (!open.empty()) return bad(name, "a TIMEX3 without its end");
  std::erase_if(out.times, [](const TimeMark& mark) { return mark.span.empty(); });
  return out;
}

Result<TimeMlText> read_timeml(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return Error{ErrorCode::not_found, "cannot be read", path, "give files of TimeML 1.2"};
  const std::string xml{std::istreambuf_iterator<char>(file), {}};
  return parse_timeml(xml, std::filesystem::path(path).stem().string());
}

double TimeCounts::f1(std::size_t right) const { return gold + found ? 200.0 * static_cast<double>(right) / static_cast<double>(gold + found) : 0; }

void count_times(const std::vector<TimeMark>& gold, const std::vector<TimeMark>& found, TimeScore& score) {
  for (const TimeMark& mark : gold) ++score.all.gold, ++score.by_type[mark.type].gold;
  std::vector<bool> met(gold.size());
  for (const TimeMark& mark : found) {
    ++score.all.found, ++score.by_type[mark.type].found;
    std::size_t k = 0;
    while (k < gold.size() && (met[k] || !gold[k].span.overlaps(mark.span))) ++k;
    if (k == gold.size()) continue;
    met[k] = true;
    const bool strict = gold[k].span == mark.span, value = gold[k].value == mark.value, type = gold[k].type == mark.type;
    for (TimeCounts* counts : {&score.all, &score.by_type[gold[k].type]}) {
      ++counts->relaxed;
      counts->strict += strict, counts->value += value, counts->type += type, counts->strict_value += strict && value;
    }
  }
}

}  // namespace dragoman::train
