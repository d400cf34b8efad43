#include "net/listener.hpp"

#include <exception>
#include <string>
#include <sys/socket.h>
#include <utility>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/ip/v6_only.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>

#include "base/uuid.hpp"
#include "net/error_response.hpp"
#include "net/response_head.hpp"

namespace flumen::net {
namespace {

// Running out of descriptors passes when connections end; trying without a pause would only burn the core.
constexpr std::chrono::milliseconds kRetryAfter(100);
constexpr std::chrono::seconds kComplainEvery(10);

std::string too_many_connections_bytes() {
  const Response response = too_many_connections();
  const std::string request_id = base::Uuid::random().to_string();
  return response_head(response, {false, false, request_id, std::chrono::system_clock::now()}) + response.body;
}

}  // namespace

Listener::Listener(const std::vector<std::shared_ptr<Shard>>& shards, ConnectionTable& table, Accepted accepted)
    : shards_(shards),
      table_(table),
      accepted_(std::move(accepted)),
      acceptor_(shards.front()->loop().executor()),
      retry_timer_(shards.front()->loop().executor()) {}

base::Result<void> Listener::listen(const std::string& address, std::uint16_t port, int backlog) {
  boost::system::error_code error;
  const auto ip = boost::asio::ip::make_address(address, error);
  if (error) return base::fail(base::Errc::invalid_argument, "\"" + address + "\" is not an IP address to listen on");
  const Tcp::endpoint endpoint(ip, port);
  acceptor_.open(endpoint.protocol(), error);
  if (!error) acceptor_.set_option(Acceptor::reuse_address(true), error);
  // One socket for both families: IPv4 clients of an IPv6 address come as mapped addresses.
  if (!error && ip.is_v6()) acceptor_.set_option(boost::asio::ip::v6_only(false), error);
  if (!error) acceptor_.bind(endpoint, error);
  if (!error) acceptor_.listen(backlog, error);
  if (!error) port_ = acceptor_.local_endpoint(error).port();
  if (!error) return {};
  boost::system::error_code ignored;  // the first error is the one to tell
  acceptor_.close(ignored);
  return base::fail(base::Errc::unavailable,
                    "cannot listen on " + address + " port " + std::to_string(port) + ": " + error.message());
}

void Listener::start() {
  std::promise<void> ended;
  ended_ = ended.get_future();
  boost::asio::co_spawn(
      shards_.front()->loop().executor(), accept(),
      [ended = std::move(ended), logger = shards_.front()->logger()](const std::exception_ptr& exception) mutable {
        if (exception) logger.error("accepting connections failed");
        ended.set_value();
      });
}

void Listener::stop() {
  boost::system::error_code ignored;  // the descriptor is released whatever close() says
  if (!ended_.valid() || shards_.front()->loop().context().stopped()) {
    acceptor_.close(ignored);
    return;
  }
  boost::asio::post(shards_.front()->loop().executor(), [this] {
    stopping_ = true;
    boost::system::error_code closed;  // as above
    acceptor_.close(closed);
    retry_timer_.cancel();
  });
  ended_.get();
}

base::Task<void> Listener::accept() {
  for (std::size_t next = 0; !stopping_; next = (next + 1) % shards_.size()) {
    const std::shared_ptr<Shard>& shard = shards_[next];
    boost::system::error_code error;
    Socket socket =
        co_await acceptor_.async_accept(shard->loop().executor(), boost::asio::redirect_error(kAwait, error));
    if (stopping_) break;
    if (error) {
      co_await back_off(error);
    } else {
      admit(shard, std::move(socket));
    }
  }
}

base::Task<void> Listener::back_off(boost::system::error_code error) {
  const base::SteadyTime now = std::chrono::steady_clock::now();
  if (now >= next_complaint_) {
    next_complaint_ = now + kComplainEvery;
    shards_.front()->logger().warning("a connection could not be accepted", {{"reason", error.message()}});
  }
  shards_.front()->observer().on_connection_refused("accept_failed");
  // The peer of a connection that died in the backlog is to blame for this one; the next may be fine.
  if (error == boost::asio::error::connection_aborted) co_return;
  retry_timer_.expires_after(kRetryAfter);
  boost::system::error_code ignored;  // stop() cancels the timer
  co_await retry_timer_.async_wait(boost::asio::redirect_error(kAwait, ignored));
}

void Listener::admit(const std::shared_ptr<Shard>& shard, Socket socket) {
  boost::system::error_code error;
  const auto peer = socket.remote_endpoint(error);
  if (error) return;  // it has gone already
  const auto address = without_mapping(peer.address());
  auto admitted = table_.admit(address, shard->trusted_proxies().contains(address));
  if (const auto* refusal = std::get_if<ConnectionTable::Refusal>(&admitted)) {
    refuse(socket, *refusal);
    return;
  }
  socket.set_option(Tcp::no_delay(true), error);  // without it the connection is slower, not wrong
  accepted_(shard, std::move(socket), std::move(std::get<ConnectionTable::Lease>(admitted)));
}

/// Says why, in the clear and if the kernel takes it at once; a flood of connections must not make the server wait.
void Listener::refuse(Socket& socket, ConnectionTable::Refusal refusal) {
  shards_.front()->observer().on_connection_refused(to_string(refusal));
  if (shards_.front()->tls()) return;  // a handshake is more than one who is refused is worth
  const std::string response = too_many_connections_bytes();
  // A failure leaves the peer without the reason, which is all that can be done.
  static_cast<void>(::send(socket.native_handle(), response.data(), response.size(), MSG_NOSIGNAL | MSG_DONTWAIT));
  ::shutdown(socket.native_handle(), SHUT_WR);
  // A close with unread bytes would reset the connection and take the response with it.
  static_cast<void>(receive_now(socket.native_handle(), shards_.front()->scratch()));
}

}  // namespace flumen::net
