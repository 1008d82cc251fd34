#include "train/event_trainer.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "coding/event_scorer.h"
#include "knowledge/knowledge.h"
#include "parse/language_model.h"

namespace dragoman::train {
namespace {

namespace fs = std::filesystem;

class MarkedSentences : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::path(testing::TempDir()) / ("dragoman-sentences-" + std::to_string(getpid()));
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }
  std::string write(const std::string& name, const std::string& bytes) const {
    std::ofstream(folder_ / name, std::ios::binary) << bytes;
    return (folder_ / name).string();
  }
  fs::path folder_;
};

std::string words(const MarkedSentence& sentence, Span of) { return sentence.text.substr(of.begin, of.size()); }

TEST(ReadMarks, TellWhereBothStandInEitherOrder) {
  MarkedSentence one;
  ASSERT_TRUE(read_marks("<s>Arnor</s> met <t>Gondor</t>.", one));
  EXPECT_EQ(one.text, "Arnor met Gondor.");
  EXPECT_EQ(words(one, one.source), "Arnor");
  EXPECT_EQ(words(one, one.target), "Gondor");
  ASSERT_TRUE(read_marks("So <t>Gondor</t> was met by <s>Arnor</s>.", one));
  EXPECT_EQ(words(one, one.source), "Arnor");
  EXPECT_EQ(words(one, one.target), "Gondor");
  ASSERT_TRUE(read_marks("<t>The envoys of <s>Arnor</s></t> left.", one));  // one inside the other
  EXPECT_EQ(words(one, one.source), "Arnor");
  EXPECT_EQ(words(one, one.target), "The envoys of Arnor");
  ASSERT_TRUE(read_marks("<s>Arnor</s> waits.", one));
  EXPECT_EQ(one.target.size(), 0u);
  EXPECT_FALSE(read_marks("Arnor met <t>Gondor</t>.", one));
  EXPECT_FALSE(read_marks("<s>Arnor met Gondor.", one));
  EXPECT_FALSE(read_marks("<s>Arnor</s> met <t>Gondor.", one));
}

TEST_F(MarkedSentences, AreFilledTheSameWayEveryTimeAndNeverTwiceWithOnePhrase) {
  write("fillers.txt", "# names\nstate\tArnor | Gondor | Rohan\n");
  const auto path = write("a.tsv", "# a comment\nCONSULT/visit\t<s>{state}</s> visited <t>{state}</t>.\nAID\t<s>Arnor</s> fed <t>Rohan</t>.\n");
  const auto once = read_marked_sentences(path, 5), again = read_marked_sentences(path, 5);
  ASSERT_TRUE(once.ok() && again.ok());
  ASSERT_EQ(once->size(), 6u);
  for (std::size_t i = 0; i < once->size(); ++i) EXPECT_EQ((*once)[i].text, (*again)[i].text);
  for (std::size_t i = 0; i < 5; ++i) {
    EXPECT_EQ((*once)[i].type, "CONSULT");
    EXPECT_EQ((*once)[i].mode, "visit");
    EXPECT_NE(words((*once)[i], (*once)[i].source), words((*once)[i], (*once)[i].target));
  }
  EXPECT_EQ((*once)[5].text, "Arnor fed Rohan.");
}

TEST_F(MarkedSentences, SayWhatIsWrongAndWhere) {
  write("fillers.txt", "state\tArnor\n");
  const auto unknown = read_marked_sentences(write("b.tsv", "AID\t<s>{city}</s> fed <t>Rohan</t>.\n"), 2);
  ASSERT_FALSE(unknown.ok());
  EXPECT_NE(unknown.error().message.find("{city}"), std::string::npos);
  EXPECT_TRUE(unknown.error().where.ends_with("b.tsv:1"));
  EXPECT_FALSE(read_marked_sentences(write("c.tsv", "AID no tab\n"), 2).ok());
  EXPECT_FALSE(read_marked_sentences(write("d.tsv", "AID\tNobody is marked.\n"), 2).ok());
}

TEST_F(MarkedSentences, TablesKeepEveryRowInItsPlace) {
  const auto table = read_relation_table(write("t.tsv", "\tmarked_sentence\tgold_root\n1\t<s>Arnor</s> met <t>Gondor</t>.\tCONSULT\n2\t\"He said \"\"no\"\"\tand left.\"\tREJECT\n"));
  ASSERT_TRUE(table.ok());
  ASSERT_EQ(table->size(), 2u);
  EXPECT_EQ((*table)[0].type, "CONSULT");
  EXPECT_EQ((*table)[1].type, "REJECT");
  EXPECT_EQ((*table)[1].source.size(), 0u);
  EXPECT_FALSE(read_relation_table(write("u.tsv", "a\tb\n")).ok());
}

TEST(EventScorer, LearnsWhatItIsShownAndAddsUpToOne) {
  const auto knowledge = Knowledge::open(DRAGOMAN_BLOB);
  const auto language = LanguageModel::open(DRAGOMAN_MODEL);
  ASSERT_TRUE(knowledge.ok() && language.ok());
  const auto models = Models::from(*knowledge, *language);
  std::vector<MarkedSentence> sentences;
  for (const char* verb : {"bombed", "shelled", "attacked"}) read_marks("<s>Russia</s> " + std::string(verb) + " <t>the rebels</t> on Monday.", sentences.emplace_back()), sentences.back().type = "ASSAULT";
  for (const char* verb : {"praised", "applauded", "congratulated"}) read_marks("<s>Russia</s> " + std::string(verb) + " <t>the rebels</t> on Monday.", sentences.emplace_back()), sentences.back().type = "SUPPORT";
  const auto silent = [](const std::string&) {};
  const EventModel model = learn_events(sentences, models, {}, silent), again = learn_events(sentences, models, {}, silent);
  EXPECT_EQ(model.slots, again.slots);
  EXPECT_EQ(model.types, (std::vector<std::string>{"ASSAULT", "SUPPORT"}));
  PairParser parser(models);
  PairFeatures features;
  std::vector<float> probability;
  for (const auto& [text, type] : {std::pair{"<s>France</s> shelled <t>the town</t>.", 0}, {"<s>France</s> praised <t>the town</t>.", 1}}) {
    MarkedSentence sentence;
    ASSERT_TRUE(read_marks(text, sentence));
    ASSERT_TRUE(parser.read(sentence, features));
    score_types(model.view(), features, probability);
    EXPECT_NEAR(probability[0] + probability[1], 1.0f, 1e-5f);
    EXPECT_GT(probability[static_cast<std::size_t>(type)], 0.5f) << text;
  }
}

TEST(EventScorer, TakesNoWordsForNoPair) {
  const auto knowledge = Knowledge::open(DRAGOMAN_BLOB);
  const auto language = LanguageModel::open(DRAGOMAN_MODEL);
  ASSERT_TRUE(knowledge.ok() && language.ok());
  PairParser parser(Models::from(*knowledge, *language));
  PairFeatures features;
  MarkedSentence empty;
  EXPECT_FALSE(parser.read(empty, features));
  empty.text = "  ";
  EXPECT_FALSE(parser.read(empty, features));
}

}  // namespace
}  // namespace dragoman::train
