#include "train/tagged_text.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>

namespace dragoman::train {
namespace {

TEST(TaggedText, ReadsWordsWithTags) {
  const auto path = (std::filesystem::temp_directory_path() / ("dragoman_tagged_" + std::to_string(::getpid()))).string();
  std::ofstream(path) << "Talks_NNS on_IN a_b_NN began_VBD ._.\nToo_RB short_JJ\n\nHe_PRP said_VBD “_`` no_UH ”_'' untagged\n";
  const auto read = read_tagged(path);
  ASSERT_TRUE(read.ok()) << read.error().message;
  ASSERT_EQ(read->size(), 2u);
  EXPECT_EQ((*read)[0][2].form, "a_b");
  EXPECT_EQ((*read)[0][2].tag, "NN");
  EXPECT_EQ((*read)[1][2].form, "\"");
  EXPECT_EQ((*read)[1].size(), 5u);
  std::ofstream(path) << "plain text\n";
  EXPECT_FALSE(read_tagged(path));
  EXPECT_FALSE(read_tagged("/no/such/file"));
  std::remove(path.c_str());
}

}  // namespace
}  // namespace dragoman::train
