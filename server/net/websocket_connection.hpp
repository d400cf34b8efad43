#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "base/event_loop.hpp"
#include "base/frame_sink.hpp"
#include "base/uuid.hpp"
#include "websocket/frame.hpp"

namespace flumen::net {

/// How a connection ended.
struct CloseInfo {
  std::uint16_t code = websocket::kAbnormal;
  std::string reason;
  bool by_peer = false;
};

/// Receives what one connection reads. All calls on the connection's loop, never re-entrant.
class MessageHandler {
 public:
  virtual ~MessageHandler() = default;
  /// A whole message. The view is valid during the call. False (after close()) stops the reading.
  virtual bool on_message(websocket::Opcode opcode, std::string_view payload) = 0;
  /// Everything that had arrived has been handed over; a good moment to flush replies.
  virtual void on_batch_end() = 0;
  /// The outbox, after congested() was true, is empty again.
  virtual void on_drained() = 0;
  /// The connection has ended and everything that could be sent was sent. The last call, made once: when its task is
  /// done, the handler and the connection are destroyed.
  virtual base::Task<void> on_closed(CloseInfo info) = 0;
};

/// One WebSocket, after its upgrade. Lives on one loop and is used from that loop's thread only.
///
/// Reading: nothing is read, and no buffer held, before read_message() or before there is a MessageHandler. Pings are
/// answered here, of several unanswered ones the newest; the connection pings by itself and closes with 4003 when no
/// frame came for the idle timeout, and with 1008 when more control frames came than anybody needs.
/// Writing: append() then flush(), or publish(). One flush is one non-blocking gathered write of everything appended;
/// what the socket does not take waits in the bounded outbox and goes out by itself when the socket is writable again.
/// When an append to a congested outbox would pass its bound, what was not begun is discarded and the connection closes
/// with 4008; each append counts 100 bytes more than it brings. An append past the bound of one that is not congested
/// flushes first, so one message may be larger.
/// close() sends what waits, then a close frame, and waits a bounded time for the peer's.
class WebSocketConnection : public base::FrameSink {
 public:
  [[nodiscard]] virtual base::EventLoop& loop() noexcept = 0;
  /// A random name for this connection, in its log lines.
  [[nodiscard]] virtual const base::Uuid& session_id() const noexcept = 0;

  /// Reads one text message, for the time before there is a handler. Fails with timed_out, with unavailable when the
  /// connection is closing, or with invalid_argument after a binary message, having closed with 1003. What came behind
  /// the message is kept for the next call or the handler.
  virtual base::Task<base::Result<std::string>> read_message(std::chrono::milliseconds timeout) = 0;

  /// Bytes waiting in the outbox.
  [[nodiscard]] virtual std::size_t queued_bytes() const noexcept = 0;
};

}  // namespace flumen::net
