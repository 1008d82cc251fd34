#include "parse/language_model.h"

#include <algorithm>
#include <span>

#include "parse/chain_links.h"
#include "parse/model_file.h"
#include "parse/name_decoder.h"
#include "parse/tree.h"
#include "parse/word_cache.h"
#include "segment/characters.h"

namespace dragoman {

namespace {
// Tokens parsed as one sentence.
struct Window {
  std::uint32_t first = 0, end = 0;
  bool later = false;  // its sentence began in another
};

// A word that the cache does not hold, and its row of the batch.
struct NewWord {
  std::string_view form;
  std::size_t row = 0;
};
}  // namespace

struct ParseScratch::Impl {
  NetworkScratch network;
  NetworkBatch batch;
  WordCache words;
  std::vector<float> root;         // as the words: what stands before every sentence
  std::vector<NewWord> new_words;  // of the batch
  TreeScratch tree;
  NameDecoder names;
  LinkScratch links;
  std::vector<Window> windows;
  std::vector<std::uint32_t> heads, rows;
  std::string lemma;
};

ParseScratch::ParseScratch() : impl(std::make_unique<Impl>()) {}
ParseScratch::~ParseScratch() = default;

namespace {

// Arc scores grow with the square of what is parsed at once, so a longer sentence is parsed in windows.
constexpr std::uint32_t kLongestWindow = 400;
// Rows run together: enough that fetching the weights costs little, few enough that all of it stays near the processor.
constexpr std::uint32_t kFullBatch = 96;

// What the network is told of a token: treebanks have no emoji, but they have faces.
std::string_view seen_form(std::string_view form) {
  if (form.empty() || static_cast<unsigned char>(form[0]) < 0xe2) return form;
  const Character first = character_at(form, 0);
  const bool picture = first.kind == CharKind::symbol && (first.code >= 0x1f000 || (first.code >= 0x2190 && first.code < 0x2c00));
  return picture ? std::string_view(":)") : form;
}

constexpr bool is_letter_or_digit(char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }
bool is_mark(std::string_view form) { return form.size() == 1 && !is_letter_or_digit(form[0]) && form[0] != '(' && form[0] != '['; }

// Behind the last punctuation mark of the window's second half, else where the window is full.
std::uint32_t window_end(const Document& document, std::uint32_t begin, std::uint32_t end) {
  if (end - begin <= kLongestWindow) return end;
  for (std::uint32_t token = begin + kLongestWindow; token > begin + kLongestWindow / 2; --token)
    if (is_mark(document.form[token - 1])) return token;
  return begin + kLongestWindow;
}

class EnglishModel final : public LanguageModel {
 public:
  explicit EnglishModel(std::unique_ptr<ModelFile> file) : file_(std::move(file)) {}
  std::string_view fingerprint() const override { return file_->fingerprint(); }
  const Boundaries& boundaries() const override { return file_->boundaries(); }
  const ChainModel& chains() const override { return file_->chains(); }

  const EventWeights& events() const override { return file_->events(); }

  bool word_vector(std::string_view word, std::vector<float>& vector) const override {
    vector.resize(file_->shape().word_width);
    return file_->table_vector(word_hashes(word), byte_kernels(), vector.data());
  }

  void parse(Document& document, ParseScratch& scratch, bool all) const override {
    ParseScratch::Impl& s = *scratch.impl;
    s.windows.clear(), s.batch.clear();
    for (const Sentence& sentence : document.sentences) {
      if (!all && sentence.block != kNone && sentence.block < document.blocks.size() && !document.blocks[sentence.block].reporting()) continue;
      for (std::uint32_t begin = sentence.first; begin < sentence.end;) {
        const std::uint32_t end = window_end(document, begin, sentence.end);
        if (s.batch.rows() + end - begin > kFullBatch) run(document, s);
        s.windows.push_back({begin, end, begin > sentence.first});
        s.batch.add(end - begin);
        begin = end;
      }
    }
    run(document, s);
  }

  void link(Document& document, ParseScratch& scratch) const override { link_by_chains(document, file_->chains(), scratch.impl->links); }

 private:
  // Fills the network's first rows; only words that are not in the cache are worked out.
  void take_in(const Document& document, ParseScratch::Impl& s) const {
    const std::size_t state = file_->shape().state(), input = file_->shape().input();
    if (s.words.open(file_->fingerprint(), state)) {
      s.network.input.assign(file_->weights().root, file_->weights().root + input);
      project_words(file_->shape(), file_->weights(), 1, s.network);
      s.root.assign(s.network.projected.begin(), s.network.projected.begin() + static_cast<std::ptrdiff_t>(state));
    }
    s.network.state.resize(s.batch.rows() * state);
    float* const rows = s.network.state.data();
    s.new_words.clear();
    for (std::size_t i = 0; i < s.windows.size(); ++i) {
      std::size_t row = s.batch.first[i];
      std::copy_n(s.root.data(), state, rows + row * state);
      for (std::uint32_t token = s.windows[i].first; token < s.windows[i].end; ++token) {
        const std::string_view form = seen_form(document.form[token]);
        ++row;
        if (const float* known = s.words.find(form)) std::copy_n(known, state, rows + row * state);
        else s.new_words.push_back({form, row});
      }
    }
    if (s.new_words.empty()) return;
    s.network.input.resize(s.new_words.size() * input);
    for (std::size_t i = 0; i < s.new_words.size(); ++i)
      file_->word_vector(word_hashes(s.new_words[i].form), *s.network.bytes, s.network.input.data() + i * input);
    project_words(file_->shape(), file_->weights(), s.new_words.size(), s.network);
    for (std::size_t i = 0; i < s.new_words.size(); ++i) {
      const float* made = s.network.projected.data() + i * state;
      std::copy_n(made, state, rows + s.new_words[i].row * state);
      if (float* kept = s.words.keep(s.new_words[i].form)) std::copy_n(made, state, kept);
    }
  }

  void run(Document& document, ParseScratch::Impl& s) const {
    if (s.windows.empty()) return;
    take_in(document, s);
    run_network(file_->shape(), file_->weights(), s.batch, s.network);
    s.rows.assign(s.batch.rows(), 0);
    for (std::size_t i = 0; i < s.windows.size(); ++i) {
      const std::uint32_t words = s.windows[i].end - s.windows[i].first, first = s.batch.first[i];
      best_tree(s.network.arcs.data() + s.batch.arcs[i], padded(words + 1), words, s.heads, s.tree);
      for (std::uint32_t k = 0; k < words; ++k) s.rows[first + 1 + k] = first + s.heads[k];
    }
    run_labels(file_->shape(), file_->weights(), s.rows, s.network);
    for (std::size_t i = 0; i < s.windows.size(); ++i) {
      write_tree(document, s.windows[i], s.batch.first[i], s);
      write_tags(document, s.windows[i], s.batch.first[i] + 1, s);
    }
    s.windows.clear(), s.batch.clear();
  }

  // The best tag of a word under its relation.
  const ModelTag& best_tag(const float* scores, Deprel relation) const {
    const std::size_t tags = file_->shape().tags;
    if (!file_->relation_tags().known()) return file_->tag(static_cast<std::size_t>(std::max_element(scores, scores + tags) - scores));
    const float* fits = file_->relation_tags().of(relation);
    std::size_t best = 0;
    float most = scores[0] + fits[file_->tag(0).upos];
    for (std::size_t k = 1; k < tags; ++k)
      if (const float score = scores[k] + fits[file_->tag(k).upos]; score > most) most = score, best = k;
    return file_->tag(best);
  }

  // `row` is the first word's.
  void write_tags(Document& document, const Window& window, std::size_t row, ParseScratch::Impl& scratch) const {
    const std::size_t columns = padded(file_->shape().tags);
    scratch.names.begin();
    for (std::uint32_t token = window.first; token < window.end; ++token, ++row) {
      const ModelTag& tag = best_tag(scratch.network.tags.data() + row * columns, document.deprel[token]);
      document.upos[token] = static_cast<Upos>(tag.upos);
      document.feats[token] = tag.feats;
      scratch.names.add(name_scores(file_->shape(), row, scratch.network), file_->name_steps());
      const std::string_view form = document.form[token];
      const std::string_view lemma = file_->lemmas().lemma(form, document.upos[token], tag.feats, scratch.lemma);
      document.lemma[token] = lemma.data() == form.data() ? lemma : document.keep(lemma);
    }
    scratch.names.end(std::span(document.name_tag).subspan(window.first, window.end - window.first));
  }

  // `root` is the row of the root. The heads of later windows hang under the root of the first.
  void write_tree(Document& document, const Window& window, std::uint32_t root, ParseScratch::Impl& scratch) const {
    const std::size_t columns = padded(file_->shape().labels);
    constexpr auto kRoot = static_cast<std::size_t>(Deprel::root);
    const std::uint32_t under = window.later ? root_before(document, window.first) : kNone;
    for (std::uint32_t token = window.first; token < window.end; ++token) {
      const std::uint32_t row = root + 1 + token - window.first;
      const bool top = scratch.rows[row] == root;
      document.head[token] = top ? under : window.first + scratch.rows[row] - root - 1;
      float* scores = scratch.network.labels.data() + row * columns;
      scores[kRoot] = -1e30f;  // only the root's dependent is a root
      const auto best = static_cast<std::size_t>(std::max_element(scores, scores + file_->shape().labels) - scores);
      document.deprel[token] = !top ? static_cast<Deprel>(best) : window.later ? Deprel::parataxis : Deprel::root;
    }
  }

  // The root of the sentence whose earlier windows end before `token`.
  static std::uint32_t root_before(const Document& document, std::uint32_t token) {
    std::uint32_t node = token - 1;
    while (document.head[node] != kNone) node = document.head[node];
    return node;
  }

  std::unique_ptr<ModelFile> file_;
};

}  // namespace

Result<std::shared_ptr<const LanguageModel>> LanguageModel::open(const std::string& path) {
  auto file = ModelFile::open(path);
  if (!file) return file.error();
  return std::shared_ptr<const LanguageModel>(std::make_shared<EnglishModel>(std::move(*file)));
}

}  // namespace dragoman
