#include "segment/tokens.h"

#include <algorithm>
#include <array>

#include "segment/characters.h"

namespace dragoman {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Cuts one chunk (a run without white space, at most kMaxTokenBytes) into tokens.
class ChunkCutter {
 public:
  ChunkCutter(Document& document, const Knowledge& knowledge, std::string& plain)
      : document_(document), knowledge_(knowledge), text_(document.article.text), plain_(plain) {}

  void cut(std::size_t begin, std::size_t end) {
    begin_ = begin;
    end_ = end;
    for (at_ = begin; at_ < end_;) {
      const Character c = character_at(text_, at_);
      if (c.kind == CharKind::ignorable) at_ += c.size;
      else if (starts_word(c)) cut_word();
      else cut_symbol(c);
    }
  }

 private:
  void emit(std::size_t from, std::size_t to) {
    if (from >= to) return;
    const std::string_view word = text_.substr(from, to - from);
    const Span where{static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(to)};
    document_.add_token(where, straighten(word, plain_) ? document_.keep(plain_) : word, 0);
  }

  char byte(std::size_t at) const { return at < end_ ? text_[at] : '\0'; }
  Character look(std::size_t at) const { return at < end_ ? character_at(text_, at) : Character{0, 1, CharKind::space, false, false}; }
  bool is_word(std::size_t at) const {
    const auto kind = look(at).kind;
    return kind == CharKind::letter || kind == CharKind::digit || kind == CharKind::ignorable;
  }
  bool in_set(std::string_view set, std::string_view word) const {
    char buffer[64];
    const auto key = lower_key(word, buffer);
    return !key.empty() && knowledge_.in_set(set, key);
  }

  bool starts_word(const Character& c) const {
    if (c.kind == CharKind::letter || c.kind == CharKind::digit) return true;
    const bool handle = (c.code == '@' || c.code == '#') && at_ == begin_;  // @name, #tag
    if (handle) return look(at_ + 1).kind == CharKind::letter;
    if (c.kind == CharKind::point) return at_ == begin_ && (is_digit(byte(at_ + 1)) || ending_at(at_ + 1));  // .5, .doc
    if (c.kind == CharKind::apostrophe && at_ == begin_) return is_digit(byte(at_ + c.size)); // '90s
    return false;
  }

  // The rest of the chunk is the ending of a file name.
  bool ending_at(std::size_t at) const {
    std::size_t stop = at;
    while (look(stop).kind == CharKind::letter) stop += look(stop).size;
    return stop > at && !is_word(stop) && in_set("DOMAIN_ENDING", text_.substr(at, stop - at));
  }

  // ---- symbols ---------------------------------------------------------------------------------------------------

  void cut_symbol(const Character& c) {
    const std::size_t from = at_;
    if (const std::size_t face = face_end(from); face > from) return emit(from, at_ = face);
    at_ += c.size;
    if (c.kind == CharKind::apostrophe) {
      std::size_t stop = at_;
      while (look(stop).kind == CharKind::letter) stop += look(stop).size;
      if (from > begin_ && in_set("CLITIC", text_.substr(at_, stop - at_))) at_ = stop;  // (Xinhua)'s
      else if (byte(at_) == byte(from) && c.size == 1) ++at_;  // '' and ``
    } else if (c.code == '!' || c.code == '?') {
      while (byte(at_) == '!' || byte(at_) == '?') ++at_;
    } else if (c.size == 1 && c.kind != CharKind::invalid && runs_together(static_cast<char>(c.code))) {
      const bool rule = c.code == '-' || c.code == '=';  // "---==": a line drawn
      while (byte(at_) == static_cast<char>(c.code) || (rule && (byte(at_) == '-' || byte(at_) == '='))) ++at_;
    }
    emit(from, at_);
  }

  // ":-)", ahead of a point or comma or the end.
  std::size_t face_end(std::size_t from) const {
    const char first = byte(from);
    if (first != ':' && first != ';' && first != '=' && first != '<') return from;
    for (std::size_t size = 3; size >= 2; --size)
      if (from + size <= end_ && !is_word(from + size) && byte(from + size) != '/' && knowledge_.in_set("FACE", text_.substr(from, size))) return from + size;
    return from;
  }

  static bool runs_together(char c) {
    return c == '.' || c == '-' || c == '*' || c == '=' || c == '~' || c == '+' || c == '#' || c == '<' || c == '>' || c == ',' || c == '$' || c == '/' || c == '\\';
  }

  // ---- words -----------------------------------------------------------------------------------------------------

  void cut_word() {
    const std::size_t from = at_;
    const bool handle = byte(from) == '@';  // "@example.org" too
    if (const std::size_t stop = address_end(handle ? from + 1 : from); stop > from + handle) {
      emit(from, stop);
      at_ = stop;
      return;
    }
    at_ += character_at(text_, at_).size;
    while (at_ < end_) {
      const Character c = character_at(text_, at_);
      if (c.kind == CharKind::letter || c.kind == CharKind::digit || c.kind == CharKind::ignorable) at_ += c.size;
      else if (const std::size_t joined = joined_to(from, c); joined > at_) at_ = joined;
      else break;
      if (c.code == '$') break;
    }
    take_final_point(from);
    emit_word(from, at_);
  }

  // Web and mail addresses and file names: one token up to trailing punctuation.
  std::size_t address_end(std::size_t from) const {
    const std::string_view rest = text_.substr(from, end_ - from);
    std::size_t stop = from;
    const auto is = [&](std::string_view prefix) {
      if (rest.size() <= prefix.size()) return false;
      for (std::size_t i = 0; i < prefix.size(); ++i)
        if (lower_ascii(rest[i]) != prefix[i]) return false;
      return true;
    };
    if (is("http://") || is("https://") || is("www.") || is("ftp://") || is("mailto:")) {
      stop = end_;
      while (stop > from && trailing(text_[stop - 1])) --stop;
      return stop;
    }
    // label(.label)+ with a known last label, or anything@label.label
    std::size_t last_point = 0, mail = 0, points = 0;
    bool plain = true;  // small letters, digits and hyphens in parts of two and more
    for (stop = from; stop < end_; ++stop) {
      const char c = text_[stop];
      const bool part = is_digit(c) || (lower_ascii(c) >= 'a' && lower_ascii(c) <= 'z') || c == '_' || c == '-';
      const bool point = c == '.' && stop > from, mark = c == '@' && stop > from && mail == 0;
      if (!part && !point && !mark) break;
      plain = plain && ((c >= 'a' && c <= 'z') || is_digit(c) || c == '-' || (point && stop > from + 1 && text_[stop - 1] != '.' && (points == 0 || stop > last_point + 2)));
      if (point) last_point = stop, ++points;
      else if (mark) mail = stop, last_point = 0;
    }
    while (stop > from && (text_[stop - 1] == '.' || text_[stop - 1] == '-')) {
      --stop;
      if (text_[stop] == '.') --points;
    }
    if (plain && points >= 2 && stop > from && !is_digit(text_[from])) return stop;  // alt.animals.cat
    if (mail > from && stop > mail + 1 && last_point == 0) return stop;              // somebody@host
    if (last_point == 0 || last_point < mail) return from;
    if (last_point + 1 >= stop) {  // the last point was a full stop: look at the one before it
      const auto before = text_.substr(from, stop - from).rfind('.');
      if (before == std::string_view::npos || from + before < mail) return from;
      last_point = from + before;
    }
    if (mail != 0) return stop;
    if (text_[last_point - 1] == '.') return from;  // "wait..in"
    const std::string_view label = text_.substr(last_point + 1, stop - last_point - 1);
    return last_point > from && in_set("DOMAIN_ENDING", label) && !(label[0] >= 'A' && label[0] <= 'Z' && label.size() < 3) ? stop : from;
  }

  static bool trailing(char c) {
    return c == '.' || c == ',' || c == ';' || c == ':' || c == '!' || c == '?' || c == '\'' || c == '"' || c == ')' || c == ']' || c == '>' || c == '}';
  }

  // The end of the joint when the symbol at at_ belongs inside the word that began at `from`; at_ when it does not.
  std::size_t joined_to(std::size_t from, const Character& c) const {
    const std::size_t next = at_ + c.size;
    const char before = text_[at_ - 1], after = byte(next);
    const bool digits = is_digit(before) && is_digit(after);
    switch (c.kind) {
      case CharKind::point:
        if (digits) return next;
        return is_word(next) && look(next).kind == CharKind::letter && pointed_on(from) ? next : at_;
      case CharKind::apostrophe:
        return look(next).kind == CharKind::letter ? next : at_;
      case CharKind::dash:
        return dash_joins(from, next) ? next : at_;
      default: break;
    }
    switch (c.code) {
      case ',': return digits && group_of_digits(next) ? next : at_;
      case ':': return digits ? next : at_;
      case '/': return digits || (at_ == from + 1 && single_letter_at(next)) ? next : at_;
      case '&': return upper_at(at_ - 1) && upper_at(next) ? next : at_;
      case '$': return at_ - from <= 3 && all_upper(from) ? next : at_;  // US$
      default: return at_;
    }
  }

  // One to three digits: "1,200", "7,5"; no "1,2019".
  bool group_of_digits(std::size_t at) const {
    std::size_t end = at;
    while (is_digit(byte(end)) && end - at < 4) ++end;
    return end - at <= 3;
  }
  bool upper_at(std::size_t at) const { return byte(at) >= 'A' && byte(at) <= 'Z'; }
  bool all_upper(std::size_t from) const {
    for (std::size_t i = from; i < at_; ++i)
      if (!upper_at(i)) return false;
    return true;
  }
  bool single_letter_at(std::size_t at) const { return look(at).kind == CharKind::letter && !is_word(at + look(at).size); }

  // "U.S", "Ph.D": every part so far is short and the next one is a single letter or ends in a point again.
  bool pointed_on(std::size_t from) const {
    const std::string_view before = text_.substr(from, at_ - from);
    if (pointed_letters(before)) return single_letter_at(at_ + 1);
    return before.size() == 2 && look(from).upper && upper_at(at_ + 1) && single_letter_at(at_ + 1);
  }

  bool dash_joins(std::size_t from, std::size_t next) const {
    if (!is_word(next)) return false;
    const std::string_view before = text_.substr(from, at_ - from);
    if (is_digit(before.back()) && is_digit(byte(next))) return telephone(from);
    const bool behind_dash = from > begin_ && text_[from - 1] == '-';  // "daughter-in-law"
    if (look(next).kind != CharKind::letter) return in_set("HYPHEN_PREFIX", before) && before.size() > 2;
    if (!behind_dash && in_set("HYPHEN_PREFIX", before)) return true;
    std::size_t stop = next;
    while (is_word(stop)) stop += look(stop).size;
    return in_set("HYPHEN_SUFFIX", text_.substr(next, stop - next));
  }

  // Digits in groups: telephone numbers and numeric dates stay whole, ranges (1969-1970, 5-10) are split.
  bool telephone(std::size_t from) const {
    std::size_t dashes = 0, digits = 0, first_group = 0, i = from;
    for (; i < end_ && (is_digit(text_[i]) || text_[i] == '-'); ++i) {
      if (text_[i] == '-') {
        if (dashes++ == 0) first_group = digits;
      } else {
        ++digits;
      }
    }
    return dashes >= 2 || (first_group == 3 && digits == 7) || (first_group == 1 && digits == 5);  // an extension: 3-5213
  }

  // A point that belongs to the word: abbreviations and initials.
  void take_final_point(std::size_t from) {
    if (byte(at_) != '.' || (byte(at_ + 1) == '.' && (byte(at_ + 2) == '.' || at_ + 2 < end_))) return;
    const std::string_view word = text_.substr(from, at_ - from);
    const std::size_t next = at_ + 1;
    const bool inside = is_word(next);  // "Gov.Smith"
    if (pointed_letters(word) && !is_digit(word.front())) {
      // "J." and "U.S."; but "Plan B." or "vitamin C." at a paragraph's end stays a word and a stop
      if (word.size() > 1 || (look(from).upper && !(word == "I") && !at_line_end(next))) at_ = next;
      return;
    }
    if (inside && !look(next).upper) return;
    char buffer[64];
    const auto key = lower_key(word, buffer);
    if (key.empty()) return;
    if (knowledge_.in_set("NUMBER_ABBREVIATION", key)) {
      if (number_follows(next)) at_ = next;
      return;
    }
    const bool small = look(from).lower;
    if (small ? knowledge_.in_set("LOWER_ABBREVIATION", key) : knowledge_.abbreviation(word)) at_ = next;
  }

  bool at_line_end(std::size_t at) const {
    while (at < text_.size() && (text_[at] == ' ' || text_[at] == '\t' || text_[at] == '"' || text_[at] == ')')) ++at;
    return at >= text_.size() || text_[at] == '\n' || text_[at] == '\r';
  }
  bool number_follows(std::size_t at) const {
    while (at < text_.size() && text_[at] == ' ') ++at;
    return at < text_.size() && (is_digit(text_[at]) || text_[at] == '#');
  }

  // Splits clitics, fused words and units off a finished word.
  void emit_word(std::size_t from, std::size_t to) {
    const std::string_view word = text_.substr(from, to - from);
    if (const std::size_t cut = clitic_at(word); cut > 0) {
      emit(from, from + cut);
      emit(from + cut, to);
    } else if (const std::size_t fused = fused_at(word); fused > 0) {
      emit(from, from + fused);
      emit(from + fused, to);
    } else if (const std::size_t unit = unit_at(word); unit > 0) {
      emit(from, from + unit);
      emit(from + unit, to);
    } else {
      emit(from, to);
    }
  }

  // "Zhao's" → 4, "don't" → 2; "O'Brien" → 0.
  std::size_t clitic_at(std::string_view word) const {
    std::size_t mark = 0, letters = 0;
    for (std::size_t at = 0; at < word.size();) {
      const Character c = character_at(word, at);
      if (c.kind == CharKind::apostrophe && at > 0) mark = at, letters = at + c.size;
      at += c.size;
    }
    if (mark == 0 || letters >= word.size()) return 0;
    const std::string_view tail = word.substr(letters);
    if (!in_set("CLITIC", tail)) return 0;
    if (tail != "t" && tail != "T") return is_digit(word[mark - 1]) && tail == "s" && decade(word.substr(0, mark)) ? 0 : mark;
    return mark > 1 && lower_ascii(word[mark - 1]) == 'n' ? mark - 1 : 0;  // the n goes with the negation
  }
  static bool decade(std::string_view digits) { return digits.size() <= 4 && digits.size() >= 2 && digits.back() == '0'; }

  // "cannot" → 3. The lexicon writes fused words with a + at the cut.
  std::size_t fused_at(std::string_view word) const {
    if (word.size() < 4 || word.size() > 8) return 0;
    for (const std::string_view fused : knowledge_.set("FUSED_WORD")) {
      if (fused.size() != word.size() + 1) continue;
      std::size_t cut = 0, i = 0, j = 0;
      for (; j < fused.size(); ++j) {
        if (fused[j] == '+') cut = i;
        else if (lower_ascii(word[i]) != fused[j]) break;
        else ++i;
      }
      if (j == fused.size()) return cut;
    }
    return 0;
  }

  // "5pm", "10km" → where the unit begins; "20th", "1990s" → 0.
  std::size_t unit_at(std::string_view word) const {
    if (!is_digit(word.front()) && word.front() != '.') return 0;
    std::size_t i = 0;
    while (i < word.size() && (is_digit(word[i]) || word[i] == '.' || word[i] == ',' || word[i] == ':')) ++i;
    if (i == 0 || i >= word.size()) return 0;
    return in_set("UNIT", word.substr(i)) ? i : 0;
  }

  Document& document_;
  const Knowledge& knowledge_;
  std::string_view text_;
  std::string& plain_;
  std::size_t begin_ = 0, end_ = 0, at_ = 0;
};

}  // namespace

std::string_view lower_key(std::string_view word, char (&buffer)[64]) {
  if (word.empty() || word.size() > sizeof buffer) return {};
  std::transform(word.begin(), word.end(), buffer, lower_ascii);
  return {buffer, word.size()};
}

bool pointed_letters(std::string_view word) {
  std::size_t at = 0;
  while (at < word.size()) {
    const Character c = character_at(word, at);
    if (c.kind != CharKind::letter || c.code == '_') return false;
    at += c.size;
    if (at == word.size()) return true;
    if (word[at++] != '.') return false;
  }
  return false;
}

void append_tokens(Document& document, Span where, const Knowledge& knowledge) {
  const std::string_view text = document.article.text;
  std::string plain;
  ChunkCutter cutter(document, knowledge, plain);
  const std::size_t end = std::min<std::size_t>(where.end, text.size());
  std::size_t from = where.begin;
  for (std::size_t at = from; at < end;) {
    const Character c = character_at(text, at);
    const bool space = c.kind == CharKind::space;
    if (space || at - from + c.size > kMaxTokenBytes) {
      if (from < at) cutter.cut(from, at);
      from = space ? at + c.size : at;
    }
    at += c.size;
  }
  if (from < end) cutter.cut(from, end);
}

}  // namespace dragoman
