#pragma once

#include <memory>
#include <optional>
#include <string>

#include "net/connection_table.hpp"
#include "net/shard.hpp"
#include "net/socket.hpp"
#include "net/transport.hpp"
#include "net/websocket_endpoint.hpp"

namespace flumen::net {

/// A connection that was upgraded: everything the WebSocket needs, and nothing of HTTP.
struct Upgrade {
  Transport transport;
  std::string unread;  ///< what the client sent behind its request
  WebSocketEndpoint::Admission admission;
  std::string remote_address;
  std::optional<ConnectionTable::Lease> client;  ///< the client's place, when a proxy speaks for it
};

/// Serves the HTTP requests of one connection until it ends (null) or becomes a WebSocket.
///
/// A client behind a trusted proxy takes a place of its address for each request, and keeps it for its WebSocket:
/// a proxy's idle connection speaks for nobody. One request too many is answered with 503.
/// `lease` is the connection's and must outlive the call.
base::Task<std::unique_ptr<Upgrade>> serve_http(Shard& shard, Socket socket, const ConnectionTable::Lease& lease);

}  // namespace flumen::net
