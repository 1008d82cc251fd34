#include "train/party_spans.h"

#include <gtest/gtest.h>

#include <fstream>

using namespace dragoman;
using namespace dragoman::train;

namespace {

std::string written(const std::string& name, const std::string& text) {
  const std::string path = testing::TempDir() + name;
  std::ofstream(path) << text;
  return path;
}

TEST(PartySpans, RunningTextKeepsTheWords) {
  std::vector<Span> where;
  const std::vector<std::string> words = {"Gondor", "'s", "envoys", "(", "2", ",", "500", "men", ")", "left", ",", "unarmed", "."};
  const std::string text = running_text(words, where);
  EXPECT_EQ(text, "Gondor's envoys (2,500 men) left, unarmed.");
  ASSERT_EQ(where.size(), words.size());
  for (std::size_t i = 0; i < words.size(); ++i) EXPECT_EQ(text.substr(where[i].begin, where[i].size()), words[i]);
}

TEST(PartySpans, ReadAndWrittenBack) {
  const std::string text = "Gondor B-S\nwarned O\nthe B-T\nriders I-T\nRohan B-T\n. O\n\n";
  const auto read = read_party_sentences(written("parties.txt", text));
  ASSERT_TRUE(read.ok());
  ASSERT_EQ(read->size(), 1u);
  const PartySentence& sentence = read->front();
  EXPECT_EQ(sentence.spans, (std::vector<PartySpan>{{'S', 0, 1}, {'T', 2, 4}, {'T', 4, 5}}));
  EXPECT_EQ(party_lines(sentence.words, sentence.spans), text);
}

TEST(PartySpans, OtherLabelsAreRefused) {
  EXPECT_EQ(read_party_sentences(written("names.txt", "Gondor B-PER\n")).error().code, ErrorCode::bad_format);
  EXPECT_EQ(read_party_sentences(testing::TempDir() + "no_such_file").error().code, ErrorCode::not_found);
}

TEST(PartySpans, OnlyExactSpansOfTheRoleAreRight) {
  PartyScore score;
  score.add({{'S', 0, 1}, {'T', 2, 4}}, {{'S', 0, 1}, {'T', 2, 3}, {'R', 2, 4}});
  EXPECT_EQ(score.role[0].right, 1u);
  EXPECT_EQ(score.role[1].right, 0u);
  EXPECT_EQ(score.all().found, 3u);
  EXPECT_DOUBLE_EQ(score.all().f1(), 40.0);
}

}  // namespace
