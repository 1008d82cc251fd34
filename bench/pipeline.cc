// How fast and in how much memory the pipeline codes articles: each stage alone, end to end on one thread and on all.
#include <fmt/format.h>
#include <sys/resource.h>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <new>
#include <string>
#include <thread>
#include <vector>

#include "coding/code.h"
#include "coding/time.h"
#include "ingest/furniture.h"
#include "ingest/read.h"
#include "parse/known_lemmas.h"
#include "parse/mentions.h"
#include "parse/repairs.h"
#include "pipeline/batch.h"
#include "pipeline/parts.h"
#include "pipeline/report_json.h"
#include "segment/segment.h"

namespace {
std::atomic<std::uint64_t> allocations{0};
}
// Counts what the stages allocate once they are warm.
void* operator new(std::size_t size) {
  allocations.fetch_add(1, std::memory_order_relaxed);
  if (void* memory = std::malloc(size ? size : 1)) return memory;
  throw std::bad_alloc();
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

namespace dragoman {
namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

double peak_megabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

// The articles once more, from memory.
class Again final : public ArticleReader {
 public:
  explicit Again(const std::vector<Article>& articles) : articles_(articles) {}
  std::optional<Result<Article>> next() override {
    if (at_ == articles_.size()) return std::nullopt;
    return Result<Article>(Article(articles_[at_++]));
  }
  std::uint64_t bytes_read() const override { return 0; }
  std::uint64_t bytes_total() const override { return 0; }

 private:
  const std::vector<Article>& articles_;
  std::size_t at_ = 0;
};

struct Size {
  std::uint64_t bytes = 0, sentences = 0, tokens = 0;
};

void print_row(const std::string& name, double seconds, const Size& size, std::uint64_t articles, double allocated) {
  const auto rate = [&](std::uint64_t count) { return static_cast<double>(count) / seconds; };
  fmt::print("{:<18} {:>8.2f} {:>10.0f} {:>12.0f} {:>10.0f} {:>8.2f} {:>14.0f}\n", name, seconds, rate(articles), rate(size.sentences), rate(size.tokens), rate(size.bytes) / 1e6, allocated);
}

struct Stage {
  const char* name;
  std::function<void(Document&)> run;
  double seconds = 0;
  std::uint64_t allocated = 0;
};

// Each stage alone, over documents that went through those before it.
Size time_stages(const std::vector<Article>& articles, const Models::Parts& parts) {
  ReadScratch scratch;
  const Knowledge& knowledge = *parts.knowledge;
  std::vector<Stage> stages;
  stages.push_back({"furniture", [&](Document& d) { class_blocks(d, knowledge, scratch.memory); }});
  stages.push_back({"segment", [&](Document& d) { segment(d, knowledge, parts.language->boundaries()); }});
  stages.push_back({"parse", [&](Document& d) { parts.language->parse(d, scratch.parse); }});
  stages.push_back({"mentions", [&](Document& d) { mend_lemmas(d, knowledge, scratch.memory), repair_trees(d, knowledge, scratch.memory), find_mentions(d, knowledge, scratch.memory), parts.language->link(d, scratch.parse); }});
  stages.push_back({"published", [&](Document& d) { infer_published(d, knowledge, scratch.memory); }});
  stages.push_back({"coding", [&](Document& d) { code_document(d, knowledge, *parts.language); }});
  Document document;
  Size size;
  for (int round = 0; round < 2; ++round) {  // the first fills caches and capacity; the second is printed
    size = {};
    for (Stage& stage : stages) stage.seconds = 0, stage.allocated = 0;
    for (const Article& article : articles) {
      document.reset(Article(article));
      scratch.memory.clear();
      for (Stage& stage : stages) {
        const auto before = allocations.load();
        const auto start = Clock::now();
        stage.run(document);
        stage.seconds += seconds_since(start);
        stage.allocated += allocations.load() - before;
      }
      size.bytes += article.text.size();
      size.sentences += document.sentences.size();
      size.tokens += document.token_count();
    }
  }
  Stage reading{"segment … mentions", {}};
  for (const Stage& stage : stages) {
    const std::string_view name = stage.name;
    if (name == "segment" || name == "parse" || name == "mentions") reading.seconds += stage.seconds, reading.allocated += stage.allocated;
  }
  stages.push_back(reading);
  for (const Stage& stage : stages)
    print_row(stage.name, stage.seconds, size, articles.size(), static_cast<double>(stage.allocated) / static_cast<double>(articles.size()));
  return size;
}

// The whole way with JSON lines; the bytes are compared between runs.
std::string time_batch(const std::vector<Article>& articles, const std::shared_ptr<const Models>& models, unsigned threads, const Size& size) {
  Again reader(articles);
  std::string out;
  BatchJob job;
  job.threads = threads;
  job.make_work = [&]() -> ArticleWork {
    return [pipeline = std::make_shared<Pipeline>(models)](Article article, std::string& to) {
      for (const Report& report : pipeline->code(std::move(article)).reports) to += report_json(report) + '\n';
    };
  };
  job.write = [&](std::string_view bytes) -> Outcome { return out += bytes, Done{}; };
  const auto before = allocations.load();
  const auto start = Clock::now();
  const auto totals = run_batch(reader, job);
  const double seconds = seconds_since(start);
  if (!totals) return {};
  print_row(fmt::format("end to end, {} thr", threads), seconds, size, totals->articles, static_cast<double>(allocations.load() - before) / static_cast<double>(totals->articles));
  return out;
}

int run(std::vector<std::string> files) {
  const auto models = Models::open();
  if (!models) {
    fmt::print(stderr, "{}: {} ({})\n", models.error().where, models.error().message, models.error().remedy);
    return 1;
  }
  std::vector<Article> articles;
  const auto reader = open_articles(std::move(files), {});
  while (auto article = reader->next())
    if (*article) articles.push_back(std::move(**article));
  if (articles.empty()) {
    fmt::print(stderr, "no articles\n");
    return 1;
  }
  fmt::print("{} articles, {:.0f} MB in use before the first\n\n", articles.size(), peak_megabytes());
  fmt::print("{:<18} {:>8} {:>10} {:>12} {:>10} {:>8} {:>14}\n", "stage", "s", "articles/s", "sentences/s", "tokens/s", "MB/s", "allocs/article");
  const Size size = time_stages(articles, (*models)->parts());
  const std::string one = time_batch(articles, *models, 1, size);
  const double peak_one = peak_megabytes();
  const unsigned cores = std::max(1u, std::thread::hardware_concurrency());
  const std::string all = time_batch(articles, *models, cores, size);
  fmt::print("\n{} sentences, {} tokens, {:.2f} MB; peak memory {:.0f} MB on one thread, {:.0f} MB on {}\n", size.sentences, size.tokens, static_cast<double>(size.bytes) / 1e6, peak_one, peak_megabytes(), cores);
  fmt::print("output of one thread and of {}: {}\n", cores, one == all ? "the same bytes" : "DIFFERENT");
  return one == all ? 0 : 1;
}

}  // namespace
}  // namespace dragoman

int main(int argc, char** argv) {
  if (argc < 2) {
    fmt::print(stderr, "usage: bench_pipeline FILE…   articles as for `dragoman code`\n");
    return 2;
  }
  return dragoman::run({argv + 1, argv + argc});
}
