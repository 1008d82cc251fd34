#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <future>
#include <optional>
#include <thread>

#include "serve/http.h"
#include "serve/target.h"

namespace dragoman {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;
using namespace std::chrono_literals;

constexpr const char* kHost = "Host: 127.0.0.1\r\n";

// A connection that sends any bytes and reads until the other side ends.
class Client {
 public:
  explicit Client(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    const timeval patience{20, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    connected_ = ::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  }
  ~Client() { ::close(socket_); }
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  bool connected() const { return connected_; }
  // False when the other side no longer listens.
  bool send(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }
  void finish() { ::shutdown(socket_, SHUT_WR); }
  // What came until the end, or until `until` was among it.
  std::string receive(std::string_view until = {}) {
    std::string all;
    char piece[4096];
    while (until.empty() || all.find(until) == std::string::npos) {
      const ssize_t got = ::recv(socket_, piece, sizeof piece, 0);
      if (got <= 0) break;
      all.append(piece, static_cast<std::size_t>(got));
    }
    return all;
  }

 private:
  int socket_;
  bool connected_ = false;
};

// Answers with what it was asked.
Response echo(const Request& request) {
  if (request.target == "/throw") throw std::bad_alloc();
  Response response;
  response.content_type = "text/plain";
  response.body = request.method + " " + request.target + " " + request.content_type + " " + std::to_string(request.body.size()) + "\n";
  return response;
}

class HttpTest : public testing::Test {
 protected:
  void start(ServerOptions options = {}, Handler handler = echo) {
    options.workers = 2;
    auto server = HttpServer::listen(options, [&] { return handler; });
    ASSERT_TRUE(server.ok()) << server.error().message;
    server_.emplace(std::move(*server));
    thread_ = std::thread([this] { server_->run(); });
  }
  void TearDown() override {
    if (!thread_.joinable()) return;
    server_->stop();
    thread_.join();
  }
  std::string ask(const std::string& bytes) {
    Client client(server_->port());
    client.send(bytes);
    client.finish();
    return client.receive();
  }
  std::optional<HttpServer> server_;
  std::thread thread_;
};

TEST_F(HttpTest, AnswersOneAfterAnotherOnOneConnection) {
  start();
  Client client(server_->port());
  client.send("GET /a?b=c HTTP/1.1\r\n" + std::string(kHost) + "\r\n");
  EXPECT_THAT(client.receive("GET /a?b=c  0\n"), StartsWith("HTTP/1.1 200 OK\r\n"));
  client.send("POST /p HTTP/1.1\r\nHost: localhost:9\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\nhello");
  EXPECT_THAT(client.receive("\n"), StartsWith("HTTP/1.1 200"));
  client.send("POST /q HTTP/1.1\r\nHost: [::1]:9\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n3\r\nabc\r\n4\r\ndefg\r\n0\r\n\r\n");
  EXPECT_THAT(client.receive(), AllOf(HasSubstr("POST /q  7\n"), HasSubstr("X-Content-Type-Options: nosniff")));
}

TEST_F(HttpTest, HeadHasNoBody) {
  start();
  EXPECT_THAT(ask("HEAD /a HTTP/1.1\r\n" + std::string(kHost) + "\r\n"), AllOf(HasSubstr("Content-Length: 10\r\n"), Not(HasSubstr("GET /a"))));
}

TEST_F(HttpTest, ABodyIsAnnouncedBeforeItIsSent) {
  start();
  Client client(server_->port());
  client.send("POST / HTTP/1.1\r\n" + std::string(kHost) + "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n");
  EXPECT_THAT(client.receive("\r\n\r\n"), StartsWith("HTTP/1.1 100 Continue"));
  client.send("ab");
  EXPECT_THAT(client.receive("POST /  2\n"), HasSubstr("200 OK"));
}

TEST_F(HttpTest, OtherNamesOfThisMachineAreRefused) {
  start();
  for (const char* host : {"Host: evil.example\r\n", "", "Host: 127.0.0.1.evil.example\r\n", "Host: :\r\n"})
    EXPECT_THAT(ask("GET / HTTP/1.1\r\n" + std::string(host) + "\r\n"), StartsWith("HTTP/1.1 421")) << host;
}

TEST_F(HttpTest, TooMuchIsRefusedAndTheServerGoesOn) {
  ServerOptions options;
  options.max_body_bytes = 100;
  options.max_header_bytes = 1000;
  start(options);
  EXPECT_THAT(ask("POST / HTTP/1.1\r\n" + std::string(kHost) + "Content-Length: 101\r\n\r\n" + std::string(101, 'x')), StartsWith("HTTP/1.1 413"));
  EXPECT_THAT(ask("POST / HTTP/1.1\r\n" + std::string(kHost) + "Content-Length: 18446744073709551615\r\n\r\n"), StartsWith("HTTP/1.1 413"));
  EXPECT_THAT(ask("POST / HTTP/1.1\r\n" + std::string(kHost) + "Transfer-Encoding: chunked\r\n\r\nffffffff\r\nabc"), StartsWith("HTTP/1.1 413"));
  EXPECT_THAT(ask("GET / HTTP/1.1\r\n" + std::string(kHost) + "X: " + std::string(2000, 'x') + "\r\n\r\n"), StartsWith("HTTP/1.1 431"));
  EXPECT_THAT(ask("GET /" + std::string(2000, 'x') + " HTTP/1.1\r\n" + std::string(kHost) + "\r\n"), StartsWith("HTTP/1.1 431"));
  EXPECT_THAT(ask("GET /fine HTTP/1.1\r\n" + std::string(kHost) + "\r\n"), HasSubstr("GET /fine"));
}

TEST_F(HttpTest, WhatIsNoHttpIsRefused) {
  start();
  for (const std::string& bad : {std::string("\x16\x03\x01\x02\x00\x01", 6), std::string("GET / HTTP/9.9\r\n\r\n"), std::string("GET\r\n\r\n"), std::string(64, '\0'),
                                std::string("GET / HTTP/1.1\r\nNo colon\r\n\r\n"), std::string("POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n"),
                                std::string("POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")})
    EXPECT_THAT(ask(bad), AllOf(StartsWith("HTTP/1."), HasSubstr(" 400 "))) << bad;
  EXPECT_THAT(ask("GET /half HTTP/1.1\r\nHost: 127"), IsEmpty());
  EXPECT_THAT(ask("GET /fine HTTP/1.1\r\n" + std::string(kHost) + "\r\n"), HasSubstr("GET /fine"));
}

TEST_F(HttpTest, RandomBytesNeverStopIt) {
  start();
  unsigned seed = 7;
  const std::string good = "POST /a HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\nContent-Type: text/plain\r\n\r\n3\r\nabc\r\n0\r\n\r\n";
  for (int round = 0; round < 200; ++round) {
    std::string damaged = good;
    for (int i = 0; i < 4; ++i) {
      seed = seed * 1664525u + 1013904223u;
      damaged[(seed >> 8) % damaged.size()] = static_cast<char>(seed >> 3);
    }
    ask(damaged);
  }
  EXPECT_THAT(ask("GET /fine HTTP/1.1\r\n" + std::string(kHost) + "\r\n"), HasSubstr("GET /fine"));
}

TEST_F(HttpTest, TheSlowAreCutOff) {
  ServerOptions options;
  options.patience = 200ms;
  start(options);
  Client drip(server_->port());
  const auto began = std::chrono::steady_clock::now();
  drip.send("GET / HT");
  std::this_thread::sleep_for(120ms);
  drip.send("TP/1.1\r\nX: ");  // a byte now and then buys no time
  EXPECT_THAT(drip.receive(), IsEmpty());
  EXPECT_LT(std::chrono::steady_clock::now() - began, 10s);
}

TEST_F(HttpTest, ManyWaitTheirTurn) {
  ServerOptions options;
  options.max_connections = 3;
  start(options);
  std::vector<std::future<std::string>> answers;
  for (int i = 0; i < 40; ++i)
    answers.push_back(std::async(std::launch::async, [this] { return ask("GET /x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"); }));
  for (auto& answer : answers) EXPECT_THAT(answer.get(), HasSubstr("GET /x"));
}

TEST_F(HttpTest, AFailureInWorkIsAnAnswer) {
  start();
  EXPECT_THAT(ask("GET /throw HTTP/1.1\r\n" + std::string(kHost) + "\r\n"), AllOf(StartsWith("HTTP/1.1 500"), HasSubstr("\"error\"")));
  EXPECT_THAT(ask("GET /fine HTTP/1.1\r\n" + std::string(kHost) + "\r\n"), HasSubstr("GET /fine"));
}

TEST_F(HttpTest, StoppingWaitsForWorkAndCutsConnections) {
  std::atomic<bool> begun = false, done = false;
  start({}, [&](const Request&) {
    begun = true;
    std::this_thread::sleep_for(300ms);
    done = true;
    return Response{};
  });
  Client idle(server_->port()), busy(server_->port());
  idle.send("GET /");
  busy.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
  while (!begun) std::this_thread::sleep_for(1ms);
  server_->stop();
  thread_.join();
  EXPECT_TRUE(done);
  server_.reset();
  EXPECT_THAT(idle.receive(), IsEmpty());
}

TEST_F(HttpTest, AnswersOnTheLoopbackAddressOnlyAndOncePerPort) {
  start();
  ServerOptions same;
  same.port = server_->port();
  const auto second = HttpServer::listen(same, [] { return Handler(echo); });
  ASSERT_FALSE(second.ok());
  EXPECT_EQ(second.error().where, "127.0.0.1:" + std::to_string(same.port));
  Client here(same.port);
  EXPECT_TRUE(here.connected());
}

TEST(Target, PathAndParameters) {
  const auto target = parse_target("/br%69ef?format=md&outlet=Lake+Gaz%65tte%26Sons&empty=&bare");
  ASSERT_TRUE(target.ok());
  EXPECT_EQ(target->path, "/brief");
  EXPECT_EQ(target->value("format"), "md");
  EXPECT_EQ(target->value("outlet"), "Lake Gazette&Sons");
  EXPECT_EQ(target->value("empty"), "");
  EXPECT_EQ(target->parameters.count("bare"), 1u);
  EXPECT_EQ(parse_target("/a+b")->path, "/a+b");
  for (const char* bad : {"/%", "/%4", "/%zz", "/a?x=%", "/a?%g0=1", "/a?x=1&x=2", "/a?x=% 1", "/%+1"}) EXPECT_FALSE(parse_target(bad).ok()) << bad;
}

}  // namespace
}  // namespace dragoman
