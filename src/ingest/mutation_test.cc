// Random damage to every reader's input, the same in each run: nothing may crash, and what comes out must hold together.
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>

#include "ingest/blocks.h"
#include "ingest/furniture.h"
#include "ingest/json_article.h"
#include "ingest/read.h"
#include "ingest/utf8.h"

namespace dragoman {
namespace {

namespace fs = std::filesystem;

constexpr int kRounds = 3000;

class Damage {
 public:
  std::string apply(std::string text) {
    for (std::size_t i = below(6) + 1; i > 0 && !text.empty(); --i) once(text);
    return text;
  }

 private:
  std::size_t below(std::size_t limit) { return std::uniform_int_distribution<std::size_t>(0, limit - 1)(random_); }

  void once(std::string& text) {
    static constexpr std::string_view kNasty[] = {"\xFF", "\xC3",  "\xEF\xBB\xBF", std::string_view("\0", 1), "\n",  "\r\n", "\"",  "\\",      "\\ud83d", "{", "}",
                                                  "[",    "null",  "1e999",        "\t",                      "—",   "’",    "\x1B", "\xE2\x80", "://",     " ", "9999999999999999999"};
    const std::size_t at = below(text.size());
    const std::size_t length = std::min(text.size() - at, below(20) + 1);
    switch (below(6)) {
      case 0: text[at] = static_cast<char>(below(256)); break;
      case 1: text.erase(at, length); break;
      case 2: text.insert(at, text.substr(below(text.size()), length)); break;
      case 3: text.insert(at, kNasty[below(std::size(kNasty))]); break;
      case 4: text.resize(at); break;
      default: std::swap(text[at], text[below(text.size())]);
    }
  }

  std::mt19937 random_{20240410};
};

const std::string kPage =
    "Arnor's envoy to open talks in Dale\n\nArnor's envoy to open talks in Dale\n\nBy Ioreth of the Lake Gazette\nApril 10, 2031\n"
    "Arnor will send an envoy to Dale on Thursday, its foreign ministry said.\n\n“We hope for peace,” he said — twice.\n\n"
    "Denethor and Eowyn walk to a meeting in Edoras. Northern Wire/Getty Images\n\nRelated article\n\nRohan vetoes a resolution\n\n"
    "Sign up for our newsletter\n\nEditor's note: the League met in Dale.\n";
const std::string kLine =
    R"({"id": "a-1", "title": "Talks", "url": "https://gazette.example/2031/04/10/talks", "outlet": "Lake Gazette", "published": "2031-04-10", "n": [1, {"x": null}], "text": "Arnor will \u201csend\u201d an envoy.\nDale waits."})";

bool inside(Span span, std::size_t size) { return span.begin <= span.end && span.end <= size; }

TEST(Mutation, JsonArticles) {
  Damage damage;
  JsonArticle reader;
  int good = 0;
  for (int i = 0; i < kRounds; ++i) {
    std::string line = damage.apply(kLine);
    const auto article = reader.parse(line);
    if (!article) {
      EXPECT_FALSE(article.error().message.empty());
      EXPECT_FALSE(article.error().remedy.empty());
      continue;
    }
    ++good;
    for (const std::string* field : {&article->id, &article->title, &article->url, &article->outlet, &article->published, &article->text})
      EXPECT_EQ(first_invalid_utf8(*field), std::string::npos);
  }
  EXPECT_GT(good, kRounds / 20);  // the damage is not such that only refusals are tested
  EXPECT_LT(good, kRounds);
  std::string whole = kLine;
  EXPECT_TRUE(reader.parse(whole).ok());  // and the reader is as good as new
}

TEST(Mutation, BlocksCoverEveryPage) {
  const auto knowledge = Knowledge::compile({DRAGOMAN_SOURCE_DIR "/lexicon/en/furniture.txt"});
  ASSERT_TRUE(knowledge.ok()) << knowledge.error().message;
  Damage damage;
  Document document;
  for (int i = 0; i < kRounds; ++i) {
    Article article;
    article.text = damage.apply(kPage);
    document.reset(std::move(article));
    class_blocks(document, **knowledge);
    std::uint32_t end = 0;
    for (std::size_t b = 0; b < document.blocks.size(); ++b) {
      const Block& block = document.blocks[b];
      ASSERT_TRUE(inside(block.span, document.article.text.size()));
      ASSERT_LE(end, block.span.begin);
      ASSERT_TRUE(block.repeat_of == kNone || block.repeat_of < b);
      for (std::uint32_t at = end; at < block.span.begin; ++at) {
        const auto left_out = static_cast<unsigned char>(document.article.text[at]);
        ASSERT_TRUE(left_out <= ' ' || left_out >= 0x7F) << "a letter is in no block";
      }
      end = block.span.end;
    }
  }
}

TEST(Mutation, FilesAndLines) {
  std::string name = (fs::temp_directory_path() / "dragoman-mutation-XXXXXX").string();
  ASSERT_NE(mkdtemp(name.data()), nullptr);
  Damage damage;
  for (int i = 0; i < kRounds / 10; ++i) {
    const bool lines = i % 2 == 0;
    const std::string path = name + (lines ? "/a.jsonl" : "/a.txt");
    std::ofstream(path, std::ios::binary) << damage.apply(lines ? kLine + '\n' + kLine + '\n' + kLine : kPage) << '\n' << (lines ? kLine : "");
    const auto reader = open_articles({path}, {});
    int read = 0, refused = 0;
    while (auto article = reader->next()) {
      ASSERT_LT(read + refused, 200) << "the reader does not end";
      if (*article) {
        ++read;
        EXPECT_FALSE((*article)->id.empty());
        EXPECT_FALSE((*article)->text.empty());
        EXPECT_TRUE((*article)->where.starts_with(path));
      } else {
        ++refused;
        EXPECT_TRUE(article->error().where.starts_with(path));
        EXPECT_FALSE(article->error().remedy.empty());
      }
    }
    EXPECT_GT(read + refused, 0);
  }
  fs::remove_all(name);
}

}  // namespace
}  // namespace dragoman
