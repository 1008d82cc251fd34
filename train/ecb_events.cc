#include "train/ecb_events.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <numeric>
#include <set>
#include <sstream>
#include <tuple>

#include "train/inflate.h"

namespace dragoman::train {

namespace {

constexpr const char* kAdvice = "give …_Event_gold_mentions.json.gz with …_corpus.txt.gz beside it";

std::uint32_t number_of(const std::string& text) {
  std::uint32_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

Outcome read_corpus(const std::string& file, EcbEvents& out, std::map<std::string, std::uint32_t>& index) {
  const auto bytes = inflate(file, kAdvice);
  if (!bytes) return bytes.error();
  std::istringstream lines(*bytes);
  for (std::string line; std::getline(lines, line);) {
    std::vector<std::string> values(1);
    for (const char c : line) {
      if (c == '\t') values.emplace_back();
      else values.back() += c;
    }
    if (values.size() < 4) continue;
    const auto [at, is_new] = index.try_emplace(values[0], static_cast<std::uint32_t>(out.documents.size()));
    if (is_new) out.documents.push_back({values[0], {}});
    auto& sentences = out.documents[at->second].sentences;
    if (const std::uint32_t number = number_of(values[1]); sentences.empty() || sentences.back().number != number) sentences.push_back({number, {}});
    sentences.back().words.push_back(values[3]);
  }
  return Done{};
}

using Vector = std::map<std::string, double>;

double cosine(const Vector& a, const Vector& b) {
  double sum = 0;
  for (const auto& [word, weight] : a)
    if (const auto other = b.find(word); other != b.end()) sum += weight * other->second;
  return sum;
}

std::vector<Vector> weigh_words(const std::vector<std::vector<std::string>>& lemmas) {
  std::map<std::string, double> documents;
  std::vector<Vector> out;
  for (const auto& list : lemmas) {
    Vector& v = out.emplace_back();
    for (const std::string& lemma : list) ++v[lemma];
    for (const auto& [lemma, count] : v) ++documents[lemma];
  }
  for (Vector& v : out) {
    double length = 0;
    for (auto& [lemma, weight] : v) {
      weight = (1 + std::log(weight)) * std::log(static_cast<double>(lemmas.size()) / documents[lemma]);
      length += weight * weight;
    }
    for (auto& [lemma, weight] : v) weight /= std::max(1e-9, std::sqrt(length));
  }
  return out;
}

}  // namespace

Result<EcbEvents> read_ecb(const std::string& mentions_file) {
  EcbEvents out;
  std::map<std::string, std::uint32_t> index, chains;
  std::string corpus = mentions_file;
  const std::size_t at = corpus.find("_Event_gold_mentions.json");
  if (at == std::string::npos) return Error{ErrorCode::bad_request, "not a file of ECB+ event mentions", mentions_file, kAdvice};
  corpus.replace(at, std::string::npos, std::string("_corpus.txt") + (mentions_file.ends_with(".gz") ? ".gz" : ""));
  if (auto read = read_corpus(corpus, out, index); !read) return read.error();
  const auto bytes = inflate(mentions_file, kAdvice);
  if (!bytes) return bytes.error();
  const auto json = nlohmann::json::parse(*bytes, nullptr, false);
  if (!json.is_array()) return Error{ErrorCode::bad_format, "no JSON array of mentions", mentions_file, kAdvice};
  for (const auto& item : json) {
    const std::string doc = item.value("doc_id", ""), chain = item.value("coref_chain", "");
    const auto document = index.find(doc);
    if (document == index.end() || !item.contains("sent_id") || !item.contains("tokens_number")) continue;
    EcbMention mention;
    mention.document = document->second;
    const auto number = item["sent_id"].get<std::uint32_t>();
    const auto& sentences = out.documents[mention.document].sentences;
    const auto sentence = std::find_if(sentences.begin(), sentences.end(), [&](const EcbSentence& s) { return s.number == number; });
    if (sentence == sentences.end()) continue;
    mention.sentence = static_cast<std::uint32_t>(sentence - sentences.begin());
    mention.key = doc + ":" + std::to_string(number) + ":";
    for (const auto& token : item["tokens_number"]) {
      mention.tokens.push_back(token.get<std::uint32_t>());
      mention.key += (mention.tokens.size() > 1 ? "," : "") + std::to_string(mention.tokens.back());
    }
    mention.gold = chains.try_emplace(chain, static_cast<std::uint32_t>(chains.size())).first->second;
    if (!mention.tokens.empty() && mention.tokens.back() < sentence->words.size()) out.mentions.push_back(std::move(mention));
  }
  return out;
}

std::vector<std::uint32_t> stories_of(const std::vector<std::vector<std::string>>& lemmas, double likeness) {
  const auto vectors = weigh_words(lemmas);
  const auto count = static_cast<std::uint32_t>(lemmas.size());
  std::vector<std::vector<double>> sum(count, std::vector<double>(count, 0));  // of pairs between two groups
  std::vector<std::tuple<double, std::uint32_t, std::uint32_t>> pairs;
  for (std::uint32_t a = 0; a < count; ++a)
    for (std::uint32_t b = a + 1; b < count; ++b) {
      sum[a][b] = sum[b][a] = cosine(vectors[a], vectors[b]);
      if (sum[a][b] >= likeness) pairs.emplace_back(-sum[a][b], a, b);
    }
  std::sort(pairs.begin(), pairs.end());
  std::vector<std::uint32_t> group(count), size(count, 1);
  std::iota(group.begin(), group.end(), 0u);
  for (const auto& [ignored, a, b] : pairs) {
    const std::uint32_t root = std::min(group[a], group[b]), gone = std::max(group[a], group[b]);
    if (root == gone || sum[root][gone] < likeness * size[root] * size[gone]) continue;
    for (std::uint32_t d = 0; d < count; ++d) {
      sum[root][d] += sum[gone][d], sum[d][root] = sum[root][d];
      if (group[d] == gone) group[d] = root;
    }
    size[root] += size[gone];
  }
  return group;
}

}  // namespace dragoman::train
