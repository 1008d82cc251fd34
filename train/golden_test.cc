#include "train/golden.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace dragoman::train {
namespace {

constexpr auto kCase =
    "# Passive.\n"
    "published 2031-05-14\n"
    "text\n"
    "  The treaty was vetoed by Rohan on Tuesday, Faramir said.\n"
    "report\n"
    "  act     veto | vote-against\n"
    "  source  ROH\n"
    "  time    2031-05-13\n"
    "  attribution Faramir < GON.gov.mfa\n"
    "none visit\n"
    "only\n";

Report veto() {
  using namespace std::chrono;
  Report r;
  r.act = "veto";
  r.source.push_back({"ROH", "ROH", "Rohan", "", 0, {}});
  r.time.from = r.time.to = sys_days(2031y / May / 13);
  r.attribution.push_back({"Faramir", "GON.gov.mfa", "", "GON", "say", "asserts", {}});
  return r;
}

Coding saying(Article article, std::vector<Report> reports) {
  Coding coding;
  coding.article = std::move(article);
  coding.reports = std::move(reports);
  return coding;
}

TEST(Golden, MatchesWhatIsSaid) {
  const auto one = parse_golden(kCase, "tests/golden/passive/01-veto.txt");
  ASSERT_TRUE(one.ok()) << one.error().message;
  EXPECT_EQ(one->phenomenon, "passive");
  const auto outcome = check_golden(*one, [](Article a) {
    EXPECT_EQ(a.text, "The treaty was vetoed by Rohan on Tuesday, Faramir said.");
    return saying(std::move(a), {veto()});
  });
  EXPECT_TRUE(outcome.passed()) << golden_summary({outcome});
}

TEST(Golden, NamesEachFieldThatDiffersAndEachReportTooMany) {
  const auto one = parse_golden(kCase, "x/y.txt");
  ASSERT_TRUE(one.ok());
  auto wrong = veto();
  wrong.time.to.reset(), wrong.time.from.reset();
  auto visit = veto();
  visit.act = "visit";
  const auto outcome = check_golden(*one, [&](Article a) { return saying(std::move(a), {wrong, visit}); });
  ASSERT_EQ(outcome.misses.size(), 3u) << golden_summary({outcome});
  EXPECT_EQ(outcome.misses[0].field, "time");
  EXPECT_EQ(outcome.misses[0].got, "undated");
  EXPECT_EQ(outcome.misses[1].field, "only");
  EXPECT_EQ(outcome.misses[2].field, "none");
}

TEST(Golden, OneReportToldTwiceFails) {
  const auto one = parse_golden(kCase, "x/y.txt");
  const auto outcome = check_golden(*one, [](Article a) { return saying(std::move(a), {veto(), veto()}); });
  ASSERT_FALSE(outcome.passed());
  EXPECT_EQ(outcome.misses[0].field, "once");
}

// A folder with one case and a list of known faults, gone with the test.
class Tree {
 public:
  explicit Tree(const std::string& faults) : root_(std::filesystem::path(testing::TempDir()) / "golden_known_faults") {
    std::filesystem::create_directories(root_ / "passive");
    std::ofstream(root_ / "passive" / "01-veto.txt") << kCase;
    std::ofstream(root_ / "known_faults.txt") << faults;
  }
  ~Tree() { std::filesystem::remove_all(root_); }
  std::string path() const { return root_.string(); }

 private:
  std::filesystem::path root_;
};

TEST(Golden, AKnownFaultMayFailButNotPass) {
  const Tree tree("# why\npassive/01-veto  parse: the by-phrase hangs elsewhere\n");
  const auto cases = read_golden({tree.path()});
  ASSERT_TRUE(cases.ok()) << cases.error().message;
  ASSERT_EQ(cases->size(), 1u);
  EXPECT_EQ(cases->front().fault, "parse: the by-phrase hangs elsewhere");
  const auto outcome = [&](std::vector<Report> reports) {
    return check_golden(cases->front(), [&](Article a) { return saying(std::move(a), reports); });
  };
  EXPECT_TRUE(golden_passed({outcome({})}));
  EXPECT_FALSE(golden_passed({outcome({veto()})}));
}

TEST(Golden, AListOfFaultsNamesOnlyCasesAndReasons) {
  for (const auto* faults : {"passive/02-gone  parse: no such case\n", "passive/01-veto\n"}) {
    const Tree tree(faults);
    const auto cases = read_golden({tree.path()});
    ASSERT_FALSE(cases.ok()) << faults;
    EXPECT_TRUE(cases.error().where.ends_with("known_faults.txt:1")) << cases.error().where;
  }
}

TEST(Golden, SaysWhereACaseIsWrong) {
  const auto one = parse_golden("text\n  Words.\nreport\n  colour  red\n", "x/y.txt");
  ASSERT_FALSE(one.ok());
  EXPECT_EQ(one.error().where, "x/y.txt:4");
}

}  // namespace
}  // namespace dragoman::train
