#pragma once

#include <string_view>

#include "base/clock.hpp"
#include "game/observer.hpp"
#include "game/player_session.hpp"
#include "protocol/decode.hpp"

namespace flumen::handlers {

/// Decodes what one client sends and hands it to the session, by a table of message type, required state and handler.
/// One per connection; on its loop's thread.
class MessageDispatch {
 public:
  MessageDispatch(game::PlayerSession& session, const game::GameOptions& options, const base::Clock& clock,
                  game::GameObserver& observer)
      : session_(session), options_(options), clock_(clock), observer_(observer) {}

  /// `text` is one text message. What is wrong with it is answered with `error`; too much of that closes the session.
  void receive(std::string_view text);
  /// The same for a binary message, of a client that has negotiated those.
  void receive_binary(std::string_view message);

 private:
  void receive(protocol::Decoded (*decode)(std::string_view), std::string_view bytes);
  void refuse(protocol::ErrorCode code, std::string_view sentence, game::Seq seq);

  game::PlayerSession& session_;
  const game::GameOptions& options_;
  const base::Clock& clock_;
  game::GameObserver& observer_;
  int bad_in_row_ = 0;
};

}  // namespace flumen::handlers
