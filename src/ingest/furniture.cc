#include "ingest/furniture.h"

#include <algorithm>
#include <memory_resource>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "ingest/blocks.h"
#include "ingest/language.h"
#include "ingest/line_shape.h"
#include "ingest/utf8.h"

namespace dragoman {

namespace {

constexpr std::uint32_t kDefaultMaxWords = 60;
constexpr std::size_t kNearEdgeWords = 8;    // a photo credit stands this near to the end of its caption
constexpr std::uint32_t kCreditLowerWords = 2;  // "Pool photo by", "via"
constexpr std::size_t kTopLines = 8;         // bylines and dates stand among these
constexpr std::size_t kRepeatWindow = 3;     // tellings of one caption stand this near to each other
constexpr std::size_t kLateAfter = 3;        // a postscript comes after this many lines of reporting
constexpr std::size_t kMostLines = 20000;    // lines after these are taken for body as they stand
constexpr double kSameCaption = 0.5;         // share of common words
constexpr std::uint32_t kHeadlineWords = 30, kHeadingWords = 9, kCaptionWords = 60, kTeaserWords = 22;

using Phrases = std::vector<std::string_view>;

std::size_t words_in(std::string_view text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), ' ')) + (text.empty() ? 0 : 1);
}

bool near_edge(std::string_view folded, std::size_t at, std::size_t size) {
  const std::string_view before = folded.substr(0, at), after = folded.substr(at + size);
  const std::size_t open = before.find_last_not_of(' ');
  return words_in(after.substr(0, 400)) <= kNearEdgeWords || (open != std::string_view::npos && (before[open] == '|' || before[open] == '('));
}

bool contains_phrase(std::string_view folded, std::string_view phrase, bool edge_only, std::size_t from) {
  for (std::size_t at = folded.find(phrase, from); at != std::string_view::npos; at = folded.find(phrase, at + 1))
    if (phrase_at(folded, at, phrase) && (!edge_only || near_edge(folded, at, phrase.size()))) return true;
  return false;
}

bool any(const Phrases& phrases, auto&& fits) { return phrases.empty() || std::any_of(phrases.begin(), phrases.end(), fits); }

bool rule_fits(const FurnitureRule& rule, const LineShape& line) {
  if (line.word_count > (rule.max_words ? rule.max_words : kDefaultMaxWords)) return false;
  const std::string_view folded = line.folded;
  if (rule.kind == BlockKind::credit && rule.starts.empty() && line.lower_words > kCreditLowerWords) return false;
  const bool edge_only = rule.kind == BlockKind::caption || rule.kind == BlockKind::credit;
  const std::size_t from = rule.kind == BlockKind::caption ? 1 : 0;  // the picture is told of before its maker is named
  return any(rule.equals, [&](auto phrase) { return folded == phrase; }) && any(rule.starts, [&](auto phrase) { return phrase_at(folded, 0, phrase); }) &&
         any(rule.ends, [&](auto phrase) { return folded.ends_with(phrase) && phrase_at(folded, folded.size() - phrase.size(), phrase); }) &&
         any(rule.contains, [&](auto phrase) { return contains_phrase(folded, phrase, edge_only, from); });
}

class Classer {
 public:
  Classer(Document& document, const Knowledge& knowledge, std::pmr::memory_resource& scratch)
      : blocks_(document.blocks), knowledge_(knowledge), scratch_(&scratch), lines_(scratch_), suggested_(scratch_), taken_(scratch_) {
    const std::size_t count = std::min(blocks_.size(), kMostLines);
    lines_.reserve(count);
    for (std::size_t i = 0; i < count; ++i) lines_.push_back(line_shape(document.words(blocks_[i].span), scratch));
    suggested_.assign(count, nullptr);
    taken_.assign(count, false);
  }

  void run() {
    by_rules();
    by_repetition();
    beside_furniture();
    by_position();
  }

 private:
  void set(std::size_t i, BlockKind kind, std::string_view why, bool override_it = false) {
    if (taken_[i] && !override_it) return;
    taken_[i] = true;
    blocks_[i].kind = kind;
    blocks_[i].why = why;
  }

  // A line of nothing but date words and numbers: "Friday, January 4, 2019".
  bool date_line(std::size_t i) const {
    if (lines_[i].word_count > 8) return false;
    bool named = false;
    std::string_view rest = lines_[i].folded;
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find_first_of(" ,.:|-"), rest.size());
      const std::string_view word = rest.substr(0, end);
      rest.remove_prefix(std::min(end + 1, rest.size()));
      if (word.empty() || (word[0] >= '0' && word[0] <= '9')) continue;
      const TimeWord* known = knowledge_.time_word(word);
      if (!known || (known->type != "month" && known->type != "weekday")) return false;
      named = true;
    }
    return named;
  }

  void by_rules() {
    std::size_t free = 0;  // lines before i that no rule took
    for (std::size_t i = 0; i < lines_.size(); free += taken_[i] ? 0 : 1, ++i) {
      const LineShape& line = lines_[i];
      if (line.wordless) set(i, BlockKind::other_furniture, "separator");
      else if (date_line(i)) set(i, BlockKind::other_furniture, "date_line");
      if (taken_[i] || line.word_count > kLongLine) continue;
      for (const FurnitureRule& rule : knowledge_.furniture()) {
        if (rule.id.starts_with("byline") && (i >= kTopLines || line.final_stop)) continue;
        if (!rule_fits(rule, line)) continue;
        if (rule.id.starts_with("suggest")) {
          suggested_[i] = &rule;
          continue;
        }
        set(i, rule.kind, rule.id);
        if (rule.takes_next) take_next(i, rule, free >= kLateAfter);
        break;
      }
    }
  }

  // The teaser after its label; everything after an editor's postscript.
  void take_next(std::size_t i, const FurnitureRule& rule, bool late) {
    const LineShape& label = lines_[i];
    if (!label.colon && label.word_count > 4) return;
    if (rule.kind == BlockKind::editor_note) {
      for (std::size_t next = i + 1; next < lines_.size(); ++next) {
        set(next, rule.kind, rule.id);
        if (!late) return;
      }
      return;
    }
    if (i + 1 < lines_.size() && lines_[i + 1].word_count <= kTeaserWords) set(i + 1, rule.kind, rule.id);
  }

  void repeat(std::size_t i, std::size_t of) {
    set(i, BlockKind::repeat, "repeat", true);
    blocks_[i].repeat_of = static_cast<std::uint32_t>(of);
  }

  // Exact repeats anywhere, near repeats close by. What is told thrice, or twice beside a credit or a video label,
  // is a caption or a teaser, unless the whole page came out doubled.
  void by_repetition() {
    std::pmr::unordered_map<std::uint64_t, std::size_t> seen(scratch_);
    std::pmr::vector<std::size_t> first(lines_.size(), scratch_);
    std::pmr::vector<std::uint32_t> exact(lines_.size(), 0, scratch_), near(lines_.size(), 0, scratch_);
    std::size_t distinct = 0, doubled = 0;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      first[i] = i;
      const LineShape& line = lines_[i];
      if (line.wordless) continue;
      const auto [entry, is_new] = seen.try_emplace(line.key, i);
      const std::size_t original = entry->second;
      const bool close = !is_new && i - last_of(original, i, first) <= 2;
      if (!is_new && (close || line.word_count >= 5)) {
        first[i] = first[original];
        if (close) ++exact[first[i]];
        if (!taken_[original]) repeat(i, first[i]);
        continue;
      }
      ++distinct;
      if (taken_[i] || line.word_count < 8 || line.word_count > kLongLine) continue;
      for (std::size_t back = i, steps = 0; back-- > 0 && steps < kRepeatWindow;) {
        if (lines_[back].wordless) continue;
        ++steps;
        const std::size_t other = first[back];
        if (taken_[other] || lines_[other].word_count < 8 || lines_[other].word_count > kLongLine) continue;
        if (word_overlap(lines_[back], line) < kSameCaption) continue;
        first[i] = other;
        ++near[other];
        break;
      }
    }
    for (std::size_t i = 0; i < lines_.size(); ++i) doubled += exact[i] > 0 && lines_[i].word_count >= 8 ? 1 : 0;
    const bool doubled_page = distinct >= 5 && doubled * 10 > distinct * 3;
    std::pmr::vector<std::size_t> last(first, scratch_);
    for (std::size_t i = 0; i < lines_.size(); ++i) last[first[i]] = i;
    bool any_before = false;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const bool at_top = !any_before;
      any_before = any_before || !taken_[i];
      if (first[i] != i || taken_[i] || exact[i] + near[i] == 0) continue;
      const BlockKind beside = furniture_after(last[i]);
      const bool told_often = exact[i] + near[i] >= 2 && exact[i] > 0;
      const bool headline = at_top && !lines_[i].final_stop;
      if (doubled_page || headline || (beside == BlockKind::body && !told_often)) continue;
      for (std::size_t next = i + 1; next <= last[i]; ++next)
        if (first[next] == i) repeat(next, i);
      set(i, beside == BlockKind::teaser || suggests_teaser(i, last[i]) ? BlockKind::teaser : BlockKind::caption, "told-again");
    }
  }

  bool suggests_teaser(std::size_t from, std::size_t to) const {
    for (std::size_t i = from; i <= to; ++i)
      if (suggested_[i] && suggested_[i]->kind == BlockKind::teaser) return true;
    return false;
  }

  // The latest block before i that belongs to the same original, within reach.
  static std::size_t last_of(std::size_t original, std::size_t i, std::span<const std::size_t> first) {
    for (std::size_t back = i, steps = 0; back-- > original && steps < 3; ++steps)
      if (first[back] == first[original]) return back;
    return original;
  }

  // Kind of the credit, video label or link label right after block i (repeats passed over); body when there is none.
  BlockKind furniture_after(std::size_t i) const {
    for (std::size_t next = i + 1; next < lines_.size(); ++next) {
      const BlockKind kind = blocks_[next].kind;
      if (kind == BlockKind::repeat || lines_[next].wordless) continue;
      const bool counts = kind == BlockKind::credit || kind == BlockKind::teaser || kind == BlockKind::related;
      return taken_[next] && counts ? kind : BlockKind::body;
    }
    return BlockKind::body;
  }

  bool has_month(const LineShape& line) const {
    std::string_view rest = line.folded;
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find_first_of(" ,."), rest.size());
      const TimeWord* known = knowledge_.time_word(rest.substr(0, end));
      if (known && known->type == "month") return true;
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return false;
  }

  // A lone caption before its credit, a lone teaser before its label.
  void beside_furniture() {
    bool any_before = false, paragraph_before = false;  // lines before the first paragraph are more likely headlines
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const LineShape& line = lines_[i];
      const bool at_top = !any_before;
      any_before = any_before || !taken_[i];
      const bool unfinished = !line.final_stop && paragraph_before;
      paragraph_before = paragraph_before || (!taken_[i] && line.final_stop);
      if (at_top || taken_[i] || line.word_count > kCaptionWords || line.quoted) continue;
      const BlockKind after = furniture_after(i);
      const bool caption_like = line.one_sentence && ((suggested_[i] && suggested_[i]->kind == BlockKind::caption) || has_month(line) || unfinished);
      if (after == BlockKind::credit && caption_like) set(i, BlockKind::caption, "before-credit");
      if (after == BlockKind::teaser && suggested_[i] && suggested_[i]->kind == BlockKind::teaser) set(i, BlockKind::teaser, suggested_[i]->id);
    }
  }

  // Headline and subheads come first and end in no stop; short lines between paragraphs are section headings.
  void by_position() {
    std::size_t paragraphs = 0, untaken = 0;
    for (std::size_t i = 0; i < lines_.size(); ++i) untaken += taken_[i] ? 0 : 1;
    bool heading_seen = false;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (taken_[i]) continue;
      const LineShape& line = lines_[i];
      --untaken;
      const bool top = paragraphs == 0 && untaken > 0 && line.word_count <= kHeadlineWords;
      if (top && !heading_seen && (!line.final_stop || (line.question && line.one_sentence)) && !line.opens_lower) {
        set(i, BlockKind::headline, "first-line");
        heading_seen = true;
      } else if (top && heading_seen && !line.final_stop && !line.colon) {
        set(i, BlockKind::subhead, "under-headline");
      } else if (!line.final_stop && !line.colon && !line.quoted && !line.opens_lower && line.word_count <= kHeadingWords && untaken > 0) {
        set(i, BlockKind::subhead, "heading");
      } else {
        ++paragraphs;
      }
    }
  }

  std::vector<Block>& blocks_;
  const Knowledge& knowledge_;
  std::pmr::memory_resource* const scratch_;
  std::pmr::vector<LineShape> lines_;
  std::pmr::vector<const FurnitureRule*> suggested_;
  std::pmr::vector<bool> taken_;
};

void note_encoding(Document& document) {
  const std::string_view text = document.article.text;
  const std::size_t bad = first_invalid_utf8(text);
  if (bad != std::string_view::npos) document.notes.push_back({"encoding:not-utf8", {static_cast<std::uint32_t>(bad), static_cast<std::uint32_t>(bad + 1)}});
  const std::size_t replaced = text.find("\xEF\xBF\xBD");
  if (replaced != std::string_view::npos)
    document.notes.push_back({"encoding:replaced", {static_cast<std::uint32_t>(replaced), static_cast<std::uint32_t>(replaced + 3)}});
}

}  // namespace

void class_blocks(Document& document, const Knowledge& knowledge, std::pmr::memory_resource& scratch) {
  document.blocks.clear();
  for (const Span span : split_blocks(document.article.text, scratch)) document.blocks.push_back({span, BlockKind::body, kNone, {}});
  note_encoding(document);
  Classer(document, knowledge, scratch).run();
  mark_foreign(document);
}

}  // namespace dragoman
