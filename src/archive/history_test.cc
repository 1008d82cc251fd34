#include "archive/history.h"

#include <gtest/gtest.h>

#include "archive/csv.h"
#include "base/days.h"

namespace dragoman {
namespace {

TEST(Csv, quotes_commas_line_ends_and_remarks) {
  const auto csv = read_csv("# a remark\r\na,b\r\n\"x, \"\"y\"\"\",\"two\nlines\"\r\n\nz,\n");
  ASSERT_EQ(csv.remarks.size(), 1u);
  EXPECT_EQ(csv.remarks[0].fields[0], "a remark");
  ASSERT_EQ(csv.records.size(), 2u);
  EXPECT_EQ(csv.records[0].fields, (std::vector<std::string>{"x, \"y\"", "two\nlines"}));
  EXPECT_EQ(csv.records[0].line, 3u);
  EXPECT_EQ(csv.records[1].fields, (std::vector<std::string>{"z", ""}));
  EXPECT_EQ(csv.records[1].line, 6u);
  EXPECT_EQ(csv.open_quote, 0u);
  EXPECT_EQ(read_csv("a\nb,\"c").open_quote, 2u);
  for (const char* value : {"plain", "a,b", "say \"so\"", "two\nlines", ""})
    EXPECT_EQ(read_csv("h,i\n" + csv_field(value) + ",x").records.at(0).fields.at(0), value);
}

TEST(Csv, any_bytes_are_read) {
  for (const char* bytes : {"", "\"", "\n\n", ",,,", "#", "a\r", "\xEF\xBB\xBF\"\"\"", "a,\"b\"c\nd"}) read_csv(bytes);
}

TEST(FuzzyDays, shorter_dates_are_ranges) {
  FuzzyDay day;
  ASSERT_TRUE(parse_fuzzy_day("2024-02", day));
  EXPECT_EQ(iso_day(day.first), "2024-02-01");
  EXPECT_EQ(iso_day(day.last), "2024-02-29");
  EXPECT_FALSE(day.exact());
  ASSERT_TRUE(parse_fuzzy_day("2019", day));
  EXPECT_EQ(iso_day(day.last), "2019-12-31");
  for (const char* wrong : {"", "20240411", "2024-13", "2023-02-29", "2024-4-1", "last year"}) EXPECT_FALSE(parse_fuzzy_day(wrong, day)) << wrong;
}

const std::string kHeader =
    "# Title: Visits\n# period: 2000-01-01 to 2010-12-31\n# complete: 2000-01-01..2010-12-31 between=ARN,GON rank=1,2\n"
    "id,visitor,visitor_country,host_country,office,rank,class,from,to,place,host,status,source\n";

TEST(History, a_bad_row_is_named_with_its_line_and_the_rest_is_kept) {
  History history;
  std::vector<Error> errors;
  const auto read = read_history_table(kHeader + "a,Aragorn,GON,ARN,King,1,state,2003-05-01,2003-05-04,Annuminas,Elessar,happened,own\n"
                                                 "b,Faramir,GON,ARN,Steward,9,state,2004,,Annuminas,,happened,own\n"
                                                 "c,Eowyn,ROHAN,ARN,Lady,3,state,2004,,Annuminas,,happened,own\n"
                                                 "d,Imrahil,GON,ARN,Prince,2,working,2004-31-01,,Annuminas,,happened,own\n"
                                                 "e,Beregond,GON\n",
                                       "visits.csv", history, [&](const Error& e) { errors.push_back(e); });
  ASSERT_TRUE(read.ok());
  ASSERT_EQ(history.visits.size(), 1u);
  EXPECT_EQ(iso_day(history.visits[0].end()), "2003-05-04");
  ASSERT_EQ(errors.size(), 4u);
  EXPECT_EQ(errors[0].where, "visits.csv:6");
  EXPECT_NE(errors[0].message.find("`9` in `rank`"), std::string::npos) << errors[0].message;
  EXPECT_EQ(errors[3].where, "visits.csv:9");
  for (const Error& e : errors) EXPECT_FALSE(e.remedy.empty());
  ASSERT_EQ(history.complete.size(), 1u);
  EXPECT_EQ(history.complete[0].term("between")->at(1), "GON");
  EXPECT_EQ(iso_day(history.tables[0].to), "2010-12-31");
}

TEST(History, one_id_is_one_visit_and_a_foreign_table_is_an_error) {
  History history;
  const std::string row = "a,Aragorn,GON,ARN,King,1,state,2003-05-01,,Annuminas,,happened,own\n";
  for (const char* file : {"one.csv", "two.csv"}) ASSERT_TRUE(read_history_table(kHeader + row, file, history, [](const Error&) { FAIL(); }).ok());
  sort_history(history);
  EXPECT_EQ(history.visits.size(), 1u);
  EXPECT_FALSE(read_history_table("name,colour\nx,y\n", "other.csv", history, [](const Error&) {}).ok());
}

TEST(History, the_tables_of_the_house_read_without_a_complaint) {
  const auto history = read_history(DRAGOMAN_SOURCE_DIR "/history", [](const Error& e) { ADD_FAILURE() << e.where << ": " << e.message; });
  ASSERT_TRUE(history.ok());
  EXPECT_EQ(history->tables.size(), 5u);
  for (const auto& table : history->tables) {
    EXPECT_FALSE(table.title.empty()) << table.file;
    EXPECT_FALSE(table.gaps.empty()) << table.file;
    EXPECT_LT(table.from, table.to) << table.file;
    EXPECT_GT(table.rows, 0u) << table.file;
  }
  EXPECT_GE(history->visits.size(), 600u);
  EXPECT_FALSE(history->votes.empty() || history->vetoes.empty() || history->tests.empty());
}

}  // namespace
}  // namespace dragoman
