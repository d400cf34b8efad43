#pragma once

#include "base/clock.hpp"
#include "world/geometry.hpp"

namespace flumen::world {

/// How far a player may have walked: a purse of pixels that fills with time and is spent by moves. It cannot be
/// cheated by sending often, and a late packet followed by a quick one is not a cheat. Owned by one thread.
class MovementBudget {
 public:
  /// `max_speed` in px/s; `slack` in px is what is there at the start: the jitter that is forgiven.
  MovementBudget(double max_speed, double slack, base::SteadyTime now) noexcept;

  /// Spends `pixels` if the purse holds them; else false and nothing is spent. The purse never holds more than
  /// kMapDiagonal.
  [[nodiscard]] bool spend(double pixels, base::SteadyTime now) noexcept;

  /// What could be spent now, px.
  [[nodiscard]] double available(base::SteadyTime now) const noexcept;

 private:
  double max_speed_;
  double pixels_;
  base::SteadyTime last_;
};

}  // namespace flumen::world
