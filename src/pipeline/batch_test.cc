#include "pipeline/batch.h"

#include <gtest/gtest.h>

#include <chrono>
#include <stdexcept>
#include <thread>
#include <vector>

using namespace dragoman;

namespace {

// Articles "0", "1", … with every seventh input bad.
class Numbers final : public ArticleReader {
 public:
  explicit Numbers(int count) : count_(count) {}
  std::optional<Result<Article>> next() override {
    if (at_ == count_) return std::nullopt;
    const int number = at_++;
    if (number % 7 == 3) return Result<Article>(Error{ErrorCode::bad_format, "bad", std::to_string(number), "mend it"});
    Article article;
    article.text = std::to_string(number);
    article.where = "n:" + article.text;
    return Result<Article>(std::move(article));
  }
  std::uint64_t bytes_read() const override { return 0; }
  std::uint64_t bytes_total() const override { return 0; }
  int given() const { return at_; }

 private:
  int count_, at_ = 0;
};

// Later articles are done first now and then.
ArticleWork slow_now_and_then() {
  return [](Article article, std::string& out) {
    const int number = std::stoi(article.text);
    if (number % 5 == 0) std::this_thread::sleep_for(std::chrono::microseconds(300));
    if (number % 2 == 0) out = article.text + "\n";
  };
}

std::string expected(int count) {
  std::string text;
  for (int i = 0; i < count; i += 2)
    if (i % 7 != 3) text += std::to_string(i) + "\n";
  return text;
}

TEST(Batch, SameBytesAtAnyNumberOfThreads) {
  for (const unsigned threads : {1u, 2u, 4u, 16u}) {
    Numbers reader(500);
    std::string out;
    std::vector<std::string> bad;
    BatchJob job;
    job.threads = threads;
    job.make_work = slow_now_and_then;
    job.write = [&](std::string_view bytes) -> Outcome { return out += bytes, Done{}; };
    job.set_aside = [&](const Error& error) { bad.push_back(error.where); };
    const auto totals = run_batch(reader, job);
    ASSERT_TRUE(totals.ok());
    EXPECT_EQ(out, expected(500)) << threads;
    EXPECT_EQ(totals->set_aside, 71u);
    EXPECT_EQ(totals->articles, 429u);
    ASSERT_EQ(bad.size(), 71u);
    EXPECT_EQ(bad[0], "3");
    EXPECT_EQ(bad[70], "493");
  }
}

TEST(Batch, StopsReadingWhenTheOutputFails) {
  Numbers reader(1000000);
  BatchJob job;
  job.threads = 3;
  job.make_work = slow_now_and_then;
  int writes = 0;
  job.write = [&](std::string_view) -> Outcome {
    if (++writes < 20) return Done{};
    return Error{ErrorCode::output_failed, "full", "disk", "free some space"};
  };
  const auto totals = run_batch(reader, job);
  ASSERT_FALSE(totals.ok());
  EXPECT_EQ(totals.error().code, ErrorCode::output_failed);
  EXPECT_EQ(writes, 20);
  EXPECT_LT(reader.given(), 1000);
}

TEST(Batch, OneArticleThatFailsIsSetAside) {
  Numbers reader(100);
  std::string out;
  std::vector<std::string> bad;
  BatchJob job;
  job.threads = 2;
  job.make_work = [] {
    return [](Article article, std::string& to) {
      to = "half";
      if (article.text == "42") throw std::runtime_error("no memory");
      to = article.text + "\n";
    };
  };
  job.write = [&](std::string_view bytes) -> Outcome { return out += bytes, Done{}; };
  job.set_aside = [&](const Error& error) {
    if (error.code == ErrorCode::internal) bad.push_back(error.where);
  };
  const auto totals = run_batch(reader, job);
  ASSERT_TRUE(totals.ok());
  EXPECT_EQ(bad, std::vector<std::string>{"n:42"});
  EXPECT_EQ(out.find("half"), std::string::npos);
  EXPECT_NE(out.find("41\n43\n"), std::string::npos);
}

TEST(Batch, FlushesWheneverNothingIsOnItsWay) {
  Numbers reader(3);
  std::string out;
  std::size_t flushed = 0;
  BatchJob job;
  job.threads = 1;
  job.make_work = [] { return [](Article article, std::string& to) { to = article.text; }; };
  job.write = [&](std::string_view bytes) -> Outcome { return out += bytes, Done{}; };
  job.idle = [&]() -> Outcome { return flushed = out.size(), Done{}; };
  ASSERT_TRUE(run_batch(reader, job).ok());
  EXPECT_EQ(flushed, 3u);
}

TEST(Batch, NoArticles) {
  Numbers reader(0);
  BatchJob job;
  job.make_work = slow_now_and_then;
  job.write = [](std::string_view) -> Outcome { return Done{}; };
  const auto totals = run_batch(reader, job);
  ASSERT_TRUE(totals.ok());
  EXPECT_EQ(totals->articles, 0u);
}

}  // namespace
