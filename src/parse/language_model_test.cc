#include "parse/language_model.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <iterator>

#include "parse/model_file.h"

namespace dragoman {
namespace {

const std::string kModel = std::string(DRAGOMAN_SOURCE_DIR) + "/models/en.model";

std::string bytes_of_model() {
  std::ifstream in(kModel, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// A file that is gone when the test is over.
class Scrap {
 public:
  explicit Scrap(const std::string& bytes) : path_(testing::TempDir() + "dragoman-model-" + std::to_string(getpid())) {
    std::ofstream(path_, std::ios::binary) << bytes;
  }
  ~Scrap() { std::remove(path_.c_str()); }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

std::string refusal(const std::string& bytes) {
  const Scrap scrap(bytes);
  const auto opened = LanguageModel::open(scrap.path());
  if (opened) return "accepted";
  EXPECT_EQ(opened.error().where, scrap.path());
  EXPECT_FALSE(opened.error().remedy.empty());
  return opened.error().message;
}

std::shared_ptr<const LanguageModel> model() {
  static const auto opened = LanguageModel::open(kModel);
  EXPECT_TRUE(opened.ok()) << (opened ? "" : opened.error().message);
  return *opened;
}

// One sentence for each list of words.
void fill(Document& document, const std::vector<std::vector<std::string>>& sentences) {
  Article article;
  for (const auto& words : sentences)
    for (const auto& word : words) article.text += word + " ";
  document.reset(std::move(article));
  std::uint32_t at = 0;
  for (const auto& words : sentences) {
    Sentence sentence;
    sentence.first = document.token_count();
    for (const auto& word : words) {
      const auto size = static_cast<std::uint32_t>(word.size());
      document.add_token({at, at + size}, document.keep(word), static_cast<std::uint32_t>(document.sentences.size()));
      at += size + 1;
    }
    sentence.end = document.token_count();
    document.sentences.push_back(sentence);
  }
}

// Files of released versions stay readable; tests/formats/README.md says how they were made.
TEST(LanguageModel, ATinyFileOfThisVersionStillReads) {
  const auto tiny = LanguageModel::open(DRAGOMAN_SOURCE_DIR "/tests/formats/tiny-2.model");
  ASSERT_TRUE(tiny.ok()) << tiny.error().message;
  Document document;
  fill(document, {{"The", "ministers", "met", "in", "Edoras", "."}});
  ParseScratch scratch;
  (*tiny)->parse(document, scratch, true);
  EXPECT_EQ(document.upos[2], Upos::VERB);
  EXPECT_EQ(document.lemma[1], "minister");
  EXPECT_EQ(document.head[1], 2u);
  EXPECT_EQ(document.deprel[4], Deprel::obl);
  EXPECT_TRUE((*tiny)->boundaries().known());
}

void expect_trees(const Document& document) {
  for (const Sentence& sentence : document.sentences) {
    std::size_t roots = 0;
    for (std::uint32_t token = sentence.first; token < sentence.end; ++token) {
      const bool root = document.head[token] == kNone;
      roots += root;
      EXPECT_EQ(root, document.deprel[token] == Deprel::root);
      std::uint32_t node = token, steps = 0;
      while (document.head[node] != kNone && steps <= sentence.end - sentence.first) {
        node = document.head[node];
        ASSERT_TRUE(node >= sentence.first && node < sentence.end);
        ++steps;
      }
      EXPECT_EQ(document.head[node], kNone) << "a cycle at token " << token;
    }
    EXPECT_EQ(roots, sentence.end > sentence.first ? 1u : 0u);
  }
}

std::string print(const Document& document) {
  std::string out;
  for (std::uint32_t t = 0; t < document.token_count(); ++t)
    out += std::string(document.lemma[t]) + "/" + std::string(to_string(document.upos[t])) + "/" + std::to_string(document.feats[t]) + "/" +
           std::to_string(document.head[t]) + "/" + std::string(to_string(document.deprel[t])) + "\n";
  return out;
}

const std::vector<std::vector<std::string>> kSentences = {
    {"Russia", "vetoed", "the", "resolution", "on", "Thursday", "."},
    {"The", "ministers", "were", "invited", "by", "their", "hosts", "."},
    {"Yes"},
};

TEST(LanguageModel, ReadsAPlainSentence) {
  Document document;
  ParseScratch scratch;
  fill(document, kSentences);
  model()->parse(document, scratch);
  expect_trees(document);
  EXPECT_EQ(document.lemma[1], "veto");
  EXPECT_EQ(document.upos[0], Upos::PROPN);
  EXPECT_EQ(document.head[1], kNone);
  EXPECT_EQ(document.head[0], 1u);
  EXPECT_EQ(document.deprel[0], Deprel::nsubj);
  EXPECT_EQ(document.deprel[3], Deprel::obj);
  EXPECT_EQ(document.deprel[8], Deprel::nsubj_pass);
  EXPECT_EQ(document.lemma[8], "minister");
  EXPECT_NE(document.feats[8] & kPlur, 0u);
}

TEST(LanguageModel, UsedScratchChangesNothing) {
  Document fresh_document, document;
  ParseScratch fresh, used;
  fill(document, {std::vector<std::string>(300, "talks"), {"(", "\"", "—", "12,000", ")"}});
  model()->parse(document, used);
  fill(document, kSentences);
  model()->parse(document, used);
  fill(fresh_document, kSentences);
  model()->parse(fresh_document, fresh);
  EXPECT_EQ(print(document), print(fresh_document));
}

TEST(LanguageModel, AnySentenceBecomesOneTree) {
  Document document;
  ParseScratch scratch;
  std::vector<std::vector<std::string>> hostile = {{""}, {std::string(5000, 'x')}, {"\xff\xfe"}, {".", ".", "."}, {}};
  auto& endless = hostile.emplace_back();
  for (int i = 0; i < 5000; ++i) endless.push_back(i % 31 == 0 ? "," : i % 3 ? "talks" : "\xe2\x80\x94");
  hostile.push_back(std::vector<std::string>(1200, "a"));
  fill(document, hostile);
  model()->parse(document, scratch);
  expect_trees(document);
}

TEST(LanguageModel, LeavesOtherBlocksAloneUnlessAsked) {
  Document document;
  ParseScratch scratch;
  fill(document, {kSentences[0]});
  document.blocks.resize(1);
  document.blocks[0].kind = BlockKind::caption;
  document.sentences[0].block = 0;
  const std::string before = print(document);
  model()->parse(document, scratch);
  EXPECT_EQ(print(document), before);
  model()->parse(document, scratch, true);
  EXPECT_NE(print(document), before);
}

TEST(LanguageModel, RefusesForeignAndDamagedFiles) {
  const std::string whole = bytes_of_model();
  ASSERT_GT(whole.size(), sizeof(ModelHeader));
  EXPECT_NE(refusal(std::string(100, 'x')).find("another kind"), std::string::npos);
  EXPECT_NE(refusal("short").find("too short"), std::string::npos);
  for (const std::size_t size : {sizeof(ModelHeader), whole.size() / 2, whole.size() - 1})
    EXPECT_NE(refusal(whole.substr(0, size)).find("truncated"), std::string::npos) << size;
  EXPECT_NE(refusal(whole + "x").find("truncated"), std::string::npos);
  std::string altered = whole;
  altered[whole.size() / 2] = static_cast<char>(altered[whole.size() / 2] + 1);
  EXPECT_NE(refusal(altered).find("altered"), std::string::npos);
  std::string version = whole;
  version[8] = 99;
  EXPECT_NE(refusal(version).find("version"), std::string::npos);
  const auto missing = LanguageModel::open("/no/such/en.model");
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, ErrorCode::not_found);
}

}  // namespace
}  // namespace dragoman
