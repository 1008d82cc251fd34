#include "train/language_trainer.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "knowledge/knowledge.h"
#include "parse/model_file.h"
#include "train/headline_style.h"
#include "train/lemma_trainer.h"
#include "train/news_style.h"
#include "train/parse_score.h"

namespace dragoman::train {
namespace {

namespace fs = std::filesystem;

constexpr const char* kTreebank = R"(# newdoc id = one
# newpar
1	Ministers	minister	NOUN	NNS	Number=Plur	2	nsubj	_	_
2	met	meet	VERB	VBD	Mood=Ind|Tense=Past|VerbForm=Fin	0	root	_	_
3	the	the	DET	DT	_	4	det	_	_
4	envoys	envoy	NOUN	NNS	Number=Plur	2	obj	_	SpaceAfter=No
5	.	.	PUNCT	.	_	2	punct	_	_

1-2	didn't	_	_	_	_	_	_	_	_
1	did	do	AUX	VBD	_	3	aux	_	_
2	n't	not	PART	RB	Polarity=Neg	3	advmod	_	_
3	meet	meet	VERB	VB	VerbForm=Inf	0	root	_	_

)";

class LanguageTrainer : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::path(testing::TempDir()) / ("dragoman-trainer-" + std::to_string(getpid()));
    fs::create_directories(folder_);
    treebank_ = write("tiny.conllu", kTreebank);
  }
  void TearDown() override { fs::remove_all(folder_); }
  std::string write(const std::string& name, const std::string& bytes) const {
    std::ofstream(folder_ / name, std::ios::binary) << bytes;
    return (folder_ / name).string();
  }
  std::string bytes(const std::string& name) const {
    std::ifstream in(folder_ / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  Outcome train(const std::string& name, unsigned epochs, const std::vector<std::string>& dev) const {
    LanguageSettings settings;
    static const auto knowledge = Knowledge::open(DRAGOMAN_BLOB);
    settings.train = {treebank_}, settings.dev = dev, settings.knowledge = knowledge->get();
    settings.output = (folder_ / name).string(), settings.epochs = epochs;
    return train_language(settings, [](const std::string&) {});
  }
  fs::path folder_;
  std::string treebank_;
};

TEST_F(LanguageTrainer, LearnsATinyTreebankByHeartAndTheSameWayTwice) {
  ASSERT_TRUE(train("a.model", 80, {treebank_}));
  const auto model = LanguageModel::open((folder_ / "a.model").string());
  ASSERT_TRUE(model.ok()) << model.error().message;
  const auto trees = read_treebank(treebank_);
  const ParseScore score = score_tokens(**model, *trees);
  EXPECT_EQ(score.words, 8u);
  EXPECT_EQ(score.upos, 8u);
  EXPECT_EQ(score.lemma, 8u);
  EXPECT_EQ(score.subtype, 8u);
  ASSERT_TRUE(train("b.model", 2, {}));
  ASSERT_TRUE(train("c.model", 2, {}));
  EXPECT_EQ(bytes("b.model"), bytes("c.model"));
}

TEST_F(LanguageTrainer, SaysWhatIsWrongWithATreebank) {
  const auto bad = read_treebank(write("bad.conllu", "1\tonly\tthree\n"));
  ASSERT_FALSE(bad);
  EXPECT_NE(bad.error().where.find("bad.conllu:1"), std::string::npos);
  EXPECT_FALSE(read_treebank(write("head.conllu", "1\ta\ta\tX\t_\t_\t9\tdep\t_\t_\n\n")));
  EXPECT_EQ(read_treebank("/no/such.conllu").error().code, ErrorCode::not_found);
}

TEST_F(LanguageTrainer, GoldDocumentsGiveEveryWordItsBytes) {
  const auto trees = read_treebank(treebank_);
  Document document;
  gold_document(*trees, 0, trees->size(), document);
  ASSERT_EQ(document.token_count(), 8u);
  EXPECT_EQ(document.words(document.span[3]), "envoys");
  EXPECT_EQ(document.words(document.span[5]), "did");
  EXPECT_EQ(document.words(document.span[6]), "n't");
}

TEST_F(LanguageTrainer, LemmasOfUnseenWordsFollowTheirEndings) {
  std::vector<Tree> trees(1);
  for (const auto& [form, lemma] : {std::pair{"talks", "talk"}, {"votes", "vote"}, {"states", "state"}, {"reports", "report"}, {"treaties", "treaty"}, {"Cities", "city"}, {"parties", "party"}, {"men", "man"}}) {
    TreeWord word;
    word.form = form, word.lemma = lemma, word.upos = Upos::NOUN, word.feats = kPlur;
    trees[0].words.push_back(word);
  }
  const LemmaBook book = learn_lemmas(trees);
  std::string buffer;
  EXPECT_EQ(book.table().lemma("men", Upos::NOUN, kPlur, buffer), "man");
  EXPECT_EQ(book.table().lemma("Cities", Upos::NOUN, kPlur, buffer), "city");
  EXPECT_EQ(book.table().lemma("envoys", Upos::NOUN, kPlur, buffer), "envoy");
  EXPECT_EQ(book.table().lemma("armies", Upos::NOUN, kPlur, buffer), "army");
}

TEST_F(LanguageTrainer, RunningTextSettlesWhichLemmaExists) {
  std::vector<Tree> trees(1);
  for (const char* stem : {"walk", "talk", "sack", "look", "block", "attack", "back", "ask", "mark", "work", "bake", "like", "hope", "vote", "name", "rule", "use", "move", "save", "close", "smoke"}) {
    TreeWord word;
    word.lemma = stem, word.form = word.lemma + (word.lemma.back() == 'e' ? "d" : "ed"), word.upos = Upos::VERB, word.feats = kPast | kFin;
    trees[0].words.push_back(word);
  }
  TextCorpus text;
  for (int i = 0; i < 30; ++i)
    for (const char* word : {"provoke", "provoked"}) text.add(word);
  const LemmaBook book = learn_lemmas(trees, &text), without = learn_lemmas(trees);
  std::string buffer;
  EXPECT_EQ(book.table().lemma("Provoked", Upos::VERB, kPast | kFin, buffer), "provoke");
  EXPECT_EQ(book.table().lemma("walked", Upos::VERB, kPast | kFin, buffer), "walk");
  EXPECT_LE(without.slots.size(), book.slots.size());
}

TEST_F(LanguageTrainer, HeadlinesJoinNamesByCommas) {
  const auto trees = read_treebank(write("pair.conllu",
                                         "1\tChina\tChina\tPROPN\t_\t_\t4\tnsubj\t_\t_\n2\tand\tand\tCCONJ\t_\t_\t3\tcc\t_\t_\n"
                                         "3\tJapan\tJapan\tPROPN\t_\t_\t1\tconj\t_\t_\n4\ttalk\ttalk\tVERB\t_\t_\t0\troot\t_\t_\n\n"));
  std::mt19937_64 random(5);
  bool joined = false;
  for (int round = 0; round < 50; ++round) {
    const auto words = headline_style((*trees)[0].words, random);
    joined = joined || (words[1].form == "," && words[1].upos == Upos::PUNCT && words[1].deprel == Deprel::punct);
  }
  EXPECT_TRUE(joined);
}

TEST_F(LanguageTrainer, NewsIsPutTogetherFromTheTreebanksOwnParts) {
  const auto trees = read_treebank(write("news.conllu",
                                         "1\tTalks\ttalk\tNOUN\t_\t_\t2\tnsubj\t_\t_\n2\tbegan\tbegin\tVERB\t_\tTense=Past|VerbForm=Fin\t0\troot\t_\t_\n"
                                         "3\ton\ton\tADP\t_\t_\t4\tcase\t_\t_\n4\tMonday\tMonday\tPROPN\t_\t_\t2\tobl\t_\t_\n5\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_\n\n"
                                         "1\tThe\tthe\tDET\t_\t_\t2\tdet\t_\t_\n2\tenvoy\tenvoy\tNOUN\t_\t_\t3\tnsubj\t_\t_\n3\tsaid\tsay\tVERB\t_\tTense=Past|VerbForm=Fin\t0\troot\t_\t_\n"
                                         "4\tthey\tthey\tPRON\t_\t_\t5\tnsubj\t_\t_\n5\tfailed\tfail\tVERB\t_\t_\t3\tccomp\t_\t_\n6\t.\t.\tPUNCT\t_\t_\t3\tpunct\t_\t_\n\n"));
  const NewsStyle news(*trees);
  std::mt19937_64 random(1);
  bool speaker = false;
  for (int round = 0; round < 30; ++round)
    for (const bool report : {true, false}) {
      const auto words = report ? news.reported((*trees)[0].words, random) : news.joined((*trees)[0].words, random);
      ASSERT_FALSE(words.empty());
      std::string text;
      std::size_t roots = 0;
      for (const TreeWord& word : words) {
        text += word.form + " ";
        roots += word.head == 0;
        ASSERT_LE(word.head, words.size());
      }
      EXPECT_EQ(roots, 1u) << text;
      if (report) EXPECT_EQ(words[1].deprel, Deprel::ccomp);
      else EXPECT_EQ(words[4].deprel, Deprel::mark);
      speaker = speaker || text.starts_with("Talks began on Monday , the envoy said");
    }
  EXPECT_TRUE(speaker);
  EXPECT_TRUE(news.reported({}, random).empty());
}

TEST_F(LanguageTrainer, ThePastIsToldInThePresentWithTheRightNumber) {
  const auto trees = read_treebank(write("past.conllu",
                                         "1\tArnor\tArnor\tPROPN\t_\tNumber=Sing\t2\tnsubj\t_\t_\n2\tdenied\tdeny\tVERB\t_\tMood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin\t0\troot\t_\t_\n"
                                         "3\tit\tit\tPRON\t_\t_\t2\tobj\t_\t_\n4\tas\tas\tSCONJ\t_\t_\t7\tmark\t_\t_\n5\tguards\tguard\tNOUN\t_\tNumber=Plur\t7\tnsubj:pass\t_\t_\n"
                                         "6\twere\tbe\tAUX\t_\tMood=Ind|Number=Plur|Person=3|Tense=Past|VerbForm=Fin\t7\taux:pass\t_\t_\n7\tkilled\tkill\tVERB\t_\tTense=Past|VerbForm=Part|Voice=Pass\t2\tadvcl\t_\t_\n\n"));
  const auto words = NewsStyle::present((*trees)[0].words);
  ASSERT_EQ(words.size(), 7u);
  EXPECT_EQ(words[1].form, "denies");
  EXPECT_EQ(words[1].feats & (kPast | kPres | kSing), kPres | kSing);
  EXPECT_EQ(words[5].form, "are");
  EXPECT_EQ(words[6].form, "killed");
  EXPECT_TRUE(NewsStyle::present(words).empty());
}

TEST_F(LanguageTrainer, HeadlinesStayTrees) {
  const auto trees = read_treebank(treebank_);
  std::mt19937_64 random(3);
  bool shorter = false, capitals = false;
  for (int round = 0; round < 50; ++round)
    for (const Tree& tree : *trees) {
      const auto words = headline_style(tree.words, random);
      shorter = shorter || words.size() < tree.words.size();
      capitals = capitals || words[0].form == "DID";
      std::size_t roots = 0;
      for (const TreeWord& word : words) {
        EXPECT_LE(word.head, words.size());
        roots += word.head == 0;
      }
      EXPECT_EQ(roots, 1u);
    }
  EXPECT_TRUE(shorter && capitals);
}

}  // namespace
}  // namespace dragoman::train
