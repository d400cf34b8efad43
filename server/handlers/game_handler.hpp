#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <variant>

#include "auth/auth_service.hpp"
#include "base/clock.hpp"
#include "base/logger.hpp"
#include "cache/sessions.hpp"
#include "database/database.hpp"
#include "game/hub.hpp"
#include "game/observer.hpp"
#include "handlers/presence_keeper.hpp"
#include "net/websocket_endpoint.hpp"

namespace flumen::handlers {

/// The WebSocket side of the game: finds out who a connection belongs to, gets the account and the character, opens
/// the session and feeds it until the connection ends. Safe from any loop.
class GameHandler final : public net::WebSocketEndpoint {
 public:
  /// Everything passed by reference must outlive the handler.
  GameHandler(game::Hub& hub, auth::AuthService& auth, database::Database& database, cache::ResumeTokens resume_tokens,
              PresenceKeeper& presence, std::chrono::milliseconds auth_timeout, const base::Clock& clock,
              game::GameObserver& observer, base::Logger logger);

  /// Checks the token of `Authorization: Bearer` or `?token=`. Without any, the first message must bring one. Takes up
  /// the binary subprotocol when it is offered.
  base::Task<std::variant<Admission, net::Response>> authorize(const net::Request& request) override;
  base::Task<void> serve(net::WebSocketConnection& connection, Admission admission) override;

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
  /// Puts the player into the world: what follows is welcome.
  base::Task<Admitted<cache::SessionRecord>> admit(game::PlayerSession& session, const Identity& identity,
                                                   std::string resume_token);
  static void refuse(net::WebSocketConnection& connection, const Refused& refused);

  game::Hub& hub_;
  auth::AuthService& auth_;
  database::Database& database_;
  cache::ResumeTokens resume_tokens_;
  PresenceKeeper& presence_;
  const std::chrono::milliseconds auth_timeout_;
  const base::Clock& clock_;
  game::GameObserver& observer_;
  base::Logger logger_;
};

}  // namespace flumen::handlers
