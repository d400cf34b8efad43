#include "database/backoff.hpp"

#include <algorithm>
#include <cstdint>

namespace flumen::database {

Backoff::Duration Backoff::delay(std::size_t failures) {
  constexpr std::size_t kMostDoublings = 20;  // past any sensible `most`, and no overflow
  const Duration full = std::min(most_, first_ * (std::int64_t{1} << std::min(failures - 1, kMostDoublings)));
  std::uniform_real_distribution<double> part(0.5, 1.0);
  const std::lock_guard lock(mutex_);
  return std::chrono::duration_cast<Duration>(full * part(random_));
}

}  // namespace flumen::database
