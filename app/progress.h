// A bar on stderr for long work, where somebody looks.
#pragma once
#include <chrono>
#include <cstdint>
#include <string>

namespace dragoman::app {

// Draws nothing unless stderr is a terminal and the work has taken a second. One thread.
class Progress {
 public:
  explicit Progress(bool wanted);
  ~Progress() { clear(); }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  // `total` may be 0: unknown.
  void show(std::uint64_t articles, std::uint64_t bytes, std::uint64_t total);
  // Before anything else is printed on stderr.
  void clear();
  double seconds() const { return std::chrono::duration<double>(Clock::now() - start_).count(); }
  bool to_terminal() const { return terminal_; }

 private:
  using Clock = std::chrono::steady_clock;
  bool terminal_, shown_ = false;
  Clock::time_point start_ = Clock::now(), next_ = start_ + std::chrono::seconds(1);
};

}  // namespace dragoman::app
