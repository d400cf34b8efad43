#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>

#include "base/clock.hpp"
#include "base/event_loop.hpp"
#include "base/logger.hpp"
#include "base/map_id.hpp"
#include "base/task_group.hpp"
#include "database/growth_repository.hpp"
#include "game/observer.hpp"
#include "game/switchboard.hpp"

namespace flumen::game {

/// Has what fights give saved, and tells the map when it is. A call that failed is made again, with back-off, until it
/// succeeds or the server stops: the fight's id makes sure that nothing is given twice. Bounded by the number of open
/// fights, each of which waits here at most once for each of its players.
class RewardDesk {
 public:
  RewardDesk(base::EventLoop& loop, database::GrowthRepository& growth, Switchboard& switchboard,
             GameObserver& observer, base::Logger logger);

  /// What a saving is for: the end of a whole fight, or somebody's who leaves it before.
  enum class Purpose { settle, let_go };

  /// Answered with to_map::Rewarded, and before that with to_map::RewardDelayed when it does not go at once.
  /// Any thread.
  void grant(base::MapId map, Purpose purpose, database::FightRewards rewards);

  /// Fights whose rewards are not saved yet. Any thread.
  [[nodiscard]] std::size_t depth() const noexcept { return depth_.load(std::memory_order_relaxed); }

  /// Tries what is left until `timeout`. Returns how many fights' rewards are lost; each is in the log. On the loop's
  /// thread. Nothing may be granted after.
  base::Task<std::size_t> finish(std::chrono::milliseconds timeout);

 private:
  base::Task<> save(base::MapId map, Purpose purpose, database::FightRewards rewards);

  base::EventLoop& loop_;
  database::GrowthRepository& growth_;
  Switchboard& switchboard_;
  GameObserver& observer_;
  base::Logger logger_;

  std::atomic<std::size_t> depth_{0};
  // The loop's thread only.
  bool last_chance_ = false;
  base::SteadyTime give_up_at_ = base::SteadyTime::max();
  std::size_t lost_ = 0;

  base::TaskGroup tasks_;
};

}  // namespace flumen::game
