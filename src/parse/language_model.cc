#include "parse/language_model.h"

#include <algorithm>

#include "parse/model_file.h"
#include "parse/tree.h"

namespace dragoman {

struct ParseScratch::Impl {
  NetworkScratch network;
  TreeScratch tree;
  std::vector<std::uint32_t> heads;
  std::string lemma;
};

ParseScratch::ParseScratch() : impl(std::make_unique<Impl>()) {}
ParseScratch::~ParseScratch() = default;

namespace {

// Arc scores grow with the square of what is parsed at once, so a longer sentence is parsed in windows.
constexpr std::uint32_t kLongestWindow = 400;

struct Window {
  std::uint32_t first = 0, end = 0;
};

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

  void parse(Document& document, ParseScratch& scratch, bool all) const override {
    for (const Sentence& sentence : document.sentences)
      if (all || sentence.block == kNone || sentence.block >= document.blocks.size() || document.blocks[sentence.block].reporting())
        parse_sentence(document, sentence, *scratch.impl);
  }

 private:
  // The heads of later windows hang under the root of the first.
  void parse_sentence(Document& document, const Sentence& sentence, ParseScratch::Impl& scratch) const {
    std::uint32_t root = kNone;
    for (std::uint32_t begin = sentence.first; begin < sentence.end;) {
      const Window window{begin, window_end(document, begin, sentence.end)};
      parse_window(document, window, scratch);
      for (std::uint32_t token = window.first; token < window.end; ++token) {
        if (document.head[token] != kNone) continue;
        if (root == kNone) root = token;
        else document.head[token] = root, document.deprel[token] = Deprel::parataxis;
      }
      begin = window.end;
    }
  }

  void parse_window(Document& document, Window window, ParseScratch::Impl& scratch) const {
    const std::size_t words = window.end - window.first, width = file_->shape().input();
    NetworkScratch& net = scratch.network;
    net.input.resize((words + 1) * width);
    for (std::size_t i = 0; i < words; ++i)
      file_->word_vector(word_hashes(document.form[window.first + i]), net.input.data() + (i + 1) * width);
    run_network(file_->shape(), file_->weights(), words, net);
    write_tags(document, window, scratch);
    best_tree(net.arcs.data(), padded(words + 1), words, scratch.heads, scratch.tree);
    run_labels(file_->shape(), file_->weights(), scratch.heads, net);
    write_tree(document, window, scratch);
  }

  void write_tags(Document& document, Window window, ParseScratch::Impl& scratch) const {
    const std::size_t columns = padded(file_->shape().tags);
    for (std::uint32_t token = window.first; token < window.end; ++token) {
      const float* row = scratch.network.tags.data() + (token - window.first + 1) * columns;
      const ModelTag& tag = file_->tag(static_cast<std::size_t>(std::max_element(row, row + file_->shape().tags) - row));
      document.upos[token] = static_cast<Upos>(tag.upos);
      document.feats[token] = tag.feats;
      const std::string_view form = document.form[token];
      const std::string_view lemma = file_->lemmas().lemma(form, document.upos[token], tag.feats, scratch.lemma);
      document.lemma[token] = lemma.data() == form.data() ? lemma : document.keep(lemma);
    }
  }

  void write_tree(Document& document, Window window, ParseScratch::Impl& scratch) const {
    const std::size_t columns = padded(file_->shape().labels);
    constexpr auto kRoot = static_cast<std::size_t>(Deprel::root);
    for (std::uint32_t i = 0; i < window.end - window.first; ++i) {
      const std::uint32_t head = scratch.heads[i];
      document.head[window.first + i] = head == 0 ? kNone : window.first + head - 1;
      float* row = scratch.network.labels.data() + i * columns;
      row[kRoot] = -1e30f;  // only the root's dependent is a root
      const auto best = head == 0 ? kRoot : static_cast<std::size_t>(std::max_element(row, row + file_->shape().labels) - row);
      document.deprel[window.first + i] = static_cast<Deprel>(best);
    }
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
