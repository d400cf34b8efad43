#include "net/http_stream.hpp"

#include <algorithm>
#include <array>

#include <boost/asio/buffer.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/write.hpp>

#include "base/uuid.hpp"
#include "net/error_response.hpp"
#include "net/response_head.hpp"

namespace flumen::net {
namespace {

using std::chrono::milliseconds;

constexpr std::size_t kMostLingeringBytes = 1024 * 1024;
constexpr milliseconds kCrowdedHandshake{1000};

}  // namespace

HttpStream::HttpStream(Shard& shard, Socket socket) : shard_(shard), transport_(std::move(socket)) {
  shard_.add(*this);
}

HttpStream::~HttpStream() { shard_.remove(*this); }

void HttpStream::expires_after(std::chrono::milliseconds timeout) {
  deadline_ = std::chrono::steady_clock::now() + timeout;
  expired_ = false;
}

base::Task<bool> HttpStream::handshake() {
  if (!shard_.tls()) co_return true;
  expires_after(shard_.options().header_timeout);
  // A connection costs nothing before its first byte.
  co_await wait_readable();
  const auto outcome = expired_ || closing_ ? Handshake::failed : co_await shake_hands();
  handshake_began_ = base::SteadyTime::max();
  if (outcome == Handshake::done) {
    never_expires();
    co_return true;
  }
  if (!closing_) shard_.observer().on_connection_refused("tls_handshake");
  shard_.logger().debug("a TLS handshake failed", {{"reason", why_no_handshake()}});
  transport_.stop_tls();
  if (outcome == Handshake::plain_http) co_await refuse_plain_http();
  // The alert that says why would be lost, too.
  if (transport_.is_open() && !expired_ && !closing_) co_await linger();
  co_return false;
}

std::string HttpStream::why_no_handshake() {
  if (expired_) return "it took too long";
  if (closing_) return "the server stops";
  if (transport_.tls() == nullptr || transport_.tls()->error().empty()) return "the peer hung up";
  return transport_.tls()->error();
}

base::Task<HttpStream::Handshake> HttpStream::shake_hands() {
  HandshakeGate::Turn turn(shard_.handshakes());
  struct TurnScope {
    HandshakeGate::Turn*& slot;
    ~TurnScope() { slot = nullptr; }
  };
  turn_ = &turn;
  const TurnScope scope{turn_};
  const bool admitted = co_await turn.wait();
  if (!admitted || !transport_.is_open()) co_return Handshake::failed;
  handshake_began_ = std::chrono::steady_clock::now();
  TlsStream& tls = transport_.start_tls(shard_.tls(), shard_.tls_buffers());
  auto step = Handshake::under_way;
  for (;;) {
    if (expired_ || closing_ || !transport_.is_open()) co_return Handshake::failed;
    if (tls.blocked() && !tls.push()) co_return Handshake::failed;
    if (step == Handshake::under_way) step = tls.handshake();
    // Done is what has gone out: the peer sends no request before it has the last of it.
    const bool pending = step == Handshake::under_way || (step == Handshake::done && tls.blocked());
    if (!pending) co_return step;
    if (tls.blocked()) {
      co_await wait_writable();
    } else {
      co_await wait_readable();
    }
  }
}

base::Task<void> HttpStream::refuse_plain_http() {
  const Response response = error_response(400, "https_only", "This port speaks HTTPS only.");
  const std::string request_id = base::Uuid::random().to_string();
  const std::string head = response_head(response, {false, false, request_id, std::chrono::system_clock::now()});
  // A failure leaves the peer without the reason, which is all that can be done.
  static_cast<void>(co_await write(head, response.body));
}

base::Task<void> HttpStream::wait_readable() {
  boost::system::error_code ignored;  // the next look at the socket tells
  reading_ = true;
  co_await transport_.socket().async_wait(Socket::wait_read, boost::asio::redirect_error(kAwait, ignored));
  reading_ = false;
}

base::Task<void> HttpStream::wait_writable() {
  boost::system::error_code ignored;  // as above
  co_await transport_.socket().async_wait(Socket::wait_write, boost::asio::redirect_error(kAwait, ignored));
}

base::Task<std::string_view> HttpStream::read(std::size_t limit) {
  const std::span<char> scratch = shard_.scratch().first(std::min(limit, shard_.scratch().size()));
  for (;;) {
    if (expired_ || closing_) co_return std::string_view();
    const Received received = transport_.receive(scratch);
    if (received.readiness == Readiness::ended) co_return std::string_view();
    if (received.readiness == Readiness::some) {
      shard_.observer().on_bytes_received(received.bytes);
      co_return std::string_view(scratch.data(), received.bytes);
    }
    co_await wait_readable();
  }
}

base::Task<bool> HttpStream::write(std::string_view head, std::string_view body) {
  if (transport_.tls() != nullptr) co_return co_await write_records(head, body);
  const std::array<boost::asio::const_buffer, 2> parts{boost::asio::buffer(head), boost::asio::buffer(body)};
  boost::system::error_code error;
  const std::size_t written =
      co_await boost::asio::async_write(transport_.socket(), parts, boost::asio::redirect_error(kAwait, error));
  shard_.observer().on_bytes_sent(written);
  co_return !error;
}

base::Task<bool> HttpStream::write_records(std::string_view head, std::string_view body) {
  TlsStream& tls = *transport_.tls();
  for (;;) {
    while (tls.blocked()) {
      co_await wait_writable();
      if (expired_ || !transport_.is_open() || !tls.push()) co_return false;
    }
    if (head.empty() && body.empty()) co_return true;
    const std::span<char> record = tls.record();
    const std::size_t of_head = head.copy(record.data(), record.size());
    const std::size_t of_body = body.copy(record.data() + of_head, record.size() - of_head);
    if (!transport_.is_open() || !tls.send({record.data(), of_head + of_body})) co_return false;
    shard_.observer().on_bytes_sent(of_head + of_body);
    head.remove_prefix(of_head);
    body.remove_prefix(of_body);
  }
}

base::Task<void> HttpStream::linger() {
  transport_.finish_sending();
  expires_after(shard_.options().close_timeout);
  for (std::size_t swallowed = 0; swallowed < kMostLingeringBytes;) {
    const std::string_view more = co_await read(shard_.scratch().size());
    if (more.empty()) break;
    swallowed += more.size();
  }
}

void HttpStream::sweep(base::SteadyTime now) {
  // Handshakes of honest clients take two round trips: where others wait for the place, that must be enough.
  const bool makes_room = shard_.handshakes().crowded() && now - handshake_began_ >= kCrowdedHandshake;
  if ((now < deadline_ && !makes_room) || expired_) return;
  expired_ = true;
  if (turn_ != nullptr) turn_->give_up();
  boost::system::error_code ignored;  // fails only on a socket that is closed, on which nothing waits
  transport_.socket().cancel(ignored);
}

void HttpStream::shut(std::uint16_t, std::string_view) {
  closing_ = true;
  if (turn_ != nullptr) turn_->give_up();
  if (!reading_) return;
  boost::system::error_code ignored;  // as above
  transport_.socket().cancel(ignored);
}

void HttpStream::drop() noexcept {
  if (turn_ != nullptr) turn_->give_up();
  transport_.close();
}

}  // namespace flumen::net
