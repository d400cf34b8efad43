#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "base/logger.hpp"
#include "cache/sessions.hpp"
#include "game/hub.hpp"
#include "game/observer.hpp"
#include "handlers/message_dispatch.hpp"
#include "handlers/presence_keeper.hpp"
#include "net/websocket_connection.hpp"

namespace flumen::handlers {

/// What every player's connection needs from around it. Outlives all of them.
struct PlayContext {
  game::Hub& hub;
  cache::ResumeTokens resume_tokens;
  PresenceKeeper& presence;
  const base::Clock& clock;
  game::GameObserver& observer;
  base::Logger logger;
};

/// Ties a connection to its session of the game for as long as both live: feeds the one with what the other reads, and
/// sees to what remains to be done when the connection has ended. On the connection's loop.
class PlayerConnection final : public net::MessageHandler {
 public:
  /// Opens a session, to which the connection belongs from here on.
  PlayerConnection(PlayContext& context, net::WebSocketConnection& connection, protocol::MoveForm form);
  PlayerConnection(const PlayerConnection&) = delete;
  PlayerConnection& operator=(const PlayerConnection&) = delete;
  /// Takes the session away from its connection, however that ends: its way to the client dies with the connection.
  ~PlayerConnection() override;

  [[nodiscard]] game::PlayerSession& session() noexcept { return *session_; }
  /// The context's, with the connection's name in every line.
  [[nodiscard]] base::Logger logger() const;

  /// The player is in the world with `character`. Should the connection be lost, `token` takes the session up again.
  void admitted(base::CharacterId character, const cache::ResumeToken& token);

  bool on_message(websocket::Opcode opcode, std::string_view payload) override;
  void on_batch_end() override { context_.hub.flush_sessions(connection_.loop()); }
  void on_drained() override { session_->on_drained(); }
  base::Task<void> on_closed(net::CloseInfo closed) override;

 private:
  struct Admitted {
    base::CharacterId character;
    cache::ResumeToken token;
  };

  void disconnect(protocol::LeaveReason reason);
  [[nodiscard]] cache::SessionRecord record() const;

  PlayContext& context_;
  net::WebSocketConnection& connection_;
  game::PlayerSession* session_;  // null once disconnected
  MessageDispatch dispatch_;
  const protocol::MoveForm form_;
  std::optional<Admitted> admitted_;
};

}  // namespace flumen::handlers
