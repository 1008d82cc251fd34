// The same answers over HTTP, until interrupted.
#include "serve/answers.h"

#include <fmt/format.h>

#include <csignal>
#include <thread>

#include "app/history.h"
#include "app/session.h"

namespace dragoman::app {

int serve(const CommonOptions& common, const ServeOptions& options) {
  const auto models = open_models(common);
  if (!models) return kNoModels;
  std::size_t bad_rows = 0;
  auto tables = open_history({}, bad_rows);  // no tables, no verdicts and no records
  const auto history = tables ? std::make_shared<const History>(std::move(*tables)) : std::shared_ptr<const History>();
  // Blocked here and in every thread begun from here on; taken by sigwait below.
  sigset_t ends;
  sigemptyset(&ends);
  sigaddset(&ends, SIGINT);
  sigaddset(&ends, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &ends, nullptr);

  ServerOptions limits;
  limits.port = options.port;
  limits.workers = options.threads;
  limits.max_body_bytes = options.max_body;
  auto server = HttpServer::listen(limits, [&] { return make_answers(models, {}, history); });
  if (!server) {
    complain(server.error());
    return exit_for(server.error());
  }
  if (!write_all(fmt::format("http://127.0.0.1:{}/\n", server->port()))) return kOutputFailed;
  std::thread running([&] { server->run(); });
  int which = 0;
  sigwait(&ends, &which);
  server->stop();
  running.join();
  return kFine;
}

}  // namespace dragoman::app
