#include "fuse/text_sketch.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <string>
#include <unordered_set>

namespace dragoman {

namespace {

constexpr std::size_t kShingle = 5;     // words
constexpr std::size_t kLow = 64;        // shingle hashes kept of an article: shares are right to about a tenth
constexpr std::size_t kFacts = 96;      // names and numbers kept
constexpr std::size_t kFactKeys = 24;
constexpr std::size_t kStem = 4;        // "China" and "Chinese" are one name

bool letter(unsigned char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= 0x80 && c != 0xE2); }
bool digit(unsigned char c) { return c >= '0' && c <= '9'; }
bool capital(std::string_view word) { return word[0] >= 'A' && word[0] <= 'Z'; }

struct Word {
  std::string_view text;
  bool opens = false;  // first of its sentence
};

// Letters and digits in a row; marks of typography (E2 …) part words, so that curly and straight quotes are alike.
void words_of(std::string_view text, std::vector<Word>& out) {
  bool opens = true;
  for (std::size_t i = 0; i < text.size();) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (!letter(c) && !digit(c)) {
      i += c == 0xE2 ? std::min<std::size_t>(3, text.size() - i) : 1;
      continue;
    }
    std::size_t end = i;
    while (end < text.size() && (letter(static_cast<unsigned char>(text[end])) || digit(static_cast<unsigned char>(text[end])))) ++end;
    out.push_back({text.substr(i, end - i), opens});
    opens = false;
    i = end;
  }
}

std::vector<Word> reported_words(const Coding& coding) {
  std::vector<Word> words;
  const std::string_view text = coding.article.text;
  for (const Sentence& s : coding.sentences)
    if (s.block >= coding.blocks.size() || coding.blocks[s.block].reporting()) words_of(text.substr(s.span.begin, s.span.size()), words);
  if (coding.sentences.empty()) words_of(text, words);
  return words;
}

std::string small(std::string_view word) {
  std::string out(word);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  return out;
}

std::uint64_t hash_of(std::string_view bytes) { return XXH3_64bits(bytes.data(), bytes.size()); }

// The `count` smallest, each once.
void keep_lowest(std::vector<std::uint64_t>& hashes, std::size_t count) {
  std::sort(hashes.begin(), hashes.end());
  hashes.erase(std::unique(hashes.begin(), hashes.end()), hashes.end());
  if (hashes.size() > count) hashes.resize(count);
}

std::vector<std::uint32_t> facts_of(const std::vector<Word>& words, const Knowledge& knowledge) {
  std::unordered_set<std::string_view> within;  // capitals inside sentences: a name at the start of one is a name
  for (const Word& w : words)
    if (!w.opens && capital(w.text)) within.insert(w.text.substr(0, kStem));
  std::vector<std::uint32_t> facts;
  for (const Word& w : words) {
    if (facts.size() == kFacts) break;
    std::string key;
    if (digit(static_cast<unsigned char>(w.text[0]))) key = w.text;
    else if (capital(w.text) && (!w.opens || within.count(w.text.substr(0, kStem)))) key = w.text.substr(0, kStem);
    else if (const TimeWord* number = knowledge.time_word(w.text); number && number->type == "number") key = std::to_string(number->value);
    if (!key.empty()) facts.push_back(static_cast<std::uint32_t>(hash_of(key)));
  }
  return facts;
}

std::size_t shared_sorted(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b, std::uint64_t limit) {
  std::size_t shared = 0;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size() && a[i] <= limit && b[j] <= limit;) {
    if (a[i] == b[j]) ++shared, ++i, ++j;
    else if (a[i] < b[j]) ++i;
    else ++j;
  }
  return shared;
}

std::uint32_t common_in_order(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) {
  std::vector<std::uint32_t> row(b.size() + 1, 0);
  for (const std::uint32_t x : a) {
    std::uint32_t diagonal = 0;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::uint32_t above = row[j + 1];
      row[j + 1] = x == b[j] ? diagonal + 1 : std::max(row[j + 1], row[j]);
      diagonal = above;
    }
  }
  return row.back();
}

}  // namespace

TextSketch sketch(const Coding& coding, const Knowledge& knowledge) {
  const std::vector<Word> words = reported_words(coding);
  TextSketch out;
  std::vector<std::uint64_t> of_word;
  of_word.reserve(words.size());
  for (const Word& w : words) of_word.push_back(hash_of(small(w.text)));
  for (std::size_t i = 0; i + kShingle <= of_word.size(); ++i) out.low.push_back(XXH3_64bits(&of_word[i], kShingle * sizeof of_word[0]));
  keep_lowest(out.low, SIZE_MAX);
  out.whole = out.low.size() <= kLow;
  if (!out.whole) out.low.resize(kLow);
  out.facts = facts_of(words, knowledge);
  for (std::size_t i = 1; i < out.facts.size(); ++i) {
    std::uint32_t pair[2] = {out.facts[i - 1], out.facts[i]};
    if (pair[0] != pair[1]) out.fact_keys.push_back(XXH3_64bits(pair, sizeof pair));
  }
  keep_lowest(out.fact_keys, kFactKeys);
  return out;
}

Overlap overlap(const TextSketch& first, const TextSketch& second) {
  Overlap out;
  if (!first.low.empty() && !second.low.empty()) {
    // below this hash both lists are complete
    const std::uint64_t limit = std::min(first.whole ? UINT64_MAX : first.low.back(), second.whole ? UINT64_MAX : second.low.back());
    const auto below = [&](const std::vector<std::uint64_t>& low) { return static_cast<double>(std::upper_bound(low.begin(), low.end(), limit) - low.begin()); };
    const auto shared = static_cast<double>(shared_sorted(first.low, second.low, limit));
    out.of_first = shared / std::max(1.0, below(first.low));
    out.of_second = shared / std::max(1.0, below(second.low));
  }
  const std::size_t all = first.facts.size() + second.facts.size(), fewer = std::min(first.facts.size(), second.facts.size());
  if (fewer > 0) {
    out.common_facts = common_in_order(first.facts, second.facts);
    out.facts = 2.0 * out.common_facts / static_cast<double>(all);
    out.fewer_facts = static_cast<double>(out.common_facts) / static_cast<double>(fewer);
  }
  return out;
}

}  // namespace dragoman
