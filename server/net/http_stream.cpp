#include "net/http_stream.hpp"

#include <algorithm>
#include <array>

#include <boost/asio/buffer.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/write.hpp>

namespace flumen::net {
namespace {

constexpr std::size_t kMostLingeringBytes = 1024 * 1024;

}  // namespace

HttpStream::HttpStream(Shard& shard, Socket socket) : shard_(shard), socket_(std::move(socket)) { shard_.add(*this); }

HttpStream::~HttpStream() { shard_.remove(*this); }

void HttpStream::expires_after(std::chrono::milliseconds timeout) {
  deadline_ = std::chrono::steady_clock::now() + timeout;
  expired_ = false;
}

base::Task<std::string_view> HttpStream::read(std::size_t limit) {
  const std::span<char> scratch = shard_.scratch().first(std::min(limit, shard_.scratch().size()));
  for (;;) {
    if (expired_ || closing_) co_return std::string_view();
    const Received received = receive_now(socket_, scratch);
    if (received.readiness == Readiness::ended) co_return std::string_view();
    if (received.readiness == Readiness::some) {
      shard_.observer().on_bytes_received(received.bytes);
      co_return std::string_view(scratch.data(), received.bytes);
    }
    boost::system::error_code ignored;  // the next look at the socket tells
    reading_ = true;
    co_await socket_.async_wait(Socket::wait_read, boost::asio::redirect_error(kAwait, ignored));
    reading_ = false;
  }
}

base::Task<bool> HttpStream::write(std::string_view head, std::string_view body) {
  const std::array<boost::asio::const_buffer, 2> parts{boost::asio::buffer(head), boost::asio::buffer(body)};
  boost::system::error_code error;
  const std::size_t written =
      co_await boost::asio::async_write(socket_, parts, boost::asio::redirect_error(kAwait, error));
  shard_.observer().on_bytes_sent(written);
  co_return !error;
}

base::Task<void> HttpStream::linger() {
  boost::system::error_code ignored;  // a connection that is gone needs no lingering
  socket_.shutdown(Socket::shutdown_send, ignored);
  expires_after(shard_.options().close_timeout);
  for (std::size_t swallowed = 0; swallowed < kMostLingeringBytes;) {
    const std::string_view more = co_await read(shard_.scratch().size());
    if (more.empty()) break;
    swallowed += more.size();
  }
}

void HttpStream::sweep(base::SteadyTime now) {
  if (now < deadline_ || expired_) return;
  expired_ = true;
  boost::system::error_code ignored;  // fails only on a socket that is closed, on which nothing waits
  socket_.cancel(ignored);
}

void HttpStream::shut(std::uint16_t, std::string_view) {
  closing_ = true;
  if (!reading_) return;
  boost::system::error_code ignored;  // as above
  socket_.cancel(ignored);
}

void HttpStream::drop() noexcept {
  boost::system::error_code ignored;  // the descriptor is released whatever close() says
  socket_.close(ignored);
}

}  // namespace flumen::net
