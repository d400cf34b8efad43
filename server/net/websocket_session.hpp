#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/rate_limiter.hpp"
#include "net/connection.hpp"
#include "net/http_connection.hpp"
#include "net/outbox.hpp"
#include "net/shard.hpp"
#include "net/transport.hpp"
#include "net/websocket_connection.hpp"
#include "websocket/parser.hpp"

namespace flumen::net {

/// A WebSocket on a TCP socket, with or without TLS.
///
/// One coroutine reads: it waits until the socket is readable, then reads into the shard's scratch buffer and feeds
/// the parser, so that an idle connection holds no buffer. What the socket did not take is written when it is
/// writable, by a handler of its own. Deadlines are looked at by the shard's sweep.
///
///     open ──close(), error, timeout──> closing ──peer's close frame, end of stream, deadline──> ended
///     open ──peer's close frame───────> closing ──reply written───────────────────────────────> ended
class WebSocketSession final : public WebSocketConnection,
                               public Connection,
                               private websocket::ParserEvents,
                               public std::enable_shared_from_this<WebSocketSession> {
 public:
  /// Takes the socket and the rest out of `upgrade`, but for its admission's subject. To be held by a shared_ptr.
  WebSocketSession(Shard& shard, Upgrade& upgrade);
  WebSocketSession(const WebSocketSession&) = delete;
  WebSocketSession& operator=(const WebSocketSession&) = delete;
  ~WebSocketSession() override;

  [[nodiscard]] base::EventLoop& loop() noexcept override { return shard_.loop(); }
  [[nodiscard]] const std::string& remote_address() const noexcept override { return remote_address_; }
  [[nodiscard]] const std::string& session_id() const noexcept override { return session_id_; }
  [[nodiscard]] const std::string& subprotocol() const noexcept override { return subprotocol_; }

  base::Task<base::Result<std::string>> read_message(std::chrono::milliseconds timeout) override;
  base::Task<CloseInfo> run(MessageHandler& handler) override;
  void append(base::Slice frames) override;
  void flush() override;
  void publish(const base::SharedBytes& bytes, std::span<const base::Extent> parts) override;
  [[nodiscard]] bool congested() const noexcept override { return congested_; }
  [[nodiscard]] std::size_t queued_bytes() const noexcept override { return outbox_.queued_bytes(); }
  void close(std::uint16_t code, std::string_view reason) override;

  /// Ends the connection if run() has not: closes it and completes the closing handshake.
  base::Task<CloseInfo> finish();

  void sweep(base::SteadyTime now) override;
  void shut(std::uint16_t code, std::string_view reason) override { close(code, reason); }
  void drop() noexcept override;

  /// The shard's logger, with this session's id in every line.
  [[nodiscard]] base::Logger logger() const { return shard_.logger().with({"session_id", session_id_}); }

 private:
  enum class State { open, closing, ended };
  enum class Input { none, messages, discarded, ended };

  struct Message {
    websocket::Opcode opcode;
    std::string payload;
  };

  bool on_message(websocket::Opcode opcode, std::string_view payload) override;
  bool on_control(websocket::Opcode opcode, std::string_view payload) override;
  void on_close(std::uint16_t code, std::string_view reason) override;

  void begin_input();
  /// False when there is something to read without waiting.
  [[nodiscard]] bool must_wait() const noexcept { return unread_.empty() && !transport_.has_more(); }
  bool take_input(std::size_t limit);
  bool feed(std::span<char> bytes);
  void lost();
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

  Shard& shard_;
  Transport transport_;
  State state_ = State::open;
  Input input_ = Input::none;
  bool congested_ = false;
  bool pong_queued_ = false;
  bool frame_came_ = false;
  websocket::Parser parser_;
  Outbox outbox_;
  base::RateLimiter control_rate_;
  MessageHandler* handler_ = nullptr;  // while run() reads
  base::SteadyTime last_frame_;
  base::SteadyTime last_ping_;
  base::SteadyTime read_deadline_ = base::SteadyTime::max();
  base::SteadyTime close_deadline_ = base::SteadyTime::max();
  std::string unread_;             // came behind the upgrade request, not parsed yet
  std::vector<Message> messages_;  // read before run(): at most what one small read holds
  CloseInfo close_info_;
  const std::string remote_address_;
  const std::string session_id_;
  const std::string subprotocol_;
};

/// Serves an upgraded connection to its end.
base::Task<void> serve_websocket(Shard& shard, std::unique_ptr<Upgrade> upgrade);

}  // namespace flumen::net
