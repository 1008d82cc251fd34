#include "segment/segment.h"

#include <algorithm>

#include "segment/characters.h"
#include "segment/tokens.h"

namespace dragoman {

namespace {

constexpr std::uint32_t kMaxSentenceTokens = 1000;  // longer ones are cut, with a note
constexpr std::uint32_t kDateline = 20;             // tokens of the longest dateline
constexpr std::size_t kShortLine = 60;              // bytes: a shorter line without a stop is a heading

bool is_closing(std::string_view form) { return form == ")" || form == "]" || form == "\"" || form == "'" || form == "''"; }
bool is_opening(std::string_view form) { return form == "(" || form == "[" || form == "\"" || form == "'" || form == "``"; }
bool is_stop(std::string_view form) {
  return !form.empty() && (form[0] == '.' || form[0] == '!' || form[0] == '?' || form == "。") &&
         form.find_first_not_of(".!?", form == "。" ? form.size() : 0) == std::string_view::npos;
}

// Finds sentence ends among the tokens [first, end) of one block. `Judge` decides where the rules leave room.
template <class Judge>
class SentenceFinder {
 public:
  SentenceFinder(Document& document, const Knowledge& knowledge, std::uint32_t block, const Judge& judge)
      : document_(document), knowledge_(knowledge), text_(document.article.text), block_(block), judge_(judge), reader_(document) {}

  void find(std::uint32_t first, std::uint32_t end) {
    std::uint32_t from = first;
    if (const std::uint32_t body = after_dateline(first, end); body > first) {
      close(first, body);
      from = body;
    }
    gap_.block = first, gap_.end = end;
    std::uint32_t rule_end = kNone;
    for (std::uint32_t token = from; token < end; ++token) {
      count_marks(token);
      std::uint32_t last = token;
      if (token + 1 < end && ends_sentence(token, end, last)) rule_end = last;
      const bool broken = token + 1 < end && break_after(token);
      bool ends = token + 1 == end || broken;
      if (!ends) {
        gap_.token = token, gap_.sentence = from, gap_.rule = token == rule_end;
        ends = judge_(reader_, gap_);
      }
      if (!ends && token + 1 - from >= kMaxSentenceTokens) {
        document_.notes.push_back({"long-sentence", Span{document_.span[from].begin, document_.span[token].end}});
        ends = true;
      }
      if (!ends) continue;
      if (broken) quote_open_ = gap_.quote_open = false, gap_.brackets_open = 0;  // what is left open ends with its paragraph
      gap_.after_stop = is_stop(form(token)) || is_closing(form(token));
      close(from, token + 1);
      from = token + 1;
    }
  }

 private:
  std::string_view form(std::uint32_t token) const { return document_.form[token]; }

  void count_marks(std::uint32_t token) {
    const std::string_view mark = form(token);
    if (mark == "\"") quote_open_ = !quote_open_;
    if (mark == "(" || mark == "[") ++gap_.brackets_open;
    if ((mark == ")" || mark == "]") && gap_.brackets_open > 0) --gap_.brackets_open;
    gap_.quote_open = quote_open_;
  }

  std::string_view gap_after(std::uint32_t token) const {
    const std::size_t from = document_.span[token].end, to = document_.span[token + 1].begin;
    return text_.substr(from, to - from);
  }
  bool glued(std::uint32_t token) const { return document_.span[token].end == document_.span[token + 1].begin; }
  Character first_letter(std::uint32_t token) const { return character_at(text_, document_.span[token].begin); }

  void close(std::uint32_t from, std::uint32_t to) {
    const auto number = static_cast<std::uint32_t>(document_.sentences.size());
    Sentence sentence;
    sentence.span = {document_.span[from].begin, document_.span[to - 1].end};
    sentence.first = from;
    sentence.end = to;
    sentence.block = block_;
    document_.sentences.push_back(sentence);
    std::fill(document_.sentence_of.begin() + from, document_.sentence_of.begin() + to, number);
  }

  // "PYONGYANG, April 11 (Xinhua) —" opens a report and belongs to none of its clauses. The token behind its dash, or `first`.
  std::uint32_t after_dateline(std::uint32_t first, std::uint32_t end) {
    bool month = false, closed = false;
    const bool shouted = first < end && all_upper(first);
    for (std::uint32_t token = first; token < end && token < first + kDateline; ++token) {
      const Character letter = first_letter(token);
      if (is_dash(letter) && token > first && !glued(token - 1)) return token + 1 < end && (shouted || month || closed) ? token + 1 : first;
      char buffer[64];
      const TimeWord* word = knowledge_.time_word(lower_key(form(token), buffer));
      month = month || (word && word->type == "month");
      closed = form(token) == ")";
      const bool fits = letter.upper || letter.kind == CharKind::digit || form(token) == "," || form(token) == "(" || closed || form(token) == "/" || form(token) == ".";
      if (!fits) return first;
    }
    return first;
  }

  static bool is_dash(const Character& c) { return c.kind == CharKind::dash || (c.code >= 0x2012 && c.code <= 0x2015); }

  bool all_upper(std::uint32_t token) const {
    const std::string_view word = form(token);
    return word.size() >= 3 && std::none_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; }) && first_letter(token).upper;
  }

  // An empty line, or a line end after a short line without a stop (a heading in a flattened page).
  bool break_after(std::uint32_t token) const {
    if (token + 1 >= document_.token_count()) return false;
    const std::string_view gap = gap_after(token);
    const std::size_t line_end = gap.find('\n');
    if (line_end == std::string_view::npos) return false;
    if (gap.find('\n', line_end + 1) != std::string_view::npos) return true;
    const std::size_t here = document_.span[token].end;
    const std::size_t line_begin = here > kShortLine ? text_.substr(here - kShortLine, kShortLine).rfind('\n') : 0;
    const Character next = first_letter(token + 1);
    return line_begin != std::string_view::npos && !next.lower && form(token) != "," && form(token) != "-";
  }

  // Does the sentence end at `token`, a stop or an abbreviation? `last` becomes its last token, closing quotes included.
  bool ends_sentence(std::uint32_t token, std::uint32_t end, std::uint32_t& last) const {
    const std::string_view word = form(token);
    const bool stop = is_stop(word);
    const bool abbreviated = !stop && word.size() > 1 && word.back() == '.';
    if (!stop && !abbreviated) return false;
    bool closed = false;
    bool quote = quote_open_;
    while (last + 1 < end && is_closing(form(last + 1))) {
      const bool double_quote = form(last + 1) == "\"";
      if (double_quote && !quote) break;                      // it opens the next sentence
      if (!glued(last) && (!double_quote || !quote)) break;
      quote = double_quote ? false : quote;
      closed = true;
      ++last;
    }
    if (last + 1 >= end) return true;
    std::uint32_t next = last + 1;
    while (next + 1 < end && is_opening(form(next))) ++next;  // look behind an opening quote or bracket
    const Character begin = first_letter(next);
    if (abbreviated) return ends_abbreviated(word, next);
    if (begin.lower) return false;                            // "Really?" he asked; "approx. five"
    if (begin.kind == CharKind::symbol || begin.kind == CharKind::dash || begin.kind == CharKind::point)
      return begin.code == '$' || begin.code == '*' || begin.code == 0x2022 || begin.code == 0x20ac || begin.code == 0xa3;
    if (glued(last) && next == last + 1) return !closed && begin.upper && previous_lower(token);  // "Russia.China"
    if (word.size() >= 3 && word[0] == '.') return begin.upper;  // "..." goes on before small letters and figures
    return begin.upper || begin.kind == CharKind::digit || begin.kind == CharKind::letter || begin.kind == CharKind::quote ||
           begin.kind == CharKind::apostrophe;
  }

  bool previous_lower(std::uint32_t token) const {
    return token > 0 && glued(token - 1) && form(token - 1).size() > 1;
  }

  // "in the U.S. The …" ends; "the U.S. President", "Gen. Lee", "J. Lee" do not.
  bool ends_abbreviated(std::string_view word, std::uint32_t next) const {
    const std::string_view bare = word.substr(0, word.size() - 1);
    char buffer[64];
    const bool acronym = pointed_letters(bare) && bare.size() > 1;
    if (!acronym && !knowledge_.in_set("ENDING_ABBREVIATION", lower_key(bare, buffer))) return false;
    if (!first_letter(next).upper) return false;
    const auto key = lower_key(form(next), buffer);
    return !key.empty() && knowledge_.in_set("SENTENCE_STARTER", key);
  }

  Document& document_;
  const Knowledge& knowledge_;
  std::string_view text_;
  std::uint32_t block_;
  const Judge& judge_;
  GapReader reader_;
  Gap gap_;
  bool quote_open_ = false;
};

template <class Judge>
void segment_all(Document& document, const Knowledge& knowledge, const Judge& judge) {
  const auto size = static_cast<std::uint32_t>(std::min<std::size_t>(document.article.text.size(), kNone - 1));
  if (document.blocks.empty()) {
    Block whole;
    whole.span = {0, size};
    document.blocks.push_back(whole);
  }
  for (std::uint32_t block = 0; block < document.blocks.size(); ++block) {
    const std::uint32_t first = document.token_count();
    append_tokens(document, document.blocks[block].span, knowledge);
    SentenceFinder<Judge>(document, knowledge, block, judge).find(first, document.token_count());
  }
}

}  // namespace

void segment(Document& document, const Knowledge& knowledge, const Boundaries& boundaries) {
  if (!boundaries.known()) return segment_all(document, knowledge, [](GapReader&, const Gap& gap) { return gap.rule; });
  segment_all(document, knowledge, [&](GapReader& reader, const Gap& gap) {
    if (!reader.open(gap)) return false;
    GapFeatures features;
    reader.read(gap, features);
    return boundaries.ends(features);
  });
}

void segment_by(Document& document, const Knowledge& knowledge, const GapJudge& judge) {
  segment_all(document, knowledge, [&](GapReader& reader, const Gap& gap) {
    if (!reader.open(gap)) return false;
    GapFeatures features;
    reader.read(gap, features);
    return judge(gap, features);
  });
}

}  // namespace dragoman
