#include "archive/history_load.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <set>

#include "archive/database.h"
#include "archive/duck_api.h"

namespace dragoman {
namespace {

const std::string kHead = "# Title: Visits\n# Scope: of two lakes\n# and the hills\nid,visitor,visitor_country,rank,from,to,status,source\n";
const std::string kTwo = kHead + "a,Faramir,GON,2,2031-04-09,2031-04-11,happened,Gazette\nb,\"Eowyn, \"\"the\"\" Lady\",ROH,3,2031-05,,planned,Gazette\n";

class HistoryLoadTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (const auto library = duck::load(); !library) GTEST_SKIP() << library.error().message;
    path_ = ::testing::TempDir() + "history_" + ::testing::UnitTest::GetInstance()->current_test_info()->name();
    TearDown();
    archive_ = std::make_unique<Archive>(std::move(*Archive::open(path_, Archive::Mode::write)));
  }
  void TearDown() override {
    archive_.reset();
    for (const char* ending : {"", ".wal"}) std::filesystem::remove(path_ + ending);
  }
  Result<HistoryLoad> load(const std::string& text, const char* recorded = "2031-06-01T00:00:00Z") { return load_history(*archive_, "visits", text, "visits.csv", recorded); }
  std::int64_t rows(const std::string& condition = "true") { return *archive_->database().count("SELECT count(*) FROM history WHERE " + condition); }
  std::string path_;
  std::unique_ptr<Archive> archive_;
};

TEST_F(HistoryLoadTest, RowsKeepDaysSourceAndFields) {
  const auto first = load(kTwo);
  ASSERT_TRUE(first.ok()) << first.error().message;
  EXPECT_EQ(first->added, 2u);
  EXPECT_EQ(rows("id = 'a' AND happened_from = DATE '2031-04-09' AND happened_to = DATE '2031-04-11' AND happened_precision = 'day' AND line = 5"), 1);
  EXPECT_EQ(rows("id = 'b' AND happened_from = DATE '2031-05-01' AND happened_to = DATE '2031-05-31' AND happened_precision = 'month'"), 1);
  EXPECT_EQ(rows("fields->>'visitor' = 'Eowyn, \"the\" Lady' AND source = 'Gazette'"), 1);
  EXPECT_EQ(*archive_->database().count("SELECT count(*) FROM imports WHERE head->>'scope' = 'of two lakes and the hills' AND accepted = 2"), 1);
}

TEST_F(HistoryLoadTest, CorrectionsAndLossesAddRows) {
  ASSERT_TRUE(load(kTwo).ok());
  const auto again = load(kTwo);
  EXPECT_EQ(again->same, 2u);
  EXPECT_EQ(rows(), 2);
  const auto later = load(kHead + "a,Faramir,GON,1,2031-04-09,2031-04-11,happened,Herald\n", "2031-07-01T00:00:00Z");
  EXPECT_EQ(later->corrected, 1u);
  EXPECT_EQ(later->withdrawn, 1u);
  EXPECT_EQ(rows(), 4);
  EXPECT_EQ(rows("id = 'b' AND withdrawn"), 1);
  EXPECT_EQ(load(kTwo, "2031-08-01T00:00:00Z")->added, 1u);  // the withdrawn one is back
}

TEST_F(HistoryLoadTest, WrongRowsAreNamedAndTheOthersGoIn) {
  const auto mixed = load(kTwo + "c,Boromir,GON,2,2031-02-30,,happened,Gazette\nd,Boromir,Gondor,2,2031,,happened,Gazette\ne,Boromir,GON,9,2031,,happened,Gazette\n" +
                          "f,Boromir,GON,2,2031,2030,happened,Gazette\ng,Boromir,GON,2,2031,,done,Gazette\nh,Boromir,GON,2,2031,,happened,\na,Boromir,GON,2,2031,,happened,Gazette\n,x\n");
  ASSERT_TRUE(mixed.ok());
  EXPECT_EQ(mixed->added, 2u);
  ASSERT_EQ(mixed->errors.size(), 8u);
  std::set<std::string> where;
  for (const Error& error : mixed->errors) {
    where.insert(error.where);
    EXPECT_FALSE(error.remedy.empty());
  }
  EXPECT_EQ(where, (std::set<std::string>{"visits.csv:7", "visits.csv:8", "visits.csv:9", "visits.csv:10", "visits.csv:11", "visits.csv:12", "visits.csv:13", "visits.csv:14"}));
  // A row that cannot be read any more is not one that was taken away.
  EXPECT_EQ(load(kHead + "a,Faramir,GON,2,2031-04-09,2031-04-11,happened,Gazette\nb,Eowyn,ROH,3,some day,,planned,Gazette\n")->withdrawn, 0u);
}

TEST_F(HistoryLoadTest, ATableNeedsItsColumns) {
  EXPECT_EQ(load("id,from\na,2031\n").error().code, ErrorCode::bad_format);
  EXPECT_EQ(load("id,source\na,Gazette\n").error().code, ErrorCode::bad_format);
  EXPECT_EQ(load("id,id,source,date\n").error().code, ErrorCode::bad_format);
  EXPECT_EQ(rows(), 0);
}

}  // namespace
}  // namespace dragoman
