// A small HTTP/1.1 server on the loopback address of this machine. It knows nothing of what it serves.
#pragma once
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "dragoman/result.h"

namespace dragoman {

struct Request {
  std::string method, target;  // HEAD arrives as GET
  std::string content_type;    // as sent; empty when absent
  std::string body;
};

struct Response {
  int status = 200;
  std::string content_type = "application/json";
  std::string body;
  std::string allow;  // methods, with status 405
};

// {"error": …, "remedy": …}, the body of every refusal.
std::string error_body(const std::string& message, const std::string& remedy);

using Handler = std::function<Response(const Request&)>;

struct ServerOptions {
  std::uint16_t port = 0;                 // 0: any free one
  unsigned workers = 0;                   // requests answered at once; 0: one per core
  std::uint64_t max_body_bytes = 1u << 20;
  std::uint32_t max_header_bytes = 8u << 10;
  unsigned max_connections = 64;          // more wait to be accepted
  std::chrono::milliseconds patience{10'000};  // for one whole request to arrive, and for one whole answer to leave
};

// Answers requests until stopped. run() belongs to one thread; stop() may be called from any.
// Only requests whose Host is this machine are answered, so that no web page can reach it under another name.
class HttpServer {
 public:
  // Calls `make_handler` once per worker; a handler is used by one thread at a time. Errors: unreadable (port taken or forbidden).
  static Result<HttpServer> listen(const ServerOptions& options, const std::function<Handler()>& make_handler);
  HttpServer(HttpServer&&) noexcept;
  HttpServer& operator=(HttpServer&&) noexcept;
  ~HttpServer();

  std::uint16_t port() const;
  // Returns after stop(), when requests in work are done; their connections are cut.
  void run();
  void stop();

 private:
  struct State;
  explicit HttpServer(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace dragoman
