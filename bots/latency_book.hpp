#pragma once

#include <array>
#include <cstddef>
#include <mutex>
#include <optional>
#include <unordered_map>
#include <vector>

#include "base/clock.hpp"
#include "base/uuid.hpp"
#include "bots/messages.hpp"

namespace flumen::bots {

/// What every bot has sent lately and when it meant to, so that who receives it can tell how long it took.
/// Safe from any thread.
class LatencyBook {
 public:
  explicit LatencyBook(std::size_t bots) : sent_(bots) {}

  /// The account that bot plays; from then on its moves are known by that name.
  void introduce(std::size_t bot, base::UserId user);
  /// REQUIRES bot < the number of bots.
  void sent(std::size_t bot, ExactPosition position, base::SteadyTime intended);
  /// When the move was intended; nothing for strangers and for moves older than the last kKept.
  [[nodiscard]] std::optional<base::SteadyTime> intended(const MoveSeen& move) const;

  static constexpr std::size_t kKept = 64;

 private:
  struct Move {
    ExactPosition position;
    base::SteadyTime intended;
  };
  struct Ring {
    std::array<Move, kKept> moves;
    std::size_t count = 0;
  };

  mutable std::mutex mutex_;
  std::unordered_map<base::UserId, std::size_t> bots_;  // guarded by mutex_
  std::vector<Ring> sent_;                              // guarded by mutex_
};

}  // namespace flumen::bots
