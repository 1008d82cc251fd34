#include "train/quoted.h"

namespace dragoman::train {

namespace {

enum class Mark { none, opens, closes, either };

Mark mark_at(const Document& doc, std::uint32_t t) {
  const std::string_view written = doc.words(doc.span[t]);
  if (written == "\xE2\x80\x9C" || written == "``") return Mark::opens;   // “
  if (written == "\xE2\x80\x9D") return Mark::closes;                     // ”
  if (written != "\"" && written != "''" && doc.form[t] != "\"" && doc.form[t] != "''" && doc.form[t] != "``") return Mark::none;
  const std::string_view text = doc.article.text;  // straight marks: the blank tells
  const Span span = doc.span[t];
  const bool before = span.begin == 0 || text[span.begin - 1] == ' ' || text[span.begin - 1] == '\n' || text[span.begin - 1] == '(';
  const bool after = span.end >= text.size() || text[span.end] == ' ' || text[span.end] == '\n';
  return before == after ? Mark::either : before ? Mark::opens : Mark::closes;
}

bool begins_quoted(const Document& doc, std::uint32_t t) { return t < doc.token_count() && mark_at(doc, t) != Mark::none && mark_at(doc, t) != Mark::closes; }

}  // namespace

std::vector<Quoted> quoted_stretches(const Document& doc) {
  std::vector<Quoted> out;
  std::uint32_t open = kNone, block = kNone;
  for (const Sentence& sentence : doc.sentences) {
    if (sentence.block != block && open != kNone) {
      if (begins_quoted(doc, sentence.first)) out.push_back({open, sentence.first, true});
      open = kNone;
    }
    block = sentence.block;
    for (std::uint32_t t = sentence.first; t < sentence.end; ++t) {
      const Mark mark = mark_at(doc, t);
      if (mark == Mark::none) continue;
      if (open == kNone && mark != Mark::closes) open = t;
      else if (open != kNone && mark != Mark::opens) out.push_back({open, t + 1, false}), open = kNone;
      else if (open != kNone) open = t;  // two openings: the first was none
    }
  }
  return out;
}

}  // namespace dragoman::train
