// Hand-annotated sentences for the tests of this layer and the later ones.
#pragma once
#include <sstream>
#include <string>

#include "dragoman/document.h"

namespace dragoman {

// One word a line: form, lemma, tag, head (1-based within the sentence, 0 for the root), relation, then feature letters:
// F finite, I infinitive, P participle, G gerund, p past, r present, R relative, S superlative, N plural. A blank line ends a sentence.
inline void annotate(Document& doc, const std::string& lines) {
  Article article;
  std::vector<std::vector<std::string>> words;
  std::istringstream in(lines);
  for (std::string line; std::getline(in, line);) {
    std::istringstream columns(line);
    std::vector<std::string> word;
    for (std::string column; columns >> column;) word.push_back(column);
    words.push_back(word);
    if (!word.empty()) article.text += word[0] + " ";
  }
  doc.reset(std::move(article));
  words.emplace_back();
  std::uint32_t byte = 0, first = 0;
  const auto close = [&] {
    const std::uint32_t end = doc.token_count();
    if (first == end) return;
    doc.sentences.push_back({{doc.span[first].begin, doc.span[end - 1].end}, first, end, kNone});
    first = end;
  };
  for (const auto& word : words) {
    if (word.empty()) {
      close();
      continue;
    }
    const auto size = static_cast<std::uint32_t>(word[0].size());
    doc.add_token({byte, byte + size}, doc.keep(word[0]), static_cast<std::uint32_t>(doc.sentences.size()));
    byte += size + 1;
    const std::uint32_t t = doc.token_count() - 1;
    doc.lemma[t] = doc.keep(word.at(1));
    doc.upos[t] = parse_upos(word.at(2));
    const unsigned long head = std::stoul(word.at(3));
    doc.head[t] = head == 0 ? kNone : first + static_cast<std::uint32_t>(head) - 1;
    doc.deprel[t] = parse_deprel(word.at(4));
    for (const char c : word.size() > 5 ? word[5] : std::string()) {
      static const std::string letters = "FIPGprRSN";
      static constexpr std::uint32_t bits[] = {kFin, kInf, kPart, kGer, kPast, kPres, kRel, kSup, kPlur};
      doc.feats[t] |= bits[letters.find(c)];
    }
  }
}

}  // namespace dragoman
