#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/rate_limiter.hpp"
#include "base/uuid.hpp"
#include "net/connection.hpp"
#include "net/http_connection.hpp"
#include "net/open_connection.hpp"
#include "net/outbox.hpp"
#include "net/shard.hpp"
#include "net/transport.hpp"
#include "net/websocket_connection.hpp"
#include "websocket/parser.hpp"

namespace flumen::net {

/// A WebSocket on a TCP socket, with or without TLS.
///
/// When the socket is readable, what has come is read into the shard's scratch buffer and fed to the parser, so that an
/// idle connection holds no buffer; and by a plain function, so that it holds no coroutine either: there are only those
/// that let the client in and that see it out. What the socket did not take is written when it is writable, by a
/// function of its own. Deadlines are looked at by the shard's sweep.
///
///     open ──close(), error, timeout──> closing ──peer's close frame, end of stream, deadline──> ended
///     open ──peer's close frame───────> closing ──reply written───────────────────────────────> ended
class WebSocketSession final : public WebSocketConnection,
                               public Connection,
                               private websocket::ParserEvents,
                               public std::enable_shared_from_this<WebSocketSession> {
 public:
  /// Takes the socket and what is unread out of `upgrade`. To be held by a shared_ptr.
  WebSocketSession(std::shared_ptr<Shard> shard, OpenConnection connection, Upgrade& upgrade);
  WebSocketSession(const WebSocketSession&) = delete;
  WebSocketSession& operator=(const WebSocketSession&) = delete;
  ~WebSocketSession() override;

  [[nodiscard]] base::EventLoop& loop() noexcept override { return shard_->loop(); }
  [[nodiscard]] const base::Uuid& session_id() const noexcept override { return session_id_; }

  base::Task<base::Result<std::string>> read_message(std::chrono::milliseconds timeout) override;
  void append(base::Slice frames) override;
  void flush() override;
  void publish(const base::SharedBytes& bytes, std::span<const base::Extent> parts) override;
  [[nodiscard]] bool congested() const noexcept override { return congested_; }
  [[nodiscard]] std::size_t queued_bytes() const noexcept override { return outbox_.queued_bytes(); }
  void close(std::uint16_t code, std::string_view reason) override;

  /// From here on `handler` takes what comes, and the session lives by itself until it has ended. Null ends it. Call
  /// once.
  void begin(std::unique_ptr<MessageHandler> handler);
  /// Logs `reason` and closes with 1011.
  void fail(const char* reason);

  void sweep(base::SteadyTime now) override;
  void shut(std::uint16_t code, std::string_view reason) override { close(code, reason); }
  void drop() noexcept override;

  /// The shard's logger, with this session's id in every line.
  [[nodiscard]] base::Logger logger() const { return shard_->logger().with({"session_id", session_id_.to_string()}); }

 private:
  enum class State : std::uint8_t { open, closing, ended };
  enum class Input : std::uint8_t { none, messages, discarded, ended };

  struct Message {
    websocket::Opcode opcode;
    std::string payload;
  };
  /// Of the time before there is a handler.
  struct Early {
    std::string unread;             // came behind the upgrade request, not parsed yet
    std::vector<Message> messages;  // at most what one small read holds
    base::SteadyTime read_deadline = base::SteadyTime::max();
  };
  struct Closing {
    CloseInfo info;
    base::SteadyTime deadline = base::SteadyTime::max();
  };

  bool on_message(websocket::Opcode opcode, std::string_view payload) override;
  bool on_control(websocket::Opcode opcode, std::string_view payload) override;
  void on_close(std::uint16_t code, std::string_view reason) override;

  void begin_input();
  /// False when there is something to read without waiting.
  [[nodiscard]] bool must_wait() const noexcept {
    return (!early_ || early_->unread.empty()) && !transport_.has_more();
  }
  bool take_input(std::size_t limit);
  bool feed(std::span<char> bytes);
  void hand_over_early();
  void read_on();
  void wait_until_readable();
  void lost();
  base::Task<void> see_out();
  base::Task<void> settle();

  void begin_closing(CloseInfo info, std::string_view payload);
  void write();
  Outbox::Status flush_outbox();
  [[nodiscard]] bool all_written() const noexcept { return outbox_.empty() && !transport_.blocked(); }
  Outbox::Status account_for(Outbox::Flushed flushed);
  void wait_when_blocked(Outbox::Status status);
  void hang_up_when_written();
  void wait_until_writable();
  void on_writable();
  [[nodiscard]] bool make_room(std::size_t bytes);
  void overflow();

  // Few bytes each, and what is rare in objects of their own: there are thousands of these.
  const std::shared_ptr<Shard> shard_;
  Transport transport_;
  State state_ = State::open;
  Input input_ = Input::none;
  bool congested_ = false;
  bool pong_queued_ = false;
  bool frame_came_ = false;
  Outbox outbox_;
  const OpenConnection connection_;          // outlives the handler: who waits for connections to end waits for that
  std::unique_ptr<MessageHandler> handler_;  // from begin() on
  std::unique_ptr<Early> early_;             // until everything of it has been handed over
  std::unique_ptr<Closing> closing_;         // once it is not open any more
  websocket::Parser parser_;
  base::RateLimiter control_rate_;
  base::SteadyTime last_frame_;
  base::SteadyTime last_ping_;
  const base::Uuid session_id_;
};

/// Lets the client of an upgraded connection in; from then on the connection lives by itself.
base::Task<void> open_websocket(std::shared_ptr<Shard> shard, OpenConnection connection,
                                std::unique_ptr<Upgrade> upgrade);

}  // namespace flumen::net
