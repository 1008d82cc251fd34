#include "archive/fusing.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>
#include <random>
#include <set>

#include "archive/database.h"
#include "archive/duck_api.h"
#include "archive/event_match.h"
#include "archive/sketch_bytes.h"
#include "archive/upkeep.h"
#include "fuse/fuse.h"
#include "fuse/test_world.h"

namespace dragoman {
namespace {

constexpr Day kFirst = std::chrono::sys_days(std::chrono::year(2031) / 4 / 9);

Report report(const std::string& act, const std::string& from, const std::string& to, std::optional<Day> day, Status status = Status::happened) {
  Report r;
  r.act = act;
  r.source = {{from, from.substr(0, 3), from, "", 0, {}}};
  r.target = {{to, to, to, "", 0, {}}};
  r.status = status;
  if (day) r.time.from = r.time.to = day, r.time.precision = "day";
  r.evidence = {{0, {0, 20}, {4, 9}}};
  return r;
}

Coding telling(const std::string& id, Day published, std::vector<Report> reports) {
  Coding coding;
  coding.article.id = coding.article.outlet = coding.outlet = id;
  coding.article.text = "The envoy of " + id + " went to the lake and spoke there.";
  coding.article.published = "2031";
  coding.published = {published, published, true, true, "given", {}};
  coding.sentences = {{{0, 20}, 0, 4, kNone}};
  coding.reports = std::move(reports);
  for (std::uint32_t r = 0; r < coding.reports.size(); ++r) coding.reports[r].number = r, coding.reports[r].article = id, coding.reports[r].evidence[0].trigger_span = {4 + r, 9 + r};
  return coding;
}

// Articles of a few happenings, told with errors, some of them copies of each other.
std::vector<Coding> news(std::size_t articles) {
  static constexpr const char* kActs[] = {"visit", "meeting", "talks", "accuse", "sanction", "missile-test"};
  static constexpr const char* kStates[] = {"CHN", "PRK", "RUS", "USA", "JPN"};
  std::mt19937 dice(5);
  const auto pick = [&](unsigned sides) { return static_cast<unsigned>(dice() % sides); };
  std::vector<Coding> all;
  for (std::size_t a = 0; a < articles; ++a) {
    std::vector<Report> reports;
    Day published = kFirst;
    for (unsigned r = 0; r < 1 + pick(4); ++r) {
      const unsigned happening = pick(24);
      std::optional<Day> day = kFirst + std::chrono::days(3 * (happening % 9) + (pick(5) == 0));
      published = std::max(published, *day - std::chrono::days(2) + std::chrono::days(pick(4)));
      if (pick(4) == 0) day.reset();
      const char* from = kStates[happening % 5];
      reports.push_back(report(kActs[happening % 6], pick(3) ? from : std::string(from) + ".gov.mfa", kStates[(happening / 5 + happening + 1) % 5], day, pick(3) ? Status::happened : Status::planned));
    }
    all.push_back(telling("paper " + std::to_string(a), published, std::move(reports)));
    if (a % 7 == 3) all.back().article.text = all[a - 1].article.text, all.back().reports.resize(1), all.back().article.text += " Also elsewhere.";
  }
  return all;
}

using Members = std::set<std::pair<std::string, std::uint32_t>>;  // article, report

std::set<Members> partition_of(const std::vector<Coding>& codings) {
  std::set<Members> all;
  for (const Event& event : fuse(codings, *acts_and_states())) {
    Members members;
    for (const ReportId id : event.members) members.emplace(codings[id.coding].article.id, id.report);
    all.insert(members);
  }
  return all;
}

class FusingTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (const auto library = duck::load(); !library) GTEST_SKIP() << library.error().message;
    path_ = ::testing::TempDir() + "fusing_" + ::testing::UnitTest::GetInstance()->current_test_info()->name();
    renew();
  }
  void TearDown() override { close(); }
  void close() {
    archive_.reset();
    for (const char* ending : {"", ".wal", ".new", ".new.wal"}) std::filesystem::remove(path_ + ending);
  }
  void renew() {
    close();
    reopen();
  }
  void reopen() {
    archive_.reset();
    archive_ = std::make_unique<Archive>(std::move(*Archive::open(path_, Archive::Mode::write)));
  }
  void add(const Coding& coding, const char* coder = "c1") {
    ASSERT_TRUE(archive_->add(coding, coder, "2031-06-01T00:00:00Z").ok());
    ASSERT_TRUE(archive_->flush().ok());
  }
  FusionCounts fused(const char* coder = "c1", const char* recorded = "2031-06-01T00:00:00Z") {
    const auto counts = fuse_archive(*archive_, *acts_and_states(), coder, recorded);
    EXPECT_TRUE(counts.ok()) << counts.error().message;
    return counts ? *counts : FusionCounts{};
  }
  std::int64_t count(const std::string& sql) { return *archive_->database().count("SELECT count(*) FROM " + sql); }
  std::string text(const std::string& sql) {
    auto rows = archive_->database().query(sql);
    return rows.ok() && rows->next() ? std::string(rows->text(0)) : "nothing";
  }
  // What is told of each event, by its members.
  std::map<Members, std::string> told() {
    auto rows = archive_->database().query(
        "SELECT e.event, a.id, m.report, e.act || ' ' || e.status || ' ' || coalesce(CAST(e.time_from AS VARCHAR), '-') || ' ' || e.origins || ' ' || e.parties || ' ' || e.json FROM events e"
        " JOIN members m USING (event, revision) JOIN codings c USING (coding) JOIN articles a USING (article) WHERE e.superseded IS NULL AND NOT e.ended ORDER BY e.event");
    EXPECT_TRUE(rows.ok()) << rows.error().message;
    std::map<std::int64_t, std::pair<Members, std::string>> by_event;
    while (rows->next()) {
      auto& [members, words] = by_event[rows->number(0)];
      members.emplace(rows->text(1), static_cast<std::uint32_t>(rows->number(2)));
      words = rows->text(3);
    }
    std::map<Members, std::string> all;
    for (auto& [event, entry] : by_event) all.insert(entry);
    return all;
  }
  void expect_whole() {
    const auto found = check_archive(*archive_);
    ASSERT_TRUE(found.ok()) << found.error().message;
    for (const Error& error : *found) ADD_FAILURE() << error.message;
  }
  std::string path_;
  std::unique_ptr<Archive> archive_;
};

TEST(SketchBytes, ComeBackAndAreCheckedForLength) {
  const Coding coding = news(4).back();
  CodingSketch sketch{sketch_article(coding, *acts_and_states()), {}};
  for (std::uint32_t r = 0; r < coding.reports.size(); ++r) sketch.tellings.push_back(tell(coding, r, 0, 0, ActKeys(*acts_and_states())));
  const std::string bytes = bytes_of(sketch);
  CodingSketch back;
  ASSERT_TRUE(sketch_from(bytes, back));
  EXPECT_EQ(bytes_of(back), bytes);
  EXPECT_EQ(back.article.published.from, coding.published.from);
  for (std::size_t size = 0; size < bytes.size(); ++size) EXPECT_FALSE(sketch_from(std::string_view(bytes).substr(0, size), back)) << size;
  EXPECT_FALSE(sketch_from(bytes + "x", back));
}

TEST(SketchBytes, KeepWhatFusionLooksAtInAParty) {
  Coding coding = telling("a", kFirst, {report("condemn", "CHN", "PRK", kFirst)});
  coding.reports[0].source = {{"IGO.un.security_council", "", "Security Council", "", 0, {}}, {"person:nobody", "CHN", "Nobody", "", 0, {}}, {"CHN", "CHN", "China", "", 0, {}}};
  const CodingSketch sketch{sketch_article(coding, *acts_and_states()), {tell(coding, 0, 0, 0, ActKeys(*acts_and_states()))}};
  CodingSketch back;
  ASSERT_TRUE(sketch_from(bytes_of(sketch), back));
  EXPECT_TRUE(back.tellings[0].source[0].organ);
  EXPECT_EQ(back.tellings[0].source, sketch.tellings[0].source);
  EXPECT_EQ(back.tellings[0].target, sketch.tellings[0].target);
}

TEST(EventMatch, TheMostTellingsKeepTheNumber) {
  // 7 loses one telling of three to a new cluster; 8 and 9 become one.
  const Continuation c = continue_events({0, 0, 1, 2, 2, 2, 3}, 4, {{7, {0, 1, 2}}, {8, {3}}, {9, {4, 5}}, {11, {}}});
  EXPECT_EQ(c.event_of, (std::vector<std::int64_t>{7, 0, 9, 0}));
  EXPECT_EQ(c.from[1], std::vector<std::int64_t>{7});
  EXPECT_EQ(c.from[2], std::vector<std::int64_t>{8});
  EXPECT_EQ(c.went, (std::vector<std::uint32_t>{0, 2, 2, kNone}));
}

TEST_F(FusingTest, ThePartitionIsTheSameInAnyOrderAndAnyPortions) {
  std::vector<Coding> codings = news(40);
  const std::set<Members> wanted = partition_of(codings);
  std::map<Members, std::string> first;
  std::int64_t several = 0, changes = 0;
  std::mt19937 dice(1);
  for (const std::size_t portion : {40u, 7u, 1u, 3u}) {
    renew();
    std::shuffle(codings.begin(), codings.end(), dice);
    for (std::size_t i = 0; i < codings.size(); ++i) {
      add(codings[i]);
      if ((i + 1) % portion == 0 || i + 1 == codings.size()) {
        EXPECT_TRUE(fused().ran);
      }
    }
    const auto now = told();
    std::set<Members> partition;
    for (const auto& [members, words] : now) partition.insert(members), several += members.size() > 1;
    EXPECT_EQ(partition, wanted) << "in portions of " << portion;
    if (first.empty()) first = now;
    EXPECT_EQ(now, first) << "in portions of " << portion;
    changes += count("events WHERE change IN ('joined', 'parted', 'merged')");
    EXPECT_EQ(count("events WHERE change IN ('joined', 'parted', 'merged') AND (other IS NULL OR reason = '')"), 0);
    expect_whole();
  }
  EXPECT_GT(several, 20);
  EXPECT_GT(changes, 0);
}

TEST_F(FusingTest, OnlyWhatChangedGetsARevision) {
  const auto zhao = [](const char* id, int day, Status status) { return telling(id, kFirst + std::chrono::days(day), {report("visit", "CHN", "PRK", kFirst + std::chrono::days(2), status)}); };
  add(zhao("a", 0, Status::planned));
  add(telling("x", kFirst, {report("accuse", "USA", "RUS", kFirst)}));
  EXPECT_EQ(fused().fresh, 2u);
  EXPECT_FALSE(fused().ran);
  add(zhao("a", 0, Status::planned));  // the same again
  EXPECT_FALSE(fused().ran);
  add(zhao("b", 3, Status::happened));
  const FusionCounts counts = fused("c1", "2031-06-02T00:00:00Z");
  EXPECT_EQ(counts.fresh, 0u);
  EXPECT_EQ(counts.revised, 1u);
  EXPECT_EQ(count("events"), 3);
  EXPECT_EQ(count("events WHERE act = 'visit' AND revision = 1 AND status = 'planned' AND superseded = TIMESTAMP '2031-06-02'"), 1);
  EXPECT_EQ(count("events WHERE act = 'visit' AND revision = 2 AND status = 'happened' AND reports = 2 AND origins = 2 AND reason = '1 report came'"), 1);
  EXPECT_EQ(count("status_history WHERE revision = 2"), 2);
  EXPECT_EQ(count("members WHERE revision = 2 AND with_coding > 0 AND reason <> ''"), 2);
  EXPECT_EQ(count("field_support WHERE revision = 2 AND field = 'time' AND chosen"), 2);
  expect_whole();
}

TEST_F(FusingTest, WhatStoppedBetweenCodingAndFusingIsMended) {
  add(telling("a", kFirst, {report("visit", "CHN", "PRK", kFirst)}));
  EXPECT_TRUE(*awaits_fusion(archive_->database()));
  reopen();
  EXPECT_TRUE(*awaits_fusion(archive_->database()));
  EXPECT_EQ(fused().fresh, 1u);
  EXPECT_FALSE(*awaits_fusion(archive_->database()));
  EXPECT_EQ(count("events"), 1);
}

TEST_F(FusingTest, ARecodedReportStaysInItsEventAndADroppedOneEndsIt) {
  Coding coding = telling("a", kFirst, {report("visit", "CHN", "PRK", kFirst), report("accuse", "USA", "RUS", kFirst)});
  add(coding);
  EXPECT_EQ(fused().fresh, 2u);
  const std::string number = text("SELECT CAST(event AS VARCHAR) FROM events WHERE act = 'accuse'");
  std::swap(coding.reports[0], coding.reports[1]);
  coding.reports.pop_back();  // the newer coder sees the accusation only
  add(coding, "c2");
  const FusionCounts counts = fused("c2");
  EXPECT_EQ(counts.fresh, 0u);
  EXPECT_EQ(counts.revised, 1u);
  EXPECT_EQ(counts.ended, 1u);
  EXPECT_EQ(count("events WHERE event = " + number + " AND revision = 2 AND superseded IS NULL"), 1);
  EXPECT_EQ(count("events WHERE act = 'visit' AND ended AND change = 'withdrawn' AND superseded IS NULL"), 1);
  EXPECT_EQ(count("sketches WHERE made_by <> 'c2'"), 0);
  expect_whole();
}

TEST_F(FusingTest, CopiesAreOneOriginAndSaySo) {
  Coding a = telling("a", kFirst, {report("visit", "CHN", "PRK", kFirst)}), b = telling("b", kFirst, {report("visit", "CHN", "PRK", kFirst)});
  a.article.text = "The envoy went to the lake and spoke there of fish, nets and boats until the evening came and the lamps were lit along the shore.";
  b.article.text = a.article.text;
  add(a);
  fused();
  EXPECT_EQ(count("origins"), 0);
  add(b);
  fused();
  EXPECT_EQ(count("origins WHERE origin = 1"), 2);
  EXPECT_EQ(count("origins WHERE kind = 'first' AND of_article IS NULL"), 1);
  EXPECT_EQ(count("origins WHERE kind = 'copy' AND of_article > 0 AND evidence <> ''"), 1);
  EXPECT_EQ(count("events WHERE revision = 2 AND reports = 2 AND origins = 1"), 1);
}

TEST_F(FusingTest, WhatIsForgottenIsToldAnewFromTheOthers) {
  for (const char* id : {"a", "b"}) add(telling(id, kFirst, {report("visit", "CHN", "PRK", kFirst)}));
  fused();
  const std::string identity = text("SELECT identity FROM articles WHERE id = 'b'");
  archive_.reset();
  ASSERT_TRUE(forget_article(path_, identity, "asked for", "2031-06-02T00:00:00Z").ok());
  reopen();
  EXPECT_TRUE(*awaits_fusion(archive_->database()));
  fused();
  EXPECT_EQ(count("events WHERE superseded IS NULL AND reports = 1"), 1);
  EXPECT_EQ(count("members"), 1);
  expect_whole();
}

TEST_F(FusingTest, AnInstantIsNeeded) { EXPECT_EQ(fuse_archive(*archive_, *acts_and_states(), "c1", "soon").error().code, ErrorCode::bad_request); }

}  // namespace
}  // namespace dragoman
