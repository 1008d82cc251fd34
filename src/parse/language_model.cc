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
  void parse_sentence(Document& document, const Sentence& sentence, ParseScratch::Impl& scratch) const {
    const std::size_t words = sentence.end - sentence.first, width = file_->shape().input();
    if (words == 0) return;
    NetworkScratch& net = scratch.network;
    net.input.resize((words + 1) * width);
    for (std::size_t i = 0; i < words; ++i)
      file_->word_vector(word_hashes(document.form[sentence.first + i]), net.input.data() + (i + 1) * width);
    run_network(file_->shape(), file_->weights(), words, net);
    write_tags(document, sentence, scratch);
    best_tree(net.arcs.data(), padded(words + 1), words, scratch.heads, scratch.tree);
    run_labels(file_->shape(), file_->weights(), scratch.heads, net);
    write_tree(document, sentence, scratch);
  }

  void write_tags(Document& document, const Sentence& sentence, ParseScratch::Impl& scratch) const {
    const std::size_t columns = padded(file_->shape().tags);
    for (std::uint32_t token = sentence.first; token < sentence.end; ++token) {
      const float* row = scratch.network.tags.data() + (token - sentence.first + 1) * columns;
      const ModelTag& tag = file_->tag(static_cast<std::size_t>(std::max_element(row, row + file_->shape().tags) - row));
      document.upos[token] = static_cast<Upos>(tag.upos);
      document.feats[token] = tag.feats;
      const std::string_view form = document.form[token];
      const std::string_view lemma = file_->lemmas().lemma(form, document.upos[token], tag.feats, scratch.lemma);
      document.lemma[token] = lemma.data() == form.data() ? lemma : document.keep(lemma);
    }
  }

  void write_tree(Document& document, const Sentence& sentence, ParseScratch::Impl& scratch) const {
    const std::size_t columns = padded(file_->shape().labels);
    constexpr auto kRoot = static_cast<std::size_t>(Deprel::root);
    for (std::uint32_t i = 0; i < sentence.end - sentence.first; ++i) {
      const std::uint32_t head = scratch.heads[i];
      document.head[sentence.first + i] = head == 0 ? kNone : sentence.first + head - 1;
      float* row = scratch.network.labels.data() + i * columns;
      row[kRoot] = -1e30f;  // only the root's dependent is a root
      const auto best = head == 0 ? kRoot : static_cast<std::size_t>(std::max_element(row, row + file_->shape().labels) - row);
      document.deprel[sentence.first + i] = static_cast<Deprel>(best);
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
