#pragma once

#include <chrono>
#include <cstddef>
#include <mutex>
#include <optional>
#include <unordered_map>
#include <vector>

#include "base/clock.hpp"
#include "base/event_loop.hpp"
#include "base/logger.hpp"
#include "base/map_id.hpp"
#include "base/task_group.hpp"
#include "base/uuid.hpp"
#include "database/character_repository.hpp"
#include "game/observer.hpp"
#include "game/switchboard.hpp"
#include "world/geometry.hpp"

namespace flumen::game {

struct SavedPosition {
  base::MapId map;
  world::Point position;
};

/// Writes positions behind the game: maps put them here, the last one of a character wins, and one statement saves
/// them all every interval. A statement that failed is tried again with what is newest by then, until it succeeds.
///
/// Bounded by the number of characters that moved since the last successful save: one entry each.
class SaveQueue {
 public:
  SaveQueue(base::EventLoop& loop, database::CharacterRepository& characters, Switchboard& switchboard,
            std::chrono::milliseconds interval, GameObserver& observer, base::Logger logger);

  /// Any thread.
  void put(base::CharacterId character, SavedPosition position);

  /// The position that is not in the database yet, or nothing when the database has the newest. Any thread.
  [[nodiscard]] std::optional<SavedPosition> latest(base::CharacterId character) const;

  /// How old the oldest position is that is not saved yet. Any thread.
  [[nodiscard]] std::chrono::nanoseconds lag() const;
  [[nodiscard]] std::size_t depth() const;

  /// Begins to save every interval, on the loop given. Any thread.
  void start();
  /// Stops the interval, then saves what is left, trying until `timeout`. Returns how many positions could not be
  /// saved. On the loop's thread. Nothing may be put after.
  base::Task<std::size_t> finish(std::chrono::milliseconds timeout);

 private:
  struct Waiting {
    SavedPosition position;
    base::SteadyTime since;
  };
  using Batch = std::unordered_map<base::CharacterId, Waiting>;

  base::Task<> run();
  base::Task<> collect();
  base::Task<bool> save_all();
  [[nodiscard]] Batch take_writing();
  void put_back(Batch batch);

  base::EventLoop& loop_;
  database::CharacterRepository& characters_;
  Switchboard& switchboard_;
  const std::chrono::milliseconds interval_;
  GameObserver& observer_;
  base::Logger logger_;

  mutable std::mutex mutex_;
  Batch waiting_;  // guarded by mutex_
  Batch writing_;  // guarded by mutex_; handed to the database, not confirmed yet

  bool failing_ = false;  // the loop's thread only
  base::TaskGroup tasks_;
};

}  // namespace flumen::game
