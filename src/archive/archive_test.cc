#include "archive/archive.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>
#include <fstream>

#include "archive/coding_text.h"
#include "archive/duck_api.h"
#include "archive/upkeep.h"

namespace dragoman {
namespace {

using namespace std::chrono;

constexpr Day kApril9 = sys_days(2031y / April / 9);

// A coding with something in every field, spans inside the text.
Coding sample(const std::string& text, Day published) {
  Coding coding;
  coding.article = {"id-1", "https://lake.example/1", "Lake Gazette", "2031-04-09", "en", "A visit", text, "a.txt:1"};
  coding.published = {published, published, true, true, "given", {}};
  coding.outlet = "Lake Gazette";
  coding.blocks = {{{0, 20}, BlockKind::body, kNone, {}}, {{20, 30}, BlockKind::caption, 0, {}}};
  coding.block_why = {"position", "repeat"};
  coding.sentences = {{{0, 20}, 0, 4, 0}};
  Report report;
  report.article = "id-1";
  report.act = "visit";
  report.plover = {"CONSULT", "visit", {"diplomatic"}};
  report.cameo = {"042", 1, 1.9};
  report.reciprocal = true;
  report.source = {{"person:faramir", "GON", "Faramir", "gon.steward", 2, {0, 7}}};
  report.target = {{"ROH", "ROH", "Rohan", "", 0, {8, 13}}};
  report.roles = {{"occasion", "harvest", "", {14, 20}}};
  report.status = Status::planned;
  report.time = {kApril9, kApril9 + days(2), "day", "weekday+published", 3, 5, 3, {1, 2}};
  report.place = {"edoras", "Edoras", "ROH", 1.5, -2.25, "city", {3, 4}};
  report.attribution = {{"Mablung", "person:mablung", "Ministry", "GON", "say", "asserts", {5, 6}}};
  report.hedges = {"will"};
  report.background = report.contradicted = true;
  report.confidence = 0.75;
  report.evidence = {{0, {0, 20}, {8, 9}}};
  report.why = {"act:visit:verb:1"};
  report.coder = "c1";
  coding.reports = {report};
  coding.statements = {{report.attribution, "forecast", {2, 9}, 0, {"GON"}}};
  coding.claims = {{"rank", "highest", "GON", "ROH", "visit", true, "since 2019", kApril9, report.attribution, {1, 3}, 0}};
  coding.notes = {{"long-sentence", {0, 20}}};
  return coding;
}

const std::string kText = "Faramir visits Rohan for the harvest.";

class ArchiveTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (const auto library = duck::load(); !library) GTEST_SKIP() << library.error().message;
    path_ = ::testing::TempDir() + "archive_" + ::testing::UnitTest::GetInstance()->current_test_info()->name();
    TearDown();
  }
  void TearDown() override {
    for (const char* ending : {"", ".wal", ".new", ".new.wal"}) std::filesystem::remove(path_ + ending);
  }
  Archive writer() {
    auto archive = Archive::open(path_, Archive::Mode::write);
    EXPECT_TRUE(archive.ok()) << archive.error().message;
    return std::move(*archive);
  }
  std::string path_;
};

TEST(CodingText, EveryFieldComesBack) {
  const Coding coding = sample(kText, kApril9);
  const std::string text = coding_to_text(coding);
  auto back = coding_from_text(text);
  ASSERT_TRUE(back.ok());
  EXPECT_EQ(coding_to_text(*back), text);
  const Report& report = back->reports.at(0);
  EXPECT_EQ(report.time.to, kApril9 + days(2));
  EXPECT_EQ(report.status, Status::planned);
  EXPECT_EQ(report.place.longitude, -2.25);
  EXPECT_EQ(back->blocks.at(1).kind, BlockKind::caption);
  EXPECT_EQ(back->claims.at(0).baseline_from, kApril9);
}

TEST(CodingText, AReportAloneComesBackWithoutWhatIsNotStated) {
  Report report = sample(kText, kApril9).reports[0];
  report.time.weekday_from = 0;  // Sunday is stated
  const std::string text = report_to_text(report);
  const auto back = report_from_text(text);
  ASSERT_TRUE(back.ok());
  EXPECT_EQ(report_to_text(*back), text);
  EXPECT_EQ(back->time.weekday_from, 0);
  EXPECT_EQ(back->source.at(0).office, "gon.steward");
  EXPECT_EQ(report_to_text(Report{}), "{}");
  EXPECT_EQ(report_from_text("{}")->time.weekday_to, -1);
  EXPECT_FALSE(report_from_text("[]").ok());
}

TEST(CodingText, BadTextIsAnError) {
  for (const char* bad : {"", "[]", "{\"reports\":7}", "{\"reports\":[{\"time\":{\"span\":[1]}}]}", "{\"reports\":[{\"status\":1}]}", "{\"blocks\":[{}]}"})
    EXPECT_FALSE(coding_from_text(bad).ok()) << bad;
  EXPECT_TRUE(coding_from_text("{\"future\":1}").ok());
}

TEST_F(ArchiveTest, TheSameArticleTwiceChangesNothing) {
  {
    Archive archive = writer();
    EXPECT_TRUE(*archive.add(sample(kText, kApril9), "c1", "2031-04-10T08:00:00Z"));
    EXPECT_FALSE(*archive.add(sample(kText, kApril9), "c1", "2031-04-11T08:00:00Z"));
    ASSERT_TRUE(archive.flush().ok());
  }
  Archive archive = writer();
  EXPECT_FALSE(*archive.add(sample(kText, kApril9), "c1", "2031-04-12T08:00:00Z"));
  const auto counts = *archive.counts();
  EXPECT_EQ(counts.articles, 1u);
  EXPECT_EQ(counts.codings, 1u);
  EXPECT_EQ(counts.reports, 1u);
  const auto codings = *archive.codings();
  ASSERT_EQ(codings.size(), 1u);
  EXPECT_EQ(codings[0].article.text, kText);
  EXPECT_EQ(coding_to_text(codings[0]), coding_to_text(sample(kText, kApril9)));
}

TEST_F(ArchiveTest, WhatIsLookedUpAtOnceStaysTrueWhileItIsAdded) {
  Archive archive = writer();
  const Coding one = sample(kText, kApril9), other = sample(kText + " Later.", kApril9);
  ASSERT_TRUE(archive.add(one, "c1", "2031-04-10T08:00:00Z").ok());
  ASSERT_TRUE(archive.look_up({one, other}).ok());
  EXPECT_TRUE(*archive.holds(one.article, "c1"));
  EXPECT_FALSE(*archive.holds(other.article, "c1"));
  EXPECT_TRUE(*archive.add(other, "c1", "2031-04-10T08:00:00Z"));
  ASSERT_TRUE(archive.flush().ok());
  EXPECT_TRUE(*archive.holds(other.article, "c1"));
  EXPECT_FALSE(*archive.add(other, "c1", "2031-04-10T08:00:00Z"));
  EXPECT_TRUE(*archive.add(other, "c2", "2031-04-10T08:00:00Z"));
  ASSERT_TRUE(archive.flush().ok());
  EXPECT_EQ(archive.counts()->articles, 2u);
  EXPECT_TRUE(check_archive(archive)->empty());
}

TEST_F(ArchiveTest, BothTimesLimitWhatIsSeen) {
  Archive archive = writer();
  Coding later = sample(kText + " Later.", kApril9 + days(4));
  ASSERT_TRUE(archive.add(sample(kText, kApril9), "c1", "2031-05-01T08:00:00Z").ok());
  ASSERT_TRUE(archive.add(later, "c1", "2031-05-02T08:00:00Z").ok());
  later.reports.clear();  // a newer coder sees less: the newest coding counts, the old one stays
  ASSERT_TRUE(archive.add(later, "c2", "2031-05-03T08:00:00Z").ok());
  ASSERT_TRUE(archive.flush().ok());
  const auto reports = [&](const AsOf& as_of) {
    std::size_t count = 0;
    const auto codings = archive.codings(as_of);
    for (const auto& coding : *codings) count += coding.reports.size();
    return count;
  };
  EXPECT_EQ(archive.codings({kApril9, ""})->size(), 1u);
  EXPECT_EQ(archive.codings({kApril9 - days(1), ""})->size(), 0u);
  EXPECT_EQ(archive.codings()->size(), 2u);
  EXPECT_EQ(reports({}), 1u);
  EXPECT_EQ(reports({std::nullopt, "2031-05-02"}), 2u);
  EXPECT_EQ(reports({std::nullopt, "2031-05-01T07:59:59Z"}), 0u);
}

TEST_F(ArchiveTest, ACorrectedDateIsANewVersionOfOneArticle) {
  Archive archive = writer();
  ASSERT_TRUE(archive.add(sample(kText, kApril9), "c1", "2031-05-01T08:00:00Z").ok());
  Coding corrected = sample(kText, kApril9 - days(1));
  corrected.article.published = "2031-04-08";
  EXPECT_TRUE(*archive.add(corrected, "c1", "2031-05-02T08:00:00Z"));
  EXPECT_EQ(archive.counts()->articles, 1u);
  ASSERT_EQ(archive.codings()->size(), 1u);
  EXPECT_EQ(archive.codings()->at(0).article.published, "2031-04-08");
  EXPECT_EQ(archive.codings({std::nullopt, "2031-05-01"})->at(0).article.published, "2031-04-09");
}

TEST_F(ArchiveTest, AnyBytesAreKeptAndUnflushedOnesAreNot) {
  const std::string bytes("a\0b\xff\xfe visits the long-named town\n", 34);
  {
    Archive archive = writer();
    ASSERT_TRUE(archive.add(sample(bytes, kApril9), "c1", "2031-05-01T08:00:00Z").ok());
  }
  {
    Archive archive = writer();
    EXPECT_EQ(archive.counts()->codings, 0u);
    ASSERT_TRUE(archive.add(sample(bytes, kApril9), "c1", "2031-05-01T08:00:00Z").ok());
    ASSERT_TRUE(archive.flush().ok());
  }
  auto archive = Archive::open(path_, Archive::Mode::read);
  ASSERT_TRUE(archive.ok());
  EXPECT_EQ(archive->codings()->at(0).article.text, bytes);
  EXPECT_FALSE(archive->add(sample(kText, kApril9), "c1", "2031-05-01T08:00:00Z").ok());
}

TEST_F(ArchiveTest, OneWritesOrManyRead) {
  {
    Archive archive = writer();
    ASSERT_TRUE(archive.add(sample(kText, kApril9), "c1", "2031-05-01T08:00:00Z").ok());
    ASSERT_TRUE(archive.flush().ok());
    for (const auto mode : {Archive::Mode::write, Archive::Mode::read}) {
      const auto second = Archive::open(path_, mode);
      ASSERT_FALSE(second.ok());
      EXPECT_EQ(second.error().code, ErrorCode::output_failed);
      EXPECT_EQ(second.error().message, "another program is using this archive");
    }
  }
  const auto first = Archive::open(path_, Archive::Mode::read), second = Archive::open(path_, Archive::Mode::read);
  ASSERT_TRUE(first.ok() && second.ok());
  EXPECT_EQ(first->codings()->size() + second->codings()->size(), 2u);
}

TEST_F(ArchiveTest, AForgottenArticleIsGoneAndStaysGone) {
  Coding coding = sample(kText + " Its author is Grimbeorn the Old.", kApril9);
  coding.article.title = "Grimbeorn writes a rather long title of a kind that no other row has";
  const auto in_file = [&](std::string_view words) {
    std::ifstream in(path_, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(in), {}).find(words) != std::string::npos;
  };
  {
    Archive archive = writer();
    ASSERT_TRUE(archive.add(coding, "c1", "2031-05-01T08:00:00Z").ok());
    ASSERT_TRUE(archive.add(sample(kText, kApril9), "c1", "2031-05-01T08:00:00Z").ok());
    ASSERT_TRUE(archive.flush().ok());
  }
  EXPECT_TRUE(in_file("Grimbeorn writes"));
  EXPECT_EQ(forget_article(path_, "id-1", "", "2031-05-02T08:00:00Z").error().code, ErrorCode::bad_request);  // both are called so
  EXPECT_EQ(forget_article(path_, "id-9", "", "2031-05-02T08:00:00Z").error().code, ErrorCode::not_found);
  std::string identity;
  {
    const auto archive = Archive::open(path_, Archive::Mode::read);
    const auto lines = list_articles(*archive, {});
    for (const auto& line : *lines)
      if (line.title == coding.article.title) identity = line.identity;
  }
  const auto forgotten = forget_article(path_, identity.substr(0, 12), "it's asked for", "2031-05-02T08:00:00Z");
  ASSERT_TRUE(forgotten.ok()) << forgotten.error().message;
  EXPECT_EQ(*forgotten, identity);
  EXPECT_FALSE(in_file("Grimbeorn writes"));
  Archive archive = writer();
  EXPECT_EQ(archive.counts()->articles, 1u);
  EXPECT_EQ(archive.codings()->size(), 1u);
  EXPECT_TRUE(*archive.holds(coding.article, "c2"));
  EXPECT_FALSE(*archive.add(coding, "c2", "2031-05-03T08:00:00Z"));
  EXPECT_TRUE(check_archive(archive)->empty());
}

TEST_F(ArchiveTest, OneTextOfTwoOutletsIsKeptOnce) {
  Archive archive = writer();
  Coding other = sample(kText, kApril9);
  other.article.outlet = other.outlet = "Hill Gazette";
  ASSERT_TRUE(archive.add(sample(kText, kApril9), "c1", "2031-05-01T08:00:00Z").ok());
  ASSERT_TRUE(archive.add(other, "c1", "2031-05-01T08:00:00Z").ok());
  ASSERT_TRUE(archive.flush().ok());
  EXPECT_EQ(archive.codings()->size(), 2u);
  const ArchiveStats stats = *archive_stats(archive);
  for (const auto& [table, rows] : stats.tables) {
    if (table == "texts") { EXPECT_EQ(rows, 1u); }
    if (table == "articles" || table == "reports" || table == "claims" || table == "notes") { EXPECT_EQ(rows, 2u) << table; }
  }
  EXPECT_EQ(stats.outlets, 2u);
  EXPECT_EQ(stats.last_published, "2031-04-09");
  EXPECT_TRUE(check_archive(archive)->empty());
}

TEST_F(ArchiveTest, ForeignFilesAreRefused) {
  EXPECT_EQ(Archive::open(path_, Archive::Mode::read).error().code, ErrorCode::not_found);
  EXPECT_EQ(Archive::open("", Archive::Mode::write).error().code, ErrorCode::bad_request);
  std::ofstream(path_) << "Dear diary, " << std::string(5000, 'x');
  const auto foreign = Archive::open(path_, Archive::Mode::write);
  ASSERT_FALSE(foreign.ok());
  EXPECT_EQ(foreign.error().code, ErrorCode::bad_format);
  EXPECT_EQ(foreign.error().where, path_);
  EXPECT_FALSE(foreign.error().remedy.empty());
}

TEST_F(ArchiveTest, DamagedFilesGiveErrorsAndNeverACrash) {
  {
    Archive archive = writer();
    for (int i = 0; i < 20; ++i) ASSERT_TRUE(archive.add(sample(kText + std::string(static_cast<std::size_t>(i), '.'), kApril9), "c1", "2031-05-01T08:00:00Z").ok());
    ASSERT_TRUE(archive.flush().ok());
  }
  std::string whole;
  {
    std::ifstream in(path_, std::ios::binary);
    whole.assign(std::istreambuf_iterator<char>(in), {});
  }
  unsigned seed = 1;
  for (int round = 0; round < 60; ++round) {
    std::string damaged = whole;
    for (int i = 0; i < 40; ++i) {
      seed = seed * 1664525u + 1013904223u;
      damaged[(seed >> 8) % damaged.size()] = static_cast<char>(seed >> 3);
    }
    if (round % 4 == 0) damaged.resize((seed >> 4) % damaged.size());
    std::ofstream(path_, std::ios::binary | std::ios::trunc) << damaged;
    const auto archive = Archive::open(path_, Archive::Mode::read);
    if (!archive) continue;
    const auto codings = archive->codings();
    if (!codings) continue;
    for (const auto& coding : *codings) EXPECT_TRUE(spans_fit(coding));
  }
}

}  // namespace
}  // namespace dragoman
