#include "ingest/read.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "ingest/byte_source.h"
#include "ingest/utf8.h"

namespace dragoman {
namespace {

namespace fs = std::filesystem;
using namespace std::string_view_literals;
using testing::ElementsAre;
using testing::HasSubstr;

class ReadTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "dragoman-read-XXXXXX").string();
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    folder_ = name;
  }
  void TearDown() override { fs::remove_all(folder_); }
  std::string write(const std::string& name, std::string_view bytes) {
    const fs::path path = folder_ / name;
    fs::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << bytes;
    return path.string();
  }
  struct Got {
    std::vector<Article> articles;
    std::vector<Error> errors;
  };
  Got read(std::vector<std::string> paths, ReadOptions options = {}) {
    Got got;
    reader_ = open_articles(std::move(paths), std::move(options));
    while (auto next = reader_->next()) {
      if (*next) got.articles.push_back(std::move(**next));
      else got.errors.push_back(next->error());
    }
    return got;
  }
  fs::path folder_;
  std::unique_ptr<ArticleReader> reader_;
};

TEST_F(ReadTest, TextKeepsEveryByte) {
  const std::string bytes = std::string("\xEF\xBB\xBFOne.\r\n\r\nTwo\xFF.\0 Three.\r\n"sv);
  const auto got = read({write("a.txt", bytes)});
  ASSERT_EQ(got.articles.size(), 1u);
  EXPECT_EQ(got.articles[0].text, bytes);
  EXPECT_EQ(got.articles[0].id.size(), 16u);
  EXPECT_EQ(reader_->bytes_read(), bytes.size());
  EXPECT_EQ(reader_->bytes_total(), bytes.size());
}

TEST_F(ReadTest, FoldersInNameOrder) {
  write("d/b.txt", "b");
  write("d/a/z.jsonl", "{\"text\":\"z\",\"id\":7}\n");
  write("d/.hidden.txt", "h");
  write("d/README.md", "about");
  const auto got = read({folder_ / "d"});
  ASSERT_EQ(got.articles.size(), 2u);
  EXPECT_EQ(got.articles[0].id, "7");
  EXPECT_EQ(got.articles[1].text, "b");
  EXPECT_TRUE(got.errors.empty());
  EXPECT_EQ(reader_->passed_over(), 1u);
}

TEST_F(ReadTest, BrokenLineAmongGoodOnes) {
  const std::string path = write("x.jsonl",
                                 "\xEF\xBB\xBF{\"id\":\"a\",\"text\":\"A\",\"published\":\"2020-01-02\",\"new\":[1]}\r\n\n{\"id\":\"b\",\"text\":\n"
                                 "{\"id\":\"c\",\"html\":\"<p>\"}\n[1]\n{\"text\":5}\n{\"id\":\"bad\xC3(\",\"text\":\"\xE2\x82x\"}\n{\"text\":\"  \"}\n{\"id\":\"z\",\"text\":\"Z\"}");
  ReadOptions options;
  options.published = "2021-05-05";
  const auto got = read({path}, options);
  ASSERT_EQ(got.articles.size(), 3u);
  EXPECT_EQ(got.articles[0].published, "2020-01-02");
  EXPECT_EQ(got.articles[1].text, "\xEF\xBF\xBDx");
  EXPECT_EQ(got.articles[2].id, "z");
  EXPECT_EQ(got.articles[2].published, "2021-05-05");
  EXPECT_EQ(got.articles[2].where, path + ":9");
  std::vector<std::string> where;
  for (const Error& error : got.errors) where.push_back(error.where.substr(path.size()));
  EXPECT_THAT(where, ElementsAre(":3", ":4", ":5", ":6", ":8"));
  EXPECT_THAT(got.errors[1].message, HasSubstr("html"));
}

TEST_F(ReadTest, LongInputIsSetAside) {
  const std::string path = write("x.jsonl", "{\"text\":\"" + std::string(1 << 20, 'x') + "\"}\n{\"id\":\"ok\",\"text\":\"t\"}\n");
  ReadOptions options;
  options.max_article_bytes = 4000;
  const auto got = read({path, write("long.txt", std::string(5000, 'y')), write("short.txt", "s")}, options);
  ASSERT_EQ(got.errors.size(), 2u);
  EXPECT_EQ(got.errors[0].code, ErrorCode::too_large);
  EXPECT_EQ(got.errors[0].where, path + ":1");
  EXPECT_EQ(got.articles.size(), 2u);
}

TEST_F(ReadTest, WhatIsNoArticleSaysWhy) {
  const auto got = read({folder_ / "none.txt", write("e.txt", ""), write("n.txt", " \r\n\0"sv), write("e.jsonl", ""), write("p.html", "x"),
                         write("q.txt", " <!DOCTYPE html><p>"), write("u.txt", "\xFF\xFEh\0i\0"sv), write("b.bin", std::string(50, '\1')),
                         write("pretty.json", "[\n {\"text\":\"a\"},\n {\"text\":\"b\"}\n]\n")});
  EXPECT_TRUE(got.articles.empty());
  ASSERT_EQ(got.errors.size(), 9u);
  EXPECT_EQ(got.errors[0].code, ErrorCode::not_found);
  for (const Error& error : got.errors) {
    EXPECT_FALSE(error.where.empty());
    EXPECT_FALSE(error.remedy.empty());
  }
}

TEST(Utf8, FindsAndReplacesWhatIsIllFormed) {
  EXPECT_EQ(first_invalid_utf8("a\xC3\xA9\xF0\x9F\x98\x80"), std::string_view::npos);
  EXPECT_EQ(first_invalid_utf8("a\xC3\xA9\xED\xA0\x80"), 3u);
  EXPECT_EQ(replace_invalid_utf8("\xE2\x82z\xC0\xAF"), "\xEF\xBF\xBDz\xEF\xBF\xBD\xEF\xBF\xBD");
  EXPECT_EQ(utf8_character("\xC3", 0), 0u);
}

}  // namespace
}  // namespace dragoman
