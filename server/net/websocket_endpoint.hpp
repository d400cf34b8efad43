#pragma once

#include <memory>
#include <optional>
#include <string>
#include <variant>

#include "base/event_loop.hpp"
#include "net/http.hpp"
#include "net/websocket_connection.hpp"

namespace flumen::net {

/// What the network layer knows of a WebSocket service: the one interface between sockets and the game.
/// Shared by all loops: implementations are safe to call from any loop's thread.
class WebSocketEndpoint {
 public:
  virtual ~WebSocketEndpoint() = default;

  /// Who is served after the upgrade; passed from authorize() to serve(). Opaque to the network.
  struct Admission {
    std::shared_ptr<void> subject;
    std::string subprotocol;  ///< one the client offered, or ""
  };

  /// Looks at the upgrade request: admits it, or answers it with a refusal instead of an upgrade.
  virtual base::Task<std::variant<Admission, Response>> authorize(const Request& request) = 0;

  /// Lets the client in, which may take a conversation (WebSocketConnection::read_message()), and says who takes what
  /// it sends from then on. Null turns it away: the connection is closed, with 1000 unless close() was called.
  virtual base::Task<std::unique_ptr<MessageHandler>> serve(WebSocketConnection& connection, Admission admission) = 0;
};

}  // namespace flumen::net
