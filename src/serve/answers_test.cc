#include "serve/answers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <random>

namespace dragoman {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::StartsWith;

constexpr const char* kSentence = "Russia vetoed the resolution on Thursday.";

class AnswersTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    auto models = Models::open({DRAGOMAN_BLOB, DRAGOMAN_SOURCE_DIR "/models/en.model"});
    ASSERT_TRUE(models.ok()) << models.error().where << ": " << models.error().message;
    models_ = *models;
  }
  static void TearDownTestSuite() { models_.reset(); }
  Response ask(const std::string& method, const std::string& target, const std::string& body = {}, const std::string& type = {}, const AnswerLimits& limits = {}) {
    return make_answers(models_, limits)({method, target, type, body});
  }
  static std::shared_ptr<const Models> models_;
};
std::shared_ptr<const Models> AnswersTest::models_;

TEST_F(AnswersTest, PageAndHealth) {
  const Response page = ask("GET", "/");
  EXPECT_EQ(page.status, 200);
  for (const char* path : {"/health", "/code", "/brief"}) EXPECT_THAT(page.body, HasSubstr(path));
  EXPECT_EQ(nlohmann::json::parse(ask("GET", "/health").body).at("coder"), models_->coder());
}

TEST_F(AnswersTest, CodeGivesOneLinePerReport) {
  const Response response = ask("POST", "/code?published=2024-03-29", kSentence, "text/plain; charset=utf-8");
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.content_type, "application/x-ndjson");
  const auto report = nlohmann::json::parse(response.body.substr(0, response.body.find('\n')));
  EXPECT_EQ(report.at("act"), "veto");
  EXPECT_EQ(report.at("time").at("from"), "2024-03-28");
}

TEST_F(AnswersTest, BriefsJudgeClaimsAndTellRecordsByTheTables) {
  auto tables = read_history(DRAGOMAN_SOURCE_DIR "/history", [](const Error& e) { ADD_FAILURE() << e.message; });
  ASSERT_TRUE(tables.ok());
  const Handler answers = make_answers(models_, {}, std::make_shared<const History>(std::move(*tables)));
  const std::string text = "Chinese top legislator Zhao Leji will visit North Korea on Thursday. It is the highest-level Chinese visit to North Korea since 2019.";
  const Response response = answers({"POST", "/brief?published=2024-04-09", "text/plain", text});
  ASSERT_EQ(response.status, 200) << response.body;
  const auto story = nlohmann::json::parse(response.body).at("stories").at(0);
  EXPECT_FALSE(story.at("records").empty()) << story;
  ASSERT_FALSE(story.at("claims").empty());
  EXPECT_EQ(story.at("claims").at(0).at("verdict").at("verdict"), "supported");
  EXPECT_TRUE(nlohmann::json::parse(ask("POST", "/brief?published=2024-04-09", text).body).at("stories").at(0).at("records").empty()) << "without tables";
}

TEST_F(AnswersTest, LinesOfJsonAreArticles) {
  const std::string line = nlohmann::json({{"id", "a7"}, {"text", kSentence}, {"outlet", "Lake Gazette"}}).dump();
  const Response response = ask("POST", "/brief", line + "\n\n" + line + "\n", "Application/X-NDJSON");
  ASSERT_EQ(response.status, 200) << response.body;
  EXPECT_THAT(response.body, AllOf(HasSubstr("Lake Gazette"), HasSubstr("a7")));
  EXPECT_EQ(nlohmann::json::parse(response.body).at("format"), "dragoman-brief-1");
  EXPECT_THAT(ask("POST", "/brief?format=md", kSentence).content_type, StartsWith("text/markdown"));
  EXPECT_THAT(ask("POST", "/brief?format=text", kSentence).body, HasSubstr("Russia"));
}

TEST_F(AnswersTest, OneBadArticleRefusesThemAllByLine) {
  const Response response = ask("POST", "/code", "{\"text\": \"Fine.\"}\n{\"text\": \n", "application/json");
  EXPECT_EQ(response.status, 400);
  EXPECT_THAT(response.body, AllOf(HasSubstr("line 2: "), HasSubstr("\"remedy\"")));
}

TEST_F(AnswersTest, WrongUseIsAnsweredWithARemedy) {
  const auto status = [&](const char* method, const char* target, const char* body) {
    const Response response = ask(method, target, body);
    EXPECT_THAT(response.body, HasSubstr("\"remedy\"")) << target;
    return response.status;
  };
  EXPECT_EQ(status("GET", "/nowhere", ""), 404);
  EXPECT_EQ(status("GET", "/code", ""), 405);
  EXPECT_EQ(ask("GET", "/code").allow, "POST");
  EXPECT_EQ(status("DELETE", "/", ""), 405);
  EXPECT_EQ(status("POST", "/code", " \r\n"), 400);
  EXPECT_EQ(status("POST", "/code?published=soon", kSentence), 400);
  EXPECT_EQ(status("POST", "/brief?format=pdf", kSentence), 400);
  EXPECT_EQ(status("GET", "/%", ""), 400);
  EXPECT_EQ(status("GET", "", ""), 404);
}

TEST_F(AnswersTest, MoreThanTheLimitsIsRefused) {
  std::string lines;
  for (int i = 0; i < 3; ++i) lines += "{\"text\": \"Fine.\"}\n";
  AnswerLimits two, none;
  two.articles = 2;
  none.time = std::chrono::milliseconds(-1);
  EXPECT_EQ(ask("POST", "/code", lines, "application/json", two).status, 413);
  EXPECT_EQ(ask("POST", "/code", lines, "application/json", none).status, 413);
  EXPECT_EQ(ask("POST", "/code", lines, "application/json").status, 200);
}

TEST_F(AnswersTest, AnyBytesAreAnswered) {
  for (const std::string& body : {std::string("\xff\xfe\x00\x01Russia vetoed it.", 21), std::string(5000, '('), std::string(3000, '\0'), std::string("Russia \xc3 vetoed \"the\x01 resolution.")}) {
    const Response response = ask("POST", "/brief", body);
    ASSERT_EQ(response.status, 200);
    EXPECT_TRUE(nlohmann::json::accept(response.body));
  }
  EXPECT_EQ(ask("POST", "/code", std::string(200'000, '['), "application/json").status, 400);
}

// Dispatches with pieces cut out, doubled and garbled: every stage up to the brief meets sentences nobody would write.
TEST_F(AnswersTest, GarbledArticlesAreAnswered) {
  std::vector<std::string> texts;
  for (const auto& file : std::filesystem::directory_iterator(DRAGOMAN_SOURCE_DIR "/examples"))
    if (file.path().extension() == ".txt") {
      std::ifstream in(file.path(), std::ios::binary);
      texts.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
    }
  std::sort(texts.begin(), texts.end());
  ASSERT_GT(texts.size(), 10u);
  const char* const pieces[] = {"\"", "\xff", " and ", " that ", "\n\n", " said ", "(", "'s ", ", ", " to ", " will ", ".", " 2019 ", " of ", " who ", " not "};
  std::mt19937 random(5);
  const auto below = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
  const Handler answers = make_answers(models_);
  for (int round = 0; round < 60; ++round) {
    std::string text = texts[below(texts.size())];
    for (std::size_t changes = 1 + below(60); changes > 0; --changes) {
      const std::size_t at = below(text.size());
      switch (below(4)) {
        case 0: text.erase(at, 1 + below(40)); break;
        case 1: text.insert(at, pieces[below(std::size(pieces))]); break;
        case 2: text.insert(at, text.substr(below(text.size()), 1 + below(200))); break;
        default: text[at] = static_cast<char>(random());
      }
      if (text.empty()) text = "x";
    }
    const Response response = answers({"POST", "/brief", "text/plain", text});
    ASSERT_EQ(response.status, text.find_first_not_of(" \t\r\n") == std::string::npos ? 400 : 200) << text;
    EXPECT_TRUE(nlohmann::json::accept(response.body)) << text;
  }
}

}  // namespace
}  // namespace dragoman
