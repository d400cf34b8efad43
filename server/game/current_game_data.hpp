#pragma once

#include <memory>
#include <mutex>
#include <utility>

#include "gamedata/game_data.hpp"

namespace flumen::game {

using GameDataPtr = std::shared_ptr<const gamedata::GameData>;

/// The classes, spells and monsters in force. What was taken before a replacement stays valid: fights go on with the
/// data they began with. Any thread.
class CurrentGameData {
 public:
  /// REQUIRES data is not null.
  explicit CurrentGameData(GameDataPtr data) : data_(std::move(data)) {}

  [[nodiscard]] GameDataPtr get() const {
    const std::lock_guard lock(mutex_);
    return data_;
  }
  /// REQUIRES data is not null.
  void replace(GameDataPtr data) {
    const std::lock_guard lock(mutex_);
    data_.swap(data);  // what was in force, if this was the last to use it, goes after the lock
  }

 private:
  // Not std::atomic<std::shared_ptr>: ThreadSanitizer reports a race within the one of GCC 12.
  mutable std::mutex mutex_;
  GameDataPtr data_;  // guarded by mutex_
};

}  // namespace flumen::game
