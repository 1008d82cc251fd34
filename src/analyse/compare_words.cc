#include "analyse/compare_words.h"

#include <algorithm>

namespace dragoman {

namespace {

bool digit(char c) { return c >= '0' && c <= '9'; }

// Points and commas belong to a figure between digits: "1,200", "2.1".
bool word_byte(const std::string& text, std::uint32_t i) {
  const auto b = static_cast<unsigned char>(text[i]);
  if (digit(text[i]) || (b >= 'A' && b <= 'Z') || (b >= 'a' && b <= 'z') || b >= 0x80 || b == '-' || b == '%') return true;
  return (b == ',' || b == '.') && i > 0 && i + 1 < text.size() && digit(text[i - 1]) && digit(text[i + 1]);
}

std::string number_of(const PlainWord& word, const Knowledge& knowledge) {
  if (std::any_of(word.lower.begin(), word.lower.end(), digit)) {
    std::string value;
    for (const char c : word.lower) {
      if (c == ',') continue;
      if (!digit(c) && c != '.') return {};
      value += c;
    }
    return value;
  }
  const TimeWord* spelled = knowledge.time_word(word.lower);
  return spelled && spelled->type == "number" ? std::to_string(spelled->value) : std::string();
}

bool year_like(const std::string& value) { return value.size() == 4 && value >= "1800" && value <= "2199"; }

bool date_word(const PlainWord& word, const Knowledge& knowledge) {
  if (!word.capital) return false;
  const TimeWord* found = knowledge.time_word(word.lower);
  return found && (found->type == "month" || found->type == "weekday");
}

}  // namespace

std::vector<PlainWord> plain_words(const std::string& text, Span span) {
  std::vector<PlainWord> words;
  const auto end = std::min<std::uint32_t>(span.end, static_cast<std::uint32_t>(text.size()));
  for (std::uint32_t i = span.begin; i < end;) {
    if (!word_byte(text, i)) {
      ++i;
      continue;
    }
    PlainWord word;
    word.span.begin = i;
    word.capital = text[i] >= 'A' && text[i] <= 'Z';
    for (; i < end && word_byte(text, i); ++i) word.lower += text[i] >= 'A' && text[i] <= 'Z' ? static_cast<char>(text[i] + 32) : text[i];
    word.span.end = i;
    words.push_back(std::move(word));
  }
  return words;
}

std::vector<Figure> figures_of(const std::string& text, Span span, const Knowledge& knowledge) {
  std::vector<Figure> figures;
  const std::vector<PlainWord> words = plain_words(text, span);
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    const std::string value = number_of(words[i], knowledge);
    if (value.empty() || year_like(value) || date_word(words[i + 1], knowledge) || (i > 0 && date_word(words[i - 1], knowledge))) continue;
    std::size_t noun = i + 1;
    if (!number_of(words[noun], knowledge).empty()) continue;
    std::string of = words[noun].lower;
    if (of.size() > 3 && of.ends_with('s')) of.pop_back();
    if (of.size() < 3 || knowledge.in_set("compare.no_noun", of)) continue;
    figures.push_back({value, of, {words[i].span.begin, words[noun].span.end}});
  }
  return figures;
}

std::set<std::string> long_words(const std::string& text, Span span) {
  constexpr std::size_t kLong = 4;
  std::set<std::string> words;
  for (PlainWord& word : plain_words(text, span))
    if (word.lower.size() >= kLong) words.insert(std::move(word.lower));
  return words;
}

double likeness(const std::set<std::string>& a, const std::set<std::string>& b) {
  if (a.empty() || b.empty()) return 0;
  const auto both = static_cast<double>(std::count_if(a.begin(), a.end(), [&](const std::string& word) { return b.contains(word); }));
  return both / (static_cast<double>(a.size() + b.size()) - both);
}

}  // namespace dragoman
