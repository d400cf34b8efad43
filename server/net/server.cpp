#include "net/server.hpp"

#include <exception>
#include <optional>
#include <utility>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>

#include "net/connection_table.hpp"
#include "net/http_connection.hpp"
#include "net/listener.hpp"
#include "net/open_connection.hpp"
#include "net/shard.hpp"
#include "net/websocket_session.hpp"

namespace flumen::net {
namespace {

// How long close_all() waits for dropped connections to notice.
constexpr std::chrono::milliseconds kDropGrace(1000);

/// A connection until it has ended or is a WebSocket that is let in: that one needs no coroutine while it plays, and
/// nothing of HTTP.
base::Task<void> serve_connection(std::shared_ptr<Shard> shard, Socket socket, ConnectionTable::Lease lease) {
  OpenConnection connection(shard->observer(), std::move(lease));
  std::unique_ptr<Upgrade> upgrade = co_await serve_http(*shard, std::move(socket), connection.lease());
  if (!upgrade) co_return;
  connection.keep(std::move(upgrade->client));
  co_await open_websocket(std::move(shard), std::move(connection), std::move(upgrade));
}

void spawn_connection(const std::shared_ptr<Shard>& shard, Socket socket, ConnectionTable::Lease lease) {
  boost::asio::co_spawn(shard->loop().executor(), serve_connection(shard, std::move(socket), std::move(lease)),
                        [shard](const std::exception_ptr& exception) {
                          if (!exception) return;
                          try {
                            std::rethrow_exception(exception);
                          } catch (const std::exception& error) {
                            shard->logger().error("a connection failed", {{"reason", error.what()}});
                          }
                        });
}

base::Result<TrustedProxies> parse_proxies(const std::vector<std::string>& texts) {
  using Outcome = base::Result<TrustedProxies>;
  TrustedProxies proxies;
  for (const std::string& text : texts) {
    boost::system::error_code malformed;
    const auto address = boost::asio::ip::make_address(text, malformed);
    if (malformed) {
      return Outcome(base::fail(base::Errc::invalid_argument, "\"" + text + "\" is not a trusted proxy's IP address"));
    }
    proxies.insert(without_mapping(address));
  }
  return Outcome(std::move(proxies));
}

}  // namespace

class Server::Impl {
 public:
  Impl(base::EventLoops& loops, ServerOptions options, const Router& router, WebSocketEndpoint& endpoint,
       ServerObserver& observer, base::Logger logger)
      : loops_(loops),
        options_(std::move(options)),
        router_(router),
        endpoint_(endpoint),
        observer_(observer),
        logger_(std::move(logger)),
        table_(std::make_shared<ConnectionTable>(options_.max_connections, options_.max_connections_per_address)) {}

  base::Result<void> listen() {
    auto proxies = parse_proxies(options_.trusted_proxies);
    if (!proxies) return proxies.error();
    for (std::size_t i = 0; i < loops_.size(); ++i) {
      shards_.push_back(std::make_shared<Shard>(loops_[i], options_, *proxies, router_, endpoint_, observer_, logger_));
    }
    listener_.emplace(shards_, *table_, spawn_connection);
    return listener_->listen(options_.address, options_.port, options_.listen_backlog);
  }

  [[nodiscard]] std::uint16_t port() const noexcept { return listener_ ? listener_->port() : 0; }

  void start() { listener_->start(); }

  void renew_tls(const std::shared_ptr<const tls::Context>& context) {
    for (const auto& shard : shards_) {
      boost::asio::post(shard->loop().executor(), [shard, context] { shard->set_tls(context); });
    }
  }

  void stop_accepting() {
    if (listener_) listener_->stop();
  }

  std::size_t close_all(std::uint16_t code, std::string_view reason, std::chrono::milliseconds timeout) {
    for (const auto& shard : shards_) {
      boost::asio::post(shard->loop().executor(),
                        [shard, code, text = std::string(reason)] { shard->close(code, text); });
    }
    if (table_->wait_until_empty(timeout)) return 0;
    const std::size_t dropped = table_->count();
    for (const auto& shard : shards_) {
      boost::asio::post(shard->loop().executor(), [shard] { shard->drop(); });
    }
    if (!table_->wait_until_empty(kDropGrace)) {
      logger_.warning("connections were dropped whose handlers still run", {{"count", table_->count()}});
    }
    return dropped;
  }

  [[nodiscard]] std::size_t connection_count() const noexcept { return table_->count(); }

 private:
  base::EventLoops& loops_;
  const ServerOptions options_;
  const Router& router_;
  WebSocketEndpoint& endpoint_;
  ServerObserver& observer_;
  const base::Logger logger_;
  const std::shared_ptr<ConnectionTable> table_;
  std::vector<std::shared_ptr<Shard>> shards_;
  std::optional<Listener> listener_;
};

Server::Server(base::EventLoops& loops, ServerOptions options, const Router& router, WebSocketEndpoint& endpoint,
               ServerObserver& observer, base::Logger logger)
    : impl_(std::make_unique<Impl>(loops, std::move(options), router, endpoint, observer, std::move(logger))) {}

Server::~Server() { impl_->stop_accepting(); }

base::Result<void> Server::listen() { return impl_->listen(); }

std::uint16_t Server::port() const noexcept { return impl_->port(); }

void Server::start() { impl_->start(); }

void Server::renew_tls(std::shared_ptr<const tls::Context> context) { impl_->renew_tls(context); }

void Server::stop_accepting() { impl_->stop_accepting(); }

std::size_t Server::close_all(std::uint16_t code, std::string_view reason, std::chrono::milliseconds timeout) {
  return impl_->close_all(code, reason, timeout);
}

std::size_t Server::connection_count() const noexcept { return impl_->connection_count(); }

}  // namespace flumen::net
