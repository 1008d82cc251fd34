// How long a whole run of a program takes, by the wall clock: bench_start PROGRAM ARGUMENT…
// The first runs warm the page cache and are not counted; what the program prints is thrown away.
#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <cstring>

int main(int argc, char** argv) {
  if (argc < 2) {
    fmt::print(stderr, "usage: bench_start PROGRAM ARGUMENT…   for example: bench_start build/dev/dragoman explain x\n");
    return 2;
  }
  constexpr std::size_t kWarm = 5, kRuns = 60;
  std::array<double, kRuns> took{};
  posix_spawn_file_actions_t quiet;
  posix_spawn_file_actions_init(&quiet);
  posix_spawn_file_actions_addopen(&quiet, 1, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addopen(&quiet, 2, "/dev/null", O_WRONLY, 0);
  for (std::size_t run = 0; run < kWarm + kRuns; ++run) {
    const auto begin = std::chrono::steady_clock::now();
    pid_t child = 0;
    int status = 0;
    if (const int problem = posix_spawnp(&child, argv[1], &quiet, nullptr, argv + 1, environ); problem != 0) {
      fmt::print(stderr, "bench_start: {}: {}\n", argv[1], std::strerror(problem));
      return 1;
    }
    if (waitpid(child, &status, 0) != child || !WIFEXITED(status) || WEXITSTATUS(status) != 0) {
      fmt::print(stderr, "bench_start: the program failed; try the command by itself\n");
      return 1;
    }
    if (run >= kWarm) took[run - kWarm] = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
  }
  posix_spawn_file_actions_destroy(&quiet);
  std::sort(took.begin(), took.end());
  fmt::print("{} runs: {:.1f} ms at best, {:.1f} in half of them, {:.1f} in nine of ten\n", kRuns, took[0], took[kRuns / 2], took[kRuns * 9 / 10]);
}
