#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "base/event_loop.hpp"
#include "bots/http_client.hpp"

namespace flumen::bots {

/// What became of an upgrade request.
struct Upgrade {
  unsigned status = 0;       ///< 101 when there is a WebSocket now
  std::optional<Link> link;  ///< then: connected
  std::string early;         ///< then: what the server has already sent on it
  std::string subprotocol;   ///< then: the one it took, or ""
  std::optional<std::chrono::seconds> retry_after;
};

/// Opens a WebSocket on /ws/game with an access token, offering a subprotocol unless that is empty. Fails with
/// Errc::unavailable, timed_out, unauthenticated when the TLS handshake failed, or corrupt when what answers does not
/// speak WebSocket.
base::Task<base::Result<Upgrade>> open_websocket(base::Executor executor, Target target, std::string token,
                                                 std::string_view subprotocol);

}  // namespace flumen::bots
