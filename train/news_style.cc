#include "train/news_style.h"

#include <algorithm>

namespace dragoman::train {

namespace {

using Words = std::vector<TreeWord>;
constexpr std::size_t kLongestPhrase = 8, kShortestClause = 4, kLongestClause = 24;

std::uint32_t root_of(const Words& words) {
  for (std::uint32_t i = 0; i < words.size(); ++i)
    if (words[i].head == 0) return i;
  return 0;
}

bool below(const Words& words, std::uint32_t word, std::uint32_t ancestor) {
  for (std::size_t steps = 0; steps <= words.size(); ++steps) {
    if (word == ancestor) return true;
    if (words[word].head == 0) return false;
    word = words[word].head - 1;
  }
  return false;
}

// The words under `head` as a phrase of their own; empty when they do not stand together or are too many.
Words phrase(const Words& words, std::uint32_t head) {
  std::uint32_t first = head, end = head + 1;
  while (first > 0 && below(words, first - 1, head)) --first;
  while (end < words.size() && below(words, end, head)) ++end;
  if (end - first > kLongestPhrase) return {};
  for (std::uint32_t i = 0; i < words.size(); ++i)
    if ((i < first || i >= end) && below(words, i, head)) return {};
  Words out(words.begin() + first, words.begin() + end);
  for (TreeWord& word : out) word.head = word.head > first && word.head <= end ? word.head - first : 0;
  return out;
}

bool plain(const Words& words) {
  return std::none_of(words.begin(), words.end(), [](const TreeWord& w) { return w.form == "\"" || w.form == "?" || w.form == ":" || w.form == "(" || w.form == "!"; });
}

// A statement: a finite verb as root, its subject first, a stop at the end.
bool statement(const Words& words) {
  if (words.size() < kShortestClause || words.size() > kLongestClause || words.back().form != "." || !plain(words)) return false;
  const std::uint32_t root = root_of(words);
  if (words[root].upos != Upos::VERB && words[root].upos != Upos::ADJ && words[root].upos != Upos::NOUN) return false;
  return std::any_of(words.begin(), words.begin() + root, [&](const TreeWord& w) { return (w.deprel == Deprel::nsubj || w.deprel == Deprel::nsubj_pass) && w.head == root + 1; });
}

void append(Words& out, const Words& phrase, std::uint32_t head, Deprel relation) {
  const auto base = static_cast<std::uint32_t>(out.size());
  for (TreeWord word : phrase) {
    if (word.head == 0) word.head = head, word.deprel = relation;
    else word.head += base;
    out.push_back(std::move(word));
  }
}

TreeWord mark(const char* form, Upos upos, std::uint32_t head, Deprel relation) {
  TreeWord word;
  word.form = word.lemma = form, word.upos = upos, word.head = head, word.deprel = relation;
  return word;
}

// The first letter small, unless it is a name's.
void lower_first(Words& words) {
  TreeWord& first = words.front();
  if (first.upos != Upos::PROPN && first.form != "I" && first.form[0] >= 'A' && first.form[0] <= 'Z') first.form[0] = static_cast<char>(first.form[0] + 32);
}

template <class T>
const T& draw(const std::vector<T>& list, std::mt19937_64& random) { return list[random() % list.size()]; }

// The subject of a verb; of a conjunct without one, that of what it is joined to. Null when there is none.
const TreeWord* subject_of(const Words& words, std::uint32_t verb) {
  for (int steps = 0; steps < 4; ++steps) {
    for (const TreeWord& w : words)
      if (w.head == verb + 1 && (w.deprel == Deprel::nsubj || w.deprel == Deprel::nsubj_pass || w.deprel == Deprel::expl)) return &w;
    if (words[verb].deprel != Deprel::conj || words[verb].head == 0) return nullptr;
    verb = words[verb].head - 1;
  }
  return nullptr;
}

bool many(const Words& words, const TreeWord& subject) {
  const auto place = static_cast<std::uint32_t>(&subject - words.data()) + 1;
  return (subject.feats & kPlur) || std::any_of(words.begin(), words.end(), [&](const TreeWord& w) { return w.head == place && w.deprel == Deprel::conj; });
}

std::string third_person(const std::string& lemma) {
  if (lemma == "have") return "has";
  if (lemma.size() < 2) return lemma + "s";
  const char last = lemma.back(), before = lemma[lemma.size() - 2];
  const bool vowel = before == 'a' || before == 'e' || before == 'i' || before == 'o' || before == 'u';
  if (last == 'y' && !vowel) return lemma.substr(0, lemma.size() - 1) + "ies";
  const bool hisses = last == 's' || last == 'x' || last == 'z' || last == 'o' || (last == 'h' && (before == 's' || before == 'c'));
  return lemma + (hisses ? "es" : "s");
}

}  // namespace

std::vector<TreeWord> NewsStyle::present(const std::vector<TreeWord>& words) {
  Words out = words;
  bool changed = false;
  for (std::uint32_t i = 0; i < out.size(); ++i) {
    TreeWord& word = out[i];
    const bool auxiliary = word.upos == Upos::AUX;
    if ((word.upos != Upos::VERB && !auxiliary) || !(word.feats & kPast) || !(word.feats & kFin)) continue;
    if (word.lemma != "be" && word.lemma != "have" && auxiliary) continue;  // "could" is no past to be told in the present
    const TreeWord* subject = subject_of(words, auxiliary && word.head > 0 ? word.head - 1 : i);
    if (!subject || subject->upos == Upos::PRON) continue;
    const bool plural = many(words, *subject);
    word.form = word.lemma == "be" ? (plural ? "are" : "is") : plural ? word.lemma : third_person(word.lemma);
    word.feats = (word.feats & ~(kPast | kSing | kPlur | kFirst | kSecond)) | kPres | kThird | (plural ? kPlur : kSing);
    changed = true;
  }
  return changed ? out : Words();
}

NewsStyle::NewsStyle(const std::vector<Tree>& trees) {
  for (const Tree& tree : trees) {
    const Words& words = tree.words;
    if (statement(words)) clauses_.push_back(words);
    for (std::uint32_t i = 0; i < words.size(); ++i) {
      const TreeWord& word = words[i];
      const bool clause = word.deprel == Deprel::ccomp && word.head > 0 && i + 1 > word.head;
      if (clause && words[word.head - 1].upos == Upos::VERB && (words[word.head - 1].feats & kPast) && (words[word.head - 1].feats & kFin)) verbs_.push_back(words[word.head - 1]);
      if (word.deprel == Deprel::nsubj && (word.upos == Upos::PROPN || word.upos == Upos::NOUN || word.upos == Upos::PRON)) {
        Words some = phrase(words, i);
        const bool fits = !some.empty() && plain(some) && std::none_of(some.begin(), some.end(), [](const TreeWord& w) { return w.upos == Upos::VERB || w.feats & kRel || w.form == ","; });
        if (fits && i + 1 < words.size()) lower_first(some), speakers_.push_back(std::move(some));
      }
      if (word.deprel == Deprel::obl && word.upos == Upos::PROPN)
        if (Words some = phrase(words, i); some.size() == 2 && some[0].lemma == "on") days_.push_back(std::move(some));
    }
  }
}

std::vector<TreeWord> NewsStyle::reported(const std::vector<TreeWord>& words, std::mt19937_64& random) const {
  if (!statement(words) || speakers_.empty() || verbs_.empty() || days_.empty()) return {};
  const Words &speaker = draw(speakers_, random), &day = draw(days_, random);
  TreeWord verb = draw(verbs_, random);
  Words out(words.begin(), words.end() - 1);
  const std::uint32_t root = root_of(words);
  const auto said = static_cast<std::uint32_t>(out.size() + 1 + speaker.size() + 1);  // from 1
  out[root].head = said, out[root].deprel = Deprel::ccomp;
  out.push_back(mark(",", Upos::PUNCT, root + 1, Deprel::punct));
  append(out, speaker, said, Deprel::nsubj);
  verb.head = 0, verb.deprel = Deprel::root;
  out.push_back(std::move(verb));
  if (random() % 2 == 0) append(out, day, said, Deprel::obl);
  out.push_back(mark(".", Upos::PUNCT, said, Deprel::punct));
  return out;
}

std::vector<TreeWord> NewsStyle::joined(const std::vector<TreeWord>& words, std::mt19937_64& random) const {
  if (!statement(words) || clauses_.empty()) return {};
  Words clause = draw(clauses_, random);
  clause.pop_back();
  lower_first(clause);
  Words out(words.begin(), words.end() - 1);
  const std::uint32_t root = root_of(words), inner = root_of(clause);
  const auto base = static_cast<std::uint32_t>(out.size()) + 1;
  out.push_back(mark("as", Upos::SCONJ, base + inner + 1, Deprel::mark));
  append(out, clause, root + 1, Deprel::advcl);
  out.push_back(mark(".", Upos::PUNCT, root + 1, Deprel::punct));
  return out;
}

}  // namespace dragoman::train
