#include "parse/idle.h"

#include <gtest/gtest.h>

#include "segment/segment.h"

namespace dragoman {
namespace {

const Knowledge& knowledge() {
  static const auto compiled = Knowledge::compile({DRAGOMAN_SOURCE_DIR "/lexicon/en", DRAGOMAN_SOURCE_DIR "/lexicon/ontology", DRAGOMAN_SOURCE_DIR "/tests/golden/lexicon"});
  return **compiled;
}

bool idle(const std::string& sentence) {
  Article article;
  article.text = sentence;
  Document document;
  document.reset(std::move(article));
  segment(document, knowledge());
  EXPECT_EQ(document.sentences.size(), 1u) << sentence;
  mark_idle(document, knowledge());
  return document.sentences.front().idle;
}

TEST(Idle, SentencesThatNameNobody) {
  EXPECT_TRUE(idle("The weather was fine."));
  EXPECT_TRUE(idle("But prices rose again in the spring."));
}

TEST(Idle, NeverWhereSomebodyMayBeMeant) {
  EXPECT_FALSE(idle("Parmley resigned.")) << "a name at the opening";
  EXPECT_FALSE(idle("The king of Gondor resigned.")) << "a name inside";
  EXPECT_FALSE(idle("Yesterday they signed the treaty.")) << "a pronoun";
  EXPECT_FALSE(idle("The soldiers fired.")) << "an agent";
}

}  // namespace
}  // namespace dragoman
