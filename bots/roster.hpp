#pragma once

#include <optional>
#include <span>
#include <vector>

#include "bots/messages.hpp"

namespace flumen::bots {

/// Who has which number on the map a bot listens on. Owned by one thread.
class Roster {
 public:
  void clear() { users_.clear(); }
  /// The number's owner from now on: the server has announced the leave of the one before.
  void add(const NumberedUser& player) {
    if (player.number >= users_.size()) users_.resize(player.number + std::size_t{1});
    users_[player.number] = player.user;
  }
  void replace(std::span<const NumberedUser> players) {
    clear();
    for (const NumberedUser& player : players) add(player);
  }
  /// Nothing for numbers that were never given.
  [[nodiscard]] std::optional<base::UserId> find(PlayerNumber number) const {
    return number < users_.size() ? users_[number] : std::nullopt;
  }

 private:
  std::vector<std::optional<base::UserId>> users_;  // by number
};

}  // namespace flumen::bots
