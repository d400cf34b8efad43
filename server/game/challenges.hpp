#pragma once

#include <optional>
#include <vector>

#include "base/uuid.hpp"
#include "fight/state.hpp"
#include "game/messages.hpp"

namespace flumen::game {

/// One player has asked another for a fight.
struct Challenge {
  struct Party {
    base::UserId user;
    SessionAddress session;
    Slot slot = 0;
  };
  Party from;
  Party to;
  std::string name;  ///< of the character that asked
  std::int32_t level = 1;
  fight::Millis ends_at = 0;
};

/// The challenges that are open on one map: a player is in one at most. Not thread-safe.
class Challenges {
 public:
  /// REQUIRES neither of the two is in one.
  void add(Challenge challenge) { open_.push_back(std::move(challenge)); }
  /// True when the player has asked or been asked.
  [[nodiscard]] bool holds(base::UserId user) const noexcept;

  /// Each takes one out: that of `from` to `to`, that which `from` has begun, that which `user` is in, one whose time
  /// is over.
  [[nodiscard]] std::optional<Challenge> take(base::UserId from, base::UserId to);
  [[nodiscard]] std::optional<Challenge> take_from(base::UserId from);
  [[nodiscard]] std::optional<Challenge> take_of(base::UserId user);
  [[nodiscard]] std::optional<Challenge> take_expired(fight::Millis now);

 private:
  template <class Predicate>
  [[nodiscard]] std::optional<Challenge> take_if(Predicate predicate);

  std::vector<Challenge> open_;
};

}  // namespace flumen::game
