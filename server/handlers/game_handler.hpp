#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "auth/auth_service.hpp"
#include "database/database.hpp"
#include "handlers/player_connection.hpp"
#include "net/websocket_endpoint.hpp"

namespace flumen::handlers {

/// The WebSocket side of the game: finds out who a connection belongs to, gets the account and the character, opens
/// the session and ties the two together. Safe from any loop.
class GameHandler final : public net::WebSocketEndpoint {
 public:
  /// Everything passed by reference must outlive the handler.
  GameHandler(PlayContext play, auth::AuthService& auth, database::Database& database,
              std::chrono::milliseconds auth_timeout);

  /// Checks the token of `Authorization: Bearer` or `?token=`. Without any, the first message must bring one. Takes up
  /// the binary subprotocol when it is offered.
  base::Task<std::variant<Admission, net::Response>> authorize(const net::Request& request) override;
  base::Task<std::unique_ptr<net::MessageHandler>> serve(net::WebSocketConnection& connection,
                                                         Admission admission) override;

 private:
  /// Who wants in. The character is the one to play, or nothing for the one played last.
  struct Identity {
    base::UserId user_id;
    std::string username;
    std::optional<base::CharacterId> character_id;
  };
  /// Why a connection is closed before it became a session of the world.
  struct Refused {
    protocol::ErrorCode error;
    std::string sentence;
    std::uint16_t close_code;
  };
  template <class T>
  using Admitted = std::variant<T, Refused>;

  base::Task<Admitted<Identity>> authenticate(net::WebSocketConnection& connection);
  base::Task<Admitted<Identity>> resume(std::string token);
  base::Task<Admitted<database::Character>> find_character(const Identity& identity);
  /// Puts the player into the world, so that what follows is welcome; or says why not.
  base::Task<std::optional<Refused>> admit(PlayerConnection& player, const Identity& identity);
  static void refuse(net::WebSocketConnection& connection, const Refused& refused);

  PlayContext play_;
  auth::AuthService& auth_;
  database::Database& database_;
  const std::chrono::milliseconds auth_timeout_;
};

}  // namespace flumen::handlers
