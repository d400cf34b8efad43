#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "net/server.hpp"
#include "net/test_client.hpp"
#include "support/certificate.hpp"
#include "support/temp_dir.hpp"

namespace flumen::net::testing {

/// Values that one thread hands to another, which waits for them.
template <class Value>
class Channel {
 public:
  void put(Value value) {
    const std::lock_guard lock(mutex_);
    values_.push_back(std::move(value));
    changed_.notify_all();
  }
  Value take() {
    std::unique_lock lock(mutex_);
    if (!changed_.wait_for(lock, std::chrono::seconds(10), [this] { return !values_.empty(); })) {
      throw std::runtime_error("nothing came in time");
    }
    Value value = std::move(values_.front());
    values_.pop_front();
    return value;
  }
  [[nodiscard]] bool empty() {
    const std::lock_guard lock(mutex_);
    return values_.empty();
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Value> values_;
};

class RecordingObserver final : public ServerObserver {
 public:
  struct Exchange {
    std::string route;
    Method method;
    int status;
  };
  void on_request(std::string_view route, Method method, int status, std::chrono::nanoseconds) override {
    requests.put({std::string(route), method, status});
  }
  void on_connection_opened() override { ++opened; }
  void on_connection_closed() override { ++closed; }
  void on_connection_refused(std::string_view why) override { refused.put(std::string(why)); }
  void on_websocket_opened() override { ++websockets_opened; }
  void on_websocket_closed(std::uint16_t code) override { websockets_closed.put(code); }
  void on_bytes_sent(std::size_t bytes) override { bytes_sent += bytes; }
  void on_bytes_received(std::size_t bytes) override { bytes_received += bytes; }

  Channel<Exchange> requests;
  Channel<std::string> refused;
  Channel<std::uint16_t> websockets_closed;
  std::atomic<int> opened{0};
  std::atomic<int> closed{0};
  std::atomic<int> websockets_opened{0};
  std::atomic<std::size_t> bytes_sent{0};
  std::atomic<std::size_t> bytes_received{0};
};

/// Keeps every line, as text.
class RecordingSink final : public base::LogSink {
 public:
  [[nodiscard]] bool enabled(base::LogLevel) const noexcept override { return true; }
  void write(base::LogLevel, std::string_view message, std::span<const base::LogField> context,
             std::span<const base::LogField> fields) noexcept override {
    std::string line(message);
    for (const auto& part : {context, fields}) {
      for (const base::LogField& field : part) {
        line += ' ' + field.key + '=';
        if (const auto* text = std::get_if<std::string>(&field.value)) line += *text;
      }
    }
    const std::lock_guard lock(mutex_);
    lines_.push_back(std::move(line));
  }
  [[nodiscard]] std::vector<std::string> lines() const {
    const std::lock_guard lock(mutex_);
    return lines_;
  }

 private:
  mutable std::mutex mutex_;
  std::vector<std::string> lines_;
};

inline base::Slice server_frame(std::string_view payload) {
  std::string frame;
  websocket::append_server_frame(frame, websocket::Opcode::text, payload);
  return base::Slice(std::make_shared<const std::string>(std::move(frame)));
}

/// Sends every message back, and says how the connection ended.
class EchoHandler : public MessageHandler {
 public:
  EchoHandler(WebSocketConnection& connection, Channel<CloseInfo>& ended) : connection_(connection), ended_(ended) {}
  bool on_message(websocket::Opcode, std::string_view payload) override {
    connection_.append(server_frame(payload));
    return true;
  }
  void on_batch_end() override { connection_.flush(); }
  void on_drained() override {}
  base::Task<void> on_closed(CloseInfo info) override {
    ended_.put(std::move(info));
    co_return;
  }

 protected:
  WebSocketConnection& connection_;

 private:
  Channel<CloseInfo>& ended_;
};

/// Admits whom `admit` admits, and lets them in with `service`: by default everybody, at once, to what `handler` makes.
class TestEndpoint final : public WebSocketEndpoint {
 public:
  using Answer = std::variant<Admission, Response>;
  using Handler = std::unique_ptr<MessageHandler>;

  base::Task<Answer> authorize(const Request& request) override { co_return admit(request); }
  base::Task<Handler> serve(WebSocketConnection& connection, Admission admission) override {
    subprotocols.put(std::move(admission.subprotocol));
    return service(connection);
  }

  std::function<Answer(const Request&)> admit = [](const Request&) { return Answer(Admission{}); };
  std::function<base::Task<Handler>(WebSocketConnection&)> service = [this](WebSocketConnection& c) {
    return let_in(c);
  };
  std::function<Handler(WebSocketConnection&)> handler = [this](WebSocketConnection& connection) {
    return std::make_unique<EchoHandler>(connection, ended);
  };
  Channel<CloseInfo> ended;
  Channel<std::string> subprotocols;  ///< of those who were let in

 private:
  base::Task<Handler> let_in(WebSocketConnection& connection) { co_return handler(connection); }
};

/// A server on 127.0.0.1, on two loops, with routes and options of the test's own.
class TestServer {
 public:
  explicit TestServer(std::size_t loop_count = 2) : loops(loop_count) {
    options.address = "127.0.0.1";
    options.port = 0;
    // Sessions are pinged out of step, the first time at a random moment: never where a test does not ask for it.
    options.ping_interval = std::chrono::hours(24);
  }
  ~TestServer() { stop(); }

  /// To be called before start(): the port speaks TLS, and so do the clients connect() makes.
  void use_tls() {
    const support::TempDir folder;
    const auto certificate = support::make_certificate(folder.path(), "test");
    options.tls = tls::load_server_context(certificate.file, certificate.key_file).value();
    trust = tls::make_client_context({.anybody = false, .ca_file = certificate.file}).value();
  }

  void start() {
    server = std::make_unique<Server>(loops, options, router, endpoint, observer, base::Logger(log));
    if (const auto listening = server->listen(); !listening) throw std::runtime_error(listening.error().message);
    loops.start();
    server->start();
  }
  /// As the application stops: returns how many connections had to be dropped.
  std::size_t stop(std::uint16_t code = websocket::kGoingAway,
                   std::chrono::milliseconds timeout = std::chrono::seconds(5)) {
    if (!server) return 0;
    server->stop_accepting();
    const std::size_t dropped = server->close_all(code, "stopping", timeout);
    loops.finish();
    server.reset();
    return dropped;
  }
  [[nodiscard]] TestClient connect(int receive_buffer = 0) const {
    TestClient client(server->port(), receive_buffer);
    if (trust) client.start_tls(trust);
    return client;
  }

  base::EventLoops loops;
  ServerOptions options;
  Router router;
  TestEndpoint endpoint;
  RecordingObserver observer;
  RecordingSink log;
  std::unique_ptr<Server> server;
  std::shared_ptr<const tls::Context> trust;  ///< of clients; null in the clear
};

/// For suites whose every test holds in the clear and under TLS: the parameter says which.
class EitherTransport : public ::testing::TestWithParam<bool> {
 protected:
  EitherTransport() {
    if (GetParam()) server_.use_tls();
  }
  TestServer server_;
};

inline std::string transport_name(const ::testing::TestParamInfo<bool>& tls) { return tls.param ? "tls" : "clear"; }

}  // namespace flumen::net::testing
