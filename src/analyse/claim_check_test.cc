// Verdicts over a small table of invented visits; how sentences become claims is tested with the whole program.
#include <gtest/gtest.h>

#include "analyse/claim.h"
#include "analyse/visits.h"

namespace dragoman {
namespace {

using Verdict = ClaimAnswer::Verdict;

Day day(const char* text) {
  FuzzyDay d;
  EXPECT_TRUE(parse_fuzzy_day(text, d)) << text;
  return d.first;
}

const char* kTable =
    "# title: Visits\n# period: 2000-01-01 to 2012-12-31\n# gaps: scouts\n# complete: 2000-01-01..2012-12-31 between=ARN,GON rank=1,2,3\n"
    "id,visitor,visitor_country,host_country,counterparts,office,rank,class,from,to,place,host,status,source\n"
    "a,Elessar,ARN,GON,GON,King,1,state,2004-05-01,2004-05-09,Minas Tirith,Denethor,happened,own\n"
    "b,Halbarad,ARN,GON,GON,Captain,3,working,2006-03,,Minas Tirith,Denethor,happened,own\n"
    "c,Elrohir,ARN,GON,GON,Steward,3,official,2008-07-01,2008-07-03,Minas Tirith,Faramir,happened,own\n"
    "d,Elladan,ARN,GON,GON,Scout,6,working,2009-01-01,,Osgiliath,,happened,own\n"
    "e,Aranarth,ARN,GON,GON,Regent,2,official,2011-02-01,2011-02-03,Minas Tirith,Faramir,happened,own\n"
    "f,Faramir,GON,ARN,ARN,Steward,2,official,2009-09-01,,Annuminas,Elessar,postponed,own\n"
    "g,Faramir,GON,ROH,ARN,Steward,2,summit,2010-05-05,,Edoras,Elessar,happened,own\n";

class Claims : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    ASSERT_TRUE(read_history_table(kTable, "visits.csv", history_, [](const Error& e) { FAIL() << e.message; }).ok());
    sort_history(history_);
    auto compiled = Knowledge::compile({DRAGOMAN_SOURCE_DIR "/tests/golden/lexicon"});
    ASSERT_TRUE(compiled.ok());
    knowledge_ = *compiled;
  }
  static Claim visits(Claim::Metric metric) {
    Claim claim;
    claim.about = Claim::About::visits;
    claim.metric = metric;
    claim.who.country = "ARN";
    claim.host_country = "GON";
    return claim;
  }
  static ClaimAnswer check(Claim claim, const char* as_of) { return check_claim(std::move(claim), *knowledge_, history_, day(as_of)); }

  static inline History history_;
  static inline std::shared_ptr<const Knowledge> knowledge_;
};

TEST(VisitWords, a_visit_without_a_place_went_to_the_state) {
  VisitRow row;
  row.visitor = "Halbarad";
  row.host_country = "GON";
  row.counterparts = {"GON"};
  row.rank = 3;
  row.status = "happened";
  ASSERT_TRUE(parse_fuzzy_day("2006-03-02", row.from));
  EXPECT_EQ(to_words(row), "Halbarad (rank 3) to GON, 2 March 2006");
}

// An announced visit is in no table on the day of the article; once it is, its own row ends nothing.
TEST_F(Claims, an_announced_event_holds_its_record_before_the_tables_know_it) {
  Claim claim = visits(Claim::Metric::highest);
  claim.after = day("2004-05-09");
  claim.subject_from = claim.subject_to = day("2008-07-01");
  Deed told;
  told.words = "Elrohir to Gondor, planned";
  told.first = told.last = told.end = day("2008-07-01");
  told.rank = 3;
  EXPECT_EQ(check(claim, "2008-06-20").verdict, Verdict::cannot_decide) << "nobody told of it";
  claim.told = told;
  const auto answer = check(claim, "2008-06-20");
  EXPECT_EQ(answer.verdict, Verdict::supported) << answer.reason;
  EXPECT_NE(answer.reason.find("as the article tells it"), std::string::npos);
  EXPECT_EQ(answer.first_superseded, "e");
  ASSERT_FALSE(answer.ranked.empty());
  EXPECT_EQ(answer.ranked.front().words, told.words);
  claim.metric = Claim::Metric::longest;
  claim.told->end = day("2008-07-03");
  claim.who.lowest_rank = 3;
  EXPECT_EQ(check(claim, "2008-06-20").verdict, Verdict::supported) << "of a visit in some month no length is known";
}

TEST_F(Claims, highest_ties_do_not_count_and_a_higher_one_ends_it) {
  Claim claim = visits(Claim::Metric::highest);
  claim.after = day("2004-05-09");
  const auto answer = check(claim, "2008-07-02");
  EXPECT_EQ(answer.verdict, Verdict::supported) << answer.reason;
  EXPECT_EQ(answer.holder, "c");
  EXPECT_EQ(answer.first_superseded, "e");
  EXPECT_EQ(answer.stood_until, day("2011-01-31"));
}

TEST_F(Claims, highest_is_contradicted_by_a_higher_one_after_the_baseline) {
  Claim claim = visits(Claim::Metric::highest);
  claim.after = day("2003-12-31");
  const auto answer = check(claim, "2008-07-02");
  EXPECT_EQ(answer.verdict, Verdict::contradicted);
  EXPECT_EQ(answer.counter_example, "a");
}

TEST_F(Claims, what_is_known_later_is_not_known_yet) {
  Claim claim = visits(Claim::Metric::latest);
  claim.subject_from = day("2008-07-01");
  claim.subject_to = day("2008-07-31");
  claim.who.lowest_rank = 3;
  const auto then = check(claim, "2010-12-31");
  EXPECT_EQ(then.verdict, Verdict::supported) << then.reason;
  EXPECT_EQ(then.first_superseded, "e");
  EXPECT_EQ(check(claim, "2011-12-31").counter_example, "e");
}

TEST_F(Claims, support_needs_complete_tables_and_contradiction_does_not) {
  Claim claim = visits(Claim::Metric::never);  // of any rank: scouts are not all listed
  claim.from = day("2007-01-01");
  claim.to = day("2007-12-31");
  EXPECT_EQ(check(claim, "2012-01-01").verdict, Verdict::cannot_decide);
  claim.who.lowest_rank = 3;
  EXPECT_EQ(check(claim, "2012-01-01").verdict, Verdict::supported);
  claim.from = day("2006-01-01");
  EXPECT_EQ(check(claim, "2012-01-01").counter_example, "b");
}

TEST_F(Claims, a_claim_without_a_beginning_is_never_borne_out) {
  Claim claim = visits(Claim::Metric::never);
  claim.host_country = "GON";
  claim.who.lowest_rank = 1;
  EXPECT_EQ(check(claim, "2003-01-01").verdict, Verdict::cannot_decide);
  EXPECT_EQ(check(claim, "2005-01-01").counter_example, "a");
}

TEST_F(Claims, outside_the_tables_nothing_is_decided) {
  Claim claim = visits(Claim::Metric::never);
  claim.after = day("2004-12-31");
  claim.host_country = "ROH";
  EXPECT_EQ(check(claim, "2006-01-01").verdict, Verdict::cannot_decide);
  claim = visits(Claim::Metric::never);
  claim.who.lowest_rank = 1;
  claim.after = day("2004-12-31");
  EXPECT_EQ(check(claim, "2012-12-31").verdict, Verdict::supported);
  EXPECT_EQ(check(claim, "2014-01-01").verdict, Verdict::cannot_decide);  // after their period
  claim.not_understood = {"whisper"};
  EXPECT_EQ(check(claim, "2012-12-31").verdict, Verdict::cannot_decide);
}

TEST_F(Claims, counts) {
  Claim claim = visits(Claim::Metric::count);
  claim.who.lowest_rank = 3;
  claim.from = day("2005-01-01");
  claim.to = day("2012-12-31");
  claim.number = 3;
  EXPECT_EQ(check(claim, "2012-12-31").verdict, Verdict::supported);
  claim.number = 2;
  EXPECT_EQ(check(claim, "2012-12-31").counter_example, "e");
  claim.near = Claim::Near::least;
  EXPECT_EQ(check(claim, "2012-12-31").verdict, Verdict::supported);
}

TEST_F(Claims, years_are_rounded_unless_said_otherwise) {
  Claim claim = visits(Claim::Metric::first);
  claim.who.lowest_rank = 2;
  claim.years = 7;  // 9 May 2004 to 1 February 2011: six years and nine months
  EXPECT_EQ(check(claim, "2011-02-02").verdict, Verdict::supported);
  claim.near = Claim::Near::over;
  EXPECT_EQ(check(claim, "2011-02-02").counter_example, "a");
  claim.years = 8;
  claim.near = Claim::Near::nearly;
  EXPECT_EQ(check(claim, "2011-02-02").counter_example, "a");
}

TEST_F(Claims, lists_of_visits) {
  VisitQuery query;
  query.from = "ARN";
  query.to = "GON";
  query.lowest = 3;
  EXPECT_EQ(list_visits(history_, query).rows.size(), 4u);
  EXPECT_EQ(list_visits(history_, query).rows.front()->id, "e");
  query.both_ways = true;
  EXPECT_EQ(list_visits(history_, query).rows.size(), 5u);
  query.third_places = true;
  EXPECT_EQ(list_visits(history_, query).rows.size(), 6u);
  query.by_rank = true;
  EXPECT_EQ(list_visits(history_, query).rows.front()->id, "a");
  query.since = day("2006-03-15");  // the day in March is not known: it may have been later
  EXPECT_EQ(list_visits(history_, query).rows.size(), 5u);
  const auto answer = list_visits(history_, query);
  ASSERT_EQ(answer.coverage.complete.size(), 1u);
  for (const auto format : {VisitFormat::table, VisitFormat::csv, VisitFormat::json, VisitFormat::md}) EXPECT_NE(render_visits(answer, format).find("Aranarth"), std::string::npos);
}

}  // namespace
}  // namespace dragoman
