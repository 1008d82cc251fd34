#include "train/attitudes.h"

#include <gtest/gtest.h>

#include "knowledge/knowledge.h"
#include "parse/language_model.h"
#include "pipeline/parts.h"
#include "train/quoted.h"

namespace dragoman::train {
namespace {

// Reads a text with the shipped model and gives each attribution as "source | cue | content".
class Attitudes : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    auto knowledge = Knowledge::open(DRAGOMAN_BLOB);
    auto language = LanguageModel::open(DRAGOMAN_MODEL);
    ASSERT_TRUE(knowledge && language);
    models_ = Models::from(*knowledge, *language);
  }
  static void TearDownTestSuite() { models_.reset(); }

  std::vector<std::string> read(std::string text) {
    Article article;
    article.id = "test";
    article.text = std::move(text);
    document_.reset(std::move(article));
    read_document(document_, models_->parts(), scratch_);
    const Reading reading(document_, *models_->parts().knowledge);
    std::vector<std::string> out;
    for (const QuoteLink& link : find_attitudes(reading.tree, reading.knowledge)) out.push_back(words(link.source) + " | " + words(link.cue) + " | " + words(link.content));
    return out;
  }
  std::string words(const std::vector<Span>& spans) const {
    std::string out;
    for (const Span& s : spans) out += (out.empty() ? "" : " … ") + std::string(document_.words(s));
    return out;
  }

  static inline std::shared_ptr<const Models> models_;
  Document document_;
  ReadScratch scratch_;
};

using List = std::vector<std::string>;

TEST_F(Attitudes, IndirectSpeechKeepsItsConjunctionAndLosesItsFullStop) {
  EXPECT_EQ(read("The minister said on Monday that Rohan would keep its troops at home."), (List{"The minister | said | that Rohan would keep its troops at home"}));
}

TEST_F(Attitudes, ADirectQuotationKeepsItsMarksAndRunsOnBehindTheSpeaker) {
  EXPECT_EQ(read("\"We want peace,\" said Anna Lee, the foreign minister of Gondor. \"We will not wait for ever.\""),
            (List{"Anna Lee, the foreign minister of Gondor | said | \"We want peace,\" … \"We will not wait for ever.\""}));
}

TEST_F(Attitudes, AQuotationOfAWholeParagraphGoesToTheLastSpeaker) {
  EXPECT_EQ(read("\"The harvest was poor,\" the farmer said.\n\n\"We have no grain to sell this year.\"\n"),
            (List{"the farmer | said | \"The harvest was poor,\" … \"We have no grain to sell this year.\""}));
}

TEST_F(Attitudes, WordsOfTheQuotedAreNoAttributionsOfTheirOwn) {
  EXPECT_EQ(read("\"I think that the king knows it,\" the envoy said."), (List{"the envoy | said | \"I think that the king knows it,\""}));
}

TEST_F(Attitudes, ASourceAtTheEndSpeaksForTheWholeSentence) {
  EXPECT_EQ(read("Three villages were burnt, according to the army."), (List{"the army | according to | Three villages were burnt"}));
}

TEST_F(Attitudes, AuxiliariesAndAdverbsBelongToTheCue) {
  EXPECT_EQ(read("Gondor has repeatedly denied that it sold arms."), (List{"Gondor | has repeatedly denied | that it sold arms"}));
}

TEST_F(Attitudes, IntentionsAndSupportCountToo) {
  EXPECT_EQ(read("The opposition wants to leave the union."), (List{"The opposition | wants | to leave the union"}));
  EXPECT_EQ(read("The union supports the new treaty."), (List{"The union | supports | the new treaty"}));
  EXPECT_EQ(read("The senator called for a ban on arms sales."), (List{"The senator | called for | a ban on arms sales"}));
}

TEST_F(Attitudes, ANounOfSayingHasWhoMadeItForSource) {
  EXPECT_EQ(read("The talks failed over Rohan's claim that the border was closed."), (List{"Rohan's | claim | that the border was closed"}));
}

TEST_F(Attitudes, DeedsAreNoAttributions) {
  EXPECT_EQ(read("The army crossed the river and took two towns."), List{});
  EXPECT_EQ(read("The minister will visit Rohan on Friday."), List{});
}

TEST(QuotedStretches, StraightMarksOpenBehindABlankAndCloseBeforeOne) {
  Document document;
  Article article;
  article.text = "A \"b\" c \" d";
  document.reset(std::move(article));
  for (const Span s : {Span{0, 1}, {2, 3}, {3, 4}, {4, 5}, {6, 7}, {8, 9}, {10, 11}}) document.add_token(s, document.words(s), 0);
  Sentence sentence;
  sentence.end = document.token_count();
  document.sentences.push_back(sentence);
  const auto found = quoted_stretches(document);
  ASSERT_EQ(found.size(), 1u);  // the last mark has no partner
  EXPECT_EQ(found[0].first, 1u);
  EXPECT_EQ(found[0].end, 4u);
  EXPECT_FALSE(found[0].open);
}

}  // namespace
}  // namespace dragoman::train
