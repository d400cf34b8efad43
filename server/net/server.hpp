#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "base/event_loop.hpp"
#include "base/logger.hpp"
#include "net/http.hpp"
#include "net/websocket_endpoint.hpp"
#include "tls/context.hpp"

namespace flumen::net {

struct ServerOptions {
  std::string address = "0.0.0.0";
  std::uint16_t port = 9090;  ///< 0 lets the kernel choose
  std::string websocket_path = "/ws/game";

  std::size_t max_connections = 20'000;
  std::size_t max_connections_per_address =
      20'000;  ///< of the client: a trusted proxy's connections count for those it speaks for
  std::vector<std::string> trusted_proxies;  ///< addresses whose X-Forwarded-For is believed

  std::size_t max_header_bytes = 16 * 1024;
  std::size_t max_body_bytes = 64 * 1024;
  std::chrono::milliseconds header_timeout{10'000};  ///< for a whole request head, however slowly it comes
  std::chrono::milliseconds body_timeout{10'000};
  std::chrono::milliseconds keep_alive_timeout{30'000};

  std::size_t max_message_bytes = 4 * 1024;
  std::size_t outbox_bytes = 1024 * 1024;  ///< must hold a players_list of a crowd
  std::chrono::milliseconds ping_interval{20'000};
  std::chrono::milliseconds idle_timeout{60'000};
  std::chrono::milliseconds close_timeout{2'000};
  int listen_backlog = 4096;

  std::shared_ptr<const tls::Context> tls =
      nullptr;  ///< the port speaks HTTPS and WSS; null: HTTP and WebSocket in the clear
};

/// What the network counts and times. Called on the loops' threads; must be quick and must not throw.
/// `route` is the route's pattern, or "" where none matched; `took` ends when the response was handed to the kernel.
/// Bytes are counted as HTTP and WebSocket have them, without what TLS adds.
class ServerObserver {
 public:
  virtual ~ServerObserver() = default;
  virtual void on_request(std::string_view route, Method method, int status, std::chrono::nanoseconds took) = 0;
  virtual void on_connection_opened() = 0;
  virtual void on_connection_closed() = 0;
  virtual void on_connection_refused(std::string_view why) = 0;
  virtual void on_websocket_opened() = 0;
  virtual void on_websocket_closed(std::uint16_t code) = 0;
  virtual void on_bytes_sent(std::size_t bytes) = 0;
  virtual void on_bytes_received(std::size_t bytes) = 0;
};

/// Listens on one port and serves HTTP and WebSocket on every loop, connections spread evenly.
///
/// The timeouts of ServerOptions are looked at once a second (more often when one is under two seconds), so each may
/// take that much longer. To end: stop_accepting(), close_all(), EventLoops::finish(), then destroy the server.
class Server {
 public:
  /// Everything passed by reference must outlive the server.
  Server(base::EventLoops& loops, ServerOptions options, const Router& router, WebSocketEndpoint& endpoint,
         ServerObserver& observer, base::Logger logger);
  ~Server();

  /// Binds and listens; fails when the address is taken or not ours, with a sentence that says so.
  [[nodiscard]] base::Result<void> listen();
  /// The port in use, once listening.
  [[nodiscard]] std::uint16_t port() const noexcept;
  /// Starts accepting. REQUIRES listen() succeeded and the loops run. Any thread.
  void start();

  /// Gives connections that come from now on another certificate; those there are go on. REQUIRES that the server
  /// began with one. Any thread.
  void renew_tls(std::shared_ptr<const tls::Context> context);

  /// Stops accepting; connections go on. Any thread; blocks until it has happened.
  void stop_accepting();
  /// Closes every WebSocket with `code`, ends HTTP connections but those whose request has arrived whole, waits until
  /// all have ended or `timeout` has passed, then drops the rest. Any thread but a loop's; blocks. Returns how many had
  /// to be dropped. Dropping closes the socket and waits a second more: a handler that waits for something else ends
  /// when that does. A connection that comes later is closed at once.
  std::size_t close_all(std::uint16_t code, std::string_view reason, std::chrono::milliseconds timeout);

  [[nodiscard]] std::size_t connection_count() const noexcept;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace flumen::net
