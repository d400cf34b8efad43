#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/event_loop.hpp"
#include "base/logger.hpp"
#include "base/mailbox.hpp"
#include "base/task_group.hpp"
#include "base/uuid.hpp"
#include "database/character_repository.hpp"
#include "database/growth_repository.hpp"
#include "game/account_registry.hpp"
#include "game/current_game_data.hpp"
#include "game/fight_context.hpp"
#include "game/fight_register.hpp"
#include "game/observer.hpp"
#include "game/options.hpp"
#include "game/reward_desk.hpp"
#include "game/save_queue.hpp"
#include "game/shard.hpp"
#include "game/switchboard.hpp"
#include "world/atlas.hpp"

namespace flumen::game {

/// What the game stands on. Outlives the hub.
struct HubParts {
  world::Atlas& atlas;
  database::CharacterRepository& characters;
  database::GrowthRepository& growth;
  const CurrentGameData& data;
  std::uint64_t world_seed = 0;  ///< where monsters stand follows from it
};

/// The game of one process: a shard on every loop, the registry of accounts and the save queue on the first.
class Hub {
 public:
  /// Everything passed by reference must outlive the hub, and the hub must outlive the running of the loops.
  Hub(base::EventLoops& loops, GameOptions options, HubParts parts, const base::Clock& clock, GameObserver& observer,
      base::Logger logger);

  /// Before the loops run or after.
  void start();

  /// A session for a connection of that loop. On that loop's thread.
  [[nodiscard]] PlayerSession& open_session(const base::EventLoop& loop, base::FrameSink& client,
                                            protocol::MoveForm form);
  /// Writes what the sessions of that loop have queued. On that loop's thread.
  void flush_sessions(const base::EventLoop& loop) { shards_[loop.index()]->flush_sessions(); }

  /// Tells every player something. Any thread.
  void notify_all(std::string_view kind, std::string_view text);

  /// Ends the account's session, if there is one (and, when `character` is given, if it plays that one). Returns
  /// true when the account is free, false when `timeout` has passed first. Awaited on any loop.
  base::Task<bool> expel(base::UserId user, std::optional<base::CharacterId> character, std::uint16_t code,
                         std::string reason, std::chrono::milliseconds timeout);

  /// Keeps the character out of fights until the last copy of what is returned is gone; null when it is in one. Who
  /// changes what a character fights with holds it meanwhile. Any thread.
  [[nodiscard]] std::shared_ptr<void> keep_out_of_fights(base::CharacterId character) {
    return fighting_.hold(character);
  }
  /// The character has spent points, altogether so many: whoever plays it gets to know. `held`, which keeps it out of
  /// fights, is dropped then; that is also when this returns, or after two seconds. Awaited on any loop.
  base::Task<> grown(base::UserId user, base::CharacterId character, fight::SpentPoints spent,
                     std::shared_ptr<void> held);

  /// Ends every fight without a loser, and lets no other begin. Returns when all are over and what they gave is
  /// saved, or `timeout` has passed. Awaited on any loop.
  base::Task<> interrupt_fights(std::chrono::milliseconds timeout);

  [[nodiscard]] const RewardDesk& rewards() const noexcept { return rewards_; }
  [[nodiscard]] const SaveQueue& saves() const noexcept { return saves_; }
  [[nodiscard]] const GameOptions& options() const noexcept { return options_; }

  // Any thread; approximately right.
  [[nodiscard]] std::size_t player_count() const noexcept;
  [[nodiscard]] std::size_t map_count() const noexcept;
  [[nodiscard]] std::size_t queue_depth(std::size_t shard) const { return switchboard_.depth(shard); }

  /// The end: REQUIRES every session disconnected. Lets the maps finish what is under way, saves every position
  /// until `timeout`, and stops the timers. Blocks; not on a loop's thread. Returns how many positions and rewards were
  /// lost.
  [[nodiscard]] std::size_t stop(std::chrono::milliseconds timeout);

 private:
  /// Returns when every shard has worked off what it had.
  base::Task<> settle();
  /// Returns when every shard has handled what was in its mailbox before.
  base::Task<> pass_mailboxes();

  base::EventLoops& loops_;
  const GameOptions options_;
  base::Logger logger_;
  Switchboard switchboard_;
  SaveQueue saves_;
  RewardDesk rewards_;
  FightRegister fighting_;
  std::atomic<std::uint32_t> next_group_{1};
  AccountRegistry registry_;
  Switchboard::HubMailbox registry_mailbox_;
  const SessionContext session_context_;
  const FightContext fight_context_;
  const MapContext map_context_;
  std::vector<std::unique_ptr<Shard>> shards_;
};

}  // namespace flumen::game
