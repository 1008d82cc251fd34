// dragoman eval fuse on ECB+: our own mentions as fused, and for given mentions a baseline over their lemmas that fusion does not use.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <tuple>

#include "app/fuse_tools.h"
#include "dragoman/pipeline.h"
#include "fuse/fuse.h"
#include "fuse/weights.h"
#include "knowledge/knowledge.h"
#include "parse/language_model.h"
#include "train/cluster_score.h"
#include "train/ecb_events.h"

namespace dragoman::app {

namespace {

using nlohmann::ordered_json;

// The words with one blank between; sentences parted by a line end.
void lay_out(const train::EcbDocument& gold, Document& document) {
  Article article;
  article.id = gold.name;
  std::vector<Span> spans;
  for (const auto& sentence : gold.sentences) {
    for (const std::string& word : sentence.words) {
      if (!article.text.empty()) article.text += &word == &sentence.words.front() ? '\n' : ' ';
      spans.push_back({static_cast<std::uint32_t>(article.text.size()), static_cast<std::uint32_t>(article.text.size() + word.size())});
      article.text += word;
    }
  }
  document.reset(std::move(article));
  document.blocks.push_back({{0, static_cast<std::uint32_t>(document.article.text.size())}, BlockKind::body, kNone, {}});
  std::uint32_t next = 0;
  for (std::uint32_t s = 0; s < gold.sentences.size(); ++s) {
    const auto count = static_cast<std::uint32_t>(gold.sentences[s].words.size());
    document.sentences.push_back({{spans[next].begin, spans[next + count - 1].end}, next, next + count, 0});
    for (std::uint32_t w = 0; w < count; ++w) document.add_token(spans[next + w], document.words(spans[next + w]), s);
    next += count;
  }
}

// One mention as its head tells it.
struct Head {
  std::string lemma;
  std::vector<float> vector;
};

std::uint32_t head_token(const Document& document, std::uint32_t first, const std::vector<std::uint32_t>& tokens) {
  for (const std::uint32_t t : tokens) {
    const std::uint32_t governor = document.head[first + t];
    if (governor == kNone || std::none_of(tokens.begin(), tokens.end(), [&](std::uint32_t other) { return first + other == governor; })) return first + t;
  }
  return first + tokens.back();
}

double likeness(const Head& a, const Head& b) {
  double both = 0, one = 0, other = 0;
  for (std::size_t i = 0; i < std::min(a.vector.size(), b.vector.size()); ++i) {
    const auto x = static_cast<double>(a.vector[i]), y = static_cast<double>(b.vector[i]);
    both += x * y, one += x * x, other += y * y;
  }
  return one > 0 && other > 0 ? both / std::sqrt(one * other) : 0;
}

struct Read {
  std::vector<Head> heads;                        // by gold mention
  std::vector<std::vector<std::string>> lemmas;   // by document
};

Read read_heads(const train::EcbEvents& gold, const LanguageModel& language) {
  Read out;
  out.heads.resize(gold.mentions.size());
  Document document;
  ParseScratch scratch;
  for (std::uint32_t d = 0; d < gold.documents.size(); ++d) {
    lay_out(gold.documents[d], document);
    language.parse(document, scratch, true);
    auto& lemmas = out.lemmas.emplace_back();
    for (std::uint32_t t = 0; t < document.token_count(); ++t)
      if (const Upos tag = document.upos[t]; tag == Upos::NOUN || tag == Upos::PROPN || tag == Upos::VERB || tag == Upos::NUM || tag == Upos::ADJ) lemmas.emplace_back(document.lemma[t]);
    for (std::size_t m = 0; m < gold.mentions.size(); ++m) {
      if (gold.mentions[m].document != d) continue;
      const std::uint32_t head = head_token(document, document.sentences[gold.mentions[m].sentence].first, gold.mentions[m].tokens);
      out.heads[m].lemma = document.lemma[head];
      for (char& c : out.heads[m].lemma)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
      language.word_vector(out.heads[m].lemma, out.heads[m].vector);
    }
  }
  return out;
}

// Lemmas of one story that mean the same come together, likest first, as long as all of both do on average.
std::map<std::string, std::string> group_lemmas(const std::map<std::string, const Head*>& heads, double enough) {
  std::map<std::string, std::string> root;
  std::map<std::string, std::vector<const Head*>> members;
  for (const auto& [lemma, head] : heads) root[lemma] = lemma, members[lemma] = {head};
  std::vector<std::tuple<double, std::string, std::string>> pairs;
  for (auto a = heads.begin(); a != heads.end(); ++a)
    for (auto b = std::next(a); b != heads.end(); ++b)
      if (const double like = likeness(*a->second, *b->second); like >= enough) pairs.emplace_back(-like, a->first, b->first);
  std::sort(pairs.begin(), pairs.end());
  for (const auto& [ignored, a, b] : pairs) {
    const std::string one = root[a], other = root[b];
    if (one == other) continue;
    double sum = 0;
    for (const Head* x : members[one])
      for (const Head* y : members[other]) sum += likeness(*x, *y);
    if (sum < enough * static_cast<double>(members[one].size() * members[other].size())) continue;
    for (const Head* y : members[other]) members[one].push_back(y);
    members.erase(other);
    for (auto& [lemma, its] : root)
      if (its == other) its = one;
  }
  return root;
}

std::vector<std::uint32_t> cluster_heads(const train::EcbEvents& gold, const Read& read, const std::vector<std::uint32_t>& story, double enough) {
  std::map<std::uint32_t, std::map<std::string, const Head*>> by_story;
  for (std::size_t m = 0; m < gold.mentions.size(); ++m) by_story[story[gold.mentions[m].document]][read.heads[m].lemma] = &read.heads[m];
  std::map<std::uint32_t, std::map<std::string, std::string>> roots;
  for (const auto& [s, heads] : by_story) roots[s] = group_lemmas(heads, enough);
  std::map<std::pair<std::uint32_t, std::string>, std::uint32_t> number;
  std::vector<std::uint32_t> found;
  for (std::size_t m = 0; m < gold.mentions.size(); ++m) {
    const std::uint32_t s = story[gold.mentions[m].document];
    found.push_back(number.try_emplace({s, roots[s][read.heads[m].lemma]}, static_cast<std::uint32_t>(number.size())).first->second);
  }
  return found;
}

// Reports of the plain text, fused; a mention is the first word of the trigger.
train::ChainScore own_mentions(const train::EcbEvents& gold, const EvalModels& models) {
  Pipeline pipeline(Models::from(models.knowledge, models.language));
  std::vector<Coding> codings;
  std::vector<std::map<std::uint32_t, std::uint32_t>> token_at;  // by document: first byte → token of the corpus
  std::uint32_t token = 0;
  std::vector<std::vector<std::uint32_t>> first_token;
  Document document;
  for (const auto& doc : gold.documents) {
    lay_out(doc, document);
    auto& starts = token_at.emplace_back();
    auto& firsts = first_token.emplace_back();
    for (const Sentence& sentence : document.sentences) {
      firsts.push_back(token);
      for (std::uint32_t t = sentence.first; t < sentence.end; ++t) starts[document.span[t].begin] = token++;
    }
    Article article;
    article.id = doc.name, article.text = document.article.text;
    codings.push_back(pipeline.code(std::move(article)));
  }
  std::vector<train::ChainMention> right, found;
  std::set<std::uint32_t> taken;
  for (const auto& m : gold.mentions)
    if (const std::uint32_t at = first_token[m.document][m.sentence] + m.tokens.front(); taken.insert(at).second) right.push_back({at, at + 1, m.gold});
  taken.clear();
  for (const Event& event : fuse(codings, *models.knowledge))
    for (const ReportId id : event.members)
      for (const Evidence& evidence : codings[id.coding].reports[id.report].evidence)
        if (const auto at = token_at[id.coding].find(evidence.trigger_span.begin); at != token_at[id.coding].end() && taken.insert(at->second).second)
          found.push_back({at->second, at->second + 1, event.number});
  train::ChainScore score;
  score.add(right, found, true);
  return score;
}

}  // namespace

int eval_fuse_ecb(const CommonOptions& common, const EvalOptions& options) {
  const auto models = open_eval_models(common);
  if (!models) return no_models(models.error());
  const Weights weights(*models->knowledge, "fusion.words");
  ordered_json parts = ordered_json::object();
  std::string predictions;
  for (const std::string& file : options.gold) {
    const auto gold = train::read_ecb(file);
    if (!gold) return give_up(gold.error());
    const Read read = read_heads(*gold, *models->language);
    const auto story = train::stories_of(read.lemmas, weights.get("story likeness", 1));
    const auto found = cluster_heads(*gold, read, story, weights.get("word likeness", 1));
    std::vector<std::uint32_t> truth;
    for (std::size_t m = 0; m < gold->mentions.size(); ++m) {
      truth.push_back(gold->mentions[m].gold);
      predictions += gold->mentions[m].key + "\t" + std::to_string(found[m]) + "\n";
    }
    train::ClusterScore score;
    score.add(truth, found);
    const train::ChainScore own = own_mentions(*gold, *models);
    parts[file.substr(file.rfind('/') + 1)] = {{"mentions", truth.size()}, {"stories", std::set<std::uint32_t>(story.begin(), story.end()).size()},
        {"own_mentions_found", own.mentions.recall()}, {"own_conll", own.conll()},
        {"lemma_baseline_muc", score.chains.muc.f1()}, {"lemma_baseline_b_cubed", score.chains.b_cubed.f1()}, {"lemma_baseline_ceaf_e", score.chains.ceaf.f1()},
        {"lemma_baseline_conll", score.chains.conll()}, {"lemma_baseline_pairwise", score.pairs.f1()}};
  }
  return finish_eval(options, predictions, options.format == "json" ? parts.dump(1) + "\n" : table_of(parts));
}

}  // namespace dragoman::app
