// A warm thread reads an article without asking the system for memory.
#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <new>

#include "coding/time.h"
#include "ingest/furniture.h"
#include "parse/known_lemmas.h"
#include "parse/mentions.h"
#include "parse/repairs.h"
#include "pipeline/parts.h"
#include "segment/segment.h"

// Sanitizers have allocators of their own, which nothing may replace by halves.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define DRAGOMAN_COUNTS 0
#else
#define DRAGOMAN_COUNTS 1
#endif

namespace {
std::atomic<std::size_t> taken{0};
}
#if DRAGOMAN_COUNTS
void* operator new(std::size_t size) {
  taken.fetch_add(1, std::memory_order_relaxed);
  if (void* memory = std::malloc(size ? size : 1)) return memory;
  throw std::bad_alloc();
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
#endif

namespace dragoman {
namespace {

constexpr const char* kText =
    "Envoys of two neighbours meet in Hanoi\n\n"
    "HANOI, March 29 -- Chinese Foreign Minister Wang Yi arrived in Vietnam’s capital on Friday for a three-day visit, the Foreign "
    "Ministry said. He met Prime Minister Pham Minh Chinh, who thanked him for coming.\n\n"
    "“We will not stand by,” Wang told reporters after the talks. The two countries agreed to open a border crossing near Lao Cai "
    "by the end of June; France’s Élysée Palace and the United Nations welcomed that.\n\n"
    "Police detained 12 protesters outside the embassy. The North’s state media, the Korean Central News Agency (KCNA), had no word "
    "of it, and Tran Quoc Bao, an analyst who is not in any list, expects little. She said so herself.\n\n"
    "Photo: an agency\n";

TEST(Steady, AWarmThreadTakesNoMemory) {
  if (!DRAGOMAN_COUNTS) GTEST_SKIP() << "a sanitizer's allocator is not counted";
  const auto models = Models::open({DRAGOMAN_BLOB, DRAGOMAN_SOURCE_DIR "/models/en.model"});
  ASSERT_TRUE(models.ok()) << models.error().where << ": " << models.error().message;
  const Models::Parts& parts = (*models)->parts();
  const Knowledge& knowledge = *parts.knowledge;
  Document document;
  ReadScratch scratch;
  std::size_t last = 0, mentions = 0;
  for (int round = 0; round < 4; ++round) {  // the first rounds fill capacities
    Article article;
    article.text = kText;
    document.reset(std::move(article));
    scratch.memory.clear();
    class_blocks(document, knowledge, scratch.memory);  // the language guesser takes memory of its own
    const std::size_t before = taken.load();
    segment(document, knowledge, parts.language->boundaries());
    parts.language->parse(document, scratch.parse);
    mend_lemmas(document, knowledge, scratch.memory);
    repair_trees(document, knowledge, scratch.memory);
    find_mentions(document, knowledge, scratch.memory);
    parts.language->link(document, scratch.parse);
    infer_published(document, knowledge, scratch.memory);
    last = taken.load() - before;
    mentions = document.mentions.size();
  }
  EXPECT_EQ(last, 0u);
  EXPECT_GT(mentions, 15u);
}

}  // namespace
}  // namespace dragoman
