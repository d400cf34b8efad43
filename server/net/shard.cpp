#include "net/shard.hpp"

#include <algorithm>

#include "websocket/frame.hpp"

namespace flumen::net {
namespace {

base::SharedBytes make_ping_frame() {
  std::string frame;
  websocket::append_server_frame(frame, websocket::Opcode::ping, "");
  return std::make_shared<const std::string>(std::move(frame));
}

}  // namespace

std::chrono::milliseconds sweep_interval(const ServerOptions& options) noexcept {
  const auto shortest = std::min({options.header_timeout, options.body_timeout, options.keep_alive_timeout,
                                  options.ping_interval, options.idle_timeout, options.close_timeout});
  return std::clamp(shortest / 2, std::chrono::milliseconds(5), std::chrono::milliseconds(1000));
}

Shard::Shard(base::EventLoop& loop, const ServerOptions& options, const TrustedProxies& trusted_proxies,
             const Router& router, WebSocketEndpoint& endpoint, ServerObserver& observer, base::Logger logger)
    : loop_(loop),
      options_(options),
      trusted_proxies_(trusted_proxies),
      router_(router),
      endpoint_(endpoint),
      observer_(observer),
      logger_(std::move(logger)),
      scratch_(std::make_unique<char[]>(kScratchBytes)),
      ping_frame_(make_ping_frame()),
      tls_(options.tls),
      tls_buffers_(options.tls ? std::make_unique<TlsBuffers>() : nullptr),
      handshakes_(loop.executor()),
      sweep_interval_(net::sweep_interval(options)),
      sweep_timer_(loop.executor()) {}

void Shard::add(Connection& connection) {
  connections_.push_back(connection);
  if (!sweeping_) schedule_sweep();
  if (closed_) connection.shut(close_code_, close_reason_);
}

void Shard::remove(Connection& connection) {
  connections_.erase(connections_.iterator_to(connection));
  // An armed timer would keep the loop from running dry.
  if (connections_.empty()) sweep_timer_.cancel();
}

void Shard::close(std::uint16_t code, std::string_view reason) {
  closed_ = true;
  close_code_ = code;
  close_reason_ = reason;
  for (Connection& connection : connections_) connection.shut(code, reason);
}

void Shard::drop() {
  for (Connection& connection : connections_) connection.drop();
}

void Shard::schedule_sweep() {
  sweeping_ = true;
  sweep_timer_.expires_after(sweep_interval_);
  sweep_timer_.async_wait([weak = weak_from_this()](boost::system::error_code) {
    const auto self = weak.lock();
    if (!self) return;
    // Also when cancelled: a connection may have come since the last one went.
    self->sweeping_ = false;
    if (self->connections_.empty()) return;
    const base::SteadyTime now = std::chrono::steady_clock::now();
    for (Connection& connection : self->connections_) connection.sweep(now);
    self->schedule_sweep();
  });
}

}  // namespace flumen::net
