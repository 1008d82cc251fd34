// The compiled lexicon: how large, how soon open, and how long it takes to look up every name of a sentence.
#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <new>
#include <string>
#include <vector>

#include "ingest/furniture.h"
#include "ingest/read.h"
#include "knowledge/knowledge.h"
#include "segment/segment.h"

namespace {
std::atomic<std::uint64_t> allocations{0};
}
// Counts what a lookup allocates once it is warm.
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

double microseconds_since(Clock::time_point start) { return std::chrono::duration<double, std::micro>(Clock::now() - start).count(); }

double quantile(const std::vector<double>& sorted, double share) { return sorted[static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1))]; }

// Milliseconds of this process's own work, whatever else the machine does.
double worked_milliseconds() { return 1000.0 * static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

struct Opening {
  std::vector<double> passed, worked;  // milliseconds by the clock and of work, sorted
};

// Maps and checks the blob and builds its tables, several times.
Opening time_opening(const std::string& blob) {
  constexpr int kTimes = 21;
  Opening opening;
  for (int i = 0; i < kTimes; ++i) {
    const auto start = Clock::now();
    const auto worked = worked_milliseconds();
    if (!Knowledge::open(blob)) return {};
    opening.worked.push_back(worked_milliseconds() - worked);
    opening.passed.push_back(microseconds_since(start) / 1000);
  }
  std::sort(opening.passed.begin(), opening.passed.end());
  std::sort(opening.worked.begin(), opening.worked.end());
  return opening;
}

using Words = std::vector<std::string>;

std::vector<Words> sentences_of(std::vector<std::string> files, const Knowledge& knowledge) {
  std::vector<Words> sentences;
  const auto reader = open_articles(std::move(files), {});
  Document document;
  while (auto article = reader->next()) {
    if (!*article) continue;
    document.reset(std::move(**article));
    class_blocks(document, knowledge);
    segment(document, knowledge);
    for (const auto& sentence : document.sentences) {
      Words words;
      for (auto t = sentence.first; t < sentence.end; ++t) words.emplace_back(document.form[t]);
      sentences.push_back(std::move(words));
    }
  }
  return sentences;
}

// Every name from left to right, the longest at each place, as the finder of mentions asks for them.
std::size_t look_up(const Words& sentence, const Knowledge& knowledge, std::vector<NamePiece>& pieces) {
  pieces.clear();
  for (std::size_t t = 0; t < sentence.size(); ++t) name_pieces(sentence[t], static_cast<std::uint32_t>(t), pieces);
  std::size_t names = 0;
  for (std::size_t at = 0; at < pieces.size();) {
    const auto match = knowledge.longest_name(pieces, at);
    names += match.pieces > 0;
    at += std::max(match.pieces, 1u);
  }
  return names;
}

void time_lookups(const std::vector<Words>& sentences, const Knowledge& knowledge) {
  std::vector<NamePiece> pieces;
  std::vector<double> times;
  times.reserve(sentences.size());
  std::size_t names = 0, words = 0;
  std::uint64_t allocated = 0;
  for (int round = 0; round < 2; ++round) {  // the first fills caches and capacity; the second is printed
    times.clear();
    names = words = 0;
    const auto before = allocations.load();
    for (const auto& sentence : sentences) {
      const auto start = Clock::now();
      names += look_up(sentence, knowledge, pieces);
      times.push_back(microseconds_since(start));
      words += sentence.size();
    }
    allocated = allocations.load() - before;
  }
  const auto count = static_cast<double>(sentences.size());
  double total = 0;
  for (const auto time : times) total += time;
  std::sort(times.begin(), times.end());
  fmt::print("lookup        {} sentences, {:.1f} tokens and {:.2f} names each\n", sentences.size(), static_cast<double>(words) / count, static_cast<double>(names) / count);
  fmt::print("              {:.2f} µs a sentence on average, {:.2f} in half of them, {:.2f} in 99 of 100, {:.2f} at most\n", total / count, quantile(times, 0.5), quantile(times, 0.99), times.back());
  fmt::print("              {:.2f} allocations a sentence\n", static_cast<double>(allocated) / count);
}

int run(const std::string& blob, std::vector<std::string> files) {
  const auto knowledge = Knowledge::open(blob);
  if (!knowledge) {
    fmt::print(stderr, "{}: {} ({})\n", knowledge.error().where, knowledge.error().message, knowledge.error().remedy);
    return 1;
  }
  const auto before = allocations.load();
  const auto opening = time_opening(blob);
  if (opening.passed.empty()) return 1;
  const auto allocated = static_cast<double>(allocations.load() - before) / static_cast<double>(opening.passed.size());
  fmt::print("blob          {:.2f} MB, {} entities\n", static_cast<double>(std::filesystem::file_size(blob)) / 1e6, (*knowledge)->entity_count());
  fmt::print("opening       {:.2f} ms at best, {:.2f} in half of {} times; {:.2f} and {:.2f} of its own work; {:.0f} allocations\n", opening.passed.front(),
             quantile(opening.passed, 0.5), opening.passed.size(), opening.worked.front(), quantile(opening.worked, 0.5), allocated);
  const auto sentences = sentences_of(std::move(files), **knowledge);
  if (sentences.empty()) {
    fmt::print(stderr, "no sentences\n");
    return 1;
  }
  time_lookups(sentences, **knowledge);
  return 0;
}

}  // namespace
}  // namespace dragoman

int main(int argc, char** argv) {
  if (argc < 3) {
    fmt::print(stderr, "usage: bench_lexicon BLOB FILE…   articles as for `dragoman code`\n");
    return 2;
  }
  return dragoman::run(argv[1], {argv + 2, argv + argc});
}
