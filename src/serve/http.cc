#include "serve/http.h"

#include <algorithm>
#include <utility>  // Boost 1.74's asio wants it first

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <mutex>
#include <nlohmann/json.hpp>
#include <thread>
#include <vector>

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic ignored "-Wmismatched-new-delete"  // GCC sees one half of asio's frame allocator inlined
#endif

namespace dragoman {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;
using Failure = boost::system::error_code;
using Parser = http::request_parser<http::string_body>;
using Reply = http::response<http::string_body>;

auto into(Failure& failure) { return asio::redirect_error(asio::use_awaitable, failure); }

std::string text(boost::beast::string_view view) { return std::string(view.data(), view.size()); }

// "127.0.0.1", "localhost" or "[::1]", with or without a port.
bool is_this_machine(std::string host) {
  if (const auto colon = host.rfind(':'); colon != std::string::npos && host.back() != ']') host.resize(colon);
  return host == "127.0.0.1" || host == "[::1]" || beast::iequals(host, "localhost");
}

Response refusal(int status, const std::string& message, const std::string& remedy) {
  Response response;
  response.status = status;
  response.body = error_body(message, remedy);
  return response;
}

// Whether there is anybody to tell: not when the peer is gone, too slow, or the network failed.
bool is_answerable(Failure failure) {
  return failure.category() == make_error_code(http::error::bad_method).category() && failure != http::error::end_of_stream && failure != http::error::partial_message;
}

Response refusal_for(Failure failure) {
  if (failure == http::error::body_limit) return refusal(413, "the request is too large", "send less at once, or raise the limit with --max-body");
  if (failure == http::error::header_limit || failure == http::error::buffer_overflow) return refusal(431, "the header is too large", "send fewer and shorter header fields");
  return refusal(400, "this is not HTTP/1.1: " + failure.message(), "see GET /");
}

Reply reply_to(Response response, unsigned version, bool keep_alive) {
  Reply reply(static_cast<http::status>(response.status), version);
  reply.set(http::field::server, "dragoman");
  reply.set(http::field::content_type, response.content_type);
  reply.set(http::field::cache_control, "no-store");
  reply.set("X-Content-Type-Options", "nosniff");
  if (!response.allow.empty()) reply.set(http::field::allow, response.allow);
  reply.keep_alive(keep_alive);
  reply.body() = std::move(response.body);
  reply.prepare_payload();
  return reply;
}

}  // namespace

std::string error_body(const std::string& message, const std::string& remedy) {
  const nlohmann::ordered_json body = {{"error", message}, {"remedy", remedy}};
  return body.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

// Connections live on the one thread of run(); only handlers run on the workers.
struct HttpServer::State {
  State(const ServerOptions& given, unsigned workers) : options(given), acceptor(io), room(io), pool(workers) {}
  ~State() { ending = true; }

  ServerOptions options;
  bool ending = false;  // connections cut by the end of `io` leave `room` alone: it is gone before them
  unsigned open = 0;
  asio::io_context io{1};
  tcp::acceptor acceptor;
  asio::steady_timer room;  // cancelled when a connection ends
  std::mutex handlers_mutex;
  std::vector<Handler> handlers;  // those at rest: as many as workers, so a worker always finds one
  asio::thread_pool pool;         // declared last: joined first

  asio::awaitable<void> accept_all();
  asio::awaitable<void> converse(tcp::socket socket);
  // One request and its answer; false when the connection is to end.
  asio::awaitable<bool> exchange(beast::tcp_stream& stream, beast::flat_buffer& buffer);
  asio::awaitable<Failure> read(beast::tcp_stream& stream, beast::flat_buffer& buffer, Parser& parser);
  asio::awaitable<Response> answer(Request request);
};

asio::awaitable<void> HttpServer::State::accept_all() {
  while (acceptor.is_open()) {
    Failure failure;
    room.expires_at(asio::steady_timer::time_point::max());
    while (open >= options.max_connections && acceptor.is_open()) co_await room.async_wait(into(failure));
    auto socket = co_await acceptor.async_accept(into(failure));
    if (failure == asio::error::operation_aborted) break;
    if (failure) {  // out of descriptors, most likely: let some connections end
      room.expires_after(std::chrono::milliseconds(100));
      co_await room.async_wait(into(failure));
      continue;
    }
    ++open;
    asio::co_spawn(io, converse(std::move(socket)), asio::detached);
  }
}

asio::awaitable<void> HttpServer::State::converse(tcp::socket socket) {
  struct Leave {
    State& state;
    ~Leave() {
      --state.open;
      if (!state.ending) state.room.cancel();
    }
  } leave{*this};
  beast::tcp_stream stream(std::move(socket));
  beast::flat_buffer buffer(options.max_header_bytes + (64u << 10));
  while (co_await exchange(stream, buffer)) {
  }
  Failure ignored;
  stream.socket().shutdown(tcp::socket::shutdown_send, ignored);
}

asio::awaitable<Failure> HttpServer::State::read(beast::tcp_stream& stream, beast::flat_buffer& buffer, Parser& parser) {
  parser.header_limit(options.max_header_bytes);
  parser.body_limit(options.max_body_bytes);
  stream.expires_after(options.patience);
  Failure failure;
  co_await http::async_read_header(stream, buffer, parser, into(failure));
  if (failure) co_return failure;
  if (beast::iequals(parser.get()[http::field::expect], "100-continue")) {
    http::response<http::empty_body> go_on(http::status::continue_, 11);
    co_await http::async_write(stream, go_on, into(failure));
    if (failure) co_return failure;
  }
  co_await http::async_read(stream, buffer, parser, into(failure));
  co_return failure;
}

asio::awaitable<bool> HttpServer::State::exchange(beast::tcp_stream& stream, beast::flat_buffer& buffer) {
  Parser parser;
  const Failure problem = co_await read(stream, buffer, parser);
  if (problem && !is_answerable(problem)) co_return false;
  Response response;
  bool keep_alive = false, head = false;
  if (problem) {
    response = refusal_for(problem);
  } else if (auto& message = parser.get(); !is_this_machine(text(message[http::field::host]))) {
    response = refusal(421, "this server answers only to 127.0.0.1 and localhost", "use that name in the address");
  } else {
    keep_alive = message.keep_alive();
    head = message.method() == http::verb::head;
    Request request{head ? "GET" : text(message.method_string()), text(message.target()), text(message[http::field::content_type]), std::move(message.body())};
    response = co_await answer(std::move(request));
  }
  Reply reply = reply_to(std::move(response), parser.get().version() == 10 ? 10 : 11, keep_alive);
  stream.expires_after(options.patience);
  http::response_serializer<http::string_body> serializer(reply);
  Failure failure;
  if (head) co_await http::async_write_header(stream, serializer, into(failure));
  else co_await http::async_write(stream, serializer, into(failure));
  co_return keep_alive && !failure;
}

asio::awaitable<Response> HttpServer::State::answer(Request request) {
  const auto work = [this, &request]() -> asio::awaitable<Response> {
    Handler handler;
    {
      const std::lock_guard lock(handlers_mutex);
      handler = std::move(handlers.back());
      handlers.pop_back();
    }
    Response response;
    try {
      response = handler(request);
    } catch (const std::exception& problem) {  // out of memory: this request fails, the server goes on
      response = refusal(500, problem.what(), "send less at once");
    }
    const std::lock_guard lock(handlers_mutex);
    handlers.push_back(std::move(handler));
    co_return response;
  };
  co_return co_await asio::co_spawn(pool.get_executor(), work, asio::use_awaitable);
}

HttpServer::HttpServer(std::unique_ptr<State> state) : state_(std::move(state)) {}
HttpServer::HttpServer(HttpServer&&) noexcept = default;
HttpServer& HttpServer::operator=(HttpServer&&) noexcept = default;
HttpServer::~HttpServer() = default;

Result<HttpServer> HttpServer::listen(const ServerOptions& options, const std::function<Handler()>& make_handler) {
  const unsigned workers = options.workers ? options.workers : std::max(1u, std::thread::hardware_concurrency());
  auto state = std::make_unique<State>(options, workers);
  for (unsigned i = 0; i < workers; ++i) state->handlers.push_back(make_handler());
  Failure failure;
  state->acceptor.open(tcp::v4(), failure);
  if (!failure) state->acceptor.set_option(tcp::acceptor::reuse_address(true), failure);
  if (!failure) state->acceptor.bind({asio::ip::address_v4::loopback(), options.port}, failure);
  if (!failure) state->acceptor.listen(tcp::acceptor::max_listen_connections, failure);
  if (failure) return Error{ErrorCode::unreadable, failure.message(), "127.0.0.1:" + std::to_string(options.port), "choose another --port"};
  asio::co_spawn(state->io, state->accept_all(), asio::detached);
  return HttpServer(std::move(state));
}

std::uint16_t HttpServer::port() const {
  Failure failure;
  return state_->acceptor.local_endpoint(failure).port();
}

void HttpServer::run() {
  state_->io.run();
  state_->pool.join();
}

void HttpServer::stop() { state_->io.stop(); }

}  // namespace dragoman
