#include "train/timeml.h"

#include <gtest/gtest.h>

namespace dragoman::train {
namespace {

TEST(TimeMl, MarksCountBytesOfTheTextWithoutTags) {
  const auto read = parse_timeml(
      "<TimeML><DCT><TIMEX3 tid=\"t0\" type=\"DATE\" value=\"2024-04-10\">April 10</TIMEX3></DCT>\n<TEXT>\nA &amp; B <EVENT eid=\"e1\">met</EVENT> on "
      "<TIMEX3 tid=\"t1\" type=\"DATE\" value=\"2024-04-09\">Tuesday</TIMEX3><TIMEX3 tid=\"t2\" type=\"DURATION\" value=\"P1D\"/>.</TEXT></TimeML>",
      "a");
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read->created, "2024-04-10");
  EXPECT_EQ(read->text, "\nA & B met on Tuesday.");
  ASSERT_EQ(read->times.size(), 1u);
  EXPECT_EQ(read->text.substr(read->times[0].span.begin, read->times[0].span.size()), "Tuesday");
  EXPECT_EQ(read->times[0].type, "DATE");
  EXPECT_EQ(read->times[0].value, "2024-04-09");
}

TEST(TimeMl, BrokenFilesAreSaidToBe) {
  for (const char* xml : {"", "<TEXT>", "<TEXT><TIMEX3 type=\"DATE\" value=\"1\">x</TEXT>", "<TEXT>x</TIMEX3></TEXT>", "<TEXT>x <EVENT </TEXT>"}) EXPECT_FALSE(parse_timeml(xml, "a").ok()) << xml;
}

// Two of three gold marks found, one of them exactly; a third one found is nowhere in the gold.
TEST(TimeMl, CountsAsTempEvalDoes) {
  const std::vector<TimeMark> gold = {{{0, 5}, "DATE", "2024"}, {{10, 15}, "DATE", "2025"}, {{20, 25}, "SET", "P1D"}};
  const std::vector<TimeMark> found = {{{0, 5}, "DATE", "2024"}, {{12, 15}, "DURATION", "2025"}, {{30, 35}, "DATE", "2026"}};
  TimeScore score;
  count_times(gold, found, score);
  EXPECT_EQ(score.all.gold, 3u);
  EXPECT_EQ(score.all.found, 3u);
  EXPECT_EQ(score.all.strict, 1u);
  EXPECT_EQ(score.all.relaxed, 2u);
  EXPECT_EQ(score.all.value, 2u);
  EXPECT_EQ(score.all.type, 1u);
  EXPECT_EQ(score.all.strict_value, 1u);
  EXPECT_NEAR(score.all.f1(score.all.relaxed), 200.0 * 2 / 6, 1e-9);
  EXPECT_EQ(score.by_type["DATE"].found, 2u);
  EXPECT_EQ(score.by_type["SET"].relaxed, 0u);
}

// One long expression meets one mark of the gold, not two.
TEST(TimeMl, OneToOne) {
  TimeScore score;
  count_times({{{0, 5}, "DATE", "1"}, {{6, 9}, "DATE", "2"}}, {{{0, 9}, "DATE", "1"}}, score);
  EXPECT_EQ(score.all.relaxed, 1u);
}

}  // namespace
}  // namespace dragoman::train
