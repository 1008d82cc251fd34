// Coverage of tiny lists about an invented world.
#include "train/coverage.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "train/name_reading.h"
#include "train/table_file.h"

namespace dragoman::train {
namespace {

namespace fs = std::filesystem;

constexpr const char* kWorld = R"(state RUR
  name       Ruritania | Kingdom of Ruritania
  adjective  Ruritanian
  people     Ruritanians
  codes      iso2=RU cow=901
state GRA
  name       Graustark
  adjective  Graustarkian
  codes      iso2=GR gw=902
body RUR.gov.defence
  name       Ruritanian Ministry of War
  bare       Ministry of War
  country    RUR
body IGO.league
  name       League of Zenda
  acronym    LOZ
  kind       igo
office rur.king
  title      King of Ruritania
  country    RUR
office league.chair
  title      chairman of the League of Zenda
  of         IGO.league
person rudolf
  name       Rudolf Elphberg | Rudolf the Fifth
  country    RUR
  office     rur.king 1988..1999-06
person flavia
  name       Flavia Elphberg
  country    GRA
  office     league.chair 2020..
place strelsau
  name       Strelsau
  country    RUR
agent army
  name       army | armed forces
  suffix     mil
agent government
  name       government
  suffix     gov
)";

class CoverageTest : public testing::Test {
 protected:
  void SetUp() override {
    root_ = fs::temp_directory_path() / ("dragoman_coverage_" + std::to_string(::getpid()));
    fs::create_directories(root_);
    write("world.txt", kWorld);
    const auto compiled = Knowledge::compile({(root_ / "world.txt").string()});
    ASSERT_TRUE(compiled) << compiled.error().message;
    knowledge_ = *compiled;
  }
  void TearDown() override { fs::remove_all(root_); }
  std::string write(const std::string& name, const std::string& text) {
    fs::create_directories((root_ / name).parent_path());
    std::ofstream(root_ / name, std::ios::binary) << text;
    return (root_ / name).string();
  }
  bool is(const std::string& name, const std::string& code) { return belongs(read_name(name, *knowledge_), code, *knowledge_); }

  fs::path root_;
  std::shared_ptr<const Knowledge> knowledge_;
};

// "asked found right" and the misses.
std::string shown(const Coverage& list) {
  auto out = std::to_string(list.asked) + " " + std::to_string(list.found) + " " + std::to_string(list.right);
  for (const auto& miss : list.misses) out += "\n" + miss.name + ", " + miss.expected + ": " + miss.why;
  return out;
}

TEST(TableFile, QuotesHoldSeparatorsLineEndsAndQuotes) {
  const auto table = parse_table("# a comment\na,b,c\r\n\"x, y\",\"he said \"\"no\"\"\",\"two\nlines\"\nshort\n\n1,2,3,4\n", ',');
  EXPECT_EQ(table.columns, (std::vector<std::string>{"a", "b", "c"}));
  ASSERT_EQ(table.rows.size(), 3u);
  EXPECT_EQ(table.rows[0], (std::vector<std::string>{"x, y", "he said \"no\"", "two\nlines"}));
  EXPECT_EQ(table.rows[1], (std::vector<std::string>{"short", "", ""}));
  EXPECT_EQ(table.rows[2], (std::vector<std::string>{"1", "2", "3"}));
  EXPECT_EQ(table.value(2, table.column("b")), "2");
  EXPECT_EQ(table.value(2, table.column("none")), "");
  EXPECT_TRUE(parse_table("", ',').rows.empty());
  EXPECT_TRUE(parse_table("# nothing but a comment", ',').rows.empty());
}

TEST_F(CoverageTest, NamesMeanWhatTheyAreListedAs) {
  EXPECT_TRUE(is("Ruritania", "RUR"));
  EXPECT_FALSE(is("Ruritania", "GRA"));
  EXPECT_TRUE(is("League of Zenda", "IGO.league"));
  EXPECT_TRUE(is("League of Zenda", "IGO"));
  EXPECT_FALSE(is("League of Zenda", "IGO.lea"));
  EXPECT_TRUE(is("Flavia Elphberg", "GRA"));
  EXPECT_TRUE(is("Flavia Elphberg", "IGO.league"));  // by her office
  EXPECT_FALSE(read_name("Elphberg Castle", *knowledge_).found());
}

TEST_F(CoverageTest, NamesThatNeedACountryAreJoinedToOne) {
  EXPECT_TRUE(is("Ruritanian Army", "RUR"));
  EXPECT_TRUE(is("Government of Ruritania", "RUR"));
  EXPECT_TRUE(is("Armed Forces of the Kingdom of Ruritania", "RUR"));
  EXPECT_TRUE(is("Ministry of War (Ruritania)", "RUR"));
  EXPECT_TRUE(is("Strelsau Army", "RUR"));
  EXPECT_FALSE(read_name("Ministry of War", *knowledge_).found());
  EXPECT_FALSE(read_name("Army", *knowledge_).found());
  EXPECT_FALSE(read_name("Ruritanian Army of Graustark", *knowledge_).found());
  EXPECT_FALSE(read_name("Ruritanian Liberation Army", *knowledge_).found());  // an unknown word may change everything
}

TEST_F(CoverageTest, ALeaderCountsWithCountryAndTimeInOffice) {
  const auto file = write("leaders.csv",
                          "stateabb,ccode,leader,sdate,smonth,syear,emonth,eyear,notes\n"
                          "RUR,901,Elphberg,3,2,1980,5,1989,before the list begins\n"
                          "RUR,901,\"Elphberg, R.\",3,2,1988,5,1999,\n"
                          "RUR,901,Rudolf the Fifth (2nd time),1,7,1999,1,2001,\n"
                          "GRA,902,Rudolf Elphberg,1,1,1991,1,1992,\n"
                          "GRA,902,Michael,1,1,1991,1,1992,\n"
                          "XXX,999,Michael,1,1,1991,1,1992,\n"
                          "RUR,901,Rudolf & Michael,1,1,1991,1,1992,\n"
                          "RUR,901,Rudolf and Elphberg,1,1,1991,1,1992,\n");
  EXPECT_EQ(shown(cover_leaders(file, *knowledge_)),
            "7 4 2\n"
            "Rudolf the Fifth (2nd time), RUR: no office 1999-07-01 to 2001-01-31: rudolf\n"
            "Rudolf Elphberg, GRA: of another country: rudolf\n"
            "Michael, GRA: not listed\n"
            "Michael, ?: not listed\n"
            "Rudolf & Michael, RUR: not listed");
}

TEST_F(CoverageTest, PresentLeadersHoldOfficeOnTheDay) {
  const auto file = write("now.csv",
                          "Country,ISO,Head of Government,Head of State\n"
                          "Ruritania,RU,,Rudolf Elphberg\n"
                          "League of Zenda,LZ,Flavia Elphberg,\n");
  EXPECT_EQ(shown(cover_present_leaders(file, std::chrono::sys_days(std::chrono::year(2031) / 5 / 14), *knowledge_)),
            "2 2 1\n"
            "Rudolf Elphberg, RUR: no office 2031-05-14 to 2031-05-14: rudolf");
}

TEST_F(CoverageTest, EachCountryIsAskedOnce) {
  const auto names = write("names.csv", "country.name.en,country.name.alt\nRuritania,Ruritanien\nRuritania,Ruritanie\nGraustark,Graustark\nHentzau,Hentzau\nKingdom of Ruritania,\n");
  const auto codes = write("codes.csv", "country.name.en,iso3c,cown\nRuritania,RUR,901\nGraustark,RUR,\nHentzau,,901\nKingdom of Ruritania,,\n");
  EXPECT_EQ(shown(cover_countries(names, codes, *knowledge_)),
            "4 3 2\n"
            "Graustark, RUR: means GRA\n"
            "Hentzau, RUR: not listed");
}

TEST_F(CoverageTest, LinkedThreeTimesUnderForeignAffairs) {
  const std::string item = R"({"category": "International relations", "links": [["the kingdom", "Ruritania"], ["x", "Hentzau"]]})";
  const std::string attack = R"({"category": "Armed conflicts and attacks", "links": [["the kingdom", "Ruritania"], ["x", "Hentzau"], ["y", "Zenda"]]})";
  const std::string sport = R"({"category": "Sports", "links": [["y", "Zenda"], ["y", "Zenda"], ["y", "Zenda"]]})";
  const auto file = write("items.jsonl", item + "\n" + attack + "\n" + sport + "\n\n" + item + "\n");
  const auto list = cover_links(file, *knowledge_);
  EXPECT_EQ(shown(list), "2 1 0\nHentzau, : not listed");
  EXPECT_DOUBLE_EQ(list.share(), 0.5);  // nothing says what would be right
}

TEST_F(CoverageTest, AJudgedTableMayAllowSeveralCodes) {
  const auto file = write("judged.tsv", "# drawn by lot\nname\tkind\texpected\nFlavia Elphberg\tperson\tRUR | IGO.league\nLeague of Zenda\torganisation\tRUR\n");
  EXPECT_EQ(shown(cover_judged(file, *knowledge_)), "2 2 1\nLeague of Zenda, RUR: means IGO.league");
}

TEST_F(CoverageTest, WhatIsNotThereIsSaidAndTheRestMeasured) {
  const auto judged = write("judged.tsv", "name\texpected\nRuritania\tRUR\n");
  write("data/political/REIGN/leaderlist_3_21.csv", "stateabb,leader\nRUR,Elphberg\n");
  const auto lists = measure_coverage((root_ / "data").string(), judged, *knowledge_);
  ASSERT_EQ(lists.size(), 5u);
  EXPECT_TRUE(lists[0].damaged);
  EXPECT_NE(lists[0].skipped.find("no column `ccode`"), std::string::npos) << lists[0].skipped;
  for (std::size_t i : {1u, 2u, 3u}) {
    EXPECT_FALSE(lists[i].damaged);
    EXPECT_FALSE(lists[i].skipped.empty());
  }
  EXPECT_TRUE(lists[4].skipped.empty());
  const auto table = coverage_table(lists, false);
  EXPECT_NE(table.find("100.0%"), std::string::npos) << table;
  EXPECT_NE(table.find("not measured"), std::string::npos) << table;
  EXPECT_NE(coverage_json(lists, true).find("\"share\": 1.0"), std::string::npos);
}

TEST_F(CoverageTest, ADamagedLineIsNamed) {
  const auto list = cover_links(write("items.jsonl", "{}\n{\"category\": \n"), *knowledge_);
  EXPECT_TRUE(list.damaged);
  EXPECT_NE(list.skipped.find("items.jsonl:2"), std::string::npos) << list.skipped;
}

}  // namespace
}  // namespace dragoman::train
