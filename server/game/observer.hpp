#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

#include "protocol/encode_combat.hpp"
#include "protocol/messages.hpp"

namespace flumen::game {

/// What the game counts and times, for metrics. Called on the shards' threads, often: must be quick, must not throw.
class GameObserver {
 public:
  virtual ~GameObserver() = default;
  virtual void on_message_in(protocol::ClientMessageType) {}
  /// Frames handed to outboxes: `type` is a literal of docs/protocol.md.
  virtual void on_messages_out(const char* /*type*/, std::size_t /*count*/) {}
  /// The same for player_move, of which there are more than of all others together.
  virtual void on_moves_out(std::size_t /*count*/) {}
  virtual void on_move_refused(protocol::Refusal) {}
  virtual void on_player_entered() {}
  virtual void on_player_left() {}
  virtual void on_map_loaded() {}
  virtual void on_map_unloaded() {}
  /// One flush of one map: how long it took, the window in force, and the age of its oldest move.
  virtual void on_flush(std::size_t /*shard*/, std::chrono::nanoseconds /*took*/, std::chrono::nanoseconds /*window*/,
                        std::chrono::nanoseconds /*oldest_move*/) {}
  virtual void on_fight_begun(protocol::FightKind) {}
  virtual void on_fight_ended(fight::Outcome) {}
  /// A wish of `combat`, by its place in protocol::Combat::action.
  virtual void on_fight_command(std::size_t /*action*/, bool /*accepted*/) {}
  /// A monster has made up its mind.
  virtual void on_decision(std::chrono::nanoseconds /*took*/) {}
  /// One try to save what a fight gives, and how long ago the fight ended.
  virtual void on_rewarded(bool /*ok*/, std::chrono::nanoseconds /*lag*/) {}
  virtual void on_saved(std::size_t /*positions*/, bool /*ok*/, std::chrono::nanoseconds /*took*/) {}
};

}  // namespace flumen::game
