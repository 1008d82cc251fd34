#include "train/polnear.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace dragoman::train {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kText = "“Ça va,” Zoë said. “Bien.”";
constexpr std::string_view kNotes =
    "T1\tSource 9 12\tZoë\nT2\tCue 13 17\tsaid\nT3\tContent 0 8;19 26\t“Ça va,” “Bien.”\nT4\tAttribution 13 17\tsaid\n"
    "E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1\nA1\tNote E1\n";

std::string words(std::string_view text, const std::vector<Span>& spans) {
  std::string out;
  for (const Span& s : spans) out += (out.empty() ? "" : "|") + std::string(text.substr(s.begin, s.size()));
  return out;
}

TEST(ReadBrat, TurnsCharactersIntoBytesAndKeepsBothHalvesOfAContent) {
  const auto links = read_brat(kText, kNotes, "x.ann");
  ASSERT_TRUE(links);
  ASSERT_EQ(links->size(), 1u);
  EXPECT_EQ(words(kText, links->front().source), "Zoë");
  EXPECT_EQ(words(kText, links->front().cue), "said");
  EXPECT_EQ(words(kText, links->front().content), "“Ça va,”|“Bien.”");
}

TEST(ReadBrat, ASpanBeyondTheTextIsAMistakeWithItsLine) {
  const auto links = read_brat("short", "T1\tCue 0 99\tlong\n", "x.ann");
  ASSERT_FALSE(links);
  EXPECT_EQ(links.error().where, "x.ann:1");
}

TEST(ReadBrat, AttributionsWithoutASourceAreKept) {
  const auto links = read_brat("It is said to rain", "T1\tCue 3 10\tis said\nT2\tContent 11 18\tto rain\nE1\tAttribution-no-source:T1 Cue:T1 Content:T2\n", "x.ann");
  ASSERT_TRUE(links);
  ASSERT_EQ(links->size(), 1u);
  EXPECT_TRUE(links->front().source.empty());
}

TEST(ReadPolnear, OneOfSeveralAnnotatorsIsTaken) {
  const fs::path folder = fs::path(testing::TempDir()) / ("dragoman-polnear-" + std::to_string(getpid()));
  fs::create_directories(folder / "text");
  fs::create_directories(folder / "attributions");
  std::ofstream(folder / "text" / "one.txt", std::ios::binary) << kText;
  std::ofstream(folder / "attributions" / "one_aaaa.ann", std::ios::binary) << kNotes;
  std::ofstream(folder / "attributions" / "one_bbbb.ann", std::ios::binary) << "";
  const auto texts = read_polnear(folder.string());
  ASSERT_TRUE(texts);
  ASSERT_EQ(texts->size(), 1u);
  EXPECT_EQ(texts->front().name, "one");
  EXPECT_EQ(texts->front().links.size(), 1u);
  fs::remove_all(folder);
  EXPECT_FALSE(read_polnear(folder.string()));
}

TEST(CountLinks, ExactWantsTheSpansOverlapAShare) {
  const std::string_view text = "Lee said it. Kim denied all.";
  const std::vector<QuoteLink> gold = {{{{0, 3}}, {{4, 8}}, {{9, 11}}}, {{{13, 16}}, {{17, 23}}, {{24, 27}}}};
  const std::vector<QuoteLink> found = {{{{0, 3}}, {{4, 8}}, {{9, 12}}}};
  QuoteScore score;
  count_links(text, gold, found, score);
  EXPECT_EQ(score.exact[0].right, 1u);
  EXPECT_EQ(score.exact[0].gold, 2u);
  EXPECT_EQ(score.exact[0].found, 1u);
  EXPECT_EQ(score.exact[2].right, 0u);
  EXPECT_EQ(score.overlap[2].right, 1u);
  EXPECT_EQ(score.exact[3].right, 0u);
  EXPECT_EQ(score.overlap[3].right, 1u);
  EXPECT_EQ(score.words[2].right, 2u);
  EXPECT_NEAR(score.exact[0].f1(), 200.0 / 3, 1e-9);
}

TEST(CountLinks, OneFoundSpanAnswersOnlyOneGoldSpan) {
  const std::string_view text = "Lee said and denied it";
  const std::vector<QuoteLink> gold = {{{{0, 3}}, {{4, 8}}, {{20, 22}}}, {{{0, 3}}, {{13, 19}}, {{20, 22}}}};
  QuoteScore score;
  count_links(text, gold, {gold[0]}, score);
  EXPECT_EQ(score.exact[0].right, 1u);
  EXPECT_EQ(score.overlap[0].right, 1u);
  EXPECT_EQ(score.exact[3].right, 1u);
}

}  // namespace
}  // namespace dragoman::train
