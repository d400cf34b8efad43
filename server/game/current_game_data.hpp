#pragma once

#include <atomic>
#include <memory>
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

  [[nodiscard]] GameDataPtr get() const { return data_.load(); }
  /// REQUIRES data is not null.
  void replace(GameDataPtr data) { data_.store(std::move(data)); }

 private:
  std::atomic<GameDataPtr> data_;
};

}  // namespace flumen::game
