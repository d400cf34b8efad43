#include "bots/connection.hpp"

#include <cerrno>
#include <cstring>
#include <sys/socket.h>
#include <unistd.h>

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace flumen::bots {

Connection::Connection(base::EventLoop& loop, Poller& poller, Listener& listener, std::uint32_t seed)
    : poller_(poller),
      listener_(listener),
      random_(seed),
      ended_(loop.executor(), Timer::time_point::max()),
      parser_(websocket::Role::client, kMaxMessage) {}

Connection::~Connection() { drop(); }

base::Task<Connection::End> Connection::run(Link link, std::string early) {
  descriptor_ = link.socket.release();
  tls_ = std::move(link.tls);
  parser_ = websocket::Parser(websocket::Role::client, kMaxMessage);
  pending_.clear();
  end_ = {};
  last_received_ = std::chrono::steady_clock::now();
  poller_.watch(descriptor_, *this);
  feed(early.data(), early.size());
  if (tls_ && tls_->has_more()) decrypt({});
  while (descriptor_ >= 0) {
    boost::system::error_code ended;  // being cancelled is the end
    co_await ended_.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable_t<base::Executor>{}, ended));
  }
  co_return end_;
}

void Connection::on_readable(bool hung_up) {
  const auto buffer = poller_.scratch();
  while (descriptor_ >= 0) {
    const ssize_t size = ::recv(descriptor_, buffer.data(), buffer.size(), MSG_DONTWAIT);
    if (size <= 0) {
      if (size < 0 && errno == EINTR) continue;
      if (size < 0 && errno == EAGAIN) return;
      if (end_.reason.empty()) end_.reason = size == 0 ? "the connection ended" : std::strerror(errno);
      return drop();
    }
    bytes_received_ += static_cast<std::uint64_t>(size);
    last_received_ = std::chrono::steady_clock::now();
    receive(buffer.first(static_cast<std::size_t>(size)));
    if (!hung_up && static_cast<std::size_t>(size) < buffer.size()) return;
  }
}

void Connection::receive(std::span<char> bytes) {
  if (tls_) {
    decrypt(bytes);
  } else {
    feed(bytes.data(), bytes.size());
  }
}

void Connection::decrypt(std::span<const char> records) {
  const auto plain = poller_.plain();
  do {
    record_.clear();
    const auto received = tls_->receive(records, plain, record_);
    records = {};
    put(record_);
    feed(plain.data(), received.bytes);
    if (descriptor_ >= 0 && received.status != tls::Session::Status::open) {
      if (end_.reason.empty()) end_.reason = tls_->error().empty() ? "the connection ended" : tls_->error();
      drop();
    }
  } while (descriptor_ >= 0 && tls_->has_more());
}

void Connection::feed(char* data, std::size_t size) {
  switch (parser_.feed(data, size, *this)) {
    case websocket::Parser::Status::open:
      return;
    case websocket::Parser::Status::failed:
      close(parser_.error(), parser_.error_reason());
      end_ = {parser_.error(), false, std::string("it broke the protocol: ") + parser_.error_reason()};
      return drop();
    case websocket::Parser::Status::closed:
    case websocket::Parser::Status::stopped:
      return drop();
  }
}

bool Connection::on_message(websocket::Opcode opcode, std::string_view payload) {
  if (opcode == websocket::Opcode::text) {
    listener_.on_text(payload);
  } else {
    listener_.on_binary(payload);
  }
  return descriptor_ >= 0;
}

bool Connection::on_control(websocket::Opcode opcode, std::string_view payload) {
  if (opcode == websocket::Opcode::ping) write(websocket::Opcode::pong, payload);
  return descriptor_ >= 0;
}

void Connection::on_close(std::uint16_t code, std::string_view reason) {
  end_.code = code;
  end_.reason = std::string(reason);
  if (!end_.asked_for) write(websocket::Opcode::close, websocket::close_payload(code, ""));
}

void Connection::send(std::string_view text) {
  if (!end_.asked_for) write(websocket::Opcode::text, text);
}

void Connection::send_binary(std::string_view bytes) {
  if (!end_.asked_for) write(websocket::Opcode::binary, bytes);
}

void Connection::close(std::uint16_t code, std::string_view reason) {
  if (descriptor_ < 0 || std::exchange(end_.asked_for, true)) return;
  write(websocket::Opcode::close, websocket::close_payload(code, reason));
}

void Connection::drop() {
  if (descriptor_ < 0) return;
  ::close(std::exchange(descriptor_, -1));
  ended_.cancel();
}

void Connection::write(websocket::Opcode opcode, std::string_view payload) {
  if (descriptor_ < 0) return;
  const auto random = static_cast<std::uint32_t>(random_());
  const std::array<std::uint8_t, 4> key = {static_cast<std::uint8_t>(random), static_cast<std::uint8_t>(random >> 8),
                                           static_cast<std::uint8_t>(random >> 16),
                                           static_cast<std::uint8_t>(random >> 24)};
  frame_.clear();
  websocket::append_client_frame(frame_, opcode, payload, key);
  if (!tls_) return put(frame_);
  record_.clear();
  if (tls_->send(frame_, record_)) put(record_);  // a session that failed is ended by the next read
}

/// Sends `bytes` behind what waits.
void Connection::put(std::string_view bytes) {
  if (descriptor_ < 0 || bytes.empty()) return;
  if (!pending_.empty()) {
    if (pending_.size() + bytes.size() > kMaxPending) {
      end_.reason = "it does not read";
      return drop();
    }
    pending_ += bytes;
    return;
  }
  const auto sent = write_some(bytes);
  if (!sent || *sent == bytes.size()) return;
  pending_ = bytes.substr(*sent);
  poller_.watch_writes(descriptor_, *this, true);
}

void Connection::on_writable() {
  if (descriptor_ < 0) return;
  const auto sent = write_some(pending_);
  if (!sent) return pending_.clear();
  pending_.erase(0, *sent);
  if (pending_.empty()) poller_.watch_writes(descriptor_, *this, false);
}

std::optional<std::size_t> Connection::write_some(std::string_view bytes) {
  const ssize_t sent = ::send(descriptor_, bytes.data(), bytes.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
  if (sent >= 0) return static_cast<std::size_t>(sent);
  if (errno == EAGAIN) return 0;
  return std::nullopt;
}

}  // namespace flumen::bots
