#include "train/toponyms.h"

#include <gtest/gtest.h>

#include <fstream>

using namespace dragoman;
using namespace dragoman::train;

namespace {

const Knowledge& lexicon() {
  static const auto knowledge = Knowledge::open(DRAGOMAN_BLOB);
  return **knowledge;
}

Result<std::vector<ToponymText>> read(const std::string& xml) {
  const std::string path = testing::TempDir() + "toponyms.xml";
  std::ofstream(path) << xml;
  return read_toponym_texts(path, lexicon());
}

TEST(Toponyms, OffsetsOfCharactersThatAreOneOff) {
  const auto texts = read("<articles><!--<article><text>out</text></article>--><article><source>x</source><text>Près de Nice &amp; Metz.</text><locations>"
                          "<location><name>Metz</name><start>16</start><end>20</end><lat>49.1</lat><lon>6.2</lon><page>https://x.org/wiki/Metz</page></location>"
                          "<location><name>Europe</name><start>1</start><end>7</end></location></locations></article></articles>");
  ASSERT_TRUE(texts.ok());
  ASSERT_EQ(texts->size(), 1u);
  const ToponymText& text = texts->front();
  EXPECT_EQ(text.doc, "0");
  EXPECT_EQ(text.text, "Près de Nice & Metz.");
  ASSERT_EQ(text.toponyms.size(), 2u);
  EXPECT_EQ(text.toponyms[0].end, text.toponyms[0].begin);  // nowhere in the text: counted, never found
  EXPECT_EQ(text.text.substr(text.toponyms[1].begin, 4), "Metz");
  EXPECT_EQ(text.toponyms[1].country, "FRA");  // of the nearest listed place
}

TEST(Toponyms, CountryAsTheGoldNamesIt) {
  const auto texts = read("<articles><article docid=\"7\"><text>\n<![CDATA[In Kyoto & <!--Osaka]]></text><toponyms><toponym><start>4</start><end>9</end><phrase>Kyoto</phrase>"
                          "<gaztag geonameid=\"1\"><name>Kyoto</name><lat>35.0</lat><lon>135.7</lon><country geonameid=\"2\">Japan</country></gaztag></toponym></toponyms></article></articles>");
  ASSERT_TRUE(texts.ok());
  EXPECT_EQ(texts->front().doc, "7");
  EXPECT_EQ(texts->front().text, "\nIn Kyoto & <!--Osaka");
  ASSERT_EQ(texts->front().toponyms.size(), 1u);
  EXPECT_EQ(texts->front().toponyms[0].country, "JPN");
  EXPECT_FALSE(read("<other/>").ok());
}

TEST(Toponyms, ScoresCountOnlyExactSpans) {
  Toponym gold{3, 8, GeoPoint{35, 135}, "JPN", {}}, same = gold, off = gold;
  same.point = GeoPoint{36, 135};  // 111 km north
  off.begin = 2;
  ToponymScore score;
  score.add({gold}, {off, same});
  EXPECT_EQ(score.right, 1u);
  EXPECT_EQ(score.near, 1u);
  same.point = GeoPoint{37, 135}, same.country = "KOR";
  score.add({gold}, {same});
  EXPECT_EQ(score.right, 2u);
  EXPECT_EQ(score.near, 1u);
  EXPECT_EQ(score.right_country, 1u);
  EXPECT_NEAR(kilometres({0, 0}, {0, 1}), 111.2, 0.1);
}

}  // namespace
