#include "bots/connection.hpp"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace flumen::bots {

namespace asio = boost::asio;

base::Task<Connection::End> Connection::run(TcpSocket socket, std::string early) {
  socket_.emplace(std::move(socket));
  parser_.emplace(websocket::Role::client, kMaxMessage);
  pending_.clear();
  end_ = {};
  last_received_ = std::chrono::steady_clock::now();

  bool open = feed(early.data(), early.size());
  while (open) {
    boost::system::error_code error;
    const std::size_t size = co_await socket_->async_receive(
        asio::buffer(buffer_), asio::redirect_error(asio::use_awaitable_t<base::Executor>{}, error));
    if (error) {
      if (end_.reason.empty()) end_.reason = error.message();
      break;
    }
    bytes_received_ += size;
    last_received_ = std::chrono::steady_clock::now();
    open = feed(buffer_.data(), size);
  }
  socket_.reset();
  parser_.reset();
  co_return end_;
}

bool Connection::feed(char* data, std::size_t size) {
  switch (parser_->feed(data, size, *this)) {
    case websocket::Parser::Status::open:
      return true;
    case websocket::Parser::Status::failed:
      end_.code = parser_->error();
      end_.reason = std::string("the server broke the protocol: ") + parser_->error_reason();
      close(parser_->error(), parser_->error_reason());
      return false;
    case websocket::Parser::Status::closed:
    case websocket::Parser::Status::stopped:
      return false;
  }
  return false;
}

bool Connection::on_message(websocket::Opcode opcode, std::string_view payload) {
  if (opcode == websocket::Opcode::text) listener_.on_text(payload);
  return true;
}

bool Connection::on_control(websocket::Opcode opcode, std::string_view payload) {
  if (opcode == websocket::Opcode::ping) write(websocket::Opcode::pong, payload);
  return true;
}

void Connection::on_close(std::uint16_t code, std::string_view reason) {
  end_.code = code;
  end_.reason = std::string(reason);
  if (!end_.asked_for) write(websocket::Opcode::close, websocket::close_payload(code, ""));
}

void Connection::send(std::string_view text) {
  if (!end_.asked_for) write(websocket::Opcode::text, text);
}

void Connection::close(std::uint16_t code, std::string_view reason) {
  if (!socket_ || std::exchange(end_.asked_for, true)) return;
  write(websocket::Opcode::close, websocket::close_payload(code, reason));
}

void Connection::drop() {
  boost::system::error_code ignored;  // gone is gone
  if (socket_) socket_->close(ignored);
}

void Connection::write(websocket::Opcode opcode, std::string_view payload) {
  if (!socket_) return;
  const std::uint32_t random = static_cast<std::uint32_t>(random_());
  const std::array<std::uint8_t, 4> key = {static_cast<std::uint8_t>(random), static_cast<std::uint8_t>(random >> 8),
                                           static_cast<std::uint8_t>(random >> 16),
                                           static_cast<std::uint8_t>(random >> 24)};
  if (!pending_.empty()) {
    if (pending_.size() + payload.size() > kMaxPending) {
      end_.reason = "the server does not read";
      return drop();
    }
    return websocket::append_client_frame(pending_, opcode, payload, key);
  }
  std::string frame;
  websocket::append_client_frame(frame, opcode, payload, key);
  boost::system::error_code error;
  const std::size_t sent = socket_->send(asio::buffer(frame), 0, error);
  if (error && error != asio::error::would_block) return;  // the read sees it, too, and ends the connection
  if (sent == frame.size()) return;
  pending_ = frame.substr(sent);
  flush_when_writable();
}

void Connection::flush_when_writable() {
  socket_->async_wait(TcpSocket::wait_write, [this](const boost::system::error_code& error) {
    // A socket that is closed or replaced aborts its wait; pending_ then belongs to the next one.
    if (error || !socket_) return;
    boost::system::error_code failed;
    const std::size_t sent = socket_->send(asio::buffer(pending_), 0, failed);
    if (failed && failed != asio::error::would_block) return;
    pending_.erase(0, sent);
    if (!pending_.empty()) flush_when_writable();
  });
}

}  // namespace flumen::bots
