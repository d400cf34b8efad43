#include "bots/wire.hpp"

#include <array>
#include <span>
#include <utility>

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/error.hpp>

namespace flumen::bots {
namespace {

using Handshake = tls::Session::Handshake;

auto into(boost::system::error_code& error) {
  return boost::asio::redirect_error(boost::asio::use_awaitable_t<base::Executor>{}, error);
}

base::Error network_error(const boost::system::error_code& error) {
  const bool timeout = error == boost::beast::error::timeout;
  return base::fail(timeout ? base::Errc::timed_out : base::Errc::unavailable, error.message());
}

}  // namespace

base::Task<base::Result<void>> Wire::connect(Target target) {
  boost::system::error_code error;
  co_await stream_.async_connect(target.endpoint, into(error));
  if (error) co_return network_error(error);
  stream_.socket().set_option(boost::asio::ip::tcp::no_delay(true), error);  // without it it is slower, not wrong
  if (!target.tls) co_return base::Result<void>();
  co_return co_await shake_hands(std::move(target));
}

base::Task<base::Result<void>> Wire::shake_hands(Target target) {
  auto session = std::make_unique<tls::Session>(target.tls, target.host);
  std::array<char, kReadBytes> input;  // NOLINT: written before it is read
  std::string output;
  auto step = session->handshake({}, output);
  for (;;) {
    auto written = co_await write_raw(std::exchange(output, {}));
    if (step == Handshake::done) break;
    if (step != Handshake::under_way) {
      co_return base::fail(base::Errc::unauthenticated, "the TLS handshake failed: " + session->error());
    }
    if (!written) co_return written;
    const auto got = co_await read_raw(input);
    if (!got) co_return got.error();
    step = session->handshake(std::span(input).first(*got), output);
  }
  tls_ = std::move(session);
  co_return base::Result<void>();
}

base::Task<base::Result<void>> Wire::write(std::string bytes) {
  if (tls_) {
    std::string records;
    if (!tls_->send(bytes, records)) co_return base::fail(base::Errc::unavailable, tls_->error());
    bytes = std::move(records);
  }
  co_return co_await write_raw(std::move(bytes));
}

base::Task<base::Result<void>> Wire::read(boost::beast::flat_buffer& into) {
  if (!tls_) {
    const auto room = into.prepare(kReadBytes);
    const auto got = co_await read_raw({static_cast<char*>(room.data()), room.size()});
    if (!got) co_return got.error();
    into.commit(*got);
    co_return base::Result<void>();
  }
  std::array<char, kReadBytes> input;  // NOLINT: written before it is read
  for (;;) {
    std::size_t size = 0;
    if (!tls_->has_more()) {
      const auto got = co_await read_raw(input);
      if (!got) co_return got.error();
      size = *got;
    }
    const auto room = into.prepare(kReadBytes);
    std::string output;
    const auto received =
        tls_->receive(std::span(input).first(size), {static_cast<char*>(room.data()), room.size()}, output);
    into.commit(received.bytes);
    if (!output.empty()) {
      auto answered = co_await write_raw(std::move(output));
      if (!answered) co_return answered;
    }
    if (received.bytes > 0) co_return base::Result<void>();
    if (received.status != tls::Session::Status::open) {
      co_return base::fail(base::Errc::unavailable, tls_->error().empty() ? "the connection ended" : tls_->error());
    }
  }
}

base::Task<base::Result<void>> Wire::write_raw(std::string bytes) {
  boost::system::error_code error;
  co_await boost::asio::async_write(stream_, boost::asio::buffer(bytes), into(error));
  if (error) co_return network_error(error);
  co_return base::Result<void>();
}

base::Task<base::Result<std::size_t>> Wire::read_raw(std::span<char> room) {
  boost::system::error_code error;
  const std::size_t got = co_await stream_.async_read_some(boost::asio::buffer(room.data(), room.size()), into(error));
  if (error) co_return network_error(error);
  co_return got;
}

}  // namespace flumen::bots
