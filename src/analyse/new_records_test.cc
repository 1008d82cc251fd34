#include "analyse/new_records.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "analyse/test_telling.h"
#include "pipeline/parts.h"

using namespace dragoman;
using namespace dragoman::test;

namespace {

std::shared_ptr<const Models> lexicon() {
  static const auto shared = Models::from(*Knowledge::compile({DRAGOMAN_SOURCE_DIR "/lexicon/ontology", DRAGOMAN_SOURCE_DIR "/lexicon/states", DRAGOMAN_SOURCE_DIR "/lexicon/en/records.txt"}),
                                          std::make_shared<NoLanguage>());
  return shared;
}

const std::string kVisits =
    "# title: Visits\n# complete: 2000-01-01..2020-12-31 between=CHN,VNM rank=1,2,3\n"
    "id,visitor,visitor_country,host_country,counterparts,office,rank,class,from,to,place,host,status,source\n"
    "a,Bao,CHN,VNM,VNM,President,1,state,2004-05-01,2004-05-09,Hanoi,Ngo,happened,own\n"
    "b,Chen,CHN,VNM,VNM,Scout,6,working,2006-03,,Hanoi,,happened,own\n"
    "c,Deng,CHN,VNM,VNM,Speaker,3,official,2007-01-05,2007-01-06,Hanoi,Ngo,cancelled,own\n"
    "d,Orla,CHN,VNM,VNM,Speaker,3,official,2008-07-01,2008-07-03,Hanoi,Ngo,happened,own\n"
    "e,Fang,CHN,VNM,VNM,Premier,2,official,2011-02-01,,Hanoi,Ngo,happened,own\n";
const std::string kVetoes =
    "# title: Vetoes\n# complete: 2006-01-01..2024-12-31 act=veto\n"
    "id,document,date,subject,members_vetoing,abstaining_members,yes,no,abstain,source\n"
    "v1,S/1,2010-02-02,Laos: seats,CHN,,13,1,1,own\n"
    "v2,S/2,2015-03-03,Peru: fish,CHN;RUS,,13,2,0,own\n";
const std::string kTests =
    "# title: Tests\n# complete: ..2025-12-31 country=CHN kind=nuclear\n"
    "id,date,kind,system,range_class,number,place,outcome,yield_kt,source\n"
    "t1,2001-01-01,nuclear,device,,1,Lop,success,,own\n";

History history(std::initializer_list<std::string> tables) {
  History h;
  int number = 0;
  for (const std::string& table : tables)
    EXPECT_TRUE(read_history_table(table, "table" + std::to_string(++number) + ".csv", h, [](const Error& e) { ADD_FAILURE() << e.message; }).ok());
  sort_history(h);
  return h;
}

std::vector<NewRecord> found(const Coding& coding, const History& h) { return make_brief({coding}, *lexicon(), {}, history_records(lexicon(), h)).records; }

Coding visit(std::string_view published, std::string_view from, std::string_view to, Status status = Status::happened, int rank = 3) {
  Coding coding = article_of("North", std::string(published), "Orla went to Vietnam.");
  add_report(coding, "visit", status, "went", "Vietnam", from, to).source[0].rank = rank;
  return coding;
}

TEST(NewRecords, HighestSinceTheLastOfHigherRankAndUntilTheNext) {
  const History h = history({kVisits});
  for (const Status status : {Status::planned, Status::happened}) {
    const auto records = found(visit(status == Status::planned ? "2008-06-20" : "2008-07-04", "2008-07-01", "2008-07-03", status), h);
    ASSERT_EQ(records.size(), 1u);
    const NewRecord& r = records[0];
    EXPECT_EQ(r.kind, "highest");
    EXPECT_EQ(r.since_row, "a") << "a visit of rank 6 and one that was called off are no higher ones; its own row is itself";
    EXPECT_EQ(r.after, *parse_iso_day("2004-05-09"));
    EXPECT_NE(r.text.find("the highest-ranking visitor from China to Vietnam since Bao (rank 1, President)"), std::string::npos) << r.text;
    EXPECT_EQ(r.ends_with, "the next visit from China to Vietnam of rank 1 to 2");
    EXPECT_EQ(r.stood_until, *parse_iso_day("2011-01-31"));
    ASSERT_FALSE(r.coverage.empty());
    EXPECT_NE(r.coverage.front().find("complete from 2000-01-01"), std::string::npos) << r.coverage.front();
  }
}

TEST(NewRecords, AnEqualRankBeforeMakesItTheFirstNotTheHighest) {
  const auto records = found(visit("2010-01-09", "2010-01-05", "2010-01-06"), history({kVisits}));
  ASSERT_EQ(records.size(), 1u);
  EXPECT_EQ(records[0].kind, "first");
  EXPECT_EQ(records[0].since_row, "d");
  EXPECT_NE(records[0].text.find("first visitor of rank 3 or above"), std::string::npos) << records[0].text;
  EXPECT_TRUE(records[0].ends_with.empty());
}

TEST(NewRecords, NothingWhereTheTablesCannotTell) {
  const History h = history({kVisits});
  EXPECT_TRUE(found(visit("2021-02-02", "2021-02-01", "2021-02-01"), h).empty()) << "after the period that is complete";
  EXPECT_TRUE(found(visit("2012-02-02", "2012-02-01", "2012-02-01", Status::happened, 5), h).empty()) << "rank 5 is not complete";
  EXPECT_TRUE(found(visit("2001-02-02", "2001-02-01", "2001-02-01"), h).empty()) << "no earlier visit to count from";
  EXPECT_TRUE(found(visit("2011-06-02", "2011-06-01", "2011-06-01"), h).empty()) << "the premier came four months before";
  EXPECT_TRUE(found(visit("2008-07-04", "", ""), h).empty()) << "no day";
  EXPECT_TRUE(found(visit("", "2008-07-01", "2008-07-03"), h).empty()) << "nobody knows when it was known";
  EXPECT_TRUE(found(visit("2008-07-04", "2008-07-01", "2008-07-03", Status::denied), h).empty());
  EXPECT_TRUE(found(visit("2008-07-04", "2008-07-01", "2008-07-03", Status::happened, 0), h).empty()) << "no rank";
  std::string gap = kVisits;
  gap.replace(gap.find("2000-01-01"), 10, "2005-01-01");
  EXPECT_TRUE(found(visit("2008-07-04", "2008-07-01", "2008-07-03"), history({gap})).empty()) << "somebody may have come in 2004";
}

TEST(NewRecords, RowsAfterTheDayOfTheArticleAreNotKnown) {
  // Told in 2010 of a journey of 2011 that comes after Fang's: her row is not known yet.
  const auto records = found(visit("2010-01-09", "2011-03-01", "2011-03-02", Status::planned), history({kVisits}));
  ASSERT_EQ(records.size(), 1u);
  EXPECT_EQ(records[0].since_row, "d");
}

TEST(NewRecords, VetoesAndTestsCountFromTheLastOne) {
  const History h = history({kVetoes, kTests});
  Coding veto = article_of("North", "2016-04-05", "Orla blocked the text.");
  add_report(veto, "veto", Status::happened, "blocked", "nobody", "2016-04-04").target.clear();
  auto records = found(veto, h);
  ASSERT_EQ(records.size(), 1u);
  EXPECT_EQ(records[0].since_row, "v2");
  EXPECT_NE(records[0].text.find("the first veto by China since"), std::string::npos) << records[0].text;
  veto.reports[0].time.from = veto.reports[0].time.to = *parse_iso_day("2015-04-04");
  EXPECT_TRUE(found(veto, h).empty()) << "a month after another is no record";

  Coding test = article_of("North", "2016-04-05", "Orla set it off.");
  add_report(test, "nuclear-test", Status::happened, "set it off", "nobody", "2016-04-04").target.clear();
  records = found(test, h);
  ASSERT_EQ(records.size(), 1u);
  EXPECT_EQ(records[0].since_row, "t1");
  test.reports[0].source[0].country = "LAO";
  EXPECT_TRUE(found(test, h).empty()) << "no table of that state's tests";
}

TEST(NewRecords, TheBriefAndItsJsonShowScopeExpiryAndTable) {
  const History h = history({kVisits});
  const Brief brief = make_brief({visit("2008-07-04", "2008-07-01", "2008-07-03")}, *lexicon(), {}, history_records(lexicon(), h));
  const std::string text = render(brief, {});
  for (const char* part : {"Records, by the history tables", "it stood until 31 January 2011", "by the table table1.csv"}) EXPECT_NE(text.find(part), std::string::npos) << part << text;
  const auto j = nlohmann::json::parse(render(brief, {BriefFormat::json})).at("stories").at(0).at("records").at(0);
  EXPECT_EQ(j.at("since").at("row"), "a");
  EXPECT_EQ(j.at("after"), "2004-05-09");
  EXPECT_EQ(j.at("stood_until"), "2011-01-31");
  EXPECT_EQ(j.at("form"), "highest of visits, CHN, rank 3 or above → VNM, since 2004-05-09");
}

}  // namespace
