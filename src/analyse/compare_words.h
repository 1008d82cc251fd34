// Sentences as words, for alignment and for figures.
#pragma once
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "dragoman/article.h"
#include "knowledge/knowledge.h"

namespace dragoman {

struct PlainWord {
  std::string lower;  // ASCII letters in small ones
  Span span;          // bytes of the text
  bool capital = false;
};

std::vector<PlainWord> plain_words(const std::string& text, Span span);

// A figure and what it counts: "forty locomotives" is 40 of "locomotive". Years, days of months and clock times are none.
struct Figure {
  std::string value, of;
  Span span;
};
std::vector<Figure> figures_of(const std::string& text, Span span, const Knowledge& knowledge);

// Share of the longer words (four letters and more) that two stretches have in common, 0 … 1.
double likeness(const std::set<std::string>& a, const std::set<std::string>& b);
std::set<std::string> long_words(const std::string& text, Span span);

}  // namespace dragoman
