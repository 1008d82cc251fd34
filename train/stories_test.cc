#include "train/stories.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace dragoman::train {
namespace {

// One story of two articles in a folder of its own.
std::string story(const std::string& gold) {
  const auto folder = std::filesystem::temp_directory_path() / "dragoman_story_test" / "004_invented";
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "articles.jsonl") << R"({"id": "004-a", "text": "Arnor fired and fired again at Bree.", "published": "2024-03-01"})" << "\n"
                                           << R"({"id": "004-b", "text": "Arnor shelled Bree.", "published": "2024-03-02"})" << "\n";
  std::ofstream(folder / "gold.tsv") << gold;
  return folder.string();
}

const std::string kGold =
    "article\ttrigger\tnth\tevent\tnote\n004-a\tfired\t2\te1\t\n004-b\tshelled\t1\te1\t\n# origin a b\n# events:\n"
    "# e1 act=shelling source=ARN status=planned>happened\n";

TEST(Stories, ReadsMentionsOriginsAndHistories) {
  const auto read = read_stories(story(kGold));
  ASSERT_TRUE(read.ok()) << read.error().message;
  const StoryGold& gold = read->front();
  EXPECT_EQ(gold.number, 4);
  EXPECT_FALSE(gold.in_test());
  ASSERT_EQ(gold.mentions.size(), 2u);
  EXPECT_EQ(gold.mentions[0].trigger, (Span{16, 21}));
  EXPECT_EQ(gold.origins, (std::vector<std::vector<std::uint32_t>>{{0, 1}}));
  EXPECT_EQ(gold.events[0].history, (std::vector<Status>{Status::planned, Status::happened}));
}

TEST(Stories, WrongLinesAreToldWithTheirPlace) {
  const auto read = read_stories(story("article\ttrigger\tnth\tevent\n004-a\tfired\t3\te1\n"));
  ASSERT_FALSE(read.ok());
  EXPECT_TRUE(read.error().where.ends_with("gold.tsv:2")) << read.error().where;
  EXPECT_FALSE(read.error().remedy.empty());
}

}  // namespace
}  // namespace dragoman::train
