#include "segment/characters.h"

#include <utf8proc.h>

namespace dragoman {

namespace {

CharKind ascii_kind(unsigned char c) {
  if (c <= ' ' || c == 0x7f) return c == 0 ? CharKind::symbol : CharKind::space;
  if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_') return CharKind::letter;
  if (c >= '0' && c <= '9') return CharKind::digit;
  switch (c) {
    case '\'': case '`': return CharKind::apostrophe;
    case '"': return CharKind::quote;
    case '-': return CharKind::dash;
    case '.': return CharKind::point;
    default: return CharKind::symbol;
  }
}

CharKind wide_kind(char32_t c, utf8proc_category_t category) {
  switch (c) {
    case 0x2018: case 0x2019: case 0x201b: case 0x02bc: case 0x2032: case 0x00b4: return CharKind::apostrophe;
    case 0x201c: case 0x201d: case 0x201e: case 0x201f: case 0x00ab: case 0x00bb: case 0x2033: return CharKind::quote;
    case 0x2010: case 0x2011: return CharKind::dash;  // hyphens proper; en and em dashes are symbols that always split
    case 0x00ad: case 0x200c: case 0x200d: case 0x2060: return CharKind::ignorable;
    case 0x200b: case 0xfeff: case 0x0085: return CharKind::space;
    default: break;
  }
  switch (category) {
    case UTF8PROC_CATEGORY_LU: case UTF8PROC_CATEGORY_LL: case UTF8PROC_CATEGORY_LT: case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO: case UTF8PROC_CATEGORY_MN: case UTF8PROC_CATEGORY_MC: case UTF8PROC_CATEGORY_ME:
      return CharKind::letter;
    case UTF8PROC_CATEGORY_ND: case UTF8PROC_CATEGORY_NL: return CharKind::digit;
    case UTF8PROC_CATEGORY_ZS: case UTF8PROC_CATEGORY_ZL: case UTF8PROC_CATEGORY_ZP: return CharKind::space;
    case UTF8PROC_CATEGORY_CF: return CharKind::ignorable;
    default: return CharKind::symbol;
  }
}

std::string_view plain_form(char32_t c) {
  switch (c) {
    case 0x2018: case 0x2019: case 0x201b: case 0x02bc: case 0x2032: case 0x00b4: case '`': return "'";
    case 0x201c: case 0x201d: case 0x201e: case 0x201f: case 0x00ab: case 0x00bb: case 0x2033: return "\"";
    case 0x2010: case 0x2011: return "-";
    case 0x2026: return "...";
    default: return {};
  }
}

}  // namespace

Character character_at(std::string_view text, std::size_t at) {
  const auto first = static_cast<unsigned char>(text[at]);
  Character c;
  if (first < 0x80) {
    c.code = first;
    c.kind = ascii_kind(first);
    c.upper = first >= 'A' && first <= 'Z';
    c.lower = first >= 'a' && first <= 'z';
    return c;
  }
  utf8proc_int32_t code = -1;
  const std::size_t rest = text.size() - at < 4 ? text.size() - at : 4;
  const auto size = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data() + at),
                                     static_cast<utf8proc_ssize_t>(rest), &code);
  c.code = first;
  if (size <= 0 || code < 0) return c;
  c.code = static_cast<char32_t>(code);
  c.size = static_cast<std::uint8_t>(size);
  const auto category = utf8proc_category(code);
  c.kind = wide_kind(c.code, category);
  c.upper = category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LT;
  c.lower = category == UTF8PROC_CATEGORY_LL;
  return c;
}

bool straighten(std::string_view word, std::string& out) {
  bool plain = true;
  for (const char byte : word) plain = plain && static_cast<unsigned char>(byte) < 0x80 && byte != '`';
  if (plain) return false;
  bool changed = false;
  out.clear();
  for (std::size_t at = 0; at < word.size();) {
    const Character c = character_at(word, at);
    const std::string_view replacement = plain_form(c.code);
    if (c.kind == CharKind::ignorable) changed = true;
    else if (!replacement.empty()) out += replacement, changed = true;
    else out.append(word.substr(at, c.size));
    at += c.size;
  }
  return changed && !out.empty();
}

}  // namespace dragoman
