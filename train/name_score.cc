#include "train/name_score.h"

#include <algorithm>

#include "parse/name_tags.h"
#include "segment/characters.h"

namespace dragoman::train {

NameCounts NameScore::all_but_other() const {
  NameCounts sum;
  for (std::size_t k = 0; k + 1 < kind.size(); ++k) sum.right += kind[k].right, sum.found += kind[k].found, sum.gold += kind[k].gold;
  return sum;
}

void find_names_in(const LanguageModel& model, const Knowledge& knowledge, const std::vector<NamedSentence>& gold, std::vector<std::vector<NameTag>>& found) {
  Document document;
  ParseScratch scratch;
  Article article;
  std::vector<Span> spans;
  for (const NamedSentence& sentence : gold)
    for (const std::string& word : sentence.words) {
      const auto begin = static_cast<std::uint32_t>(article.text.size());
      article.text += word;
      spans.push_back({begin, static_cast<std::uint32_t>(article.text.size())});
      article.text += ' ';
    }
  document.reset(std::move(article));
  std::string plain;
  std::size_t at = 0;
  for (const NamedSentence& sentence : gold) {
    if (sentence.words.empty()) continue;
    Sentence one;
    one.first = document.token_count();
    const auto number = static_cast<std::uint32_t>(document.sentences.size());
    for (const std::string& word : sentence.words) document.add_token(spans[at++], document.keep(straighten(word, plain) ? plain : word), number);
    one.end = document.token_count();
    one.span = {document.span[one.first].begin, document.span[one.end - 1].end};
    document.sentences.push_back(one);
  }
  model.parse(document, scratch, true);
  settle_name_tags(document, knowledge);
  found.clear();
  std::uint32_t token = 0;
  for (const NamedSentence& sentence : gold) {
    found.emplace_back(document.name_tag.begin() + token, document.name_tag.begin() + token + static_cast<std::ptrdiff_t>(sentence.words.size()));
    token += static_cast<std::uint32_t>(sentence.words.size());
  }
}

namespace {
std::size_t class_of(NameTag tag) { return (static_cast<std::size_t>(tag) - 1) / 2; }
}  // namespace

void count_names(const std::vector<NamedSentence>& gold, const std::vector<std::vector<NameTag>>& found, NameScore& score) {
  for (std::size_t i = 0; i < gold.size(); ++i) {
    const auto wanted = spans_of(gold[i].tags), got = spans_of(found[i]);
    for (const NameSpan& span : wanted) ++score.kind[class_of(span.kind)].gold;
    for (const NameSpan& span : got) {
      ++score.kind[class_of(span.kind)].found;
      score.kind[class_of(span.kind)].right += static_cast<std::size_t>(std::count(wanted.begin(), wanted.end(), span));
    }
  }
}

std::string name_lines(const std::vector<NamedSentence>& gold, const std::vector<std::vector<NameTag>>& found, const std::array<std::string, 5>& labels) {
  std::string out;
  for (std::size_t i = 0; i < gold.size(); ++i) {
    const auto spans = spans_of(found[i]);
    auto span = spans.begin();
    for (std::uint32_t w = 0; w < gold[i].words.size(); ++w) {
      while (span != spans.end() && span->end <= w) ++span;
      out += gold[i].words[w] + '\t';
      if (span == spans.end() || w < span->first) out += 'O';
      else out += (w == span->first ? "B-" : "I-") + labels[class_of(span->kind)];
      out += '\n';
    }
    out += '\n';
  }
  return out;
}

}  // namespace dragoman::train
