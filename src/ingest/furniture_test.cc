#include "ingest/furniture.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "ingest/blocks.h"
#include "ingest/line_shape.h"

namespace dragoman {
namespace {

using testing::ElementsAre;

const Knowledge& english() {
  static const auto knowledge =
      Knowledge::compile({DRAGOMAN_SOURCE_DIR "/lexicon/en/furniture.txt", DRAGOMAN_SOURCE_DIR "/lexicon/en/time.txt"});
  if (!knowledge) ADD_FAILURE() << knowledge.error().where << ": " << knowledge.error().message;
  return **knowledge;
}

std::vector<std::string> kinds(std::string text) {
  Document document;
  Article article;
  article.text = std::move(text);
  document.reset(std::move(article));
  class_blocks(document, english());
  std::vector<std::string> out;
  for (const Block& block : document.blocks) out.emplace_back(to_string(block.kind));
  return out;
}

TEST(Furniture, APageWithEverything) {
  EXPECT_THAT(kinds("Arnor's envoy to open talks in Dale\n"
                    "Arnor's envoy to open talks in Dale\n"
                    "\n"
                    "By Ioreth of the Lake Gazette\n"
                    "April 10, 2031\n"
                    "Arnor will send an envoy to Dale on Thursday, its foreign ministry said.\n"
                    "Sign up for the Lake Gazette\xE2\x80\x99s Northern Kingdoms newsletter.\n"
                    "The visit would be the first in five years.\n"
                    "The king and the steward walk along the long white wall on their way to a feast in Annuminas on April 9.\n"
                    "The king and the steward walk along the long white wall on their way to a feast in Annuminas on April 9.\n"
                    "The king and the steward stroll along the long white wall on the way to a feast on April 9 in Annuminas.\n"
                    "Halbarad Dunadan/Pool/Getty Images\n"
                    "Related article\n"
                    "King lauds alliance at feast\n"
                    "Dale has not commented.\n"
                    "The long peace\n"
                    "The two kingdoms have traded for an age.\n"
                    "The Lake Gazette's Bard explains what a second term could mean for Dale.\n"
                    "Clipped From Video\n"
                    "video\n"
                    "Related video\n"
                    "Steward watches the race\n"
                    "Gondor has watched the talks with unease.\n"
                    "Editor's P/S:\n"
                    "The visit is significant. It shows what it shows.\n"
                    "A second paragraph of opinion.\n"),
              ElementsAre("headline", "repeat", "other_furniture", "other_furniture", "body", "newsletter", "body", "caption", "repeat",
                          "repeat", "credit", "related", "related", "body", "subhead", "body", "teaser", "teaser", "teaser", "teaser",
                          "teaser", "body", "editor_note", "editor_note", "editor_note"));
}

TEST(Furniture, ReportingIsKept) {
  // A doubled page, an agency named in passing, an early note, a sentence that begins like a byline.
  const std::string one = "The council of the free peoples voted on Monday to keep the eastern bridge open to trade.";
  EXPECT_THAT(kinds(one + "\n\n" + one + "\n\nMordor vetoed it.\n"), ElementsAre("body", "repeat", "body"));
  EXPECT_THAT(kinds("A Reuters/Ipsos poll found that most people of Gondor, asked in the first days of spring, want peace with Harad.\n"
                    "By Friday the army had left.\nVideo of the raid was shown on state television on Monday.\n"),
              ElementsAre("body", "body", "body"));
  EXPECT_THAT(kinds("Talks fail\nEditor's note:\nThis report has been corrected.\nRohan walked out on Tuesday.\nGondor stayed.\n"),
              ElementsAre("headline", "editor_note", "editor_note", "body", "body"));
  EXPECT_THAT(kinds("Reuters/Ipsos poll shows most want peace\nMost people of Gondor want peace with Harad.\nSome do not.\n"), ElementsAre("headline", "body", "body"));
  EXPECT_THAT(kinds("Rohan rejects the deal"), ElementsAre("body"));
}

TEST(Blocks, JoinWrappedLinesAndKeepOffsets) {
  const std::string text =
      "\xEF\xBB\xBFThe king of Rohan met the steward of Gondor in the white\r\ncity on Monday and agreed to send riders to the "
      "bridge\r\nbefore the winter. They spoke for two hours, the herald\r\nof the city said.\r\n\r\nMordor was not asked.\r\n";
  const auto blocks = split_blocks(text);
  ASSERT_EQ(blocks.size(), 2u);
  EXPECT_EQ(blocks[0].begin, 3u);
  EXPECT_EQ(text.substr(blocks[1].begin, blocks[1].size()), "Mordor was not asked.");
  EXPECT_EQ(split_blocks("One line.\nAnother line.\nA third.\n").size(), 3u);
  EXPECT_TRUE(split_blocks(std::string_view("\0 \r\n\xC2\xA0\n", 7)).empty());
}

TEST(Blocks, CoverEveryNonBlankByteOfAnything) {
  std::mt19937 random(7);
  for (int round = 0; round < 300; ++round) {
    std::string text(random() % 600, ' ');
    for (char& c : text) c = static_cast<char>(round % 3 == 0 ? random() % 256 : "ab \n\r.:\"'/|(\xE2\x80\x99\xC2\xA0"[random() % 17]);
    Document document;
    Article article;
    article.text = text;
    document.reset(std::move(article));
    class_blocks(document, english());
    std::size_t covered_to = 0;
    for (const Block& block : document.blocks) {
      ASSERT_LE(covered_to, block.span.begin);
      ASSERT_LT(block.span.begin, block.span.end);
      ASSERT_LE(block.span.end, text.size());
      for (std::size_t i = covered_to; i < block.span.begin; ++i)
        ASSERT_FALSE(static_cast<unsigned char>(text[i]) > 0x20 && static_cast<unsigned char>(text[i]) < 0x7F);
      covered_to = block.span.end;
    }
  }
}

TEST(LineShape, LooksAtTheEnds) {
  EXPECT_FALSE(line_shape("Iran holds talks with the U.S.").final_stop);
  EXPECT_TRUE(line_shape("\xE2\x80\x9CWe agree.\xE2\x80\x9D").final_stop);
  EXPECT_TRUE(line_shape("* * *").wordless);
  EXPECT_GT(word_overlap(line_shape("one two three four"), line_shape("Four, three, two!")), 0.7);
}

}  // namespace
}  // namespace dragoman
