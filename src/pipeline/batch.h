// Many articles on several threads, results in input order.
#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "dragoman/article.h"
#include "dragoman/result.h"
#include "ingest/read.h"

namespace dragoman {

// Appends what an article gives to `out`; one per thread, so it may keep scratch.
using ArticleWork = std::function<void(Article article, std::string& out)>;

struct BatchJob {
  unsigned threads = 0;                            // 0: all cores; at most 256
  std::function<ArticleWork()> make_work;          // called once per thread
  std::function<Outcome(std::string_view)> write;  // in input order, never two at once; the batch stops when it fails
  std::function<Outcome()> idle;                   // all that was read is written: time to flush; may be empty
  std::function<void(const Error&)> set_aside;     // a bad input, in input order, on the calling thread
  std::function<void(std::uint64_t articles)> progress;  // after each article read, on the calling thread; may be empty
};

struct BatchTotals {
  std::uint64_t articles = 0, set_aside = 0;
};

// Runs until the reader ends. The bytes written do not depend on the number of threads; memory does not grow with the
// number of articles. Fails only when the output does.
Result<BatchTotals> run_batch(ArticleReader& reader, const BatchJob& job);

}  // namespace dragoman
