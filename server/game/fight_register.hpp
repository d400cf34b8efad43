#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <mutex>
#include <span>
#include <unordered_map>
#include <unordered_set>

#include "base/uuid.hpp"

namespace flumen::game {

/// Which characters are in a fight, and which are kept out of fights: what a character fights with is read when the
/// fight begins, so whoever changes it holds the character meanwhile. Any thread.
class FightRegister {
 public:
  /// They begin to fight. False, and none of them does, when one is held or in a fight already.
  [[nodiscard]] bool add(std::span<const base::CharacterId> characters) {
    const std::lock_guard lock(state_->mutex);
    const auto may_not = [this](base::CharacterId c) {
      return state_->held.contains(c) || state_->fighting.contains(c);
    };
    if (std::ranges::any_of(characters, may_not)) return false;
    state_->fighting.insert(characters.begin(), characters.end());
    return true;
  }
  void remove(base::CharacterId character) {
    const std::lock_guard lock(state_->mutex);
    state_->fighting.erase(character);
  }

  /// Keeps the character out of fights until the last copy of what is returned is gone, on whatever thread, also after
  /// the register. Null when it is in one.
  [[nodiscard]] std::shared_ptr<void> hold(base::CharacterId character) {
    {
      const std::lock_guard lock(state_->mutex);
      if (state_->fighting.contains(character)) return nullptr;
      ++state_->held[character];
    }
    return {static_cast<void*>(state_.get()), [state = state_, character](void*) {
              const std::lock_guard lock(state->mutex);
              const auto found = state->held.find(character);
              if (--found->second == 0) state->held.erase(found);
            }};
  }

 private:
  struct State {
    std::mutex mutex;
    std::unordered_set<base::CharacterId> fighting;
    std::unordered_map<base::CharacterId, std::size_t> held;  // by how many
  };
  const std::shared_ptr<State> state_ = std::make_shared<State>();
};

}  // namespace flumen::game
