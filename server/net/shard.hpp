#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include <boost/intrusive/list.hpp>

#include "base/logger.hpp"
#include "base/shared_bytes.hpp"
#include "net/client_address.hpp"
#include "net/connection.hpp"
#include "net/handshake_gate.hpp"
#include "net/server.hpp"
#include "net/socket.hpp"
#include "net/tls_stream.hpp"

namespace flumen::net {

/// What the connections of one loop share: the registry that sweeps and ends them, and the buffer they read into.
/// Used on the loop's thread only. Every connection holds a reference to it.
class Shard : public std::enable_shared_from_this<Shard> {
 public:
  Shard(base::EventLoop& loop, const ServerOptions& options, const TrustedProxies& trusted_proxies,
        const Router& router, WebSocketEndpoint& endpoint, ServerObserver& observer, base::Logger logger);

  [[nodiscard]] base::EventLoop& loop() noexcept { return loop_; }
  [[nodiscard]] const ServerOptions& options() const noexcept { return options_; }
  [[nodiscard]] const TrustedProxies& trusted_proxies() const noexcept { return trusted_proxies_; }
  [[nodiscard]] const Router& router() const noexcept { return router_; }
  [[nodiscard]] WebSocketEndpoint& endpoint() noexcept { return endpoint_; }
  [[nodiscard]] ServerObserver& observer() noexcept { return observer_; }
  [[nodiscard]] const base::Logger& logger() const noexcept { return logger_; }

  /// One buffer for whoever reads next: what is in it is gone at the next suspension.
  [[nodiscard]] std::span<char> scratch() noexcept { return {scratch_.get(), kScratchBytes}; }
  /// A ready ping frame.
  [[nodiscard]] const base::SharedBytes& ping_frame() const noexcept { return ping_frame_; }

  /// What connections speak TLS with; null where they speak in the clear.
  [[nodiscard]] const std::shared_ptr<const tls::Context>& tls() const noexcept { return tls_; }
  /// For connections that come from now on. REQUIRES that the shard began with TLS.
  void set_tls(std::shared_ptr<const tls::Context> context) noexcept { tls_ = std::move(context); }
  [[nodiscard]] TlsBuffers& tls_buffers() noexcept { return *tls_buffers_; }
  [[nodiscard]] HandshakeGate& handshakes() noexcept { return handshakes_; }

  /// From here on `connection` is swept and ended with the others; at once when the shard is closed already.
  void add(Connection& connection);
  void remove(Connection& connection);

  /// Shuts every connection, and each that is added later.
  void close(std::uint16_t code, std::string_view reason);
  /// Drops every connection.
  void drop();
  [[nodiscard]] bool closed() const noexcept { return closed_; }

 private:
  static constexpr std::size_t kScratchBytes = 64 * 1024;

  void schedule_sweep();

  base::EventLoop& loop_;
  const ServerOptions options_;
  const TrustedProxies trusted_proxies_;
  const Router& router_;
  WebSocketEndpoint& endpoint_;
  ServerObserver& observer_;
  const base::Logger logger_;

  const std::unique_ptr<char[]> scratch_;
  const base::SharedBytes ping_frame_;

  std::shared_ptr<const tls::Context> tls_;
  const std::unique_ptr<TlsBuffers> tls_buffers_;  // null in the clear
  HandshakeGate handshakes_;

  boost::intrusive::list<Connection, boost::intrusive::constant_time_size<false>> connections_;
  bool closed_ = false;
  std::uint16_t close_code_ = 0;
  std::string close_reason_;

  // One timer for all deadlines of all connections; it runs while there are any.
  const std::chrono::milliseconds sweep_interval_;
  Timer sweep_timer_;
  bool sweeping_ = false;
};

/// How often deadlines are looked at: every second, or twice within the shortest of them.
[[nodiscard]] std::chrono::milliseconds sweep_interval(const ServerOptions& options) noexcept;

}  // namespace flumen::net
