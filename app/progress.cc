#include "app/progress.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <string>
#include <utility>

namespace dragoman::app {

namespace {
constexpr std::uint64_t kBarCells = 30;
constexpr auto kBetween = std::chrono::milliseconds(200);
}  // namespace

Progress::Progress(bool wanted) : terminal_(wanted && isatty(STDERR_FILENO)) {}

void Progress::show(std::uint64_t articles, std::uint64_t bytes, std::uint64_t total) {
  if (!terminal_) return;
  const auto now = Clock::now();
  if (now < next_) return;
  next_ = now + kBetween;
  shown_ = true;
  const double elapsed = seconds(), rate = static_cast<double>(articles) / elapsed;
  std::string line = "\r\x1b[K";
  if (total > 0) {
    const double share = std::min(1.0, static_cast<double>(bytes) / static_cast<double>(total));
    const auto full = static_cast<std::size_t>(share * static_cast<double>(kBarCells));
    line += fmt::format("[{:<{}}] {:3.0f} %  ", std::string(full, '#'), kBarCells, share * 100);
    if (share > 0.01) line += fmt::format("{:.0f} s left  ", elapsed / share - elapsed);
  }
  line += fmt::format("{} articles, {:.0f}/s", articles, rate);
  std::fputs(line.c_str(), stderr);
  std::fflush(stderr);
}

void Progress::clear() {
  if (!std::exchange(shown_, false)) return;
  std::fputs("\r\x1b[K", stderr);
  std::fflush(stderr);
}

}  // namespace dragoman::app
