#pragma once

#include <cstddef>
#include <mutex>
#include <unordered_set>

#include "base/uuid.hpp"

namespace flumen::game {

/// Which characters are in a fight, for those who must not change them meanwhile. Any thread.
class FightRegister {
 public:
  void add(base::CharacterId character) {
    const std::lock_guard lock(mutex_);
    fighting_.insert(character);
  }
  void remove(base::CharacterId character) {
    const std::lock_guard lock(mutex_);
    fighting_.erase(character);
  }
  [[nodiscard]] bool holds(base::CharacterId character) const {
    const std::lock_guard lock(mutex_);
    return fighting_.contains(character);
  }

 private:
  mutable std::mutex mutex_;
  std::unordered_set<base::CharacterId> fighting_;  // guarded by mutex_
};

}  // namespace flumen::game
