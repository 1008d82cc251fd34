#include "app/conllu.h"

#include <fmt/format.h>

#include <iterator>

#include "train/treebank.h"

namespace dragoman::app {

namespace {

// A column or comment holds neither tabs nor line ends.
std::string one_line(std::string_view words) {
  std::string out(words);
  for (char& c : out)
    if (static_cast<unsigned char>(c) < ' ') c = ' ';
  return out.empty() ? "_" : out;
}

void append_token(const Document& document, const Sentence& sentence, std::uint32_t token, bool parsed, std::string& out) {
  const Span bytes = document.span[token];
  const auto to = std::back_inserter(out);
  fmt::format_to(to, "{}\t{}\t", token - sentence.first + 1, one_line(document.words(bytes)));
  if (parsed) {
    const std::uint32_t head = document.head[token];
    fmt::format_to(to, "{}\t{}\t_\t{}\t{}\t{}\t_\t", one_line(document.lemma[token]), to_string(document.upos[token]), train::feats_text(document.feats[token]),
                   head == kNone ? 0 : head - sentence.first + 1, to_string(document.deprel[token]));
  } else {
    out += "_\t_\t_\t_\t_\t_\t_\t";
  }
  const bool joined = token + 1 < sentence.end && document.span[token + 1].begin == bytes.end;
  fmt::format_to(to, "{}Bytes={}:{}\n", joined ? "SpaceAfter=No|" : "", bytes.begin, bytes.end);
}

}  // namespace

void append_conllu(const Document& document, bool parsed, std::string& out) {
  const std::string id = one_line(document.article.id);
  out += "# newdoc id = " + id + '\n';
  for (std::size_t number = 0; number < document.sentences.size(); ++number) {
    const Sentence& sentence = document.sentences[number];
    out += "# sent_id = " + id + '-' + std::to_string(number) + "\n# text = " + one_line(document.words(sentence.span)) + '\n';
    if (sentence.block != kNone) out += "# block = " + std::string(to_string(document.blocks[sentence.block].kind)) + '\n';
    for (std::uint32_t token = sentence.first; token < sentence.end; ++token) append_token(document, sentence, token, parsed, out);
    out += '\n';
  }
}

}  // namespace dragoman::app
