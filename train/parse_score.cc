#include "train/parse_score.h"

#include <algorithm>
#include <ctime>

#include "segment/characters.h"
#include "segment/segment.h"
#include "train/treebank_text.h"

namespace dragoman::train {

namespace {

constexpr std::size_t kTreesAtOnce = 200;

std::string_view universal(Deprel relation) {
  const std::string_view name = to_string(relation);
  return name.substr(0, name.find(':'));
}

void count_word(const TreeWord& gold, const Document& document, std::uint32_t token, bool same_head, ParseScore& score) {
  score.upos += gold.upos == document.upos[token];
  score.feats += gold.feats == document.feats[token];
  score.lemma += gold.lemma == document.lemma[token] || gold.lemma == "_";
  score.head += same_head;
  score.relation += same_head && universal(gold.deprel) == universal(document.deprel[token]);
  score.subtype += same_head && gold.deprel == document.deprel[token];
}

void write_predictions(const Document& document, std::string& out) {
  for (const Sentence& sentence : document.sentences) {
    for (std::uint32_t t = sentence.first; t < sentence.end; ++t) {
      const bool spaced = t + 1 >= document.token_count() || document.span[t + 1].begin > document.span[t].end;
      out += std::to_string(t - sentence.first + 1) + '\t' + std::string(document.form[t]) + '\t' + std::string(document.lemma[t]) + '\t' +
             std::string(to_string(document.upos[t])) + "\t_\t" + feats_text(document.feats[t]) + '\t' +
             std::to_string(document.head[t] == kNone ? 0 : document.head[t] - sentence.first + 1) + '\t' +
             std::string(to_string(document.deprel[t])) + "\t_\t" + (spaced ? "_" : "SpaceAfter=No") + '\n';
    }
    out += '\n';
  }
}

// Processor time, so that a busy machine does not look like a slow program.
class Stopwatch {
 public:
  explicit Stopwatch(double& seconds) : seconds_(seconds) {}
  ~Stopwatch() { seconds_ += static_cast<double>(std::clock() - start_) / CLOCKS_PER_SEC; }

 private:
  double& seconds_;
  std::clock_t start_ = std::clock();
};

std::size_t common(const std::vector<Span>& a, const std::vector<Span>& b) {
  std::size_t same = 0;
  for (std::size_t i = 0, k = 0; i < a.size() && k < b.size();) {
    same += a[i] == b[k];
    if (a[i].end < b[k].end) ++i;
    else if (b[k].end < a[i].end) ++k;
    else ++i, ++k;
  }
  return same;
}

// Compares what was found in the text with the gold words of the same bytes.
void compare(const std::vector<Tree>& trees, std::size_t from, std::size_t to, const Layout& layout, const Document& document, ParseScore& score) {
  std::vector<Span> sentences;
  for (const Sentence& s : document.sentences) sentences.push_back({document.span[s.first].begin, document.span[s.end - 1].end});
  score.gold += layout.words.size(), score.found += document.token_count();
  score.gold_sentences += layout.sentences.size(), score.found_sentences += sentences.size();
  score.sentences += common(layout.sentences, sentences);
  std::vector<std::uint32_t> token_of(layout.words.size(), kNone);
  for (std::uint32_t i = 0, t = 0; i < layout.words.size() && t < document.token_count();) {
    if (layout.words[i] == document.span[t]) token_of[i] = t;
    const auto gold_end = layout.words[i].end, found_end = document.span[t].end;
    i += gold_end <= found_end, t += found_end <= gold_end;
  }
  std::size_t first = 0;
  for (std::size_t k = from; k < to; ++k) {
    for (std::size_t i = 0; i < trees[k].words.size(); ++i) {
      const TreeWord& gold = trees[k].words[i];
      const std::uint32_t token = token_of[first + i];
      if (token == kNone) continue;
      ++score.words;
      const std::uint32_t wanted = gold.head == 0 ? kNone : token_of[first + gold.head - 1];
      const bool lost = gold.head != 0 && wanted == kNone;
      count_word(gold, document, token, !lost && document.head[token] == wanted, score);
    }
    first += trees[k].words.size();
  }
}

}  // namespace

void gold_document(const std::vector<Tree>& trees, std::size_t from, std::size_t to, Document& document) {
  Layout layout = lay_out(trees, from, to);
  Article article;
  article.text = std::move(layout.text);
  document.reset(std::move(article));
  std::size_t at = 0;
  std::string plain;
  for (std::size_t t = from; t < to; ++t) {
    Sentence sentence;
    sentence.first = document.token_count();
    for (const TreeWord& word : trees[t].words)
      document.add_token(layout.words[at++], document.keep(straighten(word.form, plain) ? plain : word.form), static_cast<std::uint32_t>(t - from));
    sentence.end = document.token_count();
    sentence.span = layout.sentences[t - from];
    document.sentences.push_back(sentence);
  }
}

ParseScore score_tokens(const LanguageModel& model, const std::vector<Tree>& trees, std::string* predictions) {
  ParseScore score;
  Document document;
  ParseScratch scratch;
  for (std::size_t from = 0; from < trees.size(); from += kTreesAtOnce) {
    const std::size_t to = std::min(trees.size(), from + kTreesAtOnce);
    gold_document(trees, from, to, document);
    {
      const Stopwatch watch(score.seconds);
      model.parse(document, scratch, true);
    }
    std::uint32_t token = 0;
    for (std::size_t t = from; t < to; ++t) {
      const std::uint32_t first = token;
      for (const TreeWord& gold : trees[t].words) {
        count_word(gold, document, token, document.head[token] == (gold.head == 0 ? kNone : first + gold.head - 1), score);
        ++token;
      }
    }
    score.words += token;
    score.sentences += to - from;
    if (predictions) write_predictions(document, *predictions);
  }
  score.gold = score.found = score.words;
  score.gold_sentences = score.found_sentences = score.sentences;
  return score;
}

ParseScore score_text(const LanguageModel& model, const Knowledge& knowledge, const std::vector<Tree>& trees, std::string* predictions) {
  ParseScore score;
  Document document;
  ParseScratch scratch;
  for (std::size_t from = 0; from < trees.size();) {
    const std::size_t to = document_end(trees, from);
    const Layout layout = lay_out(trees, from, to);
    Article article;
    article.text = layout.text;
    document.reset(std::move(article));
    {
      const Stopwatch watch(score.seconds);
      segment(document, knowledge, model.boundaries());
      model.parse(document, scratch, true);
    }
    compare(trees, from, to, layout, document, score);
    if (predictions) write_predictions(document, *predictions);
    from = to;
  }
  return score;
}

}  // namespace dragoman::train
