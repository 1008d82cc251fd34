// What `dragoman code` must read out of the two seed articles. The numbers are those of the question list beside them.
#include <fstream>
#include <sstream>

#include "program.h"

namespace seeds {
namespace {

std::string whole(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

class SeedCode : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    if (!present()) return;
    cnn_ = new std::vector<json>(code(kCnn));
    gt_ = new std::vector<json>(code(kGt));
  }
  static void TearDownTestSuite() {
    delete cnn_;
    delete gt_;
  }
  void SetUp() override {
    if (!cnn_) GTEST_SKIP() << "the seed articles are not beside this tree";
  }

  // The visit of each text; a failure when it is not there exactly once.
  static json visit(const std::vector<json>& reports) {
    std::vector<json> found;
    for (const auto& r : of(reports, "visit", "CHN", "PRK"))
      if (words(r, "status") == "planned") found.push_back(r);
    EXPECT_EQ(found.size(), 1u);
    return found.empty() ? json::object() : found.front();
  }

  static inline std::vector<json>*cnn_ = nullptr, *gt_ = nullptr;
};

TEST_F(SeedCode, Q01WhoVisitsWhom) {
  for (const auto* reports : {cnn_, gt_}) EXPECT_TRUE(has(words(visit(*reports), "source"), "zhao_leji")) << visit(*reports);
}

TEST_F(SeedCode, Q03Q04OfficeAndRank) {
  for (const auto* reports : {cnn_, gt_}) {
    const auto r = visit(*reports);
    bool ranked = false;
    for (const auto& actor : r.value("source", json::array())) ranked |= actor.value("rank", 0) == 3 && !words(actor, "office").empty();
    EXPECT_TRUE(ranked) << r;
  }
}

TEST_F(SeedCode, Q05KindOfVisit) {
  EXPECT_TRUE(has(words(visit(*cnn_).value("roles", json::object()), "class"), "goodwill"));
  EXPECT_EQ(words(visit(*gt_).value("roles", json::object()), "class"), "");
}

TEST_F(SeedCode, Q06NobodyIsGuessedToHaveInvited) {
  for (const auto* reports : {cnn_, gt_})
    for (const auto& r : *reports) EXPECT_EQ(words(r.value("roles", json::object()), "inviter"), "") << r;
}

TEST_F(SeedCode, Q07WhoAnnouncedIt) {
  const auto said = words(visit(*gt_).value("roles", json::object()), "announced_by");
  EXPECT_TRUE(has(said, "Mao Ning")) << said;
  EXPECT_TRUE(has(said, "Xinhua")) << said;
}

TEST_F(SeedCode, Q08StartAndEnd) {
  const auto time = visit(*cnn_).value("time", json::object());
  EXPECT_TRUE(words(time, "from").starts_with("2024-04-11")) << time;
  EXPECT_TRUE(words(time, "to").starts_with("2024-04-13")) << time;
  const auto days = visit(*gt_).value("time", json::object());  // its week cannot be known from this text alone
  EXPECT_EQ(words(days, "weekday_from"), "Thursday") << days;
  EXPECT_EQ(words(days, "weekday_to"), "Saturday") << days;
  EXPECT_FALSE(days.contains("from")) << days;
  const auto dated = visit(code(kGt, "--published 2024-04-10 ")).value("time", json::object());
  EXPECT_EQ(words(dated, "from"), "2024-04-11") << dated;
  EXPECT_EQ(words(dated, "to"), "2024-04-13") << dated;
}

TEST_F(SeedCode, Q11Occasion) { EXPECT_TRUE(has(words(visit(*cnn_).value("roles", json::object())), "friendship year")) << visit(*cnn_); }

TEST_F(SeedCode, Q26WeaponsTests) { EXPECT_FALSE(of(*cnn_, "weapons-test", "PRK").empty()); }

TEST_F(SeedCode, Q27ArmsTransferIsAnAllegation) {
  bool alleged = false;
  for (const auto& r : of(*cnn_, "arms-transfer", "PRK")) alleged |= has(words(r, "attribution"), "US");
  EXPECT_TRUE(alleged);
  EXPECT_FALSE(of(*cnn_, "no-comment", "CHN").empty());
}

TEST_F(SeedCode, Q28VetoAndAbstention) {
  EXPECT_EQ(of(*cnn_, "veto", "RUS").size(), 1u);
  EXPECT_EQ(of(*cnn_, "abstention", "CHN").size(), 1u);
}

TEST_F(SeedCode, Q29EarlierVisit) {
  const auto found = of(*cnn_, "visit", "PRK", "RUS");
  ASSERT_FALSE(found.empty());
  EXPECT_TRUE(words(found.front().value("time", json::object()), "from").starts_with("2023")) << found.front();
}

TEST_F(SeedCode, Q30Summits) {
  bool summit = false;
  for (const auto& r : of(*cnn_, "summit")) summit |= words(r).find("PHL") != std::string::npos && words(r).find("JPN") != std::string::npos;
  EXPECT_TRUE(summit);
}

TEST_F(SeedCode, Q31PolicyShift) { EXPECT_FALSE(of(*cnn_, "policy-shift", "PRK").empty()); }

TEST_F(SeedCode, Q32Exercises) {
  bool joint = false;
  for (const auto* act : {"joint-exercise", "military-exercise"})
    for (const auto& r : of(*cnn_, act)) joint |= has(words(r), "USA") && has(words(r), "KOR");
  EXPECT_TRUE(joint);
}

TEST_F(SeedCode, Q33NoChineseVisitToTheUnitedStates) { EXPECT_TRUE(of(*cnn_, "visit", "CHN", "USA").empty()); }

TEST_F(SeedCode, Q34FurnitureIsNotCoded) {
  const auto text = whole(kCnn);
  std::vector<std::pair<std::size_t, std::size_t>> furniture;
  for (const std::string mark : {"newsletter to", "walk on the", "stroll along", "/Pool/", "Biden lauds", "ramp up", "leader watches", "with veto of", "P/S:"})
    for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at + 1))
      furniture.emplace_back(text.rfind('\n', at) + 1, mark == "P/S:" ? text.size() : text.find('\n', at));  // the line it stands in
  ASSERT_GE(furniture.size(), 9u);
  for (const auto& r : *cnn_) {
    const auto span = r.at("evidence").at("sentence_span");
    for (const auto& [from, to] : furniture)
      EXPECT_FALSE(span[0].get<std::size_t>() < to && from < span[1].get<std::size_t>()) << r;
  }
}

}  // namespace
}  // namespace seeds
