#pragma once

#include <memory>
#include <string>

#include <boost/asio/ip/address.hpp>

#include "net/shard.hpp"
#include "net/socket.hpp"
#include "net/websocket_endpoint.hpp"

namespace flumen::net {

/// A connection that was upgraded: everything the WebSocket needs, and nothing of HTTP.
struct Upgrade {
  Socket socket;
  std::string unread;  ///< what the client sent behind its request
  WebSocketEndpoint::Admission admission;
  std::string remote_address;
};

/// Serves the HTTP requests of one connection until it ends (null) or becomes a WebSocket.
base::Task<std::unique_ptr<Upgrade>> serve_http(Shard& shard, Socket socket, const boost::asio::ip::address& peer);

}  // namespace flumen::net
