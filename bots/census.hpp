#pragma once

#include <cstddef>
#include <mutex>
#include <unordered_map>

#include "base/map_id.hpp"

namespace flumen::bots {

/// Which map holds how many bots, and who of them listens: a few on every map read all they get and take the time,
/// the rest only count. Safe from any thread.
class Census {
 public:
  static constexpr std::size_t kListenersPerMap = 2;

  /// True when the bot that enters is to listen.
  [[nodiscard]] bool enter(base::MapId map) {
    const std::lock_guard lock(mutex_);
    Map& entry = maps_[map];
    ++entry.bots;
    if (entry.listeners >= kListenersPerMap) return false;
    ++entry.listeners;
    return true;
  }

  void leave(base::MapId map, bool listened) {
    const std::lock_guard lock(mutex_);
    const auto it = maps_.find(map);
    if (it == maps_.end()) return;
    if (listened) --it->second.listeners;
    if (--it->second.bots == 0) maps_.erase(it);
  }

  [[nodiscard]] std::size_t bots_on(base::MapId map) const {
    const std::lock_guard lock(mutex_);
    const auto it = maps_.find(map);
    return it == maps_.end() ? 0 : it->second.bots;
  }

 private:
  struct Map {
    std::size_t bots = 0;
    std::size_t listeners = 0;
  };

  mutable std::mutex mutex_;
  std::unordered_map<base::MapId, Map> maps_;  // guarded by mutex_
};

}  // namespace flumen::bots
