#include "archive/events.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <memory>

#include "archive/duck_api.h"
#include "archive/fusing.h"
#include "fuse/test_world.h"

namespace dragoman {
namespace {

constexpr Day kApril9 = std::chrono::sys_days(std::chrono::year(2031) / 4 / 9);
constexpr Day after(int days) { return kApril9 + std::chrono::days(days); }

Report report(const char* act, const char* from, const char* to, std::optional<Day> day, Status status) {
  Report r;
  r.act = act;
  r.plover.type = "CONSULT";
  r.source = {{from, from, from, "", 0, {}}};
  r.target = {{to, to, to, "", 0, {}}};
  r.status = status;
  if (day) r.time.from = r.time.to = day, r.time.precision = "day";
  r.evidence = {{0, {0, 13}, {4, 9}}};
  return r;
}

Coding telling(const std::string& outlet, Day published, std::vector<Report> reports) {
  Coding coding;
  coding.article.id = "id of " + outlet;
  coding.article.outlet = coding.outlet = outlet;
  coding.article.text = "It was told: an envoy of the lake went up the hill, wrote " + outlet + ".";
  coding.published = {published, published, true, true, "given", {}};
  coding.sentences = {{{0, 13}, 0, 4, kNone}};
  coding.reports = std::move(reports);
  return coding;
}

class EventsTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (const auto library = duck::load(); !library) GTEST_SKIP() << library.error().message;
    path_ = ::testing::TempDir() + "events_" + ::testing::UnitTest::GetInstance()->current_test_info()->name();
    TearDown();
    archive_ = std::make_unique<Archive>(std::move(*Archive::open(path_, Archive::Mode::write)));
    // A visit announced for the 11th, that took place and, says one, on the 12th; and an accusation without a day.
    add(telling("Lake Gazette", after(0), {report("visit", "CHN", "PRK", after(2), Status::planned), report("accuse", "USA", "RUS", std::nullopt, Status::happened)}), "2031-04-09T12:00:00Z");
    add(telling("Hill Post", after(4), {report("visit", "CHN", "PRK", after(2), Status::happened)}), "2031-04-13T12:00:00Z");
  }
  void TearDown() override {
    archive_.reset();
    for (const char* ending : {"", ".wal"}) std::filesystem::remove(path_ + ending);
  }
  void add(const Coding& coding, const char* recorded) {
    ASSERT_TRUE(archive_->add(coding, "c1", recorded).ok());
    ASSERT_TRUE(archive_->flush().ok());
    const auto fused = fuse_archive(*archive_, *acts_and_states(), "c1", recorded);
    ASSERT_TRUE(fused.ok()) << fused.error().message;
  }
  std::vector<EventLine> list(const EventQuery& query) {
    auto lines = list_events(*archive_, *acts_and_states(), query);
    EXPECT_TRUE(lines.ok()) << lines.error().message;
    return lines ? *lines : std::vector<EventLine>();
  }
  std::string path_;
  std::unique_ptr<Archive> archive_;
};

TEST_F(EventsTest, FiltersHoldTogether) {
  EXPECT_EQ(list({}).size(), 2u);
  EventQuery query;
  query.countries = {"PRK", "CHN"};
  ASSERT_EQ(list(query).size(), 1u);
  EXPECT_EQ(list(query)[0].merged.act, "visit");
  EXPECT_EQ(list(query)[0].outlets, (std::vector<std::string>{"Lake Gazette", "Hill Post"}));
  query.until = after(1);
  EXPECT_TRUE(list(query).empty());
  query.until = after(2), query.since = after(2), query.plover = "CONSULT";
  EXPECT_EQ(list(query).size(), 1u);
  query.act = "accuse";
  EXPECT_TRUE(list(query).empty());
  // what has no day is looked for on the days it was reported
  query = {};
  query.act = "accuse", query.since = after(0);
  EXPECT_EQ(list(query).size(), 1u);
  query.since = after(1);
  EXPECT_TRUE(list(query).empty());
}

TEST_F(EventsTest, AsOfADayTellsWhatWasKnownThen) {
  EventQuery query;
  query.act = "visit";
  ASSERT_EQ(list(query).size(), 1u);
  EXPECT_EQ(list(query)[0].merged.status, Status::happened);
  EXPECT_EQ(list(query)[0].voices, 2u);
  query.as_of.reported = after(3);
  ASSERT_EQ(list(query).size(), 1u);
  EXPECT_EQ(list(query)[0].merged.status, Status::planned);
  EXPECT_EQ(list(query)[0].voices, 1u);
  EXPECT_EQ(list(query)[0].last_reported, after(0));
  query.as_of.reported = after(-1);
  EXPECT_TRUE(list(query).empty());
  query.as_of = {std::nullopt, "2031-04-12"};
  ASSERT_EQ(list(query).size(), 1u);
  EXPECT_EQ(list(query)[0].revision, 1);
  EXPECT_EQ(list(query)[0].merged.status, Status::planned);
  query.as_of.recorded = "2031-04-08";
  EXPECT_TRUE(list(query).empty());
  query.as_of.recorded = "soon";
  EXPECT_EQ(list_events(*archive_, *acts_and_states(), query).error().code, ErrorCode::bad_request);
}

TEST_F(EventsTest, APageShowsWhoSaysWhatAndWhy) {
  add(telling("Shore Times", after(5), {report("visit", "CHN", "PRK", after(3), Status::happened)}), "2031-04-14T12:00:00Z");
  EventQuery query;
  query.act = "visit";
  const auto lines = list(query);
  ASSERT_FALSE(lines.empty());
  const auto pages = event_pages(*archive_, *acts_and_states(), lines[0].event, {});
  ASSERT_TRUE(pages.ok()) << pages.error().message;
  ASSERT_EQ(pages->size(), 1u);
  const EventPage& page = pages->front();
  ASSERT_EQ(page.members.size(), 3u);
  EXPECT_EQ(page.members[0].words, "It was told: ");
  EXPECT_EQ(page.members[0].outlet, "Lake Gazette");
  EXPECT_NE(page.members[0].with, kNone);
  EXPECT_NE(page.members[0].reason.find("same act"), std::string::npos);
  const auto time = std::find_if(page.fields.begin(), page.fields.end(), [](const auto& field) { return field.name == "time"; });
  ASSERT_NE(time, page.fields.end());
  ASSERT_EQ(time->values.size(), 2u);
  EXPECT_EQ(time->values[0].voices, 2u);
  EXPECT_EQ(time->values[1].kind, "date");
  EXPECT_EQ(time->values[1].by, std::vector<std::uint32_t>{2});
  ASSERT_GE(page.history.size(), 2u);
  EXPECT_EQ(page.history[0].status, Status::planned);
  EXPECT_EQ(page.history[1].reported, after(4));
  EXPECT_EQ(page.revisions.size(), 3u);
  EXPECT_EQ(page.revisions[1].change, "told");

  const auto then = event_pages(*archive_, *acts_and_states(), lines[0].event, {after(1), ""});
  ASSERT_TRUE(then.ok());
  EXPECT_EQ(then->front().members.size(), 1u);
  EXPECT_EQ(then->front().members[0].with, kNone);
  EXPECT_EQ(then->front().history.size(), 1u);
  EXPECT_EQ(event_pages(*archive_, *acts_and_states(), lines[0].event, {after(-1), ""}).error().code, ErrorCode::not_found);
  EXPECT_EQ(event_pages(*archive_, *acts_and_states(), 99, {}).error().code, ErrorCode::not_found);
}

}  // namespace
}  // namespace dragoman
