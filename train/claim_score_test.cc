#include "train/claim_score.h"

#include <gtest/gtest.h>

namespace dragoman::train {
namespace {

TEST(ClaimScore, counts_what_was_decided_and_what_could_have_been) {
  ClaimTally tally;
  const auto gold = [](const char* verdict, const char* counter = "", const char* end = "") { return ClaimCase{"f", 2, "c", "2020-01-01", verdict, counter, end}; };
  tally.add(gold("supported", "", "z"), {"supported", "", "", "z"});
  tally.add(gold("supported"), {"supported", "", "", "y"});          // nothing ends it, and a row was named
  tally.add(gold("supported"), {"cannot_decide", "", "", ""});
  tally.add(gold("contradicted", "a"), {"contradicted", "", "b", ""});
  tally.add(gold("contradicted", "a"), {"supported", "", "", ""});
  tally.add(gold("cannot_decide"), {"cannot_decide", "", "", ""});
  tally.add(gold("cannot_decide"), {"contradicted", "", "", ""});
  EXPECT_EQ(tally.cases, 7u);
  EXPECT_EQ(tally.decided, 5u);
  EXPECT_EQ(tally.right, 3u);
  EXPECT_EQ(tally.decidable, 5u);
  EXPECT_EQ(tally.abstained, 1u);
  EXPECT_EQ(tally.counters, 1u);
  EXPECT_EQ(tally.counters_right, 0u);
  EXPECT_EQ(tally.ends, 2u);
  EXPECT_EQ(tally.ends_right, 1u);
}

TEST(ClaimScore, a_folder_without_claims_is_an_error) { EXPECT_FALSE(read_claims({"/nowhere"}).ok()); }

}  // namespace
}  // namespace dragoman::train
