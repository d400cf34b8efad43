#pragma once

#include <array>
#include <atomic>
#include <memory>
#include <string>
#include <string_view>
#include <thread>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

namespace flumen::database {

/// A test's relay before PostgreSQL which, when told to, cuts the next connection that commits: after the server has
/// committed and before the client learns of it.
class CommitCutter {
 public:
  explicit CommitCutter(std::uint16_t server_port)
      : server_(boost::asio::ip::address_v4::loopback(), server_port),
        acceptor_(context_, {boost::asio::ip::address_v4::loopback(), 0}) {
    boost::asio::co_spawn(context_, accept(), boost::asio::detached);
    thread_ = std::thread([this] { context_.run(); });
  }
  ~CommitCutter() {
    context_.stop();
    thread_.join();
  }

  [[nodiscard]] std::uint16_t port() const { return acceptor_.local_endpoint().port(); }
  void cut_next_commit() { armed_ = true; }
  [[nodiscard]] bool has_cut() const { return cut_; }

 private:
  using tcp = boost::asio::ip::tcp;
  static constexpr auto kTuple = boost::asio::as_tuple(boost::asio::use_awaitable);

  struct Pair {
    tcp::socket client;
    tcp::socket server;
    bool cutting = false;
    void close() {
      boost::system::error_code ignored;  // a socket that is closed already is as it should be
      client.close(ignored);
      server.close(ignored);
    }
  };

  boost::asio::awaitable<void> accept() {
    for (;;) {
      auto [error, client] = co_await acceptor_.async_accept(kTuple);
      if (error) co_return;
      auto pair = std::make_shared<Pair>(Pair{std::move(client), tcp::socket(context_)});
      pair->server.connect(server_, error);
      if (error) continue;
      boost::asio::co_spawn(context_, relay(pair, true), boost::asio::detached);
      boost::asio::co_spawn(context_, relay(pair, false), boost::asio::detached);
    }
  }

  boost::asio::awaitable<void> relay(std::shared_ptr<Pair> pair, bool from_client) {
    tcp::socket& in = from_client ? pair->client : pair->server;
    tcp::socket& out = from_client ? pair->server : pair->client;
    std::array<char, 16'384> bytes;
    for (;;) {
      const auto [read_error, size] = co_await in.async_read_some(boost::asio::buffer(bytes), kTuple);
      if (read_error) break;
      if (from_client && std::string_view(bytes.data(), size).find("COMMIT") != std::string_view::npos) {
        pair->cutting = armed_.exchange(false);
      } else if (!from_client && pair->cutting) {
        cut_ = true;
        break;
      }
      const auto [write_error, written] =
          co_await boost::asio::async_write(out, boost::asio::buffer(bytes.data(), size), kTuple);
      if (write_error || written != size) break;
    }
    pair->close();
  }

  boost::asio::io_context context_;
  tcp::endpoint server_;
  tcp::acceptor acceptor_;
  std::atomic<bool> armed_{false};
  std::atomic<bool> cut_{false};
  std::thread thread_;
};

}  // namespace flumen::database
