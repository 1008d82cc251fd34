#include "pipeline/batch.h"

#include <algorithm>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace dragoman {

namespace {

constexpr unsigned kMostThreads = 256;
constexpr std::size_t kSlotsPerThread = 8;
constexpr std::size_t kBytesInFlight = 16u << 20;  // of article text; one longer article may exceed it alone

// A ring of articles on their way: read by the caller, worked on by any thread, written by whoever finishes the oldest.
class Ring {
 public:
  Ring(const BatchJob& job, std::size_t slots) : job_(job), slots_(slots) {}

  // Waits for room; false when the batch has stopped.
  bool put(Article article) {
    const std::size_t bytes = article.text.size();
    std::unique_lock lock(mutex_);
    room_.wait(lock, [&] { return failure_ || (read_ - written_ < slots_.size() && (bytes_ == 0 || bytes_ + bytes <= kBytesInFlight)); });
    if (failure_) return false;
    Slot& slot = at(read_++);
    slot.article = std::move(article);
    slot.bytes = bytes;
    slot.done = false;
    bytes_ += bytes;
    work_.notify_one();
    return true;
  }

  void finish() {
    const std::lock_guard lock(mutex_);
    ended_ = true;
    work_.notify_all();
  }

  void work() {
    const ArticleWork code = job_.make_work();
    std::unique_lock lock(mutex_);
    for (;;) {
      work_.wait(lock, [&] { return failure_ || ended_ || taken_ < read_; });
      if (failure_ || taken_ == read_) return;
      Slot& slot = at(taken_++);
      lock.unlock();
      slot.out.clear();
      run(code, slot);
      lock.lock();
      slot.done = true;
      write_finished(lock);
    }
  }

  const std::optional<Error>& failure() const { return failure_; }
  std::vector<Error> take_faults() {
    const std::lock_guard lock(mutex_);
    return std::exchange(faults_, {});
  }

 private:
  struct Slot {
    Article article;
    std::string out;
    std::size_t bytes = 0;
    std::optional<Error> fault;
    bool done = false;
  };

  Slot& at(std::uint64_t number) { return slots_[number % slots_.size()]; }

  static void run(const ArticleWork& code, Slot& slot) {
    const std::string where = slot.article.where;
    try {
      code(std::move(slot.article), slot.out);
    } catch (const std::exception& problem) {  // out of memory, or a mistake of ours: this article's loss, not the run's
      slot.out.clear();
      slot.fault = Error{ErrorCode::internal, std::string("could not be coded: ") + problem.what(), where, "please report it with the article"};
    }
  }

  // Writes the finished slots at the head, one thread at a time, without holding the lock.
  void write_finished(std::unique_lock<std::mutex>& lock) {
    if (writing_) return;
    writing_ = true;
    while (!failure_ && written_ < taken_ && at(written_).done) {
      Slot& slot = at(written_);
      if (slot.fault) faults_.push_back(*std::exchange(slot.fault, std::nullopt));
      const bool last = written_ + 1 == read_;
      lock.unlock();
      Outcome outcome = slot.out.empty() ? Outcome(Done{}) : job_.write(slot.out);
      if (outcome && last && job_.idle) outcome = job_.idle();
      lock.lock();
      if (!outcome) failure_ = outcome.error();
      slot.done = false;
      bytes_ -= slot.bytes;
      ++written_;
      room_.notify_one();
    }
    writing_ = false;
    if (failure_) {
      room_.notify_all();
      work_.notify_all();
    }
  }

  const BatchJob& job_;
  std::vector<Slot> slots_;
  std::mutex mutex_;
  std::condition_variable room_, work_;
  std::uint64_t read_ = 0, taken_ = 0, written_ = 0;  // counts of articles; written ≤ taken ≤ read ≤ written + slots
  std::size_t bytes_ = 0;
  bool ended_ = false, writing_ = false;
  std::optional<Error> failure_;
  std::vector<Error> faults_;
};

}  // namespace

Result<BatchTotals> run_batch(ArticleReader& reader, const BatchJob& job) {
  const unsigned threads = std::clamp(job.threads ? job.threads : std::thread::hardware_concurrency(), 1u, kMostThreads);
  Ring ring(job, threads * kSlotsPerThread);
  std::vector<std::jthread> workers;
  for (unsigned i = 0; i < threads; ++i) workers.emplace_back([&ring] { ring.work(); });

  BatchTotals totals;
  const auto set_aside = [&](const Error& error) {
    ++totals.set_aside;
    if (job.set_aside) job.set_aside(error);
  };
  while (auto article = reader.next()) {
    for (const Error& fault : ring.take_faults()) set_aside(fault);
    if (!*article) {
      set_aside(article->error());
      continue;
    }
    if (!ring.put(std::move(**article))) break;
    ++totals.articles;
    if (job.progress) job.progress(totals.articles);
  }
  ring.finish();
  workers.clear();  // joins
  for (const Error& fault : ring.take_faults()) set_aside(fault);
  if (ring.failure()) return *ring.failure();
  return totals;
}

}  // namespace dragoman
