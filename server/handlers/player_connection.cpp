#include "handlers/player_connection.hpp"

#include <utility>

#include "websocket/frame.hpp"

namespace flumen::handlers {

PlayerConnection::PlayerConnection(PlayContext& context, net::WebSocketConnection& connection, protocol::MoveForm form)
    : context_(context),
      connection_(connection),
      session_(&context.hub.open_session(connection.loop(), connection, form)),
      dispatch_(*session_, context.hub.options(), context.clock, context.observer),
      form_(form) {}

PlayerConnection::~PlayerConnection() { disconnect(protocol::LeaveReason::disconnected); }

void PlayerConnection::disconnect(protocol::LeaveReason reason) {
  if (session_ != nullptr) std::exchange(session_, nullptr)->disconnected(reason);
}

base::Logger PlayerConnection::logger() const {
  return context_.logger.with({"session_id", connection_.session_id().to_string()});
}

void PlayerConnection::admitted(base::CharacterId character, const cache::ResumeToken& token) {
  admitted_ = {character, token};
  context_.presence.add(record());
}

/// REQUIRES admitted_.
cache::SessionRecord PlayerConnection::record() const {
  return {admitted_->token.user, admitted_->character, connection_.session_id(), context_.presence.instance()};
}

bool PlayerConnection::on_message(websocket::Opcode opcode, std::string_view payload) {
  if (opcode == websocket::Opcode::text) {
    dispatch_.receive(payload);
  } else if (form_ == protocol::MoveForm::binary) {
    dispatch_.receive_binary(payload);
  } else {
    connection_.close(websocket::kUnsupportedData, "Messages must be texts.");
    return false;
  }
  return true;
}

base::Task<void> PlayerConnection::on_closed(net::CloseInfo closed) {
  logger().info("a session ended", {{"code", closed.code}, {"by_peer", closed.by_peer}});
  const bool taken_over = session_->was_taken_over();
  disconnect(closed.by_peer && closed.code == websocket::kNormal ? protocol::LeaveReason::left
                                                                 : protocol::LeaveReason::disconnected);
  if (!admitted_) co_return;
  context_.presence.remove(record());
  // A client that said goodbye, or was told to go, has nothing to resume.
  const bool lost = closed.code == websocket::kAbnormal || closed.code == websocket::kGoingAway ||
                    closed.code == websocket::kIdle || closed.code == websocket::kTooSlow;
  if (lost && !taken_over) (void)co_await context_.resume_tokens.issue(admitted_->token.to_string(), record());
}

}  // namespace flumen::handlers
