#include "archive/xml_records.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "ingest/utf8.h"

namespace dragoman {

namespace {

bool space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool name_byte(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == ':' || c == '.' || static_cast<unsigned char>(c) >= 0x80; }

void append_point(std::string& out, std::uint32_t point) {
  if (point < 0x80) {
    out += static_cast<char>(point);
  } else if (point < 0x800) {
    out += {static_cast<char>(0xC0 | (point >> 6)), static_cast<char>(0x80 | (point & 0x3F))};
  } else if (point < 0x10000) {
    out += {static_cast<char>(0xE0 | (point >> 12)), static_cast<char>(0x80 | ((point >> 6) & 0x3F)), static_cast<char>(0x80 | (point & 0x3F))};
  } else {
    out += {static_cast<char>(0xF0 | (point >> 18)), static_cast<char>(0x80 | ((point >> 12) & 0x3F)), static_cast<char>(0x80 | ((point >> 6) & 0x3F)), static_cast<char>(0x80 | (point & 0x3F))};
  }
}

// The five entities and numbers; white space joined to single blanks.
std::string plain(std::string_view raw) {
  static constexpr std::pair<std::string_view, char> kNamed[] = {{"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}};
  std::string out;
  for (std::size_t i = 0; i < raw.size(); ++i) {
    if (space(raw[i])) {
      if (!out.empty() && out.back() != ' ') out += ' ';
      continue;
    }
    const auto end = raw[i] == '&' ? raw.substr(i, 12).find(';') : std::string_view::npos;
    if (end == std::string_view::npos) {
      out += raw[i];
      continue;
    }
    const auto name = raw.substr(i + 1, end - 1);
    const auto named = std::find_if(std::begin(kNamed), std::end(kNamed), [&](const auto& one) { return one.first == name; });
    std::uint32_t point = 0;
    const bool hex = name.starts_with("#x");
    const auto digits = name.substr(std::min<std::size_t>(name.size(), hex ? 2 : 1));
    const bool number = name.starts_with('#') && !digits.empty() && std::from_chars(digits.data(), digits.data() + digits.size(), point, hex ? 16 : 10).ptr == digits.data() + digits.size();
    if (named != std::end(kNamed)) out += named->second;
    else if (number && point >= 0x20 && point < 0x110000 && (point < 0xD800 || point > 0xDFFF)) append_point(out, point);
    else out += raw.substr(i, end + 1);
    i += end;
  }
  if (out.ends_with(' ')) out.pop_back();
  return out;
}

struct Tag {
  enum Kind : std::uint8_t { open, close, empty } kind = open;
  XmlElement element;
};

class Reader {
 public:
  Reader(std::string_view text, const std::string& file, const std::function<void(const Error&)>& set_aside) : text_(text), file_(file), set_aside_(set_aside) {}

  Result<XmlRecords> read() {
    XmlRecords result;
    if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
    std::string between;
    auto root = next(between);
    if (!root || root->kind != Tag::open) return Error{ErrorCode::bad_format, "this is no XML: no element opens it", file_, "give a file of records such as <visits><visit>…</visit></visits>"};
    result.root = root->element.name;
    while (auto tag = next(between)) {
      if (tag->kind == Tag::close) {
        if (tag->element.name == result.root) return result;
        continue;  // left over from a record with a fault
      }
      if (tag->kind == Tag::open) read_record(std::move(tag->element), result);
    }
    fault(line_, "the file ends before </" + result.root + ">", "it may be cut off; what came before is read");
    return result;
  }

 private:
  void fault(std::size_t line, std::string message, std::string remedy) { set_aside_({ErrorCode::bad_format, std::move(message), file_ + ":" + std::to_string(line), std::move(remedy)}); }

  void read_record(XmlElement head, XmlRecords& result) {
    XmlRecord record;
    static_cast<XmlElement&>(record) = std::move(head);
    std::string between, trouble;
    std::vector<std::string> open;  // elements within the record
    while (true) {
      const auto before = at_;
      const auto before_line = line_;
      auto tag = next(between);
      if (!tag) return fault(record.line, "<" + record.name + "> is never closed", "close it with </" + record.name + ">");
      if (tag->kind != Tag::close && tag->element.name == record.name) {  // the next record begins in this one
        at_ = before, line_ = before_line;
        return fault(record.line, "<" + record.name + "> is never closed", "close it with </" + record.name + ">");
      }
      if (open.empty() && tag->kind == Tag::close) {
        if (tag->element.name == record.name) break;
        if (tag->element.name == result.root) {
          at_ = before, line_ = before_line;
          return fault(record.line, "<" + record.name + "> is never closed", "close it with </" + record.name + ">");
        }
        trouble = "</" + tag->element.name + "> closes nothing";
        continue;
      }
      if (open.size() == 1 && !record.fields.empty()) record.fields.back().text += between;
      if (tag->kind == Tag::close) {
        if (open.back() != tag->element.name) trouble = "</" + tag->element.name + "> closes <" + open.back() + ">";
        open.pop_back();
        continue;
      }
      if (open.empty()) record.fields.push_back(tag->element);
      else trouble = "<" + tag->element.name + "> stands within <" + open.front() + ">";
      if (tag->kind == Tag::open) open.push_back(tag->element.name);
      if (open.size() > 16) trouble = "elements within elements", open.resize(16);
    }
    for (XmlElement& field : record.fields) {
      field.text = plain(field.text);
      if (first_invalid_utf8(field.text) != std::string::npos) trouble = "<" + field.name + "> is not UTF-8";
    }
    if (!trouble.empty()) return fault(record.line, trouble, "a record holds fields, each opened and closed once, in UTF-8");
    result.records.push_back(std::move(record));
  }

  void advance(std::size_t to) {
    line_ += static_cast<std::size_t>(std::count(text_.begin() + static_cast<std::ptrdiff_t>(at_), text_.begin() + static_cast<std::ptrdiff_t>(to), '\n'));
    at_ = to;
  }

  // The next tag; the text before it, raw, CDATA included, goes to `between`. Comments, instructions and declarations are passed over.
  std::optional<Tag> next(std::string& between) {
    between.clear();
    while (at_ < text_.size()) {
      const auto open = std::min(text_.find('<', at_), text_.size());
      between.append(text_.substr(at_, open - at_));
      advance(open);
      if (open == text_.size()) break;
      if (skip("<!--", "-->") || skip("<?", "?>")) continue;
      if (text_.substr(at_).starts_with("<![CDATA[")) {
        const auto end = std::min(text_.find("]]>", at_), text_.size());
        for (const char c : text_.substr(at_ + 9, end - std::min(end, at_ + 9))) between += c == '&' ? std::string("&amp;") : std::string(1, c);
        advance(std::min(end + 3, text_.size()));
        continue;
      }
      if (skip("<!", ">")) continue;
      if (auto tag = read_tag()) return tag;
      between += '<';  // a bare mark is text
      advance(at_ + 1);
    }
    return std::nullopt;
  }

  bool skip(std::string_view begin, std::string_view end) {
    if (!text_.substr(at_).starts_with(begin)) return false;
    const auto found = text_.find(end, at_ + begin.size());
    advance(found == std::string_view::npos ? text_.size() : found + end.size());
    return true;
  }

  std::optional<Tag> read_tag() {
    Tag tag;
    tag.element.line = line_;
    auto i = at_ + 1;
    if (i < text_.size() && text_[i] == '/') tag.kind = Tag::close, ++i;
    const auto word = [&] {
      const auto from = i;
      while (i < text_.size() && name_byte(text_[i])) ++i;
      return std::string(text_.substr(from, i - from));
    };
    const auto blanks = [&] {
      while (i < text_.size() && space(text_[i])) ++i;
    };
    tag.element.name = word();
    if (tag.element.name.empty()) return std::nullopt;
    while (true) {
      blanks();
      if (i >= text_.size()) return std::nullopt;
      if (text_[i] == '>') break;
      if (text_[i] == '/' && i + 1 < text_.size() && text_[i + 1] == '>') {
        tag.kind = Tag::empty;
        ++i;
        break;
      }
      std::string key = word();
      blanks();
      if (key.empty() || i >= text_.size() || text_[i] != '=') return std::nullopt;
      ++i;
      blanks();
      if (i >= text_.size() || (text_[i] != '"' && text_[i] != '\'')) return std::nullopt;
      const auto end = text_.substr(0, std::min(text_.size(), i + 1 + kLongestValue)).find(text_[i], i + 1);
      if (end == std::string_view::npos) return std::nullopt;
      tag.element.attributes.emplace_back(std::move(key), plain(text_.substr(i + 1, end - i - 1)));
      i = end + 1;
      if (tag.element.attributes.size() > kMostAttributes) return std::nullopt;
    }
    advance(i + 1);
    return tag;
  }

  static constexpr std::size_t kLongestValue = 4096, kMostAttributes = 64;
  std::string_view text_;
  const std::string& file_;
  const std::function<void(const Error&)>& set_aside_;
  std::size_t at_ = 0, line_ = 1;
};

}  // namespace

std::string XmlElement::attribute(std::string_view key) const {
  for (const auto& [name_of, value] : attributes)
    if (name_of == key) return value;
  return {};
}

const XmlElement* XmlRecord::field(std::string_view key) const {
  const auto found = std::find_if(fields.begin(), fields.end(), [&](const XmlElement& f) { return f.name == key; });
  return found == fields.end() ? nullptr : &*found;
}

std::string XmlRecord::value(std::string_view key) const {
  const XmlElement* found = field(key);
  return found ? found->text : std::string();
}

Result<XmlRecords> read_xml_records(std::string_view text, const std::string& file, const std::function<void(const Error&)>& set_aside) { return Reader(text, file, set_aside).read(); }

}  // namespace dragoman
