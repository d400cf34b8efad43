#include "world/movement_budget.hpp"

#include <algorithm>
#include <chrono>

namespace flumen::world {

MovementBudget::MovementBudget(double max_speed, double slack, base::SteadyTime now) noexcept
    : max_speed_(max_speed), pixels_(std::min(slack, kMapDiagonal)), last_(now) {}

bool MovementBudget::spend(double pixels, base::SteadyTime now) noexcept {
  pixels_ = available(now);
  last_ = std::max(last_, now);
  // Written so that NaN is refused.
  if (!(pixels >= 0 && pixels <= pixels_)) return false;
  pixels_ -= pixels;
  return true;
}

double MovementBudget::available(base::SteadyTime now) const noexcept {
  const double seconds = std::max(0.0, std::chrono::duration<double>(now - last_).count());
  return std::min(kMapDiagonal, pixels_ + seconds * max_speed_);
}

}  // namespace flumen::world
